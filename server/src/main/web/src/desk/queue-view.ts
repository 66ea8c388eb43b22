import type { Today } from "../api";
import type { Speech } from "../i18n";
import { h, icon, write } from "../ui/h";
import { busy, button, iconButton } from "../ui/parts";
import type { DeskActions } from "./actions";
import { showChips } from "./chips";
import { gettingReady, keyOf, minutesBetween, nextVisit, queueOf, type Waiting } from "./day";
import { openDecline, openNote } from "./dialogs";
import { KeyedList } from "../ui/keyed";
import { words } from "./words";

/** Who waits, first thing on the desk; below it who is on the way. */
export function queueView(speech: Speech, actions: DeskActions) {
  const title = h("h2", { id: "wait-h" });
  const list = h("ul", {});
  const foot = h("div", {});
  const empty = h("p", { class: "empty" });
  const rows = new KeyedList<Waiting>(list, (waiting) => row(speech, actions, waiting, () => clock));
  let order: string[] = [];
  let clock = { now: 0, timeZone: "" };
  const root = h(
    "section",
    { class: "queue d-queue", "aria-labelledby": "wait-h" },
    h("div", { class: "queue-head" }, title),
    list,
    empty,
    foot,
  );
  return {
    root,
    show(today: Today, now: number): Waiting[] {
      clock = { now, timeZone: today.practice.timeZone };
      const queue = queueOf(today, order);
      order = queue.map(keyOf);
      write(title, queue.length ? words.waiting(queue.length) : words.nobody);
      rows.show(queue, keyOf);
      empty.hidden = queue.length > 0;
      if (!queue.length) write(empty, emptyWords(speech, today, now));
      showFoot(foot, gettingReady(today));
      return queue;
    },
  };
}

function emptyWords(speech: Speech, today: Today, now: number): string {
  if (today.visits.length === 0) return words.nothingBooked;
  const next = nextVisit(today, now);
  return next ? words.nextAt(speech.time(next.start, today.practice.timeZone)) : words.noMore;
}

function showFoot(foot: HTMLElement, ready: Waiting[]): void {
  const key = JSON.stringify(ready.map((w) => [w.person.name, w.person.state]));
  if (foot.dataset.key === key) return;
  foot.dataset.key = key;
  foot.replaceChildren(
    ...ready.map(({ person }) =>
      h(
        "p",
        { class: "queue-foot" },
        icon("smartphone"),
        h(
          "span",
          {},
          h("strong", {}, person.name),
          person.state === "opened" ? words.opened : words.gettingReady,
        ),
      ),
    ),
  );
}

function row(
  speech: Speech,
  actions: DeskActions,
  first: Waiting,
  clock: () => { now: number; timeZone: string },
): { root: HTMLElement; update: (item: Waiting) => void } {
  let waiting = first;
  const { person } = first;
  const meta = h("p", { class: "row-meta" });
  const chips = h("div", { class: "inline chips" });
  const minutes = h("span", { class: "q-wait" });
  const since = h("span", { class: "row-meta" });
  const admit = button(words.admit, {
    look: "primary",
    more: ` ${person.name}`,
    onclick: () => void admitNow(),
  });
  const admitNow = async () => {
    if (admit.getAttribute("aria-busy") === "true") return;
    try {
      await busy(admit, "Admitting", () => actions.admit(waiting.visit, [waiting.person]));
    } catch {
      problem.textContent = words.failed(words.admit);
    }
  };
  const problem = h("p", { class: "field-error", role: "alert" });
  const root = h(
    "li",
    { class: "q" },
    h(
      "div",
      { class: "q-who" },
      h("span", { class: "avatar initial", "aria-hidden": "true" }, person.initials),
      h("div", { class: "row-main" }, h("h3", {}, person.name), meta, chips, problem),
    ),
    h("p", { class: "q-time" }, minutes, " ", since),
    h(
      "div",
      { class: "q-actions" },
      admit,
      iconButton(
        "message-square",
        words.noteTo(person.name),
        () => openNote(actions, waiting.visit),
        "secondary",
      ),
      button(words.decline, {
        look: "quiet",
        more: ` ${person.name}`,
        onclick: () => openDecline(actions, waiting.visit, waiting.person),
      }),
    ),
  );
  return {
    root,
    update(item) {
      waiting = item;
      const { now, timeZone } = clock();
      write(meta, metaWords(speech, item, now, timeZone));
      showChips(chips, item.person);
      const from = item.person.since;
      write(minutes, from ? words.minutes(minutesBetween(from, now)) : "");
      write(since, from ? words.since(speech.time(from, timeZone)) : "");
    },
  };
}

function metaWords(speech: Speech, { visit }: Waiting, now: number, timeZone: string): string {
  const early = Date.parse(visit.start) - now > 10 * 60_000;
  const length = minutesBetween(visit.start, visit.end);
  const last = early ? "here early" : `${length} min`;
  return `${speech.time(visit.start, timeZone)}, ${visit.type.toLowerCase()}, ${last}`;
}
