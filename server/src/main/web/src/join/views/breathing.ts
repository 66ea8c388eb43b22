import type { Speech } from "../../i18n";
import { h, icon, set, write } from "../../ui/h";

const IN_MS = 4000;
const OUT_MS = 6000;

/**
 * The breathing circle: four seconds in, six out, only after its button was pressed. With reduced
 * motion the circle stays still and the words alone lead.
 */
export function breathing({ t }: Speech): { root: HTMLElement; stop: () => void } {
  const words = h("span", { class: "medium" }, t("wait.slow"));
  const circle = h("div", { class: "breath" }, words);
  const beside = h("span", { class: "breath-words phone-only", "aria-hidden": "true" });
  const toggle = h(
    "button",
    {
      class: "btn btn-soft",
      type: "button",
      "aria-pressed": "false",
      onclick: () => (timer === null ? begin() : stop()),
    },
    icon("wind"),
    t("wait.breathe"),
  );
  let timer: number | null = null;

  function begin(): void {
    set(circle, "data-on", true);
    toggle.setAttribute("aria-pressed", "true");
    breathe(true);
  }
  function breathe(inward: boolean): void {
    const now = t(inward ? "wait.inhale" : "wait.exhale");
    write(words, now);
    write(beside, now);
    timer = window.setTimeout(() => breathe(!inward), inward ? IN_MS : OUT_MS);
  }
  function stop(): void {
    if (timer !== null) window.clearTimeout(timer);
    timer = null;
    set(circle, "data-on", null);
    toggle.setAttribute("aria-pressed", "false");
    write(words, t("wait.slow"));
    write(beside, "");
  }
  const root = h(
    "section",
    { class: "stack wr-breath", "aria-label": t("wait.breath") },
    circle,
    h("p", { class: "wr-center" }, toggle, beside),
  );
  return { root, stop };
}
