import type { WordKey } from "../../i18n";
import { type Child, h, set } from "../../ui/h";
import type { IconName } from "../../ui/icon-names";
import { banner, button, linkButton } from "../../ui/parts";
import { linkForm } from "../../ui/link-form";
import { bigSign, officeCall } from "../../ui/shell";
import { clientPage, heading, phoneOf } from "../shell";
import type { Model } from "../state";
import type { Context, View } from "../view";

interface Notice {
  sign: IconName;
  kind?: "warn" | "";
  h: WordKey;
  lead: WordKey;
  title?: WordKey;
  ways: Child[];
  under?: Child;
}

/** A page that says what happened, that it is nobody's fault, and the ways on. */
function notice(ctx: Context, model: Model, n: Notice): View {
  const { t } = ctx.speech;
  const nodes = clientPage(
    ctx,
    model,
    "page-narrow stack-6 gone",
    bigSign(n.sign, n.kind ?? ""),
    h("div", { class: "stack-2" }, heading(t(n.h)), h("p", { class: "lead" }, t(n.lead))),
    n.ways.some(Boolean) && h("div", { class: "actions" }, ...n.ways),
    n.under,
  );
  return { nodes, bodyClass: "client", title: t(n.title ?? "title.visit"), update: () => {} };
}

function office(ctx: Context, model: Model): Child {
  return officeCall(ctx.speech.t("office.call"), phoneOf(ctx, model), "secondary");
}

function retry(ctx: Context): Child {
  const look = { look: "primary", large: true, block: true } as const;
  return button(ctx.speech.t("try.again"), { ...look, onclick: ctx.actions.reload });
}

export function loading(ctx: Context, model: Model): View {
  const words = h("p", { class: "lead late", role: "status" }, ctx.speech.t("loading"));
  const title = heading(ctx.speech.t("title.visit"));
  title.classList.add("vh");
  return {
    nodes: clientPage(ctx, model, "page-narrow stack-6 gone", title, words),
    bodyClass: "client",
    title: ctx.speech.t("title.visit"),
    update: () => {},
  };
}

export function trouble(ctx: Context, model: Model): View {
  const why = model.page.at === "trouble" ? model.page.why : "server";
  const ways = [retry(ctx), office(ctx, model)];
  if (why === "offline")
    return notice(ctx, model, { sign: "wifi-off", kind: "warn", h: "offline.h", lead: "offline.lead", ways });
  if (why === "too-many")
    return notice(ctx, model, { sign: "hourglass", kind: "warn", h: "many.h", lead: "many.lead", ways });
  return notice(ctx, model, {
    sign: "triangle-alert",
    kind: "warn",
    h: "server.h",
    lead: "server.lead",
    ways,
  });
}

export function unfit(ctx: Context, model: Model): View {
  const { t } = ctx.speech;
  if (model.page.at === "unfit" && model.page.why === "insecure")
    return notice(ctx, model, {
      sign: "lock",
      kind: "warn",
      h: "insecure.h",
      lead: "insecure.lead",
      ways: [],
    });
  const status = h("div", { role: "status" });
  const copy = button(t("old.copy"), {
    look: "primary",
    large: true,
    block: true,
    onclick: async () => {
      await navigator.clipboard?.writeText(location.href);
      status.replaceChildren(banner("good", t("old.copied")));
    },
  });
  return notice(ctx, model, {
    sign: "triangle-alert",
    kind: "warn",
    h: "old.h",
    lead: "old.lead",
    ways: [copy, office(ctx, model)],
    under: status,
  });
}

export function linkEnded(ctx: Context, model: Model): View {
  const words = { send: "link.new", sent: "link.sent", where: "link.where" } as const;
  const form = linkForm(ctx.speech, words, ctx.actions.newLink);
  const view = notice(ctx, model, {
    sign: "hourglass",
    kind: "warn",
    h: "link.h",
    lead: "link.lead",
    title: "title.link",
    ways: [form.button, office(ctx, model)],
    under: h("div", { class: "stack" }, form.status, form.where),
  });
  const update = (m: Model) => m.page.at === "link-ended" && form.show(m.page.form);
  update(model);
  return { ...view, update };
}

export function otherDevice(ctx: Context, model: Model): View {
  const { t } = ctx.speech;
  if (model.page.at === "other-device" && model.page.closed)
    return notice(ctx, model, { sign: "smartphone", h: "other.h", lead: "other.closed", ways: [] });
  const large = { large: true, block: true } as const;
  const use = button(t("other.use"), { ...large, look: "primary", onclick: ctx.actions.useThisDevice });
  const stay = button(t("close"), {
    ...large,
    onclick: () => ctx.actions.dispatch({ type: "stay-there" }),
  });
  const view = notice(ctx, model, {
    sign: "smartphone",
    h: "other.h",
    lead: "other.lead",
    ways: [use, stay],
  });
  const update = (m: Model) =>
    set(use, "aria-busy", m.page.at === "other-device" && m.page.busy ? "true" : null);
  return { ...view, update };
}

export function moved(ctx: Context, model: Model): View {
  const { t } = ctx.speech;
  const use = button(t("other.use"), { large: true, block: true, onclick: ctx.actions.reload });
  const phone = phoneOf(ctx, model);
  const call =
    phone && linkButton(t("office.call"), `tel:${phone}`, { look: "quiet", icon: "phone", block: true });
  return notice(ctx, model, {
    sign: "smartphone",
    h: "moved.h",
    lead: "moved.lead",
    ways: [use, call || null],
  });
}
