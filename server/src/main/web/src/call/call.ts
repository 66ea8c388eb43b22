import type { PageMessage, Person, ServerMessage, TroubleKind } from "../api";
import type { LocalMedia } from "./local-media";
import { Mender } from "./mender";
import type { PictureLevel, Quality } from "./quality";
import { type Offer, ReceiveLeg, type RemoteMedia } from "./receive-leg";
import { SendLeg } from "./send-leg";
import { SignalError, type Timers } from "./signal";
import { CallWatch } from "./watch";

export type CallLink = "connecting" | "connected" | "lost";

/** What one other person's tile shows. */
export interface Remote {
  audio: MediaStreamTrack | null;
  video: MediaStreamTrack | null;
  /** Frames arrive. Off means camera off, or none sent. */
  videoOn: boolean;
  speaking: boolean;
}

/** Everything the views render of the call. */
export interface CallState {
  link: CallLink;
  /** The media server is away; nothing on this side is wrong. */
  mediaAway: boolean;
  quality: Quality;
  picture: PictureLevel;
  people: Person[];
  remotes: Map<string, Remote>;
}

export interface CallDeps {
  signal: {
    readonly open: boolean;
    send: (message: PageMessage) => void;
    publish: (sdp: string, fresh: boolean) => Promise<string>;
  };
  media: LocalMedia;
  makePeer: () => RTCPeerConnection;
  timers: Timers;
  onchange: (state: CallState) => void;
}

const RETRY_MS = [0, 1000, 2000, 4000, 8000];

/** One person's call: a PeerConnection that sends and one that receives, kept alive until `end`. */
export class Call {
  readonly state: CallState = {
    link: "connecting",
    mediaAway: false,
    quality: "unknown",
    picture: "full",
    people: [],
    remotes: new Map(),
  };
  private send: SendLeg | null = null;
  private receive: ReceiveLeg | null = null;
  private mids = new Map<string, RemoteMedia>();
  private everConnected = false;
  private ended = false;
  private tries = 0;
  private retry: number | null = null;
  private readonly watch: CallWatch;
  private readonly menders: { send: Mender; receive: Mender };

  constructor(private readonly deps: CallDeps) {
    const rebuild = () => {
      this.report("network");
      this.rebuild();
    };
    this.menders = {
      send: new Mender({ restart: () => void this.offer(true), rebuild }, deps.timers),
      receive: new Mender(
        { restart: () => deps.signal.send({ type: "restart-receive" }), rebuild },
        deps.timers,
      ),
    };
    this.watch = new CallWatch(
      () => ({ send: this.send?.pc ?? null, receive: this.receive?.pc ?? null, media: this.mids }),
      (seen) => {
        const before = this.state.picture;
        this.state.quality = seen.quality;
        this.state.picture = seen.picture;
        for (const [id, remote] of this.state.remotes) {
          remote.videoOn = seen.videoOn.has(id);
          remote.speaking = seen.speaking.has(id);
        }
        if (before !== seen.picture) {
          if (seen.picture === "off") this.report("network");
          void this.applyPicture();
        }
        this.changed();
      },
    );
  }

  /** Builds both legs. Call it when admitted and the socket is open, also after each reopening. */
  start(): void {
    this.watch.start();
    this.rebuild();
  }

  /** Takes what concerns media; other messages are the page's. */
  take(message: ServerMessage): void {
    if (this.ended) return;
    if (message.type === "people") this.setPeople(message.people);
    else if (message.type === "offer") void this.takeOffer(message);
    else if (message.type === "candidate") void this.leg(message.leg)?.candidate(message.candidate);
    else if (message.type === "media-lost") this.mediaLost();
    else if (message.type === "media-back") {
      this.state.mediaAway = false;
      this.rebuild();
    }
  }

  /** Sends what the devices give now: after mute, camera on or off, another device. */
  async devicesChanged(): Promise<void> {
    const { media } = this.deps;
    const video = this.state.picture === "off" ? null : media.track("video");
    await Promise.all([
      this.send?.replace("audio", media.track("audio")),
      this.send?.replace("video", video),
    ]).catch(() => this.later());
    this.changed();
  }

  report(kind: TroubleKind): void {
    this.deps.signal.send({ type: "trouble", kind });
  }

  stats() {
    return this.watch.read();
  }

  end(): void {
    this.ended = true;
    this.cancelRetry();
    this.watch.stop();
    this.closeLegs();
  }

  private rebuild(): void {
    this.cancelRetry();
    this.closeLegs();
    if (this.ended || this.state.mediaAway || !this.deps.signal.open) return this.changed();
    const { media, signal } = this.deps;
    const has = { audio: media.has("audio"), video: media.has("video") };
    // Someone without any device still needs one line to be in the room: a silent audio line.
    if (!has.audio && !has.video) has.audio = true;
    const tracks = { audio: media.track("audio"), video: media.track("video") };
    this.send = new SendLeg(this.legDeps("send"), (sdp, fresh) => signal.publish(sdp, fresh), has, tracks);
    void this.applyPicture();
    void this.offer(false);
    this.changed();
  }

  private async offer(restart: boolean): Promise<void> {
    const leg = this.send;
    try {
      await leg?.negotiate(restart);
    } catch (cause) {
      if (leg !== this.send || this.ended) return;
      // Refused because not admitted, or the socket is gone: the next state or reopening goes on.
      if (cause instanceof SignalError && (cause.code === "not-admitted" || cause.code === "lost")) return;
      this.later();
    }
  }

  private later(): void {
    if (this.retry !== null || this.ended) return;
    const wait = RETRY_MS[Math.min(this.tries++, RETRY_MS.length - 1)] ?? 8000;
    this.retry = this.deps.timers.set(() => this.rebuild(), wait);
  }

  private async takeOffer(offer: Offer): Promise<void> {
    if (!this.receive?.fits(offer)) {
      this.receive?.close();
      this.menders.receive.rest();
      this.receive = new ReceiveLeg(this.legDeps("receive"), (media) => this.setMedia(media));
    }
    const leg = this.receive;
    try {
      await leg?.take(offer);
    } catch {
      if (leg === this.receive) this.later();
    }
  }

  private setPeople(people: Person[]): void {
    this.state.people = people;
    this.changed();
  }

  private setMedia(media: Map<string, RemoteMedia>): void {
    this.mids = media;
    const before = this.state.remotes;
    this.state.remotes = new Map(
      [...media].map(([id, { audio, video }]) => [
        id,
        { audio, video, videoOn: before.get(id)?.videoOn ?? false, speaking: false },
      ]),
    );
    this.changed();
  }

  private mediaLost(): void {
    this.state.mediaAway = true;
    this.cancelRetry();
    this.menders.send.rest();
    this.menders.receive.rest();
    this.changed();
  }

  /** Frozen pictures stay where they are: tracks are only forgotten when new ones come. */
  private closeLegs(): void {
    this.menders.send.rest();
    this.menders.receive.rest();
    this.send?.close();
    this.receive?.close();
    this.send = this.receive = null;
  }

  private legDeps(leg: "send" | "receive") {
    return {
      makePeer: this.deps.makePeer,
      send: this.deps.signal.send,
      onstate: (state: RTCPeerConnectionState) => {
        if (!this.state.mediaAway) this.menders[leg].see(state);
        if (state === "connected") this.tries = 0;
        this.changed();
      },
    };
  }

  private leg(leg: "send" | "receive") {
    return leg === "send" ? this.send : this.receive;
  }

  private async applyPicture(): Promise<void> {
    const level = this.state.picture;
    await this.send?.slim(level === "slim").catch(() => {});
    await this.send
      ?.replace("video", level === "off" ? null : this.deps.media.track("video"))
      .catch(() => {});
  }

  private cancelRetry(): void {
    if (this.retry !== null) this.deps.timers.clear(this.retry);
    this.retry = null;
  }

  private changed(): void {
    if (this.ended) return;
    this.state.link = this.linkNow();
    if (this.state.link === "connected") this.everConnected = true;
    this.deps.onchange(this.state);
  }

  private linkNow(): CallLink {
    const send = this.send?.pc.connectionState;
    const receive = this.receive?.pc.connectionState ?? "connected";
    const fine = (state: string | undefined) => state === "connected";
    if (!this.state.mediaAway && fine(send) && fine(receive)) return "connected";
    const broken = send === undefined || [send, receive].some((s) => s === "failed" || s === "disconnected");
    if (!this.everConnected) return "connecting";
    // A receiving leg that is only just being made is no break.
    return this.state.mediaAway || broken || !fine(send) ? "lost" : "connected";
  }
}
