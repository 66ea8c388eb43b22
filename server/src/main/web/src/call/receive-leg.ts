import type { RemoteStream } from "../api";
import type { LegDeps } from "./send-leg";
import { onReceiver } from "./transceivers";

/** What one person sends us now. */
export interface RemoteMedia {
  audio: MediaStreamTrack | null;
  video: MediaStreamTrack | null;
  audioMid: string | null;
  videoMid: string | null;
}

export interface Offer {
  sdp: string;
  streams: RemoteStream[];
  /** The first offer of a new connection; later ones continue it. */
  fresh?: boolean;
}

/** The PeerConnection that receives everybody else. The server offers, we answer. */
export class ReceiveLeg {
  readonly pc: RTCPeerConnection;
  private used = false;
  private queue: Promise<void> = Promise.resolve();
  private early: RTCIceCandidateInit[] = [];
  private closed = false;

  constructor(
    private readonly deps: LegDeps,
    private readonly onmedia: (people: Map<string, RemoteMedia>) => void,
  ) {
    this.pc = deps.makePeer();
    this.pc.onicecandidate = (e) =>
      deps.send({ type: "trickle", leg: "receive", candidate: e.candidate?.toJSON() ?? null });
    this.pc.onconnectionstatechange = () => deps.onstate(this.pc.connectionState);
    onReceiver(this.pc, () => {});
  }

  /** Whether this PeerConnection is the one for this offer. */
  fits(offer: Offer): boolean {
    return !(this.used && offer.fresh === true);
  }

  /** Takes the offer, answers, and tells who sends what. Offers are taken one after the other. */
  take(offer: Offer): Promise<void> {
    this.used = true;
    const turn = this.queue.then(() => this.exchange(offer));
    this.queue = turn.catch(() => {});
    return turn;
  }

  async candidate(candidate: RTCIceCandidateInit): Promise<void> {
    if (this.pc.remoteDescription) await this.pc.addIceCandidate(candidate);
    else this.early.push(candidate);
  }

  close(): void {
    this.closed = true;
    this.pc.close();
  }

  private async exchange(offer: Offer): Promise<void> {
    if (this.closed) return;
    await this.pc.setRemoteDescription({ type: "offer", sdp: offer.sdp });
    for (const candidate of this.early.splice(0)) await this.pc.addIceCandidate(candidate);
    await this.pc.setLocalDescription(await this.pc.createAnswer());
    if (this.closed) return;
    this.deps.send({ type: "answer", sdp: this.pc.localDescription?.sdp ?? "" });
    this.onmedia(byPerson(offer.streams, (mid) => this.trackOf(mid)));
  }

  private trackOf(mid: string): MediaStreamTrack | null {
    const transceiver = this.pc.getTransceivers().find((t) => t.mid === mid);
    return transceiver && transceiver.currentDirection !== "inactive" ? transceiver.receiver.track : null;
  }
}

/** Sorts media lines by the person who sends on them. A line may pass from one person to another. */
export function byPerson(
  streams: RemoteStream[],
  trackOf: (mid: string) => MediaStreamTrack | null,
): Map<string, RemoteMedia> {
  const people = new Map<string, RemoteMedia>();
  for (const { mid, from, kind } of streams) {
    const media = people.get(from) ?? { audio: null, video: null, audioMid: null, videoMid: null };
    media[kind] = trackOf(mid);
    media[kind === "audio" ? "audioMid" : "videoMid"] = mid;
    people.set(from, media);
  }
  return people;
}
