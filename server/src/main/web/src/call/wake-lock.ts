/** Keeps the screen on while a person waits or talks. Browsers let go of it whenever the tab hides. */
export class ScreenLock {
  private wanted = false;
  private lock: WakeLockSentinel | null = null;

  constructor(private readonly nav: Pick<Navigator, "wakeLock">) {
    document.addEventListener("visibilitychange", () => {
      if (this.wanted && document.visibilityState === "visible") void this.take();
    });
  }

  hold(): void {
    if (this.wanted) return;
    this.wanted = true;
    void this.take();
  }

  release(): void {
    this.wanted = false;
    void this.lock?.release().catch(() => {});
    this.lock = null;
  }

  private async take(): Promise<void> {
    try {
      this.lock = (await this.nav.wakeLock?.request("screen")) ?? null;
    } catch {
      this.lock = null; // refused, for instance on a low battery: the call goes on without it
    }
  }
}
