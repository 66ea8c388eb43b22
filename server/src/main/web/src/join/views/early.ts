import { h } from "../../ui/h";
import { banner, button } from "../../ui/parts";
import { officeCall } from "../../ui/shell";
import { clientPage, heading } from "../shell";
import type { Model } from "../state";
import type { Context, View } from "../view";
import { visitCard } from "./welcome";

/** Too early to check in: when to come back, and the camera check meanwhile. */
export function early(ctx: Context, model: Model): View {
  const { speech } = ctx;
  const { t } = speech;
  const join = model.join;
  const zone = join?.timeZone;
  const values = join ? { d: speech.day(join.start, zone), t: speech.time(join.start, zone) } : {};
  const opens = join ? speech.time(join.opens, zone) : "";
  const checked = model.page.at === "early" && model.page.checked;
  const nodes = clientPage(
    ctx,
    model,
    "two welcome",
    h(
      "div",
      { class: "w-head stack-2" },
      heading(t("early.h")),
      h("p", { class: "lead" }, `${t("early.when", values)} ${t("early.back", { t: opens })}`),
      checked && banner("good", t("early.checked", values)),
    ),
    visitCard(ctx, model),
    h(
      "div",
      { class: "w-act actions" },
      button(t("early.check"), {
        look: "primary",
        large: true,
        block: true,
        onclick: () => ctx.actions.dispatch({ type: "check-early" }),
      }),
      officeCall(t("office.call"), join?.practice.phone),
    ),
  );
  return { nodes, bodyClass: "client", title: t("title.visit"), update: () => {} };
}
