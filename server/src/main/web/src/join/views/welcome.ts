import { stateName } from "../../i18n/states";
import { hills } from "../../ui/art";
import { h, icon, set } from "../../ui/h";
import type { IconName } from "../../ui/icon-names";
import { banner, button, fact, linkButton } from "../../ui/parts";
import { clientPage, heading, minutesOf, whenOf } from "../shell";
import type { Model } from "../state";
import type { Context, View } from "../view";

/** First page: the right place, what comes, and one button. */
export function welcome(ctx: Context, model: Model): View {
  const onlyPlace = model.plan.length === 1 && model.plan[0] === "place" && model.join?.home !== undefined;
  const action = onlyPlace ? askPlace(ctx, model) : askHere(ctx, model);
  const { t } = ctx.speech;
  const nodes = clientPage(
    ctx,
    model,
    "two welcome",
    h(
      "div",
      { class: "w-head stack-2" },
      heading(t(onlyPlace ? "welcome.back.h" : "welcome.h")),
      h("p", { class: "lead" }, t(onlyPlace ? "welcome.back.lead" : "welcome.lead")),
      model.join?.media === false && banner("warn", t("welcome.media")),
    ),
    visitCard(ctx, model),
    action.root,
    onlyPlace ? h("p", { class: "w-next fact muted" }, ...privacy(ctx)) : whatNext(ctx, model),
  );
  return { nodes, bodyClass: "client", title: t("title.visit"), update: action.update };
}

export function visitCard(ctx: Context, model: Model): HTMLElement {
  const { t } = ctx.speech;
  return h(
    "section",
    { class: "w-card card visit-card", "aria-label": t("welcome.visit") },
    hills(),
    h(
      "div",
      { class: "visit-body" },
      fact("calendar", whenOf(ctx, model), t("welcome.minutes", { n: minutesOf(model) })),
      fact("video", model.join?.clinician, t("welcome.call")),
    ),
  );
}

interface Action {
  root: HTMLElement;
  update: (model: Model) => void;
}

function askHere(ctx: Context, model: Model): Action {
  const look = { look: "primary", large: true, block: true } as const;
  const go = button(ctx.speech.t("welcome.go"), { ...look, onclick: ctx.actions.here });
  const error = failure(ctx);
  const update = (m: Model) => showBusy(m, go, [go], error);
  update(model);
  return { root: h("div", { class: "w-act actions" }, go, phone(ctx, model), error), update };
}

function askPlace(ctx: Context, model: Model): Action {
  const { t, language } = ctx.speech;
  const look = { large: true, block: true } as const;
  const home = button(t("welcome.home"), {
    ...look,
    look: "primary",
    icon: "house",
    onclick: ctx.actions.atHome,
  });
  const other = button(t("welcome.else"), {
    ...look,
    onclick: () => ctx.actions.dispatch({ type: "elsewhere" }),
  });
  const error = failure(ctx);
  const update = (m: Model) => showBusy(m, home, [home, other], error);
  update(model);
  const means = t("welcome.home.means", { s: stateName(model.join?.home ?? "", language) });
  const root = h(
    "section",
    { class: "w-act stack", "aria-labelledby": "ask" },
    h(
      "div",
      { class: "stack-2" },
      h("h2", { id: "ask", class: "w-ask" }, t("place.h")),
      h("p", { class: "muted" }, means),
    ),
    h("div", { class: "actions" }, home, other, phone(ctx, model), error),
  );
  return { root, update };
}

function failure(ctx: Context): HTMLElement {
  return h("div", { class: "action-error", role: "alert", "data-words": ctx.speech.t("server.h") });
}

function showBusy(model: Model, main: HTMLElement, buttons: HTMLElement[], error: HTMLElement): void {
  const page = model.page;
  if (page.at !== "welcome") return;
  set(main, "aria-busy", page.busy ? "true" : null);
  for (const each of buttons) set(each, "aria-disabled", page.busy ? "true" : null);
  error.replaceChildren(...(page.failed ? [banner("danger", error.dataset.words ?? "")] : []));
}

function phone(ctx: Context, model: Model): HTMLElement | null {
  const number = model.join?.practice.phone;
  if (!number) return null;
  const look = { look: "quiet", icon: "phone", block: true } as const;
  return linkButton(ctx.speech.t("welcome.phone"), `tel:${number}`, look);
}

function privacy(ctx: Context): Node[] {
  return [icon("lock"), h("span", { class: "w-priv" }, ctx.speech.t("welcome.device"))];
}

function whatNext(ctx: Context, model: Model): HTMLElement {
  const { t } = ctx.speech;
  const step = (name: IconName, words: string) =>
    h("li", {}, h("span", { class: "bubble" }, icon(name)), h("span", {}, words));
  return h(
    "section",
    { class: "w-next stack-2", "aria-labelledby": "next-h" },
    h("h2", { id: "next-h", class: "vh" }, t("welcome.next")),
    h(
      "ol",
      { class: "next" },
      model.plan.includes("devices") && step("video", t("welcome.step.devices")),
      model.plan.includes("place") && step("map-pin", t("welcome.step.place")),
      step("door-open", t("welcome.step.wait", { c: model.join?.clinician ?? "" })),
    ),
    h("p", { class: "fact muted" }, ...privacy(ctx)),
  );
}
