import "../ui/page";
import { h, icon } from "../ui/h";
import { banner, button, chip } from "../ui/parts";
import { loadPractice } from "../ui/practice";
import { brand, mainPart, showPage, skipLink } from "../ui/shell";
import { choose, request, requestState, type Request } from "./api";
import { picker } from "./picker";
import { alongside, rows, type Row } from "./scopes";

const CHIPS = {
  see: ["See", "", "eye"],
  change: ["Change", "warn", "pencil"],
  long: ["Long term", "warn", "clock"],
} as const;

/** Posts the decision like a plain form, so that the browser follows the answer to the app. */
function decision(asked: Request): HTMLFormElement {
  return h(
    "form",
    { method: "post", action: "/oauth2/authorize", hidden: true },
    h("input", { type: "hidden", name: "client_id", value: asked.clientId }),
    h("input", { type: "hidden", name: "state", value: requestState }),
  );
}

/** An answer without any scope says no (RFC 6749, access_denied). */
function send(asked: Request, granted: string[]): void {
  const form = decision(asked);
  form.append(...granted.map((scope) => h("input", { type: "hidden", name: "scope", value: scope })));
  document.body.append(form);
  form.submit();
}

function consent(asked: Request, again: () => void): HTMLElement {
  const all = rows(asked.scopes).map((row) => ({ row, box: checkbox(row) }));
  const nothing = h("div", { role: "alert" });
  const allow = () => {
    const chosen = all.filter(({ box }) => box.checked).flatMap(({ row }) => row.scopes);
    if (chosen.length === 0)
      return nothing.replaceChildren(banner("warn", "Tick what to allow, or choose Don’t allow."));
    send(asked, [...alongside(asked.scopes), ...chosen]);
  };
  return h(
    "div",
    { class: "card stack-6" },
    h(
      "div",
      { class: "two-apps" },
      h("span", { class: "app-icon" }, icon("app-window")),
      h(
        "div",
        {},
        h("h1", { tabindex: -1 }, `Let ${asked.app} use ${asked.patient ? "this record" : "your access"}?`),
        h("p", { class: "muted" }, asked.site),
      ),
    ),
    whose(asked, again),
    h(
      "fieldset",
      { class: "stack-2" },
      h("legend", { class: "label" }, "It wants to"),
      h("ul", { class: "list" }, ...all.map(({ row, box }) => h("li", {}, label(row, box)))),
    ),
    nothing,
    h(
      "div",
      { class: "gate-actions" },
      button("Don’t allow", { large: true, onclick: () => send(asked, []) }),
      button("Allow", { look: "primary", large: true, onclick: allow }),
    ),
    h(
      "details",
      {},
      h("summary", { class: "summary" }, icon("code"), "Technical names"),
      h("p", { class: "small muted mono" }, asked.scopes.join(" ")),
    ),
  );
}

function whose(asked: Request, again: () => void): HTMLElement | null {
  if (!asked.patient) return null;
  return h(
    "div",
    { class: "banner info" },
    icon("shield-check"),
    h("p", { class: "grow" }, reach(asked, asked.patient.name)),
    asked.choosesPatient && button("Choose another", { look: "quiet", onclick: again }),
  );
}

/** Whose records an app would reach: one, or all that its user may see as well. */
function reach(asked: Request, name: string): string {
  return asked.scopes.some((scope) => scope.startsWith("user/"))
    ? `It opens the record of ${name}, and asks for those of other clients as well.`
    : `It asks for the record of ${name} only.`;
}

function checkbox(row: Row): HTMLInputElement {
  return h("input", { class: "check", type: "checkbox", checked: row.checked });
}

function label(row: Row, box: HTMLInputElement): HTMLLabelElement {
  const [words, kind, name] = CHIPS[row.kind];
  return h(
    "label",
    { class: "scope" },
    box,
    h("span", { class: "row-title" }, row.title),
    chip(words, kind, name),
    row.detail && h("span", { class: "sub" }, row.detail),
  );
}

function gone(): HTMLElement {
  return h(
    "div",
    { class: "card stack" },
    h("h1", { tabindex: -1 }, "This request has ended"),
    h("p", {}, "Go back to the app and start again."),
  );
}

const practice = h("span", {}, "Rapport");

function show(card: HTMLElement, user: string, title: string): void {
  const header = h("header", { class: "top" }, brand(""));
  header.querySelector(".brand > span")?.replaceWith(practice);
  if (user) header.append(h("p", { class: "small muted wide-only" }, `Signed in as ${user}`));
  document.title = title;
  showPage([skipLink("Skip to content"), header, mainPart("page page-narrow", card)], "gate");
  card.querySelector("h1")?.focus();
}

async function run(chooseAgain = false): Promise<void> {
  let asked: Request;
  try {
    asked = await request();
  } catch {
    return show(gone(), "", "This request has ended");
  }
  if (asked.needsPatient && asked.choosesPatient && (!asked.patient || chooseAgain)) {
    const cancel = button(`Cancel and go back to ${asked.app}`, {
      look: "quiet",
      onclick: () => send(asked, []),
    });
    const onpick = async ({ id }: { id: string }) => {
      await choose(id);
      await run();
    };
    return show(picker(asked, onpick, cancel), asked.user, "Choose a client");
  }
  show(
    consent(asked, () => void run(true)),
    asked.user,
    "Allow access",
  );
}

void run();
void loadPractice().then((found) => found && (practice.textContent = found.name));
