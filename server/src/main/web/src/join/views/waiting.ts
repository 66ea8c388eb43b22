import type { ReplyText } from "../../api";
import type { WordKey } from "../../i18n";
import { openDialog } from "../../ui/dialog";
import { h, icon, set, write } from "../../ui/h";
import type { IconName } from "../../ui/icon-names";
import { banner, button, fact } from "../../ui/parts";
import { pills, selfVideo, showStream } from "../../ui/self-view";
import { officeCall } from "../../ui/shell";
import { clientPage, heading, whenOf } from "../shell";
import type { Model, Reply } from "../state";
import type { Context, View } from "../view";
import { breathing } from "./breathing";

/** The waiting room: calm, keeps the place, hears from the clinician. */
export function waiting(ctx: Context, model: Model): View {
  const { t } = ctx.speech;
  const c = model.join?.clinician ?? "";
  const lead = h("p", { class: "lead", role: "status" });
  const trouble = h("div", { role: "status" });
  const notes = messages(ctx, model);
  const own = ownPicture(ctx, model);
  const breath = breathing(ctx.speech);
  const nodes = clientPage(
    ctx,
    model,
    "two two-start wr",
    h(
      "div",
      { class: "stack-6 wr-col" },
      h("div", { class: "stack-2 wr-head" }, heading(t("wait.h")), lead, trouble),
      notes.root,
      tips(ctx),
    ),
    h(
      "div",
      { class: "stack-6 wr-col" },
      own.root,
      breath.root,
      h(
        "div",
        { class: "actions wr-leave" },
        officeCall(t("office.call"), model.join?.practice.phone),
        button(t("wait.leave"), {
          look: "quiet",
          icon: "log-out",
          block: true,
          onclick: () => askLeave(ctx),
        }),
      ),
    ),
  );
  function update(m: Model): void {
    const page = m.page;
    if (page.at !== "waiting") return;
    write(lead, page.back ? `${t("wait.back")} ${t("wait.lead", { c })}` : t("wait.lead", { c }));
    const words = page.linkLost ? t("wait.link") : m.join?.media === false ? t("wait.media") : "";
    if (trouble.textContent !== words) trouble.replaceChildren(...(words ? [banner("warn", words)] : []));
    notes.update(m);
    own.update();
  }
  update(model);
  return {
    nodes,
    bodyClass: "client",
    title: t("title.waiting"),
    update,
    mediaChanged: own.update,
    destroy() {
      breath.stop();
      own.stop();
    },
  };
}

function ownPicture(ctx: Context, model: Model) {
  const { t } = ctx.speech;
  const video = selfVideo(t("dev.preview"));
  const bar = pills(ctx.speech, ctx.media, ctx.actions);
  const root = h(
    "section",
    { class: "card wr-self-card", "aria-label": t("wait.self") },
    h("div", { class: "wr-visit" }, fact("calendar", whenOf(ctx, model), model.join?.clinician)),
    h("div", { class: "preview wr-self" }, h("span", { class: "preview-off" }, icon("video-off")), video),
    bar.root,
  );
  return {
    root,
    update() {
      showStream(video, ctx.media.stream);
      bar.update();
    },
    stop() {
      video.srcObject = null;
    },
  };
}

const REPLY_WORDS: Record<ReplyText, WordKey> = { ok: "wait.reply.ok", "cannot-stay": "wait.reply.no" };

/** The clinician's latest message with its two one-tap replies. The log is there before the message. */
function messages(ctx: Context, model: Model) {
  const { t } = ctx.speech;
  const c = model.join?.clinician ?? "";
  const root = h("section", { class: "wr-msg", role: "log", "aria-label": t("wait.from", { c }) });
  const text = h("p", { class: "medium" });
  const meta = h("p", { class: "small" });
  const answers = h("div", { class: "inline reply" });
  const unsent = h("p", { class: "small" });
  const card = h(
    "div",
    { class: "banner calm" },
    h("span", { class: "avatar initial", "aria-hidden": "true" }, c.slice(0, 1)),
    h("div", { class: "banner-body" }, meta, text, answers, unsent),
  );
  let shown: Reply | null = null;
  function update(m: Model): void {
    const note = m.join?.note;
    if (m.page.at !== "waiting" || !note) return root.replaceChildren();
    write(meta, `${c}, ${ctx.speech.time(note.at, m.join?.timeZone)}`);
    write(text, note.text);
    const { reply } = m.page;
    if (shown !== reply) showReply(reply);
    if (!card.isConnected || card.parentElement !== root) root.replaceChildren(card);
  }
  function showReply(reply: Reply): void {
    shown = reply;
    write(unsent, reply.at === "failed" ? t("wait.unsent") : "");
    if (reply.at === "sent") {
      const words = t("wait.sent.this", { x: t(REPLY_WORDS[reply.text]) });
      answers.replaceChildren(h("p", { class: "fact" }, icon("check"), h("span", {}, words)));
      return;
    }
    const offer = (text: ReplyText) => {
      const offered = button(t(REPLY_WORDS[text]), { onclick: () => ctx.actions.reply(text) });
      set(offered, "aria-busy", reply.at === "sending" && reply.text === text ? "true" : null);
      return offered;
    };
    answers.replaceChildren(offer("ok"), offer("cannot-stay"));
  }
  return { root, update };
}

function tips(ctx: Context): HTMLElement {
  const { t } = ctx.speech;
  const tip = (name: IconName, words: string) =>
    h("li", {}, h("span", { class: "bubble" }, icon(name)), h("span", {}, words));
  return h(
    "section",
    { class: "stack-2 wr-tips", "aria-labelledby": "tips" },
    h("h2", { id: "tips", class: "tips-h" }, t("wait.tips")),
    h(
      "ul",
      { class: "next" },
      tip("headphones", t("wait.tip.phones")),
      tip("door-closed", t("wait.tip.door")),
      tip("smartphone", t("wait.tip.open")),
    ),
  );
}

function askLeave(ctx: Context): void {
  const { t } = ctx.speech;
  const stay = button(t("call.stay"), { onclick: () => dialog.close() });
  const leave = button(t("wait.leave"), {
    look: "danger",
    onclick: () => {
      dialog.close();
      ctx.actions.leave();
    },
  });
  const dialog = openDialog({
    title: t("wait.leave.h"),
    body: [h("p", {}, t("wait.leave.b"))],
    actions: [stay, leave],
    first: stay,
  });
}
