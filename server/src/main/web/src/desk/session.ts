import type { JoinState, Person, ServerMessage, TroubleKind } from "../api";
import { makeCall } from "../call/begin";
import type { Call, CallState } from "../call/call";
import type { LocalMedia } from "../call/local-media";
import { browserSocket, browserTimers, Signal, type SignalStatus } from "../call/signal";
import { ApiError, JoinApi } from "../join/api";

export type SessionState =
  | { at: "joining" }
  | { at: "other-device" }
  | { at: "failed" }
  | { at: "in"; join: JoinState }
  | { at: "over"; why: "ended" | "moved" };

/** The clinician's own way into a visit: the same link, check-in and call as everybody's. */
export class VisitSession {
  state: SessionState = { at: "joining" };
  private api: JoinApi | null = null;
  private signal: Signal | null = null;
  private call: Call | null = null;
  private people: Person[] = [];
  private closed = false;

  constructor(
    private readonly invite: () => Promise<string>,
    private readonly media: LocalMedia,
    private readonly changed: () => void,
  ) {}

  get callState(): CallState | null {
    return this.call?.state ?? null;
  }

  stats() {
    return this.call?.stats() ?? Promise.resolve(null);
  }

  /** Goes in; with `takeOver` also when another device holds the visit. */
  async start(takeOver = false): Promise<void> {
    this.become({ at: "joining" });
    try {
      this.api ??= new JoinApi(await this.invite());
      if (!this.media.opened) await this.media.open();
      const devices = { camera: this.media.has("video"), microphone: this.media.has("audio") };
      const place = { at: "home" } as const;
      const join = await this.api.checkIn({ place, devices, ...(takeOver ? { takeOver } : {}) });
      if (this.closed) return;
      this.entered(join);
      this.connect(this.api);
    } catch (cause) {
      const other = cause instanceof ApiError && cause.code === "other-device";
      if (!other) this.api = null; // the next try asks for a fresh link
      this.become({ at: other ? "other-device" : "failed" });
    }
  }

  report(kind: TroubleKind): void {
    this.call?.report(kind);
  }

  devicesChanged(): void {
    void this.call?.devicesChanged();
    this.changed();
  }

  /** Leaves, and the room stays for the others. */
  async leave(): Promise<void> {
    this.close();
    await this.api?.leave().catch(() => {});
  }

  close(): void {
    this.closed = true;
    this.call?.end();
    this.call = null;
    this.signal?.stop();
    this.signal = null;
    this.media.close();
  }

  private connect(api: JoinApi): void {
    const signal = new Signal(api.signalUrl(location), browserSocket, browserTimers, () => api.whyRefused());
    this.signal = signal;
    signal.onmessage = (message) => this.received(message);
    signal.onstatus = (status) => this.signalChanged(status);
    signal.start();
  }

  private received(message: ServerMessage): void {
    if (message.type === "state") return this.entered(message.state);
    if (message.type === "moved") return this.over("moved");
    if (message.type === "removed") return this.over("ended");
    if (message.type === "people") this.people = message.people;
    this.call?.take(message);
  }

  private entered(join: JoinState): void {
    if (join.step === "ended" || join.step === "declined") return this.over("ended");
    this.become({ at: "in", join });
    if (join.step === "admitted" && !this.call && this.signal) this.beginCall(this.signal);
  }

  private beginCall(signal: Signal): void {
    this.call = makeCall(signal, this.media, () => this.changed());
    this.call.take({ type: "people", people: this.people });
    if (signal.open) this.call.start();
  }

  private signalChanged(status: SignalStatus): void {
    if (status.at === "open") this.call?.start();
    else if (status.at === "over") {
      if (status.why === "moved") this.over("moved");
      else if (status.why === "not-checked-in") void this.restart();
      else this.over("ended");
    }
    this.changed();
  }

  /** The server no longer knows this device: check in again. */
  private async restart(): Promise<void> {
    this.signal?.stop();
    this.call?.end();
    this.signal = this.call = null;
    await this.start();
  }

  private over(why: "ended" | "moved"): void {
    if (this.closed) return;
    this.close();
    this.become({ at: "over", why });
  }

  private become(state: SessionState): void {
    this.state = state;
    this.changed();
  }
}
