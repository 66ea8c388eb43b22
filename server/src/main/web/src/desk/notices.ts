import { h } from "../ui/h";
import { button } from "../ui/parts";
import { bigSign, mainPart } from "../ui/shell";
import type { DeskView } from "./today-view";

export interface DeskNotice {
  title: string;
  lead?: string;
  ways?: { words: string; primary?: boolean; run: () => void }[];
}

/** A page of the desk that only says something and offers the ways on. */
export function noticeView(notice: DeskNotice): DeskView {
  const main = mainPart(
    "page page-narrow stack-6 gone",
    notice.ways ? bigSign("triangle-alert", "warn") : null,
    h(
      "div",
      { class: "stack-2" },
      h("h1", { tabindex: -1 }, notice.title),
      notice.lead && h("p", { class: "lead" }, notice.lead),
    ),
    notice.ways &&
      h(
        "div",
        { class: "inline" },
        ...notice.ways.map(({ words, primary, run }) =>
          button(words, { look: primary ? "primary" : "secondary", onclick: run }),
        ),
      ),
  );
  return { nodes: [main], bodyClass: "gate", show: () => {} };
}
