import type { MediaKind } from "../api";
import { type DeviceProblem, openDevices, openOne, type Wish } from "./devices";

/**
 * This person's camera and microphone: what exists, what is switched on, and the tracks to send.
 * Camera off gives the camera back to the device (its light goes out) and sends nothing; mute keeps
 * the microphone open and silent, so that unmuting is instant.
 */
export class LocalMedia {
  onchange: () => void = () => {};
  readonly problems: Record<MediaKind, DeviceProblem | null> = { audio: null, video: null };
  micOn = true;
  cameraOn = true;
  opened = false;

  private audio: MediaStreamTrack | null = null;
  private video: MediaStreamTrack | null = null;
  private exists = { audio: false, video: false };
  private wish: Wish = {};
  private preview: MediaStream | null = null;
  private opening: Promise<void> | null = null;

  constructor(private readonly media: MediaDevices) {}

  /** Opens what can be opened; a second call waits for the first. */
  open(): Promise<void> {
    this.opening ??= this.openNow().finally(() => (this.opening = null));
    return this.opening;
  }

  has(kind: MediaKind): boolean {
    return this.exists[kind];
  }

  /** The track to send now, or null for nothing. */
  track(kind: MediaKind): MediaStreamTrack | null {
    return kind === "audio" ? this.audio : this.cameraOn ? this.video : null;
  }

  /** The own picture for a `<video>`; the same stream as long as the camera's track is the same. */
  get stream(): MediaStream | null {
    const track = this.track("video");
    if (!track) return null;
    if (this.preview?.getVideoTracks()[0] !== track) this.preview = new MediaStream([track]);
    return this.preview;
  }

  deviceId(kind: MediaKind): string | undefined {
    return this[kind]?.getSettings().deviceId;
  }

  /** Switches one device; switching on may have to open it, which the browser may refuse. */
  async switch(kind: MediaKind, on: boolean): Promise<void> {
    if (kind === "audio") this.micOn = on;
    else this.cameraOn = on;
    if (on) await this.reopen(kind);
    else if (kind === "video") this.video = stopped(this.video);
    if (this.audio) this.audio.enabled = this.micOn;
    this.onchange();
  }

  async choose(kind: MediaKind, deviceId: string): Promise<void> {
    this.wish = { ...this.wish, [kind === "audio" ? "microphoneId" : "cameraId"]: deviceId };
    this[kind] = stopped(this[kind]);
    if (kind === "audio" || this.cameraOn) await this.reopen(kind);
    this.onchange();
  }

  close(): void {
    this.audio = stopped(this.audio);
    this.video = stopped(this.video);
    this.opened = false;
    this.onchange();
  }

  private async openNow(): Promise<void> {
    this.close();
    const got = await openDevices(this.media, this.wish);
    this.take("audio", got.audio, got.audioProblem);
    this.take("video", got.video, got.videoProblem);
    this.opened = true;
    if (!this.cameraOn) this.video = stopped(this.video);
    this.onchange();
  }

  private async reopen(kind: MediaKind): Promise<void> {
    if (this[kind]?.readyState === "live") return;
    const got = await openOne(this.media, kind, this.wish);
    this.take(kind, got.track, got.problem);
    if (kind === "video" && !got.track) this.cameraOn = false;
  }

  private take(kind: MediaKind, track: MediaStreamTrack | null, problem: DeviceProblem | null): void {
    this[kind] = track;
    this.problems[kind] = problem;
    if (track) this.exists[kind] = true;
    else if (problem === "none") this.exists[kind] = false;
    if (!track) return;
    if (kind === "audio") track.enabled = this.micOn;
    track.onended = () => this.ended(kind, track);
  }

  /** The device was unplugged or taken away. */
  private ended(kind: MediaKind, track: MediaStreamTrack): void {
    if (this[kind] !== track) return;
    this[kind] = null;
    this.problems[kind] = "busy";
    if (kind === "video") this.cameraOn = false;
    this.onchange();
  }
}

function stopped(track: MediaStreamTrack | null): null {
  track?.stop();
  return null;
}
