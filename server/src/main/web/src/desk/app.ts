import type { DeskPerson, DeskVisit } from "../api";
import { LocalMedia } from "../call/local-media";
import { Chime } from "../call/sound";
import { ScreenLock } from "../call/wake-lock";
import { Speech } from "../i18n";
import { closeDialogs } from "../ui/dialog";
import { showPage } from "../ui/shell";
import { showToast } from "../ui/toast";
import type { DeskActions } from "./actions";
import type { DeskApi } from "./api";
import { queueOf } from "./day";
import { type Feed, TodayFeed } from "./feed";
import { noticeView } from "./notices";
import { VisitSession } from "./session";
import { type DeskView, todayView } from "./today-view";
import { visitView, type VisitView } from "./visit-view";
import { words } from "./words";

interface Visiting {
  visit: DeskVisit;
  session: VisitSession;
  view: VisitView | null;
}

/** Runs the desk: keeps today fresh, goes into visits and comes back. */
export class DeskApp {
  private readonly speech = new Speech("en");
  private readonly chime = new Chime();
  private readonly screen = new ScreenLock(navigator);
  private readonly media = new LocalMedia(navigator.mediaDevices);
  private readonly feed: TodayFeed;
  private readonly actions: DeskActions;
  private chimeOn = true;
  private waiting: number | null = null;
  private view: DeskView | null = null;
  private shown = "";
  private visiting: Visiting | null = null;

  constructor(private readonly api: DeskApi) {
    this.feed = new TodayFeed(
      () => api.today(),
      () => this.fed(),
    );
    this.media.onchange = () => this.visiting?.session.devicesChanged();
    this.actions = {
      admit: (visit, people) => this.admit(visit, people),
      note: (visit, text) => api.note(visit.id, text),
      decline: (visit, person, reason) => this.after(api.decline(visit.id, person.reference, reason)),
      remove: (visit, person) => this.after(api.remove(visit.id, person.reference)),
      openVisit: (visit) => this.openVisit(visit),
      toggleChime: () => (this.chimeOn = !this.chimeOn),
    };
  }

  async start(): Promise<void> {
    // The first touch of the page unlocks sound for the chime.
    document.addEventListener("pointerdown", () => this.chime.unlock(), { once: true });
    document.addEventListener("keydown", () => this.chime.unlock(), { once: true });
    this.render();
    await this.feed.refresh();
  }

  stats() {
    return this.visiting?.session.stats() ?? Promise.resolve(null);
  }

  private fed(): void {
    const today = this.feed.today;
    if (today && this.feed.feed.at === "fresh") {
      const waiting = queueOf(today).length;
      if (this.waiting !== null && waiting > this.waiting && this.chimeOn) this.chime.play();
      this.waiting = waiting;
    }
    this.render();
  }

  private async admit(visit: DeskVisit, people: DeskPerson[]): Promise<void> {
    for (const person of people) await this.api.admit(visit.id, person.reference);
    if (this.visiting?.visit.id !== visit.id) this.openVisit(visit);
    await this.feed.refresh();
  }

  private async after(done: Promise<void>): Promise<void> {
    await done;
    await this.feed.refresh();
  }

  private openVisit(visit: DeskVisit): void {
    const self = this.feed.today?.clinician.reference;
    if (!self || this.visiting) return;
    this.chime.unlock();
    const session = new VisitSession(
      () => this.api.inviteSelf(visit.id, self),
      this.media,
      () => this.sessionChanged(session),
    );
    this.visiting = { visit, session, view: null };
    this.screen.hold();
    void session.start();
  }

  private sessionChanged(session: VisitSession): void {
    if (this.visiting?.session !== session) return;
    if (session.state.at === "over") {
      this.closeVisit();
      if (session.state.why === "ended") showToast(words.ended);
      return;
    }
    this.render();
    this.visiting.view?.mediaChanged();
  }

  private closeVisit(): void {
    // Forgotten first: closing its devices makes the session report a change once more.
    const session = this.visiting?.session;
    this.visiting = null;
    session?.close();
    this.screen.release();
    closeDialogs();
    this.render();
  }

  private async endForAll(visit: DeskVisit): Promise<void> {
    await this.api.end(visit.id);
    this.closeVisit();
    showToast(words.ended);
    await this.feed.refresh();
  }

  private async leave(): Promise<void> {
    const session = this.visiting?.session;
    this.closeVisit();
    await session?.leave();
    await this.feed.refresh();
  }

  /** A new page only when its kind changes; otherwise what is there is brought up to date. */
  private render(): void {
    const feed = this.feed.feed;
    const key = this.keyFor(feed);
    if (key !== this.shown) {
      const first = this.shown === "";
      this.view?.destroy?.();
      this.shown = key;
      this.view = this.make(key);
      showPage(this.view.nodes, this.view.bodyClass);
      if (!first) (this.view.focus ?? document.querySelector<HTMLElement>("h1"))?.focus();
    }
    this.view?.show(feed, this.feed.now());
  }

  private keyFor(feed: Feed): string {
    if (feed.at === "sign-in-failed" || feed.at === "signing-in") return feed.at;
    if (!this.visiting) return "today";
    const { at } = this.visiting.session.state;
    return at === "in" ? `visit:${this.visiting.visit.id}` : at;
  }

  private make(key: string): DeskView {
    const back = { words: words.back, run: () => this.closeVisit() };
    const again = (takeOver: boolean) => () => void this.visiting?.session.start(takeOver);
    switch (key) {
      case "signing-in":
        return noticeView({ title: words.signingIn });
      case "sign-in-failed":
        return noticeView({
          title: words.signInFailed,
          lead: words.signInFailedLead,
          ways: [{ words: words.signInAgain, primary: true, run: () => location.assign("/desk") }],
        });
      case "joining":
        return noticeView({ title: words.joining });
      case "failed":
        return noticeView({
          title: words.joinFailed,
          lead: words.joinFailedLead,
          ways: [{ words: this.speech.t("try.again"), primary: true, run: again(false) }, back],
        });
      case "other-device":
        return noticeView({
          title: words.otherDevice,
          lead: words.otherDeviceLead,
          ways: [{ words: words.useThis, primary: true, run: again(true) }, back],
        });
      default:
        return key.startsWith("visit:") && this.visiting
          ? this.makeVisit(this.visiting)
          : todayView(this.speech, this.actions, () => this.chimeOn);
    }
  }

  private makeVisit(visiting: Visiting): VisitView {
    const { visit, session } = visiting;
    visiting.view = visitView({
      speech: this.speech,
      actions: this.actions,
      media: this.media,
      session,
      visit,
      endForAll: () => this.endForAll(visit),
      leave: () => void this.leave(),
      report: (kind) => session.report(kind),
    });
    return visiting.view;
  }
}
