import type { Person } from "../../api";
import type { CallState } from "../../call/call";
import { connectionChip, deviceTools } from "../../stage/controls";
import { inOrder, Stage } from "../../stage/stage";
import { fadeWhenIdle, regionKeys, singleKeys, tool, toolbar } from "../../stage/toolbar";
import { announce } from "../../ui/announce";
import { openDialog } from "../../ui/dialog";
import { h, icon } from "../../ui/h";
import { banner, button } from "../../ui/parts";
import { skipLink } from "../../ui/shell";
import { heading } from "../shell";
import type { Model } from "../state";
import type { Context, View } from "../view";
import { openMore } from "./more";

/** The call: everybody's pictures and one row of controls. */
export function call(ctx: Context, model: Model): View {
  const { speech, media, actions } = ctx;
  const { t } = speech;
  const join = model.join;
  const c = join?.clinician ?? "";
  const stage = new Stage({
    speech,
    media,
    role: join?.role ?? "client",
    alone: join?.role === "host" ? t("call.alone.other") : t("call.alone", { c }),
    phoneLine: join?.role === "host" ? "" : t("call.lost.phone", { c }),
  });
  const connection = connectionChip(speech);
  const count = h("p", { class: "stage-chip", hidden: true }, icon("users"), h("span", {}));
  const notice = h("div", { class: "stage-notice", role: "status" });
  const tools = deviceTools(speech, media, actions);
  const more = tool("ellipsis", t("call.more"), () => openMore(ctx, model, stage), { opensDialog: true });
  const leave = tool("phone-off", t("call.leave"), () => askLeave(ctx), { leave: true, opensDialog: true });
  const bar = toolbar(t("call.controls"), [tools.mic, tools.camera, more, leave]);
  const controls = h("section", { "aria-label": t("call.controls") }, notice, bar);
  const until = join ? t("call.until", { t: speech.time(join.end, join.timeZone) }) : "";
  const header = h(
    "header",
    { class: "stage-bar" },
    heading(t("title.call")),
    connection.root,
    count,
    h("span", { class: "grow" }),
    stage.pager,
    h("p", { class: "stage-chip wide-only" }, icon("clock"), until),
  );
  header.querySelector("h1")?.classList.add("vh");
  singleKeys([stage.root, bar], { m: tools.toggleMic, v: tools.toggleCamera });
  const stops = [regionKeys(() => [header, stage.root, bar]), fadeWhenIdle(bar)];
  const tell = changes(ctx);

  function mediaChanged(): void {
    const state = ctx.call();
    tools.update();
    connection.show(state);
    if (!state) return stage.showSelf();
    stage.show(state);
    tell(state);
    showNotice(ctx, notice, state);
    count.hidden = state.people.length < 3;
    count.lastElementChild!.textContent = t("call.people", { n: state.people.length });
    document.title = t(state.link === "connecting" ? "title.starting" : "title.call");
  }
  mediaChanged();
  return {
    nodes: [skipLink(t("skip")), header, stage.root, controls],
    bodyClass: "call",
    title: t("title.starting"),
    focus: tools.mic.root,
    update: mediaChanged,
    mediaChanged,
    destroy() {
      stops.forEach((stop) => stop());
      stage.stop();
    },
  };
}

/** Says who came and went, and that the call is back. Speaking is never said. */
function changes(ctx: Context): (state: CallState) => void {
  const { t } = ctx.speech;
  let people: Person[] | null = null;
  let link: CallState["link"] | null = null;
  return (state) => {
    const others = inOrder(state.people);
    if (people) {
      const before = people;
      for (const p of others)
        if (!before.some((b) => b.id === p.id)) announce(t("call.joined", { x: p.name }));
      for (const b of before) if (!others.some((p) => p.id === b.id)) announce(t("call.left", { x: b.name }));
    }
    if (link === "lost" && state.link === "connected") announce(t("call.back"));
    if (state.people.length) people = others;
    link = state.link;
  };
}

/** Why the own picture is not sent, when the connection is the reason. */
export function showNotice(ctx: Pick<Context, "speech">, root: HTMLElement, state: CallState): void {
  const words = state.picture === "off" ? ctx.speech.t("call.weak") : "";
  if (root.textContent === words) return;
  root.replaceChildren(...(words ? [banner("warn", words)] : []));
}

function askLeave(ctx: Context): void {
  const { t } = ctx.speech;
  const stay = button(t("call.stay"), { onclick: () => dialog.close() });
  const leave = button(t("call.leave"), {
    look: "danger",
    onclick: () => {
      dialog.close();
      ctx.actions.leave();
    },
  });
  const dialog = openDialog({ title: t("call.leave.h"), actions: [stay, leave], first: stay });
}
