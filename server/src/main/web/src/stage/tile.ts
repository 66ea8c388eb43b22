import type { MediaKind, Person } from "../api";
import type { Remote } from "../call/call";
import type { Speech } from "../i18n";
import { h, hidden, icon, set } from "../ui/h";

/** One other person: picture or initials, name plate, and the sound that belongs to it. */
export class Tile {
  readonly root: HTMLElement;
  private readonly video = h("video", {});
  private readonly audio = h("audio", { hidden: true });
  private readonly plate = h("p", { class: "tile-name" });
  private readonly avatar = h("span", { class: "avatar initial", "aria-hidden": "true" });
  private readonly sizes = new ResizeObserver(() => this.fit());
  private shownName = "";
  /** A first frame came that the statistics, read once a second, have not seen yet. */
  private fresh = false;
  private last: Parameters<Tile["show"]> | null = null;

  constructor(
    private readonly speech: Speech,
    readonly id: string,
    private readonly onsilenced: (retry: () => void) => void,
  ) {
    this.video.autoplay = this.video.playsInline = this.video.muted = true;
    this.video.dataset.person = this.audio.dataset.person = id;
    this.audio.autoplay = true;
    this.video.addEventListener("resize", () => this.fit());
    this.video.addEventListener("loadeddata", () => {
      this.fresh = true;
      if (this.last) this.show(...this.last);
    });
    this.root = h("div", { class: "tile" }, this.avatar, this.video, this.audio, this.plate);
    this.root.dataset.tile = id;
    this.sizes.observe(this.root);
  }

  /** `frozen` keeps the last picture while the connection is being mended. */
  show(person: Person, remote: Remote | undefined, frozen: boolean, showsHost: boolean): void {
    const { t } = this.speech;
    this.last = [person, remote, frozen, showsHost];
    this.play("video", remote?.video ?? null, frozen);
    this.play("audio", remote?.audio ?? null, frozen);
    if (remote?.videoOn) this.fresh = false;
    const on = remote?.videoOn || this.fresh || (frozen && !this.video.hidden);
    this.video.hidden = !on;
    this.root.classList.toggle("off", !on);
    set(this.root, "data-speaking", remote?.speaking ?? false);
    const name = showsHost && person.role === "host" ? t("call.host", { x: person.name }) : person.name;
    const key = `${name}|${on}|${remote?.speaking}`;
    if (key === this.shownName) return;
    this.shownName = key;
    this.video.setAttribute("aria-label", name);
    this.avatar.textContent = initials(person.name);
    this.plate.replaceChildren(
      ...(on ? [] : [icon("video-off")]),
      name,
      ...(remote?.speaking ? [hidden(t("call.speaking"))] : []),
    );
  }

  /** Plays on after the element was moved to another place of the page. */
  resume(): void {
    void this.video.play().catch(() => {});
    this.listen();
  }

  stop(): void {
    this.sizes.disconnect();
    this.video.srcObject = this.audio.srcObject = null;
    this.root.remove();
  }

  private play(kind: MediaKind, track: MediaStreamTrack | null, frozen: boolean): void {
    const element = this[kind];
    const now = (element.srcObject as MediaStream | null)?.getTracks()[0] ?? null;
    if (now === track || (frozen && !track)) return;
    element.srcObject = track ? new MediaStream([track]) : null;
    if (kind === "video") this.fresh = false;
    if (!track) return;
    if (kind === "video") void element.play().catch(() => {});
    else this.listen();
  }

  /** Browsers may refuse sound on a page that was not touched since it was loaded. */
  private listen(): void {
    if (!this.audio.srcObject) return;
    this.audio.play().catch((cause: unknown) => {
      if ((cause as DOMException).name === "NotAllowedError") this.onsilenced(() => this.listen());
    });
  }

  /** An upright picture in a wide tile is shown whole: filling the tile would cut off the head. */
  private fit(): void {
    const { videoWidth, videoHeight } = this.video;
    const { clientWidth, clientHeight } = this.root;
    set(this.video, "data-whole", videoHeight > videoWidth && clientWidth > clientHeight);
  }
}

export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  return [words[0], words.length > 1 ? words.at(-1) : ""].map((w) => (w ?? "").slice(0, 1)).join("");
}
