import type { Timers } from "./signal";

const PATIENCE_MS = 3_000;
const RESTART_MS = 8_000;

export interface MenderDeps {
  /** New ICE credentials on the same PeerConnection. */
  restart: () => void;
  /** A new PeerConnection. */
  rebuild: () => void;
}

/**
 * Mends one leg: a short break is waited out, then ICE is restarted once, and if that does not help
 * the leg is built anew.
 */
export class Mender {
  private timer: number | null = null;
  private restarted = false;

  constructor(
    private readonly deps: MenderDeps,
    private readonly timers: Timers,
  ) {}

  see(state: RTCPeerConnectionState): void {
    if (state === "connected") this.rest();
    else if (state === "disconnected") this.after(PATIENCE_MS, () => this.restart());
    else if (state === "failed") this.restart();
  }

  rest(): void {
    if (this.timer !== null) this.timers.clear(this.timer);
    this.timer = null;
    this.restarted = false;
  }

  private restart(): void {
    if (this.restarted) {
      this.rest();
      this.deps.rebuild();
      return;
    }
    this.restarted = true;
    this.after(RESTART_MS, () => this.restart());
    this.deps.restart();
  }

  private after(ms: number, run: () => void): void {
    if (this.timer !== null) this.timers.clear(this.timer);
    this.timer = this.timers.set(run, ms);
  }
}
