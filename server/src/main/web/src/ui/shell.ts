import type { Speech } from "../i18n";
import { mark } from "./art";
import { type Child, h, icon } from "./h";
import { iconButton, linkButton } from "./parts";
import { openSettings } from "./settings";

export interface ShellOptions {
  speech: Speech;
  /** The practice's neutral name; empty while nobody told it. */
  practice: string;
  onlanguage?: () => void;
}

/** Header, main part and help footer of every page that a client sees. */
export function clientShell(options: ShellOptions, main: HTMLElement): Node[] {
  const { speech } = options;
  const { t } = speech;
  return [
    skipLink(t("skip")),
    h(
      "header",
      { class: "top" },
      brand(options.practice),
      options.onlanguage &&
        h(
          "button",
          {
            class: "btn btn-quiet",
            type: "button",
            lang: speech.other.language,
            onclick: options.onlanguage,
          },
          t("language.other"),
        ),
      iconButton("a-large-small", t("set.h"), () => openSettings(speech)),
    ),
    main,
    helpFooter(speech),
  ];
}

export function skipLink(words: string): HTMLElement {
  return h("a", { class: "skip", href: "#main" }, words);
}

export function brand(practice: string): HTMLElement {
  return h("p", { class: "brand" }, mark(), h("span", {}, practice));
}

export function helpFooter({ t, language }: Speech): HTMLElement {
  return h(
    "footer",
    { class: "help" },
    h("p", {}, t("help.h")),
    linkButton(t("help.988"), "tel:988", { look: "quiet", icon: "life-buoy" }),
    linkButton(t("help.911"), "tel:911", { look: "quiet" }),
    language === "es" && h("p", { class: "small" }, t("help.more")),
  );
}

export function mainPart(className: string, ...children: Child[]): HTMLElement {
  return h("main", { id: "main", class: className, tabindex: -1 }, ...children);
}

/** "Call the office", where the page knows the phone. */
export function officeCall(words: string, phone: string | undefined, look: "quiet" | "secondary" = "quiet") {
  if (!phone) return null;
  const options = { look, icon: "phone", block: true } as const;
  return linkButton(words, `tel:${phone}`, look === "secondary" ? { ...options, large: true } : options);
}

/** The big round sign on pages that explain something. */
export function bigSign(name: Parameters<typeof icon>[0], kind = ""): HTMLElement {
  return h("span", { class: `bubble bubble-lg ${kind}`.trim() }, icon(name));
}

/** Puts the page's parts before the announcer, and the page's class on the body. */
export function showPage(nodes: Node[], bodyClass: string): void {
  document.body.className = bodyClass;
  for (const child of [...document.body.children])
    if (!child.matches("#announcer, .toasts, dialog")) child.remove();
  document.body.prepend(...nodes);
}
