import { type Child, h } from "../ui/h";
import { clientShell, mainPart } from "../ui/shell";
import type { Model } from "./state";
import type { Context } from "./view";

/** A client page around these parts. */
export function clientPage(ctx: Context, model: Model, className: string, ...parts: Child[]): Node[] {
  return clientShell(
    {
      speech: ctx.speech,
      practice: model.join?.practice.name ?? ctx.practice?.name ?? "",
      onlanguage: ctx.actions.switchLanguage,
    },
    mainPart(`page ${className}`, ...parts),
  );
}

/** The office's phone, as far as anybody told it. */
export function phoneOf(ctx: Context, model: Model): string | undefined {
  return model.join?.practice.phone ?? ctx.practice?.phone;
}

/** The page's only `h1`. It can take focus, so that a reader starts there on each new page. */
export function heading(words: string): HTMLHeadingElement {
  return h("h1", { tabindex: -1 }, words);
}

/** "Step 1 of 2" with its bars; nothing when there is only one step. */
export function steps(ctx: Context, model: Model, step: "devices" | "place"): Child {
  const { t } = ctx.speech;
  const index = model.plan.indexOf(step);
  if (model.plan.length < 2 || index < 0) return null;
  const bars = model.plan.map((_, n) =>
    h("li", { "data-state": n < index ? "done" : n === index ? "now" : "todo" }),
  );
  return h(
    "div",
    { class: "steps" },
    h("span", {}, t("step.of", { n: index + 1, m: model.plan.length })),
    h("ol", { "aria-hidden": "true" }, ...bars),
  );
}

/** "Today, 2:00 PM" or "Tuesday, November 24, 2:00 PM", where the client is. */
export function whenOf({ speech }: Context, model: Model): string {
  const join = model.join;
  if (!join) return "";
  const time = speech.time(join.start, join.timeZone);
  const today = speech.sameDay(join.start, new Date().toISOString(), join.timeZone);
  return today
    ? speech.t("welcome.today", { t: time })
    : speech.t("welcome.day", { d: speech.day(join.start, join.timeZone), t: time });
}

/** Planned length in minutes. */
export function minutesOf(model: Model): number {
  const join = model.join;
  return join ? Math.round((Date.parse(join.end) - Date.parse(join.start)) / 60_000) : 0;
}
