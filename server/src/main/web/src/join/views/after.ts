import type { Feedback } from "../../api";
import type { WordKey } from "../../i18n";
import { h, icon, set } from "../../ui/h";
import type { IconName } from "../../ui/icon-names";
import { banner, button, field } from "../../ui/parts";
import { bigSign, officeCall } from "../../ui/shell";
import { clientPage, heading } from "../shell";
import type { FormState, Model } from "../state";
import type { Context, View } from "../view";

/** The visit is over: thanks, nothing saved, and three faces. */
export function ended(ctx: Context, model: Model): View {
  const { t } = ctx.speech;
  const removed = model.page.at === "ended" && model.page.removed;
  const form = removed ? null : feedback(ctx);
  const lead = removed ? `${t("end.lead")} ${t("end.office")}` : t("end.lead");
  const nodes = clientPage(
    ctx,
    model,
    "page-narrow stack-6",
    h("div", { class: "stack-2" }, heading(t("end.h")), h("p", { class: "lead" }, lead)),
    form?.root,
    removed && officeCall(t("office.call"), model.join?.practice.phone, "secondary"),
  );
  const update = (m: Model) => m.page.at === "ended" && form?.show(m.page.form);
  update(model);
  return { nodes, bodyClass: "client", title: t("title.ended"), update };
}

/** The person left by own choice; the visit may go on, so the way back stays open. */
export function left(ctx: Context, model: Model): View {
  const { t } = ctx.speech;
  const page = model.page;
  const fromCall = page.at === "left" && page.from === "call";
  const join = model.join;
  const form = fromCall ? feedback(ctx) : null;
  const until = join ? ctx.speech.time(join.end, join.timeZone) : "";
  const nodes = clientPage(
    ctx,
    model,
    "page-narrow stack-6",
    h(
      "div",
      { class: "stack-2" },
      heading(t(fromCall ? "left.h" : "left.wait.h")),
      h("p", { class: "lead" }, t("left.lead", { t: until })),
    ),
    h(
      "div",
      { class: "actions" },
      button(t("left.back"), { large: true, block: true, icon: "door-open", onclick: ctx.actions.reload }),
      officeCall(t("office.call"), join?.practice.phone),
    ),
    form?.root,
  );
  const update = (m: Model) => m.page.at === "left" && form?.show(m.page.form);
  update(model);
  return { nodes, bodyClass: "client", title: t("title.visit"), update };
}

export function declined(ctx: Context, model: Model): View {
  const { t } = ctx.speech;
  const nodes = clientPage(
    ctx,
    model,
    "page-narrow stack-6 gone",
    bigSign("calendar"),
    h(
      "div",
      { class: "stack-2" },
      heading(t("wait.declined.h")),
      h("p", { class: "lead" }, t("wait.declined", { c: model.join?.clinician ?? "" })),
    ),
    h("div", { class: "actions" }, officeCall(t("office.call"), model.join?.practice.phone, "secondary")),
  );
  return { nodes, bodyClass: "client", title: t("title.visit"), update: () => {} };
}

const FACES: [Feedback["rating"], IconName, WordKey][] = [
  ["bad", "frown", "end.bad"],
  ["okay", "meh", "end.okay"],
  ["good", "smile", "end.good"],
];

function feedback(ctx: Context): { root: HTMLElement; show: (form: FormState) => void } {
  const { t } = ctx.speech;
  const inputs = FACES.map(([value]) => h("input", { class: "vh", type: "radio", name: "q", value }));
  const text = field(
    [`${t("end.tell")} `, h("span", { class: "muted" }, t("optional"))],
    h("textarea", { class: "textarea", rows: 3, maxlength: 1000, autocomplete: "off" }),
    { hint: t("end.hint") },
  );
  const problem = h("div", { role: "alert" });
  const send = button(t("end.send"), { look: "primary", large: true, block: true, submit: true });
  const skip = button(t("end.skip"), {
    look: "quiet",
    block: true,
    onclick: () => ctx.actions.dispatch({ type: "form", form: "skipped" }),
  });
  const form = h(
    "form",
    { class: "card stack", novalidate: true },
    h("h2", {}, t("end.ask")),
    h(
      "fieldset",
      { class: "faces" },
      h("legend", { class: "vh" }, t("end.ask")),
      ...FACES.map(([, sign, words], n) => {
        const face = icon(sign);
        face.classList.add("icon-xl");
        return h("label", { class: "choice face" }, inputs[n], face, h("span", {}, t(words)));
      }),
    ),
    text.root,
    problem,
    h("div", { class: "actions" }, send, skip),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const chosen = inputs.find((input) => input.checked);
    if (!chosen) {
      problem.replaceChildren(banner("danger", t("end.need")));
      inputs[0]?.focus();
    } else if (send.getAttribute("aria-busy") !== "true")
      ctx.actions.feedback({ rating: chosen.value as Feedback["rating"], text: text.control.value.trim() });
  });
  const root = h("div", { class: "stack" }, form);
  const show = (state: FormState) => {
    set(send, "aria-busy", state === "sending" ? "true" : null);
    if (state === "failed") problem.replaceChildren(banner("danger", t("end.failed")));
    else if (state === "sending") problem.replaceChildren();
    else if (state === "sent") root.replaceChildren(thanks(t("end.thanks")));
    else if (state === "skipped") root.replaceChildren();
  };
  return { root, show };
}

/** Takes the form's place, so focus goes there too. */
function thanks(words: string): HTMLElement {
  const card = banner("good", words, "status");
  card.tabIndex = -1;
  queueMicrotask(() => card.focus());
  return card;
}
