import { meter } from "../../call/sound";
import { announce } from "../../ui/announce";
import { h, icon, write } from "../../ui/h";
import type { IconName } from "../../ui/icon-names";
import { button } from "../../ui/parts";
import type { Context } from "../view";

const BARS = 10;
const LOUD = 0.06;
const SILENT_AFTER_MS = 8000;

export interface CheckRow {
  root: HTMLElement;
  tail: HTMLElement;
  show(name: IconName, words: string, kind?: "" | "good" | "warn"): void;
}

/** One check. Each result is said once, when it changes. */
export function checkRow(): CheckRow {
  const bubble = h("span", { class: "bubble" });
  const title = h("span", { class: "row-title" });
  const tail = h("span", { class: "check-tail" });
  let shown = "";
  return {
    root: h("li", { class: "row" }, bubble, h("span", { class: "row-main" }, title), tail),
    tail,
    show(name, words, kind = "") {
      if (shown === words) return;
      if (kind) announce(words);
      shown = words;
      bubble.className = `bubble ${kind}`.trim();
      bubble.replaceChildren(icon(name));
      write(title, words);
    },
  };
}

/** How loud the microphone is. Only for eyes; a reader hears "Microphone works". */
export function levelBars(): { root: HTMLElement; show: (level: number) => void } {
  const bars = Array.from({ length: BARS }, () => h("i"));
  return {
    root: h("span", { class: "meter", "aria-hidden": "true" }, ...bars),
    show: (level) => bars.forEach((bar, n) => bar.toggleAttribute("data-on", level * BARS > n)),
  };
}

/** Listens to the current track: it works once it was loud, and is silent after eight quiet seconds. */
export class MicrophoneCheck {
  heard = false;
  silent = false;
  private track: MediaStreamTrack | null = null;
  private stopMeter = () => {};
  private since = 0;

  constructor(
    private readonly show: (level: number) => void,
    private readonly changed: () => void,
  ) {}

  listen(track: MediaStreamTrack | null): void {
    if (track === this.track) return;
    this.stop();
    this.track = track;
    this.show(0);
    if (!track) return;
    this.heard = this.silent = false;
    this.since = performance.now();
    this.stopMeter = meter(track, (level) => this.hear(level));
  }

  stop(): void {
    this.stopMeter();
    this.stopMeter = () => {};
  }

  private hear(level: number): void {
    this.show(level);
    if (this.heard) return;
    const wasSilent = this.silent;
    if (level > LOUD) this.heard = true;
    else if (performance.now() - this.since > SILENT_AFTER_MS) this.silent = true;
    if (this.heard || this.silent !== wasSilent) this.changed();
  }
}

export type Heard = "ask" | "yes" | "no" | null;

/** Plays two notes, then asks whether they were heard. */
export function soundTest(ctx: Context, row: CheckRow, speaker: () => string | undefined): () => void {
  const { t } = ctx.speech;
  const answer = (value: Heard) => () => {
    heard = value;
    render();
    play.focus();
  };
  const yes = button(t("yes"), { onclick: answer("yes") });
  const no = button(t("no"), { onclick: answer("no") });
  const play = button(t("dev.play"), {
    icon: "play",
    onclick: async () => {
      await ctx.chime.test(speaker());
      const focused = document.activeElement === play;
      heard = "ask";
      render();
      if (focused) yes.focus();
    },
  });
  let heard: Heard = null;
  const render = () => {
    row.tail.replaceChildren(...(heard === "ask" ? [yes, no] : [play]));
    if (heard === "yes") row.show("check", t("dev.hear.ok"), "good");
    else if (heard === "no") row.show("volume-2", t("dev.hear.no"), "warn");
    else row.show("volume-2", t(heard === "ask" ? "dev.ask" : "dev.hear"));
  };
  return render;
}
