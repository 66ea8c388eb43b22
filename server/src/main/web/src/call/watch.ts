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
  private readonly frames = new Stillness();
  private readonly sound = new Stillness();
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

  /**
   * Who sends a picture. It counts as off when no frame came for two seconds while sound did; when
   * neither comes the connection is broken, and the last picture stays.
   */
  private moving(stats: CallStats, at: number): Set<string> {
    const moving = new Set<string>();
    for (const [id, { audioMid, videoMid }] of this.legs().media) {
      if (videoMid === null) continue;
      const frames = this.frames.still(id, stats.framesByMid[videoMid] ?? 0, at);
      const sound = audioMid === null ? 0 : this.sound.still(id, stats.packetsByMid[audioMid] ?? 0, at);
      const broken = sound >= STILL_MS && this.seen.videoOn.has(id);
      if (frames < STILL_MS || broken) moving.add(id);
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

/** For how long each count has not grown. What never counted anything has always been still. */
class Stillness {
  private readonly last = new Map<string, { count: number; at: number }>();

  still(id: string, count: number, at: number): number {
    const before = this.last.get(id);
    if (before?.count !== count) this.last.set(id, { count, at: count > 0 ? at : -Infinity });
    return at - (this.last.get(id)?.at ?? at);
  }
}

function same(a: Set<string>, b: Set<string>): boolean {
  return a.size === b.size && [...a].every((x) => b.has(x));
}
