import { stateName, states } from "../../i18n/states";
import { h, icon, set } from "../../ui/h";
import { banner, button, choice, field, select } from "../../ui/parts";
import { clientPage, heading, steps } from "../shell";
import { type Model, type PlaceDraft, type PlaceError, placeOf } from "../state";
import type { Context, View } from "../view";

/** Where the person is, asked at each visit. */
export function place(ctx: Context, model: Model): View {
  const { t } = ctx.speech;
  const { actions } = ctx;
  const known = model.join?.home !== undefined;
  const fields = placeFields(ctx, model, known);
  const problem = h("div", { role: "alert" });
  const next = button(t("next"), { look: "primary", large: true, block: true, submit: true });
  const draftOf = (m: Model): PlaceDraft => (known ? m.draft : { ...m.draft, choice: "elsewhere" });
  let draft = draftOf(model);
  let shownError: PlaceError | null = null;

  const form = h(
    "form",
    { class: "stack", novalidate: true },
    fields.root,
    problem,
    model.join?.phoneEnding !== undefined && dropRow(ctx, model),
    h("p", { class: "muted small" }, t("place.moving")),
    h(
      "div",
      { class: "actions" },
      next,
      button(t("back"), { look: "quiet", block: true, onclick: () => actions.dispatch({ type: "back" }) }),
    ),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (next.getAttribute("aria-disabled") === "true") return;
    const chosen = placeOf(draft);
    shownError = null;
    if (typeof chosen === "string") actions.dispatch({ type: "place-wrong", error: chosen });
    else actions.checkIn(chosen);
  });

  function update(m: Model): void {
    draft = draftOf(m);
    fields.elsewhere(draft.choice === "elsewhere");
    const page = m.page;
    if (page.at !== "place") return;
    set(next, "aria-busy", page.busy ? "true" : null);
    set(next, "aria-disabled", page.busy ? "true" : null);
    if (page.error === shownError) return;
    shownError = page.error;
    fields.fail(page.error);
    const words = {
      place: "place.need",
      bad: "place.bad",
      server: "server.h",
      state: null,
      address: null,
    } as const;
    const key = page.error && words[page.error];
    problem.replaceChildren(...(key ? [banner("danger", t(key))] : []));
  }

  const head = h(
    "div",
    { class: "stack-2" },
    steps(ctx, model, "place"),
    heading(t("place.h")),
    h("p", { class: "lead" }, t("place.lead")),
  );
  update(model);
  return {
    nodes: clientPage(ctx, model, "page-narrow stack-6", head, form),
    bodyClass: "client",
    title: t("title.visit"),
    update,
  };
}

/** Two big choices; the second opens state and address under it. Without a home on file only these. */
function placeFields(ctx: Context, model: Model, known: boolean) {
  const { t, language } = ctx.speech;
  const { draft } = model;
  const tell = (changed: Partial<PlaceDraft>) => ctx.actions.dispatch({ type: "draft", draft: changed });
  const means = known ? t("place.home.means", { s: stateName(model.join?.home ?? "", language) }) : null;
  const home = choice("where", "home", t("place.home"), means, draft.choice === "home");
  const other = choice(
    "where",
    "elsewhere",
    t("place.else"),
    t("place.else.means"),
    draft.choice === "elsewhere",
  );
  const named = states(language).map(({ code, name }) => ({ value: code, words: name }));
  const pick = { value: "", words: t("place.state.pick") };
  const state = select(t("place.state"), [pick, ...named], draft.state, (value) => tell({ state: value }));
  const address = field(
    t("place.address"),
    h("input", { class: "input", autocomplete: "off", value: draft.address }),
  );
  address.control.addEventListener("input", () => tell({ address: address.control.value }));
  home.input.addEventListener("change", () => tell({ choice: "home" }));
  other.input.addEventListener("change", () => {
    tell({ choice: "elsewhere" });
    state.control.focus();
  });
  const where = h("div", { class: "stack", hidden: true }, state.root, address.root);
  return {
    root: h(
      "fieldset",
      { class: "stack-2" },
      h("legend", { class: "vh" }, t("place.h")),
      known && home.root,
      known && other.root,
      where,
    ),
    elsewhere(open: boolean) {
      where.hidden = !open;
    },
    fail(error: PlaceError | null) {
      state.fail(error === "state" ? t("place.need.state") : null);
      address.fail(error === "address" ? t("place.need.address") : null);
      if (error === "state") state.control.focus();
      else if (error === "address") address.control.focus();
      else if (error === "place") home.input.focus();
    },
  };
}

function dropRow(ctx: Context, model: Model): HTMLElement {
  const { t } = ctx.speech;
  const values = { c: model.join?.clinician ?? "", p: model.join?.phoneEnding ?? "" };
  return h(
    "div",
    { class: "row tight" },
    h("span", { class: "bubble" }, icon("phone")),
    h(
      "span",
      { class: "row-main" },
      h("span", { class: "row-title" }, t("place.drop")),
      h("span", { class: "row-meta" }, t("place.phone", values)),
    ),
  );
}
