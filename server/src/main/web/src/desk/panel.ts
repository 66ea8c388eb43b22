import type { DeskPerson, DeskVisit, Today } from "../api";
import type { Speech } from "../i18n";
import { h, write } from "../ui/h";
import { KeyedList } from "../ui/keyed";
import { busy, button, iconButton } from "../ui/parts";
import type { DeskActions } from "./actions";
import { showChips } from "./chips";
import { minutesBetween, queueOf } from "./day";
import { openDecline, openNote, openRemove } from "./dialogs";
import { stateWords, words } from "./words";

const byReference = (p: DeskPerson) => p.reference;

/** Beside the stage: who waits, who is in, who is missing, and where each client is. */
export function visitPanel(speech: Speech, actions: DeskActions, first: DeskVisit) {
  let visit = first;
  let now = 0;
  const admitAll = button(words.admitAll, {
    look: "primary",
    onclick: () => {
      const waiting = visit.people.filter((p) => p.state === "ready");
      void busy(admitAll, "Admitting", () => actions.admit(visit, waiting)).catch(fail(words.admit));
    },
  });
  const problem = h("p", { class: "field-error", role: "alert" });
  const fail = (what: string) => () => (problem.textContent = words.failed(what));
  const context = () => ({ visit, now, timeZone });
  let timeZone: string | undefined;

  const waiting = section(words.waitingRoom, admitAll, (p) =>
    waitingRow(speech, actions, p, context, fail(words.admit)),
  );
  const inside = section(words.hereNow, null, (p) => insideRow(actions, p, context));
  const missing = section(words.notHere, null, missingRow);
  const others = h("p", { class: "muted small" });
  const root = h(
    "aside",
    { class: "panel", "aria-label": words.panel, tabindex: -1 },
    h("div", { class: "panel-scroll" }, problem, waiting.root, inside.root, missing.root, others),
  );
  return {
    root,
    show(today: Today, at: number): void {
      visit = today.visits.find((v) => v.id === first.id) ?? visit;
      now = at;
      timeZone = today.practice.timeZone;
      const of = (...states: DeskPerson["state"][]) => visit.people.filter((p) => states.includes(p.state));
      waiting.show(of("ready"));
      inside.show(of("in-call"));
      missing.show(of("expected", "opened", "getting-ready", "left", "declined"));
      admitAll.hidden = of("ready").length < 2;
      const elsewhere = queueOf(today).filter((w) => w.visit.id !== visit.id).length;
      write(others, elsewhere ? words.otherWaiting(elsewhere) : "");
    },
  };
}

interface Row {
  root: HTMLElement;
  update: (person: DeskPerson) => void;
}
type Context = () => { visit: DeskVisit; now: number; timeZone: string | undefined };

function section(title: string, action: HTMLElement | null, make: (person: DeskPerson) => Row) {
  const list = h("ul", { class: "list" });
  const id = `panel-${title.toLowerCase().replaceAll(" ", "-")}`;
  const root = h(
    "section",
    { "aria-labelledby": id },
    h("div", { class: "between" }, h("h2", { id, class: "p-h" }, title), action),
    list,
  );
  const rows = new KeyedList(list, make);
  return {
    root,
    show(people: DeskPerson[]): void {
      root.hidden = people.length === 0;
      rows.show(people, byReference);
    },
  };
}

function personRow(person: DeskPerson, ...actions: Node[]) {
  const meta = h("span", { class: "row-meta" });
  const chips = h("span", { class: "inline chips" });
  const root = h(
    "li",
    { class: "row tight person-row" },
    h("span", { class: "avatar initial avatar-sm", "aria-hidden": "true" }, person.initials),
    h("span", { class: "row-main" }, h("span", { class: "row-title" }, person.name), meta, chips),
    ...actions,
  );
  return { root, meta, chips };
}

function waitingRow(
  speech: Speech,
  actions: DeskActions,
  first: DeskPerson,
  context: Context,
  failed: () => void,
): Row {
  let person = first;
  const admit = button(words.admit, {
    look: "primary",
    more: ` ${first.name}`,
    onclick: () => {
      if (admit.getAttribute("aria-busy") === "true") return;
      void busy(admit, "Admitting", () => actions.admit(context().visit, [person])).catch(failed);
    },
  });
  const tools = h(
    "span",
    { class: "row-tools" },
    admit,
    iconButton(
      "message-square",
      words.noteTo(first.name),
      () => openNote(actions, context().visit),
      "secondary",
    ),
    button(words.decline, {
      look: "quiet",
      more: ` ${first.name}`,
      onclick: () => openDecline(actions, context().visit, person),
    }),
  );
  const row = personRow(first, tools);
  return {
    root: row.root,
    update(next) {
      person = next;
      const { now, timeZone } = context();
      const since = next.since;
      const words_ = since
        ? `${words.minutes(minutesBetween(since, now))}, ${words.since(speech.time(since, timeZone))}`
        : "";
      write(row.meta, words_);
      showChips(row.chips, next);
    },
  };
}

function insideRow(actions: DeskActions, first: DeskPerson, context: Context): Row {
  let person = first;
  const remove = iconButton("user-minus", `${words.remove} ${first.name}`, () =>
    openRemove(actions, context().visit, person),
  );
  const row = personRow(first, remove);
  return {
    root: row.root,
    update(next) {
      person = next;
      showChips(row.chips, next);
    },
  };
}

function missingRow(first: DeskPerson): Row {
  const row = personRow(first);
  return { root: row.root, update: (next) => write(row.meta, stateWords(next.state)) };
}
