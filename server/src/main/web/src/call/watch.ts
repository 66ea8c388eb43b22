import { type PictureLevel, type Quality, QualityWatch } from "./quality";
import type { RemoteMedia } from "./receive-leg";
import { type CallStats, readStats, sampleBetween } from "./stats";

const LOOK_MS = 1000;
const LISTEN_MS = 300;
const SPEAKING_LEVEL = 0.02;
const STILL_MS = 2000;

interface Legs {
  send: RTCPeerConnection | null;
  receive: RTCPeerConnection | null;
  media: Map<string, RemoteMedia>;
}

export interface Seen {
  quality: Quality;
  picture: PictureLevel;
  videoOn: Set<string>;
  speaking: Set<string>;
}

/** Looks at the running call: quality each second, who speaks a little oftener. */
export class CallWatch {
  private judge = new QualityWatch();
  private before: CallStats | null = null;
  private frames = new Map<string, { count: number; at: number }>();
  private seen: Seen = { quality: "unknown", picture: "full", videoOn: new Set(), speaking: new Set() };
  private timers: number[] = [];

  constructor(
    private readonly legs: () => Legs,
    private readonly tell: (seen: Seen) => void,
  ) {}

  start(): void {
    if (this.timers.length) return;
    this.timers = [
      window.setInterval(() => void this.look(), LOOK_MS),
      window.setInterval(() => this.listen(), LISTEN_MS),
    ];
  }

  stop(): void {
    this.timers.splice(0).forEach((id) => window.clearInterval(id));
  }

  read(): Promise<CallStats> {
    const { send, receive } = this.legs();
    return readStats(send, receive);
  }

  private async look(): Promise<void> {
    const now = await this.read();
    const at = performance.now();
    // After a rebuild the counts start again; such a pair says nothing.
    if (this.before && now.packetsSent >= this.before.packetsSent) {
      const { quality, picture } = this.judge.see(sampleBetween(this.before, now), at);
      this.seen = { ...this.seen, quality, picture };
    }
    this.before = now;
    this.seen.videoOn = this.moving(now, at);
    this.tell(this.seen);
  }

  /** Who sends a picture: frames came within the last two seconds. */
  private moving(stats: CallStats, at: number): Set<string> {
    const moving = new Set<string>();
    for (const [id, { videoMid }] of this.legs().media) {
      if (videoMid === null) continue;
      const count = stats.framesByMid[videoMid] ?? 0;
      const last = this.frames.get(id);
      if (!last || last.count !== count) this.frames.set(id, { count, at: count ? at : at - STILL_MS });
      if (at - (this.frames.get(id)?.at ?? 0) < STILL_MS) moving.add(id);
    }
    return moving;
  }

  private listen(): void {
    const { receive, media } = this.legs();
    if (!receive || media.size < 2) return;
    const speaking = new Set<string>();
    for (const [id, { audio }] of media) {
      const receiver = receive.getReceivers().find((r) => r.track === audio);
      const level = receiver?.getSynchronizationSources?.()[0]?.audioLevel ?? 0;
      if (level > SPEAKING_LEVEL) speaking.add(id);
    }
    if (!same(speaking, this.seen.speaking)) this.tell((this.seen = { ...this.seen, speaking }));
  }
}

function same(a: Set<string>, b: Set<string>): boolean {
  return a.size === b.size && [...a].every((x) => b.has(x));
}
