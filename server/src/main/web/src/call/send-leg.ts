import type { MediaKind, PageMessage } from "../api";
import { addSender } from "./transceivers";

export interface Tracks {
  audio: MediaStreamTrack | null;
  video: MediaStreamTrack | null;
}

/** Which devices the person has; a kind without a device gets no media line at all. */
export type Has = Record<MediaKind, boolean>;

export interface LegDeps {
  makePeer: () => RTCPeerConnection;
  send: (message: PageMessage) => void;
  onstate: (state: RTCPeerConnectionState) => void;
}

/** The PeerConnection that sends this person's sound and picture. */
export class SendLeg {
  readonly pc: RTCPeerConnection;
  private readonly lines: Partial<Record<MediaKind, RTCRtpTransceiver>> = {};
  private early: RTCIceCandidateInit[] = [];
  private queue: Promise<void> = Promise.resolve();
  private closed = false;

  constructor(
    deps: LegDeps,
    private readonly publish: (sdp: string, fresh: boolean) => Promise<string>,
    has: Has,
    tracks: Tracks,
  ) {
    this.pc = deps.makePeer();
    this.pc.onicecandidate = (e) =>
      deps.send({ type: "trickle", leg: "send", candidate: e.candidate?.toJSON() ?? null });
    this.pc.onconnectionstatechange = () => deps.onstate(this.pc.connectionState);
    if (has.audio) this.lines.audio = addSender(this.pc, "audio", tracks.audio);
    if (has.video) this.lines.video = addSender(this.pc, "video", tracks.video);
  }

  has(kind: MediaKind): boolean {
    return this.lines[kind] !== undefined;
  }

  /** Offers and takes the answer; with `restart`, with new ICE credentials. */
  negotiate(restart = false): Promise<void> {
    const turn = this.queue.then(() => this.exchange(restart));
    this.queue = turn.catch(() => {});
    return turn;
  }

  /** Sends this track from now on, or nothing for `null`; adds the line when a device came late. */
  async replace(kind: MediaKind, track: MediaStreamTrack | null): Promise<void> {
    const line = this.lines[kind];
    if (line) return line.sender.replaceTrack(track);
    if (!track) return;
    this.lines[kind] = addSender(this.pc, kind, track);
    await this.negotiate();
  }

  /** Sends the picture smaller, or in full again. */
  async slim(slim: boolean): Promise<void> {
    const sender = this.lines.video?.sender;
    const parameters = sender?.getParameters();
    const encoding = parameters?.encodings[0];
    if (!sender || !parameters || !encoding) return;
    encoding.maxBitrate = slim ? 150_000 : 1_200_000;
    encoding.scaleResolutionDownBy = slim ? 4 : 1;
    await sender.setParameters(parameters);
  }

  async candidate(candidate: RTCIceCandidateInit): Promise<void> {
    if (this.pc.remoteDescription) await this.pc.addIceCandidate(candidate);
    else this.early.push(candidate);
  }

  close(): void {
    this.closed = true;
    this.pc.close();
  }

  private async exchange(restart: boolean): Promise<void> {
    if (this.closed) return;
    const offer = await this.pc.createOffer({ iceRestart: restart });
    await this.pc.setLocalDescription(offer);
    const fresh = this.pc.currentRemoteDescription === null;
    const sdp = await this.publish(this.pc.localDescription?.sdp ?? "", fresh);
    if (this.closed) return;
    await this.pc.setRemoteDescription({ type: "answer", sdp });
    for (const candidate of this.early.splice(0)) await this.pc.addIceCandidate(candidate);
  }
}
