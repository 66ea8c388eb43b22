import { openDeviceHelp } from "../../ui/device-help";
import { deviceSelects } from "../../ui/device-select";
import { h, icon } from "../../ui/h";
import { button } from "../../ui/parts";
import { pills, selfVideo, showStream } from "../../ui/self-view";
import { type InternetResult, testInternet } from "../internet";
import { clientPage, heading, phoneOf, steps } from "../shell";
import type { Model } from "../state";
import type { Context, View } from "../view";
import { type CheckRow, checkRow, levelBars, MicrophoneCheck, soundTest } from "./checks";

/** Can you see and hear? Preview, four checks, and a way on from each. */
export function devices(ctx: Context, model: Model): View {
  const { speech, media } = ctx;
  const { t } = speech;
  const video = selfVideo(t("dev.preview"));
  const bar = pills(speech, media, ctx.actions);
  const selects = deviceSelects(speech, media);
  const rows = { camera: checkRow(), microphone: checkRow(), sound: checkRow(), internet: checkRow() };
  const level = levelBars();
  rows.microphone.tail.append(level.root);
  const microphone = new MicrophoneCheck(level.show, () => update());
  soundTest(ctx, rows.sound, selects.speaker)();
  showInternet(ctx, rows.internet, null);

  function update(): void {
    showStream(video, media.stream);
    bar.update();
    microphone.listen(media.micOn ? media.track("audio") : null);
    showCamera(ctx, rows.camera);
    showMicrophone(ctx, rows.microphone, microphone);
  }

  const nodes = clientPage(
    ctx,
    model,
    "two two-even two-start devices",
    h("div", { class: "dev-head stack-2" }, steps(ctx, model, "devices"), heading(t("dev.h"))),
    h(
      "div",
      { class: "dev-preview preview" },
      h("span", { class: "preview-off" }, icon("video-off")),
      video,
      h("p", { class: "tag" }, icon("eye"), t("dev.only")),
      bar.root,
    ),
    h("div", { class: "dev-side stack" }, results(ctx, rows), change(ctx, selects.root), actions(ctx, model)),
  );
  const refresh = () => void selects.refresh();
  navigator.mediaDevices.addEventListener("devicechange", refresh);
  void testInternet().then((result) => showInternet(ctx, rows.internet, result));
  refresh();
  update();
  return {
    nodes,
    bodyClass: "client",
    title: t("title.visit"),
    update,
    mediaChanged() {
      update();
      refresh();
    },
    destroy() {
      microphone.stop();
      navigator.mediaDevices.removeEventListener("devicechange", refresh);
      video.srcObject = null;
    },
  };
}

function results(ctx: Context, rows: Record<string, CheckRow>): HTMLElement {
  const items = Object.values(rows).map((row) => row.root);
  return h("ul", { class: "list checks", "aria-label": ctx.speech.t("dev.results") }, ...items);
}

function change(ctx: Context, selects: HTMLElement): HTMLElement {
  const summary = h("summary", { class: "summary" }, icon("settings-2"), ctx.speech.t("dev.other"));
  return h("details", {}, summary, selects);
}

function actions(ctx: Context, model: Model): HTMLElement {
  const { t } = ctx.speech;
  return h(
    "div",
    { class: "actions" },
    button(t(model.join?.step === "early" ? "back" : "next"), {
      look: "primary",
      large: true,
      block: true,
      onclick: ctx.actions.devicesDone,
    }),
    button(t("dev.help"), {
      look: "quiet",
      block: true,
      onclick: () => openDeviceHelp(ctx.speech, phoneOf(ctx, model)),
    }),
  );
}

function showCamera({ media, speech: { t } }: Context, row: CheckRow): void {
  if (!media.opened) row.show("video", t("dev.cam.wait"));
  else if (media.track("video")) row.show("check", t("dev.cam.ok"), "good");
  else row.show("video-off", t(media.has("video") ? "dev.cam.off" : "dev.cam.none"));
}

function showMicrophone({ media, speech: { t } }: Context, row: CheckRow, check: MicrophoneCheck): void {
  if (!media.opened) row.show("mic", t("dev.mic.wait"));
  else if (!media.track("audio")) row.show("mic-off", t("dev.mic.none"), "warn");
  else if (!media.micOn) row.show("mic-off", t("dev.mic.off"));
  else if (check.heard) row.show("check", t("dev.mic.ok"), "good");
  else row.show("mic", t(check.silent ? "dev.silent" : "dev.mic.say"));
}

function showInternet({ speech: { t } }: Context, row: CheckRow, result: InternetResult | null): void {
  if (!result) row.show("wifi", t("dev.net.wait"));
  else if (result === "good") row.show("check", t("dev.net.ok"), "good");
  else row.show("wifi-off", t(result === "slow" ? "dev.slow" : "dev.net.unknown"), "warn");
}
