import type { DeskVisit, Today } from "../api";
import type { Speech } from "../i18n";
import { h, set, write } from "../ui/h";
import { KeyedList } from "../ui/keyed";
import { button, chip } from "../ui/parts";
import type { DeskActions } from "./actions";
import { canOpen, minutesBetween, type SlotState, slotState, titleOf } from "./day";
import { words } from "./words";

/** The day's visits in order, with the way into the one that is on. */
export function scheduleView(speech: Speech, actions: DeskActions) {
  const counts = h("span", { class: "muted small" });
  const list = h("ul", { class: "list" });
  const empty = h("p", { class: "empty" }, words.nothingBooked);
  let now = 0;
  let timeZone = "";
  const rows = new KeyedList<DeskVisit>(list, (visit) =>
    slot(speech, actions, visit, () => ({ now, timeZone })),
  );
  return {
    root: h(
      "section",
      { class: "card flush d-sched", "aria-labelledby": "sched-h" },
      h("div", { class: "card-head" }, h("h2", { id: "sched-h" }, words.schedule), counts),
      list,
      empty,
    ),
    show(today: Today, at: number): void {
      now = at;
      timeZone = today.practice.timeZone;
      const done = today.visits.filter((v) => v.status === "finished").length;
      write(counts, words.counts(today.visits.length, done));
      empty.hidden = today.visits.length > 0;
      rows.show(today.visits, (v) => v.id);
    },
  };
}

function slot(
  speech: Speech,
  actions: DeskActions,
  first: DeskVisit,
  clock: () => { now: number; timeZone: string },
): { root: HTMLElement; update: (visit: DeskVisit) => void } {
  let visit = first;
  const time = h("span", {});
  const length = h("small", {});
  const title = h("p", { class: "row-title" });
  const meta = h("p", { class: "row-meta" });
  const tail = h("div", { class: "tail" });
  const root = h(
    "li",
    { class: "slot" },
    h("p", { class: "when" }, time, length),
    h("div", { class: "row-main" }, title, meta),
    tail,
  );
  let shown = "";
  return {
    root,
    update(next) {
      visit = next;
      const { now, timeZone } = clock();
      const state = slotState(visit, now);
      write(time, speech.time(visit.start, timeZone));
      write(length, words.minutes(minutesBetween(visit.start, visit.end)));
      write(title, titleOf(visit));
      write(meta, metaWords(visit, state));
      root.classList.toggle("past", state === "done" || state === "cancelled" || state === "missed");
      set(root, "data-now", state === "running" || state === "now");
      if (state === shown) return;
      shown = state;
      tail.replaceChildren(...tailOf(state, title.textContent ?? "", () => actions.openVisit(visit)));
    },
  };
}

function tailOf(state: SlotState, title: string, open: () => void): HTMLElement[] {
  if (canOpen(state)) {
    const label = state === "running" ? words.open : words.start;
    return [
      chip(state === "running" ? "In progress" : "Now", "solid"),
      button(label, { look: "secondary", more: `, ${title}`, onclick: open }),
    ];
  }
  if (state === "done") return [chip("Done", "good", "check")];
  if (state === "cancelled") return [chip("Cancelled")];
  return state === "missed" ? [chip("Did not start", "warn", "triangle-alert")] : [];
}

function metaWords(visit: DeskVisit, state: SlotState): string {
  const kind = `Video, ${visit.type.toLowerCase()}`;
  const here = visit.people.filter((p) => p.state === "ready").length;
  if (state === "running") {
    const inside = visit.people.filter((p) => p.state === "in-call").length;
    return `${kind}, ${inside} of ${visit.people.length} in the call`;
  }
  if (here > 0) return `${kind}, ${here === 1 && visit.people.length === 1 ? "waiting" : `${here} waiting`}`;
  return kind;
}
