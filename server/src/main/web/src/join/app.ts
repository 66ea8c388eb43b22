import type { JoinState, MediaKind, Place, ReplyText, ServerMessage, TroubleKind } from "../api";
import { makeCall } from "../call/begin";
import type { Call } from "../call/call";
import { alreadyAllowed } from "../call/devices";
import { LocalMedia } from "../call/local-media";
import { browserSocket, browserTimers, Signal, type SignalStatus } from "../call/signal";
import { Chime } from "../call/sound";
import { ScreenLock } from "../call/wake-lock";
import { browserLanguage, Speech } from "../i18n";
import { announce } from "../ui/announce";
import { openDeviceHelp } from "../ui/device-help";
import { closeDialogs } from "../ui/dialog";
import { loadPractice } from "../ui/practice";
import { showPage } from "../ui/shell";
import { ApiError, type JoinApi } from "./api";
import { type Event, isInside, type Model, reduce, start } from "./state";
import type { Actions, Context, View } from "./view";
import { viewKey, VIEWS } from "./views";

/** Runs the join page: asks server and devices, feeds the reducer, shows the view of its model. */
export class JoinApp {
  private model: Model = start;
  private view: View | null = null;
  private shown = "";
  private signal: Signal | null = null;
  private running: Call | null = null;
  private languageChosen = false;
  private readonly ctx: Context;
  private readonly screen = new ScreenLock(navigator);
  private readonly media: LocalMedia;

  constructor(private readonly api: JoinApi) {
    this.media = new LocalMedia(navigator.mediaDevices);
    this.media.onchange = () => this.mediaChanged();
    this.ctx = {
      speech: new Speech(browserLanguage(navigator.languages)),
      media: this.media,
      chime: new Chime(),
      practice: null,
      actions: this.actions(),
      call: () => this.running?.state ?? null,
    };
  }

  async start(): Promise<void> {
    this.render();
    const why = unfitness();
    if (why) return this.dispatch({ type: "unfit", why });
    window.addEventListener("online", () => this.cameBack());
    document.addEventListener("visibilitychange", () => this.cameBack());
    await this.load();
  }

  /** Sums of both PeerConnections, for tests and for a person asking for help. */
  stats() {
    return this.running?.stats() ?? Promise.resolve(null);
  }

  private dispatch(event: Event): void {
    const before = this.model;
    this.model = reduce(before, event);
    if (this.model === before) return;
    const join = this.model.join;
    if (join && !this.languageChosen) this.ctx.speech = speechFor(this.ctx.speech, join);
    this.entered(before);
    this.render();
  }

  /** What being on a page needs: socket, devices, screen, call. */
  private entered(before: Model): void {
    const { page } = this.model;
    if (page.at === before.page.at) return;
    closeDialogs();
    if (isInside(page)) this.inside();
    else this.outside();
    if (page.at === "devices") void this.openDevices();
    if (page.at === "call") this.beginCall(before.page.at === "waiting");
  }

  private inside(): void {
    this.screen.hold();
    this.connect();
    if (!this.media.opened) void this.media.open();
  }

  private outside(): void {
    this.screen.release();
    this.running?.end();
    this.running = null;
    this.signal?.stop();
    this.signal = null;
    const { at } = this.model.page;
    if (at !== "devices" && at !== "blocked" && at !== "place" && at !== "welcome") this.media.close();
  }

  private connect(): void {
    if (this.signal) return;
    const signal = new Signal(this.api.signalUrl(location), browserSocket, browserTimers, () =>
      this.api.whyRefused(),
    );
    this.signal = signal;
    signal.onmessage = (message) => this.received(message);
    signal.onstatus = (status) => this.signalChanged(status);
    signal.start();
  }

  private received(message: ServerMessage): void {
    if (message.type === "state") this.dispatch({ type: "state", join: message.state });
    else if (message.type === "moved") this.dispatch({ type: "moved" });
    else if (message.type === "removed") this.dispatch({ type: "removed" });
    else this.running?.take(message);
  }

  private signalChanged(status: SignalStatus): void {
    if (status.at === "open") this.dispatch({ type: "link", lost: false });
    else if (status.at === "lost") this.dispatch({ type: "link", lost: true });
    else if (status.at === "over") this.signalOver(status.why);
    if (status.at === "open" && this.media.opened) this.running?.start();
  }

  private signalOver(why: string): void {
    if (why === "moved") this.dispatch({ type: "moved" });
    else if (why === "removed") this.dispatch({ type: "removed" });
    else void this.load(); // says whether the visit or only the link has ended
  }

  /** Devices first, so that the first offer carries what there is. */
  private beginCall(letIn: boolean): void {
    if (letIn) {
      announce(this.ctx.speech.t("wait.in"));
      this.ctx.chime.play();
    }
    const signal = this.signal;
    if (!signal) return;
    const call = makeCall(signal, this.media, () => this.view?.mediaChanged?.());
    this.running = call;
    void (this.media.opened ? Promise.resolve() : this.media.open()).then(() => {
      if (this.running === call && signal.open) call.start();
    });
  }

  private async load(): Promise<void> {
    try {
      const [join, allowed] = await Promise.all([this.api.state(), alreadyAllowed(navigator.permissions)]);
      this.dispatch({ type: "loaded", join, allowed });
    } catch (cause) {
      await this.failed(cause);
    }
  }

  /** An error page must name the office's phone too, so that is asked first. */
  private async failed(cause: unknown): Promise<void> {
    if (!this.model.join) this.ctx.practice ??= await loadPractice();
    this.dispatch({ type: "failed", code: codeOf(cause) });
  }

  private async openDevices(): Promise<void> {
    await this.media.open();
    const { page } = this.model;
    const { audio, video } = this.media.problems;
    if (page.at === "blocked" && !audio && !video) this.dispatch({ type: "devices-fine" });
    else if ((audio || video) && !(page.at === "devices" && page.soundOnly))
      this.dispatch({ type: "devices-problem", problem: { audio, video } });
  }

  private async checkIn(place: Place): Promise<void> {
    this.ctx.chime.unlock();
    this.dispatch({ type: "checking-in" });
    try {
      if (!this.media.opened) await this.media.open();
      const devices = { camera: this.media.has("video"), microphone: this.media.has("audio") };
      const takeOver = this.model.takeOver ? { takeOver: true } : {};
      this.dispatch({ type: "state", join: await this.api.checkIn({ place, devices, ...takeOver }) });
    } catch (cause) {
      this.dispatch({ type: "check-in-failed", code: codeOf(cause) });
    }
  }

  private actions(): Actions {
    return {
      dispatch: (event) => this.dispatch(event),
      reload: () => void this.load(),
      here: () => {
        this.ctx.chime.unlock();
        if (this.model.plan.length === 0) void this.checkIn({ at: "home" });
        else this.dispatch({ type: "here" });
      },
      atHome: () => void this.checkIn({ at: "home" }),
      retryDevices: () => void this.openDevices(),
      devicesDone: () => {
        this.ctx.chime.unlock();
        const early = this.model.join?.step === "early";
        if (this.model.plan.includes("place") || early) this.dispatch({ type: "next" });
        else void this.checkIn({ at: "home" });
      },
      checkIn: (place) => void this.checkIn(place),
      useThisDevice: () => void this.takeOver(),
      reply: (text) => void this.reply(text),
      leave: () => void this.leave(),
      feedback: (feedback) => void this.form(() => this.api.feedback(feedback)),
      newLink: () => void this.form(() => this.api.newLink()),
      setMic: (on) => void this.switchDevice("audio", on),
      setCamera: (on) => void this.switchDevice("video", on),
      report: (kind: TroubleKind) => this.running?.report(kind),
      switchLanguage: () => this.switchLanguage(),
    };
  }

  /** A device that can't be switched on opens the page's help instead of doing nothing. */
  private async switchDevice(kind: MediaKind, on: boolean): Promise<void> {
    await this.media.switch(kind, on);
    if (on && !this.media.track(kind))
      openDeviceHelp(this.ctx.speech, this.model.join?.practice.phone ?? undefined);
  }

  private async takeOver(): Promise<void> {
    this.dispatch({ type: "use-this" });
    try {
      const join = await this.api.takeOver();
      this.dispatch({ type: "loaded", join, allowed: await alreadyAllowed(navigator.permissions) });
    } catch (cause) {
      await this.failed(cause);
    }
  }

  private async reply(text: ReplyText): Promise<void> {
    this.dispatch({ type: "reply", reply: { at: "sending", text } });
    try {
      await this.api.reply(text);
      this.dispatch({ type: "reply", reply: { at: "sent", text } });
      announce(this.ctx.speech.t("wait.sent"));
    } catch {
      this.dispatch({ type: "reply", reply: { at: "failed", text } });
    }
  }

  /** The page leaves at once; a server that can't be told finds out when the socket closes. */
  private async leave(): Promise<void> {
    this.dispatch({ type: "left" });
    await this.api.leave().catch(() => {});
  }

  private async form(send: () => Promise<void>): Promise<void> {
    this.dispatch({ type: "form", form: "sending" });
    try {
      await send();
      this.dispatch({ type: "form", form: "sent" });
    } catch {
      this.dispatch({ type: "form", form: "failed" });
    }
  }

  private cameBack(): void {
    if (document.visibilityState !== "visible") return;
    const { page } = this.model;
    if (page.at === "blocked") void this.openDevices();
    else if (page.at === "trouble" && page.why === "offline" && navigator.onLine) void this.load();
    else this.signal?.start();
  }

  private mediaChanged(): void {
    void this.running?.devicesChanged();
    this.view?.mediaChanged?.();
  }

  private switchLanguage(): void {
    this.languageChosen = true;
    this.ctx.speech = this.ctx.speech.other;
    this.render();
  }

  private render(): void {
    const key = `${viewKey(this.model.page)}:${this.ctx.speech.language}`;
    if (key === this.shown) return this.view?.update(this.model);
    const first = this.shown === "" || this.shown.startsWith("loading");
    this.view?.destroy?.();
    this.shown = key;
    const view = VIEWS[this.model.page.at](this.ctx, this.model);
    this.view = view;
    document.documentElement.lang = this.ctx.speech.language;
    showPage(view.nodes, view.bodyClass);
    document.title = view.title;
    view.mediaChanged?.();
    if (first && this.model.page.at !== "call") return;
    window.scrollTo(0, 0);
    (view.focus ?? document.querySelector<HTMLElement>("h1"))?.focus();
  }
}

function speechFor(speech: Speech, join: JoinState): Speech {
  return speech.language === join.language ? speech : new Speech(join.language);
}

function codeOf(cause: unknown) {
  return cause instanceof ApiError ? cause.code : "server";
}

/** Whether this browser can hold a call at all. */
function unfitness(): "old" | "insecure" | null {
  if (!window.isSecureContext) return "insecure";
  const able =
    "RTCPeerConnection" in window &&
    "mediaDevices" in navigator &&
    "replaceTrack" in RTCRtpSender.prototype &&
    "showModal" in HTMLDialogElement.prototype;
  return able ? null : "old";
}
