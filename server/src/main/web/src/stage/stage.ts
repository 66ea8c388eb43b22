import type { Person, Role } from "../api";
import type { CallState } from "../call/call";
import type { LocalMedia } from "../call/local-media";
import type { Speech } from "../i18n";
import { h, icon, set, write } from "../ui/h";
import { button } from "../ui/parts";
import { selfVideo, showStream } from "../ui/self-view";
import { Tile } from "./tile";

const CORNERS = 4;
const PHONE_PAGE = 8;
const PHONE_LINE_MS = 20_000;

export interface StageOptions {
  speech: Speech;
  media: LocalMedia;
  role: Role;
  /** Said when nobody else is there. */
  alone: string;
  /** Said when the break lasts: who calls whom. */
  phoneLine: string;
}

export type Layout = "pair" | "split" | "gallery";

/** Two people talk full size, three get equal halves with the own picture on the seam, more a gallery. */
export function layoutFor(others: number): Layout {
  return others < 2 ? "pair" : others === 2 ? "split" : "gallery";
}

/** Host first, then in the order in which they came. */
export function inOrder(people: Person[]): Person[] {
  const others = people.filter((p) => !p.you);
  return [...others.filter((p) => p.role === "host"), ...others.filter((p) => p.role !== "host")];
}

/** Everybody's pictures. Layout follows the number of people; nothing moves otherwise. */
export class Stage {
  readonly root: HTMLElement;
  readonly pager: HTMLButtonElement;
  hideSelf = false;

  private readonly tiles = new Map<string, Tile>();
  private readonly board = h("div", {});
  private readonly over = h("div", { class: "stage-over", role: "alert" });
  private readonly empty = h("div", { class: "tile remote off" });
  private readonly sound: HTMLElement;
  private readonly self: HTMLElement;
  private readonly video: HTMLVideoElement;
  private readonly corner: HTMLButtonElement;
  private silenced: (() => void)[] = [];
  private layout: string | null = null;
  private page = 0;
  private lostSince: number | null = null;

  constructor(private readonly options: StageOptions) {
    const { t } = options.speech;
    this.video = selfVideo(t("call.you"));
    this.corner = h("button", { class: "corner", type: "button", "aria-label": t("call.corner") });
    this.corner.addEventListener("click", () => this.nextCorner());
    this.self = h(
      "div",
      { class: "tile self", "data-corner": 0 },
      h("span", { class: "preview-off" }, icon("video-off")),
      this.video,
      h("p", { class: "tile-name" }, t("call.you")),
      this.corner,
    );
    this.empty.append(h("p", { class: "alone", role: "status" }, options.alone));
    const listen = button(t("call.sound"), {
      look: "primary",
      icon: "volume-2",
      onclick: () => this.unmute(),
    });
    this.sound = h("div", { class: "stage-sound", hidden: true }, listen);
    this.pager = h("button", { class: "btn btn-stage phone-only", type: "button", hidden: true });
    this.pager.addEventListener("click", () => this.turnPage());
    this.root = h("main", { id: "main", class: "stage", tabindex: -1 }, this.board, this.over, this.sound);
  }

  show(state: CallState): void {
    const others = inOrder(state.people);
    this.keepTiles(others);
    this.arrange(others);
    const layout = layoutFor(others.length);
    for (const person of others) {
      const frozen = state.link === "lost";
      this.tiles.get(person.id)?.show(person, state.remotes.get(person.id), frozen, layout === "gallery");
    }
    this.showSelf(layout);
    this.showBreak(state);
    const { t } = this.options.speech;
    set(
      this.root,
      "aria-label",
      others.length > 1 ? t("call.video.of", { n: others.length + 1 }) : t("call.video"),
    );
  }

  /** The own camera changed. */
  showSelf(layout: Layout = layoutFor(this.tiles.size)): void {
    showStream(this.video, this.options.media.stream);
    this.self.hidden = this.hideSelf;
    this.corner.hidden = layout !== "pair";
  }

  stop(): void {
    for (const tile of this.tiles.values()) tile.stop();
    this.tiles.clear();
    this.video.srcObject = null;
  }

  private keepTiles(others: Person[]): void {
    for (const [id, tile] of this.tiles)
      if (!others.some((p) => p.id === id)) {
        tile.stop();
        this.tiles.delete(id);
      }
    for (const { id } of others)
      if (!this.tiles.has(id))
        this.tiles.set(id, new Tile(this.options.speech, id, (retry) => this.silence(retry)));
  }

  /** Moves elements only when who is there changed: a moved video stops for a moment. */
  private arrange(others: Person[]): void {
    const layout = layoutFor(others.length);
    const key = `${layout}:${others.map((p) => p.id).join()}`;
    if (key === this.layout) return;
    this.layout = key;
    const tiles = others.flatMap((p) => this.tiles.get(p.id) ?? []);
    this.board.className = layout;
    set(this.board, "role", layout === "gallery" ? "list" : null);
    set(this.board, "data-n", tiles.length + 1);
    for (const { root } of tiles) {
      root.classList.toggle("remote", layout === "pair");
      set(root, "role", layout === "gallery" ? "listitem" : null);
    }
    set(this.self, "role", layout === "gallery" ? "listitem" : null);
    this.self.className = layout === "pair" ? "tile self" : layout === "split" ? "tile split-self" : "tile";
    this.board.replaceChildren(...(tiles.length ? tiles.map((tile) => tile.root) : [this.empty]), this.self);
    for (const tile of tiles) tile.resume();
    this.page = 0;
    this.showPage();
  }

  private turnPage(): void {
    this.page = (this.page + 1) % this.pages();
    this.showPage();
  }

  private pages(): number {
    return Math.ceil((this.tiles.size + 1) / PHONE_PAGE);
  }

  private showPage(): void {
    const { t } = this.options.speech;
    this.pager.hidden = this.pages() < 2;
    set(this.board, "data-page", this.page);
    this.pager.replaceChildren(
      t("call.page", { n: this.page + 1, m: this.pages() }),
      icon("chevron-right"),
      h("span", { class: "vh" }, t("call.page.next")),
    );
    [...this.board.children].forEach((tile, n) =>
      set(tile, "data-other-page", this.pages() > 1 && Math.floor(n / PHONE_PAGE) !== this.page),
    );
  }

  private nextCorner(): void {
    this.self.dataset.corner = String((Number(this.self.dataset.corner) + 1) % CORNERS);
  }

  private silence(retry: () => void): void {
    this.silenced.push(retry);
    this.sound.hidden = false;
  }

  private unmute(): void {
    this.sound.hidden = true;
    this.silenced.splice(0).forEach((retry) => retry());
  }

  /** Over a break: dimmed last picture, words, and after twenty seconds the phone. */
  private showBreak(state: CallState): void {
    const { t } = this.options.speech;
    const lost = state.link === "lost";
    set(this.root, "data-lost", lost);
    this.lostSince = lost ? (this.lostSince ?? performance.now()) : null;
    const long = this.lostSince !== null && performance.now() - this.lostSince > PHONE_LINE_MS;
    const words = !lost ? "" : t(state.mediaAway ? "call.media.h" : "call.lost");
    const lines = [words, long ? this.options.phoneLine : ""].filter(Boolean);
    if (this.over.dataset.words === lines.join("|")) return;
    this.over.dataset.words = lines.join("|");
    this.over.replaceChildren(
      ...lines.map((line, n) => {
        const p = h("p", { class: n ? "" : "medium" });
        write(p, line);
        return p;
      }),
    );
  }
}
