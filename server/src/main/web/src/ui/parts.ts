import { type Child, h, hidden, icon } from "./h";
import type { IconName } from "./icon-names";

export type ButtonLook = "primary" | "secondary" | "soft" | "quiet" | "danger" | "danger-line";

export interface ButtonOptions {
  look?: ButtonLook;
  icon?: IconName;
  large?: boolean;
  block?: boolean;
  submit?: boolean;
  /** What the name says after the visible words, for who can't see beside what the button stands. */
  more?: string;
  onclick?: (event: Event) => void;
}

function looks({ look = "secondary", large, block }: ButtonOptions): string {
  return ["btn", `btn-${look}`, large && "btn-lg", block && "btn-block"].filter(Boolean).join(" ");
}

export function button(words: string, options: ButtonOptions = {}): HTMLButtonElement {
  return h(
    "button",
    {
      class: looks(options),
      type: options.submit ? "submit" : "button",
      "aria-label": options.more ? words + options.more : null,
      onclick: options.onclick,
    },
    options.icon && icon(options.icon),
    words,
  );
}

export function linkButton(words: string, href: string, options: ButtonOptions = {}): HTMLAnchorElement {
  return h("a", { class: looks(options), href }, options.icon && icon(options.icon), words);
}

/** A round button without visible words; its name is for everybody who can't see the picture. */
export function iconButton(
  name: IconName,
  words: string,
  onclick: () => void,
  look: ButtonLook = "quiet",
): HTMLButtonElement {
  return h(
    "button",
    { class: `btn btn-${look} btn-icon`, type: "button", title: words, onclick },
    icon(name, true),
    hidden(words),
  );
}

/** Says "Sending" and takes no second press while the promise runs. */
export async function busy<T>(target: HTMLButtonElement, words: string, run: () => Promise<T>): Promise<T> {
  const before = [...target.childNodes];
  target.setAttribute("aria-busy", "true");
  target.setAttribute("aria-disabled", "true");
  target.replaceChildren(words);
  try {
    return await run();
  } finally {
    target.removeAttribute("aria-busy");
    target.removeAttribute("aria-disabled");
    target.replaceChildren(...before);
  }
}

export function isBusy(target: HTMLElement): boolean {
  return target.getAttribute("aria-busy") === "true";
}

export type BannerKind = "info" | "good" | "warn" | "danger" | "calm";
const BANNER_ICON: Record<BannerKind, IconName> = {
  info: "info",
  good: "check",
  warn: "triangle-alert",
  danger: "circle-alert",
  calm: "info",
};

export function banner(kind: BannerKind, words: string, role?: "alert" | "status"): HTMLElement {
  return h(
    "div",
    { class: `banner ${kind}`, role },
    icon(BANNER_ICON[kind]),
    h("p", { class: "banner-body" }, words),
  );
}

export function chip(words: string, kind = "", name?: IconName): HTMLElement {
  return h("span", { class: `chip ${kind}`.trim() }, name && icon(name), words);
}

export function fact(name: IconName, strong: Child, rest?: Child): HTMLElement {
  return h(
    "p",
    { class: "fact" },
    icon(name),
    h("span", {}, h("strong", {}, strong), rest && h("br"), rest && h("span", { class: "muted" }, rest)),
  );
}

let ids = 0;
/** An id that is unique in this document. */
export function freshId(prefix = "f"): string {
  return `${prefix}${++ids}`;
}

export interface Field<T extends HTMLElement> {
  root: HTMLElement;
  control: T;
  /** Shows what is wrong at the field, or takes it away. */
  fail: (words: string | null) => void;
}

/** Label above, hint and error below, tied together for a screen reader. */
export function field<T extends HTMLElement>(
  label: Child | Child[],
  control: T,
  options: { hint?: string; wrap?: HTMLElement } = {},
): Field<T> {
  control.id ||= freshId();
  const hint = options.hint ? h("span", { class: "hint", id: `${control.id}-h` }, options.hint) : null;
  const error = h("span", { class: "error", id: `${control.id}-e`, hidden: true });
  const describe = (failed: boolean) => {
    const ids = [hint && hint.id, failed && error.id].filter(Boolean).join(" ");
    if (ids) control.setAttribute("aria-describedby", ids);
    else control.removeAttribute("aria-describedby");
  };
  describe(false);
  const labels = Array.isArray(label) ? label : [label];
  return {
    root: h(
      "div",
      { class: "field" },
      h("label", { for: control.id }, ...labels),
      options.wrap ?? control,
      hint,
      error,
    ),
    control,
    fail(words) {
      error.hidden = words === null;
      error.replaceChildren(...(words === null ? [] : [icon("circle-alert"), words]));
      if (words === null) control.removeAttribute("aria-invalid");
      else control.setAttribute("aria-invalid", "true");
      describe(words !== null);
    },
  };
}

export interface Option {
  value: string;
  words: string;
}

export function select(
  label: string,
  options: Option[],
  chosen: string | undefined,
  onchange?: (value: string) => void,
): Field<HTMLSelectElement> {
  const control = h("select", { class: "select" });
  fillSelect(control, options, chosen);
  if (onchange) control.addEventListener("change", () => onchange(control.value));
  return field(label, control, {
    wrap: h("span", { class: "select-wrap" }, control, icon("chevron-down")),
  });
}

export function fillSelect(control: HTMLSelectElement, options: Option[], chosen?: string): void {
  control.replaceChildren(
    ...options.map(({ value, words }) => h("option", { value, selected: value === chosen }, words)),
  );
}

/** A big radio card with an optional second line. */
export function choice(
  name: string,
  value: string,
  title: string,
  meta: string | null,
  checked: boolean,
): { root: HTMLLabelElement; input: HTMLInputElement } {
  const input = h("input", { class: "check", type: "radio", name, value, checked });
  const root = h(
    "label",
    { class: "choice" },
    input,
    h(
      "span",
      { class: "row-main" },
      h("span", { class: "row-title" }, title),
      meta && h("span", { class: "muted small" }, meta),
    ),
  );
  return { root, input };
}
