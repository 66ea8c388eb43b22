import "../ui/page";
import { h, icon } from "../ui/h";
import { banner, busy, button, choice, field, fillSelect, select } from "../ui/parts";
import { loadPractice } from "../ui/practice";
import { brand, mainPart, showPage, skipLink } from "../ui/shell";

interface Choices {
  iss: string;
  users: string[];
  patients: { id: string; name: string; birthDate?: string }[];
  apps: { clientId: string; name: string }[];
}

interface Visit {
  id: string;
  status: string;
  start?: string;
}

const INTENTS = [
  { value: "", words: "None" },
  { value: "chart-review", words: "Chart review" },
  { value: "start-visit", words: "Start the visit" },
];
const OTHER = "other";

async function get<T>(path: string): Promise<T> {
  const answer = await fetch(path, { cache: "no-store", headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(String(answer.status));
  return (await answer.json()) as T;
}

async function launch(order: Record<string, string | null>): Promise<string> {
  const answer = await fetch("/sandbox/ehr/launches", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(order),
  });
  if (!answer.ok) throw new Error(String(answer.status));
  return ((await answer.json()) as { url: string }).url;
}

/** Past and coming visits of a client, for the choice of one. */
async function visitOptions(patient: string) {
  const none = { value: "", words: "None" };
  if (!patient) return [none];
  const visits = await get<Visit[]>(`/sandbox/ehr/visits?patient=${encodeURIComponent(patient)}`);
  return [
    none,
    ...visits.map(({ id, status, start }) => ({ value: id, words: `${when(start)}, ${status}` })),
  ];
}

function when(start: string | undefined): string {
  if (!start) return "No time";
  return new Date(start).toLocaleString("en-US", { dateStyle: "medium", timeStyle: "short" });
}

function form(choices: Choices): HTMLFormElement {
  const users = choices.users.map((name) => ({ value: name, words: name }));
  const user = select("Signed in as", users, choices.users[0]);
  const visit = select("Visit", [{ value: "", words: "None" }], "");
  const patients = choices.patients.map(({ id, name }) => ({ value: id, words: name }));
  const loadVisits = (id: string) =>
    void visitOptions(id).then((options) => fillSelect(visit.control, options, options[1]?.value));
  const patient = select("Client", patients, patients[0]?.value, loadVisits);
  const intent = select("Reason to open", INTENTS, "chart-review");
  const apps = [
    ...choices.apps.map(({ clientId, name }, n) => choice("app", clientId, name, clientId, n === 0)),
    choice("app", OTHER, "Other app", "Give its launch address", choices.apps.length === 0),
  ];
  const address = field(
    "Launch address of the other app",
    h("input", { class: "input", type: "url", autocomplete: "off", spellcheck: "false" }),
  );
  const app = () => apps.find(({ input }) => input.checked)?.input.value ?? OTHER;
  const showAddress = () => (address.root.hidden = app() !== OTHER);
  for (const { input } of apps) input.addEventListener("change", showAddress);
  showAddress();
  loadVisits(patient.control.value);
  const problem = h("div", { role: "alert" });
  const go = button("Launch", { look: "primary", large: true, submit: true });
  const body = h(
    "form",
    { class: "card stack-6", novalidate: true },
    h(
      "div",
      { class: "stack-2" },
      h("h1", { tabindex: -1 }, "Launch an app"),
      h("p", { class: "muted" }, "This page plays the part of an EHR."),
    ),
    h("div", { class: "ehr-grid" }, user.root, patient.root, visit.root, intent.root),
    h(
      "fieldset",
      { class: "stack-2" },
      h("legend", { class: "label" }, "App"),
      h("div", { class: "ehr-grid ehr-apps" }, ...apps.map(({ root }) => root)),
    ),
    address.root,
    h(
      "details",
      {},
      h("summary", { class: "summary" }, icon("code"), "What will be sent"),
      h("p", { class: "small muted mono" }, `iss=${choices.iss} launch=(one use, 5 minutes)`),
    ),
    problem,
    h("div", { class: "gate-actions" }, go),
  );
  body.addEventListener("submit", (event) => {
    event.preventDefault();
    const order = {
      user: user.control.value,
      patient: patient.control.value || null,
      encounter: visit.control.value || null,
      intent: intent.control.value || null,
      app: app() === OTHER ? null : app(),
      address: app() === OTHER ? address.control.value : null,
    };
    void busy(go, "Launching", () => launch(order)).then(
      (url) => location.assign(url),
      () => problem.replaceChildren(banner("danger", "That can’t be launched. Is the launch address right?")),
    );
  });
  return body;
}

const practice = h("span", {}, "Rapport");
const header = h("header", { class: "top" }, brand(""));
header.querySelector(".brand > span")?.replaceWith(practice);
const sandbox = banner("warn", "Sandbox. Made-up people only. Never put real health data here.");
void loadPractice().then((found) => found && (practice.textContent = found.name));
void get<Choices>("/sandbox/ehr/choices").then(
  (choices) =>
    showPage(
      [skipLink("Skip to content"), header, mainPart("page page-mid stack-6", sandbox, form(choices))],
      "gate",
    ),
  () => showPage([header, mainPart("page page-mid", banner("danger", "The server did not answer."))], "gate"),
);
