/** What one look at the statistics tells about the last second or so. */
export interface Sample {
  /** Share of packets lost on either leg, 0 to 1; null while nothing flows. */
  loss: number | null;
  /** What the browser believes it can send, bits per second; null when it does not tell. */
  sendable: number | null;
  /** Round trip in seconds; null when unknown. */
  roundTrip: number | null;
}

export type Quality = "unknown" | "good" | "weak";

/** How much of the own picture is sent. */
export type PictureLevel = "full" | "slim" | "off";

const BAD_LOSS = 0.08;
/** A smaller picture sends little, and the estimate follows what is sent; hence its lower bar. */
const BAD_SENDABLE: Record<PictureLevel, number> = { full: 200_000, slim: 80_000, off: 0 };
const SLOW_ROUND_TRIP = 0.6;
const DOWN_AFTER_MS = 5_000;
const UP_AFTER_MS = 15_000;
/** The browser's estimate climbs from nothing; what it says before is no measurement. */
const RAMP_MS = 10_000;

export interface Judgement {
  quality: Quality;
  picture: PictureLevel;
}

/**
 * Judges the connection. Five bad seconds make the own picture smaller, five more stop it, and after
 * fifteen good ones it comes back a step; sound is never touched.
 */
export class QualityWatch {
  private picture: PictureLevel = "full";
  private badSince: number | null = null;
  private goodSince: number | null = null;
  private started: number | null = null;

  see(sample: Sample, now: number): Judgement {
    if (sample.loss === null) return { quality: "unknown", picture: this.picture };
    this.started ??= now;
    const bad = this.isBad(sample, now);
    this.badSince = bad ? (this.badSince ?? now) : null;
    this.goodSince = bad ? null : (this.goodSince ?? now);
    this.step(now);
    const slow = (sample.roundTrip ?? 0) > SLOW_ROUND_TRIP;
    return { quality: bad || slow || this.picture !== "full" ? "weak" : "good", picture: this.picture };
  }

  private isBad(sample: Sample, now: number): boolean {
    const ramped = now - (this.started ?? now) >= RAMP_MS;
    const starved = ramped && sample.sendable !== null && sample.sendable < BAD_SENDABLE[this.picture];
    return (sample.loss ?? 0) > BAD_LOSS || starved;
  }

  private step(now: number): void {
    if (this.badSince !== null && now - this.badSince >= DOWN_AFTER_MS) {
      this.picture = this.picture === "full" ? "slim" : "off";
      this.badSince = now;
    } else if (this.goodSince !== null && now - this.goodSince >= UP_AFTER_MS) {
      this.picture = this.picture === "off" ? "slim" : "full";
      this.goodSince = now;
    }
  }
}
