import { h, icon, set } from "../ui/h";
import type { IconName } from "../ui/icon-names";

export interface Tool {
  root: HTMLButtonElement;
  /** Actions change their word; `off` inverts the disc. */
  show(name: IconName, words: string, off?: boolean): void;
}

export interface ToolOptions {
  leave?: boolean;
  opensDialog?: boolean;
  /** A mode keeps its word and has a pressed state. */
  pressed?: boolean;
}

export function tool(name: IconName, words: string, onclick: () => void, options: ToolOptions = {}): Tool {
  const root = h("button", {
    class: options.leave ? "tool leave" : "tool",
    type: "button",
    "aria-haspopup": options.opensDialog ? "dialog" : null,
    "aria-pressed": options.pressed === undefined ? null : String(options.pressed),
    onclick,
  });
  let shown = "";
  const show = (sign: IconName, label: string, off = false) => {
    if (shown === `${sign}${label}`) return;
    shown = `${sign}${label}`;
    set(root, "data-off", off);
    root.replaceChildren(h("span", { class: "disc" }, icon(sign, true)), label);
  };
  show(name, words);
  return { root, show };
}

/** The row of round buttons. One Tab stop; arrows, Home and End move inside. */
export function toolbar(label: string, tools: Tool[]): HTMLElement {
  const buttons = tools.map((each) => each.root);
  const bar = h("div", { class: "toolbar", role: "toolbar", "aria-label": label }, ...buttons);
  const rove = (target: HTMLElement) => buttons.forEach((b) => (b.tabIndex = b === target ? 0 : -1));
  if (buttons[0]) rove(buttons[0]);
  bar.addEventListener("focusin", (event) => event.target instanceof HTMLElement && rove(event.target));
  bar.addEventListener("keydown", (event) => {
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const to = nextIndex(event.key, at, buttons.length);
    if (to === null || at < 0) return;
    event.preventDefault();
    buttons[to]?.focus();
  });
  return bar;
}

/** Where an arrow, Home or End leads among `count` buttons; null for other keys. */
export function nextIndex(key: string, at: number, count: number): number | null {
  if (key === "ArrowRight") return (at + 1) % count;
  if (key === "ArrowLeft") return (at - 1 + count) % count;
  if (key === "Home") return 0;
  return key === "End" ? count - 1 : null;
}

/** Single keys, only while focus is on one of these and no other key is held. */
export function singleKeys(targets: HTMLElement[], keys: Record<string, () => void>): void {
  for (const target of targets)
    target.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      const run = keys[event.key.toLowerCase()];
      if (!run) return;
      event.preventDefault();
      run();
    });
}

/** F6 goes round the regions, Shift+F6 the other way. Returns how to stop. */
export function regionKeys(regions: () => HTMLElement[]): () => void {
  const listener = (event: KeyboardEvent) => {
    if (event.key !== "F6") return;
    event.preventDefault();
    const all = regions().filter((r) => r.isConnected && !r.hidden);
    const at = all.findIndex((r) => r.contains(document.activeElement));
    const step = event.shiftKey ? -1 : 1;
    const next = all[(at + step + all.length) % all.length];
    (next?.querySelector<HTMLElement>('[tabindex="0"], button, a[href]') ?? next)?.focus();
  };
  document.addEventListener("keydown", listener);
  return () => document.removeEventListener("keydown", listener);
}

/** With a mouse the row fades after five quiet seconds; keys, moves and touch bring it back. */
export function fadeWhenIdle(bar: HTMLElement, ms = 5000): () => void {
  let timer = 0;
  const wake = (event: Event) => {
    window.clearTimeout(timer);
    bar.removeAttribute("data-idle");
    const mouse = event instanceof PointerEvent && event.pointerType === "mouse";
    if (mouse && !bar.contains(document.activeElement))
      timer = window.setTimeout(() => bar.setAttribute("data-idle", ""), ms);
  };
  const events = ["pointermove", "pointerdown", "keydown", "focusin"];
  for (const name of events) document.addEventListener(name, wake);
  return () => {
    window.clearTimeout(timer);
    for (const name of events) document.removeEventListener(name, wake);
  };
}
