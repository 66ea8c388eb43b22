import type { Today } from "../api";
import { SignInFailed, SignInNeeded } from "./auth";

export type Feed =
  | { at: "loading" }
  | { at: "signing-in" }
  | { at: "sign-in-failed" }
  | { at: "fresh"; today: Today }
  | { at: "stale"; today: Today | null; since: number };

const ASK_MS = 2000;
/** One missed answer is a hiccup; the second says that the page is behind. */
const MISSES = 2;

/** Asks for today every two seconds and knows how old the last answer is. */
export class TodayFeed {
  feed: Feed = { at: "loading" };
  private missed = 0;
  private lastAnswer = Date.now();
  /** Server's clock minus ours. */
  private skew = 0;
  private timer = 0;
  private stopped = false;

  constructor(
    private readonly ask: () => Promise<Today | null>,
    private readonly changed: (feed: Feed) => void,
  ) {}

  /** Now, by the server's clock. */
  now(): number {
    return Date.now() + this.skew;
  }

  get today(): Today | null {
    return "today" in this.feed ? this.feed.today : null;
  }

  /** Asks at once, and then every two seconds. */
  async refresh(): Promise<void> {
    window.clearTimeout(this.timer);
    try {
      const today = await this.ask();
      this.missed = 0;
      this.lastAnswer = Date.now();
      if (today) this.skew = Date.parse(today.now) - Date.now();
      const known = today ?? this.today;
      if (known) this.tell({ at: "fresh", today: known });
    } catch (cause) {
      this.failed(cause);
    }
    window.clearTimeout(this.timer);
    if (!this.stopped) this.timer = window.setTimeout(() => void this.refresh(), ASK_MS);
  }

  stop(): void {
    this.stopped = true;
    window.clearTimeout(this.timer);
  }

  private failed(cause: unknown): void {
    if (cause instanceof SignInNeeded || cause instanceof SignInFailed) {
      this.stop();
      this.tell({ at: cause instanceof SignInNeeded ? "signing-in" : "sign-in-failed" });
    } else if (++this.missed >= MISSES) this.tell({ at: "stale", today: this.today, since: this.lastAnswer });
  }

  private tell(feed: Feed): void {
    this.feed = feed;
    this.changed(feed);
  }
}
