import type { Today } from "../api";
import type { Speech } from "../i18n";
import { announce } from "../ui/announce";
import { mark } from "../ui/art";
import { h, icon, write } from "../ui/h";
import { banner, button, iconButton } from "../ui/parts";
import { openSettings } from "../ui/settings";
import { mainPart, skipLink } from "../ui/shell";
import type { DeskActions } from "./actions";
import type { Feed } from "./feed";
import { queueView } from "./queue-view";
import { scheduleView } from "./schedule-view";
import { words } from "./words";

export interface DeskView {
  nodes: Node[];
  bodyClass: string;
  show(feed: Feed, now: number): void;
  destroy?(): void;
  focus?: HTMLElement;
}

/** The desk's first page: who waits, who is coming, the day. */
export function todayView(speech: Speech, actions: DeskActions, chimeOn: () => boolean): DeskView {
  const date = h("p", { class: "muted" });
  const stale = h("div", { role: "status" });
  const queue = queueView(speech, actions);
  const schedule = scheduleView(speech, actions);
  const columns = h("div", { class: "desk-one" }, queue.root, schedule.root);
  const chime = button("", { look: "quiet", onclick: () => (actions.toggleChime(), showChime()) });
  const showChime = () => {
    const on = chimeOn();
    chime.replaceChildren(icon(on ? "bell" : "bell-off"), on ? words.chimeOn : words.chimeOff);
  };
  const loading = h("p", { class: "muted late", role: "status" }, speech.t("loading"));
  showChime();
  const main = mainPart(
    "desk-main",
    h(
      "header",
      { class: "desk-head" },
      h("div", {}, h("h1", { tabindex: -1 }, words.today), date),
      h(
        "div",
        { class: "inline" },
        chime,
        iconButton("a-large-small", speech.t("set.h"), () => openSettings(speech)),
      ),
    ),
    stale,
    loading,
    columns,
  );
  columns.hidden = true;
  let said: number | null = null;

  function showDay(today: Today, now: number): void {
    loading.hidden = true;
    columns.hidden = false;
    write(date, speech.day(today.now, today.practice.timeZone));
    const waiting = queue.show(today, now).length;
    schedule.show(today, now);
    document.title = waiting ? `(${waiting}) Desk` : "Desk";
    if (said !== null && waiting !== said) announce(waiting ? words.waiting(waiting) : words.nobody);
    said = waiting;
  }

  return {
    nodes: [skipLink(speech.t("skip")), deskNav(), main],
    bodyClass: "desk",
    show(feed, now) {
      if ("today" in feed && feed.today) showDay(feed.today, now);
      const behind =
        feed.at === "stale"
          ? words.stale(speech.time(new Date(feed.since).toISOString(), feed.today?.practice.timeZone))
          : "";
      if (stale.textContent !== behind) stale.replaceChildren(...(behind ? [banner("warn", behind)] : []));
    },
  };
}

function deskNav(): HTMLElement {
  return h(
    "nav",
    // One place to go needs no bar at the foot of a phone.
    { class: "nav single", "aria-label": "Main" },
    h("div", { class: "brand-mark" }, mark()),
    h(
      "ul",
      {},
      h(
        "li",
        {},
        h(
          "a",
          { class: "nav-link", href: "/desk", "aria-current": "page" },
          icon("calendar-days"),
          h("span", {}, words.today),
        ),
      ),
    ),
  );
}
