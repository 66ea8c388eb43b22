import type { DeskVisit, MediaKind, Today } from "../api";
import type { LocalMedia } from "../call/local-media";
import type { Speech } from "../i18n";
import { openCallMore, type openTrouble } from "../join/views/more";
import { connectionChip, deviceTools } from "../stage/controls";
import { Stage } from "../stage/stage";
import { regionKeys, singleKeys, tool, toolbar } from "../stage/toolbar";
import { announce } from "../ui/announce";
import { openDeviceHelp } from "../ui/device-help";
import { openDialog } from "../ui/dialog";
import { h, icon, set, write } from "../ui/h";
import { banner, button } from "../ui/parts";
import { skipLink } from "../ui/shell";
import type { DeskActions } from "./actions";
import { timerWords } from "./day";
import type { Feed } from "./feed";
import { visitPanel } from "./panel";
import type { VisitSession } from "./session";
import type { DeskView } from "./today-view";
import { words } from "./words";

export interface VisitViewOptions {
  speech: Speech;
  actions: DeskActions;
  media: LocalMedia;
  session: VisitSession;
  visit: DeskVisit;
  endForAll: () => Promise<void>;
  leave: () => void;
  report: Parameters<typeof openTrouble>[0]["actions"]["report"];
}

export interface VisitView extends DeskView {
  mediaChanged(): void;
}

/** The clinician's call: the same stage as everybody's, a panel with the people, and the visit's end. */
export function visitView(options: VisitViewOptions): VisitView {
  const { speech, media, session, visit } = options;
  const { t } = speech;
  const stage = new Stage({ speech, media, role: "host", alone: words.alone, phoneLine: words.lost });
  const connection = connectionChip(speech);
  const timer = h("span", {});
  const notice = h("div", { class: "stage-notice", role: "status" });
  const panel = visitPanel(speech, options.actions, visit);
  const tools = deviceTools(speech, media, {
    setMic: (on) => void switchDevice(options, "audio", on),
    setCamera: (on) => void switchDevice(options, "video", on),
  });
  const people = tool("users", words.people, () => togglePanel(), { pressed: true });
  const more = tool("ellipsis", t("call.more"), () => openCallMore(options, stage), { opensDialog: true });
  const end = tool("phone-off", words.end, () => openEnd(options), { leave: true, opensDialog: true });
  const bar = toolbar(t("call.controls"), [tools.mic, tools.camera, people, more, end]);
  const header = h(
    "header",
    { class: "stage-bar" },
    h("h1", { class: "vh", tabindex: -1 }, words.inProgress),
    connection.root,
    h("span", { class: "grow" }),
    stage.pager,
    h("p", { class: "stage-chip", role: "timer", "aria-label": words.visitTime }, icon("clock"), timer),
  );
  const frame = h("div", { class: "with-panel" }, stage.root, panel.root);
  const togglePanel = (open = panel.root.hidden) => {
    panel.root.hidden = !open;
    set(frame, "data-closed", !open);
    people.root.setAttribute("aria-pressed", String(open));
  };
  togglePanel(window.matchMedia("(min-width: 60rem)").matches);
  singleKeys([stage.root, bar], { m: tools.toggleMic, v: tools.toggleCamera, p: () => togglePanel() });
  const stop = regionKeys(() => [header, stage.root, panel.root, bar]);
  const controls = h("section", { "aria-label": t("call.controls") }, notice, bar);
  let waiting: number | null = null;

  function mediaChanged(): void {
    tools.update();
    const state = session.callState;
    connection.show(state);
    const weak = state?.picture === "off" ? t("call.weak") : "";
    if (notice.textContent !== weak) notice.replaceChildren(...(weak ? [banner("warn", weak)] : []));
    if (state) stage.show(state);
    else stage.showSelf();
  }

  function showDay(today: Today, now: number): void {
    panel.show(today, now);
    const current = today.visits.find((v) => v.id === visit.id) ?? visit;
    write(timer, timerWords(current, now));
    const here = current.people.filter((p) => p.state === "ready").length;
    document.title = here ? `(${here}) Visit` : "Visit";
    if (waiting !== null && here > waiting) announce(words.waiting(here));
    if (here > (waiting ?? 0)) togglePanel(true);
    waiting = here;
  }

  mediaChanged();
  return {
    nodes: [skipLink(t("skip")), header, frame, controls],
    bodyClass: "call",
    focus: tools.mic.root,
    mediaChanged,
    show: (feed: Feed, now) => "today" in feed && feed.today && showDay(feed.today, now),
    destroy() {
      stop();
      stage.stop();
    },
  };
}

async function switchDevice(
  { media, speech }: VisitViewOptions,
  kind: MediaKind,
  on: boolean,
): Promise<void> {
  await media.switch(kind, on);
  if (on && !media.track(kind)) openDeviceHelp(speech, undefined);
}

/** Ending is one dialog with two ways; staying is the safe one. */
function openEnd(options: VisitViewOptions): void {
  const problem = h("div", { role: "alert" });
  const stay = button(words.stay, { onclick: () => dialog.close() });
  const keep = button(words.endKeep, {
    onclick: () => {
      dialog.close();
      options.leave();
    },
  });
  const all = button(words.endAll, {
    look: "danger",
    onclick: async () => {
      if (all.getAttribute("aria-busy") === "true") return;
      all.setAttribute("aria-busy", "true");
      try {
        await options.endForAll();
        dialog.close();
      } catch {
        problem.replaceChildren(banner("danger", words.failed(words.endAll)));
      }
      all.removeAttribute("aria-busy");
    },
  });
  const dialog = openDialog({
    title: words.endH,
    body: [problem],
    actions: [stay, keep, all],
    first: stay,
    wide: true,
  });
}
