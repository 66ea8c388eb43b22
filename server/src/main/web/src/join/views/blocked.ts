import { howToCard } from "../../ui/device-help";
import { type Child, h } from "../../ui/h";
import { banner, button, linkButton } from "../../ui/parts";
import { clientPage, heading, steps } from "../shell";
import type { Model, Problem } from "../state";
import type { Context, View } from "../view";

export type BlockedCase = "cam" | "mic" | "busy" | "none" | "nothing";

/** Which of the five pages fits. A microphone that is blocked matters more than a camera. */
export function caseOf({ audio, video }: Problem): BlockedCase {
  if (audio === "blocked") return "mic";
  if (video === "blocked") return "cam";
  if (audio !== null) return video !== null ? "nothing" : "mic";
  return video === "none" ? "none" : "busy";
}

/** Camera or microphone can't be used: why, how to mend it, and two other ways on. */
export function blocked(ctx: Context, model: Model): View {
  const { t } = ctx.speech;
  const page = model.page;
  const problem = page.at === "blocked" ? page.problem : { audio: null, video: null };
  const kind = caseOf(problem);
  const permission = problem.audio === "blocked" || problem.video === "blocked";
  const lead = kind === "cam" || kind === "mic" ? t("blocked.lead") : t(`blocked.${kind}`);
  const status = h("div", { role: "status" });
  const update = (m: Model) => {
    const still = m.page.at === "blocked" && m.page.again;
    if (still && !status.hasChildNodes()) status.append(banner("warn", t("blocked.still")));
  };
  const nodes = clientPage(
    ctx,
    model,
    "page-narrow stack-6",
    h(
      "div",
      { class: "stack-2" },
      steps(ctx, model, "devices"),
      heading(t(`blocked.${kind}.h`)),
      h("p", { class: "lead" }, lead),
    ),
    permission && howToCard(ctx.speech),
    status,
    ways(ctx, model, problem),
  );
  update(model);
  return { nodes, bodyClass: "client", title: t("title.visit"), update };
}

function ways(ctx: Context, model: Model, problem: Problem): HTMLElement {
  const { t } = ctx.speech;
  const { dispatch } = ctx.actions;
  const large = { large: true, block: true } as const;
  return h(
    "div",
    { class: "actions" },
    button(t("try.again"), {
      ...large,
      look: "primary",
      onclick: ctx.actions.retryDevices,
    }),
    button(t(problem.audio ? "blocked.without" : "blocked.sound"), {
      ...large,
      ...(problem.audio ? {} : { icon: "mic" as const }),
      onclick: () => dispatch({ type: "without" }),
    }),
    phoneLink(ctx, model),
  );
}

function phoneLink(ctx: Context, model: Model): Child {
  const phone = model.join?.practice.phone;
  const look = { look: "quiet", icon: "phone", block: true } as const;
  return phone ? linkButton(ctx.speech.t("welcome.phone"), `tel:${phone}`, look) : null;
}
