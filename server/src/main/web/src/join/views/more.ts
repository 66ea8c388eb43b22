import type { TroubleKind } from "../../api";
import type { Stage } from "../../stage/stage";
import { announce } from "../../ui/announce";
import { deviceSelects } from "../../ui/device-select";
import { openDialog } from "../../ui/dialog";
import { type Child, h } from "../../ui/h";
import { button, linkButton } from "../../ui/parts";
import { officeCall } from "../../ui/shell";
import { openSettings } from "../../ui/settings";
import type { Model } from "../state";
import type { Context } from "../view";

/** What is needed seldom: own picture, devices, trouble, help lines, looks. */
export function openMore(ctx: Context, model: Model, stage: Stage): void {
  const { t, language } = ctx.speech;
  openCallMore(
    { speech: ctx.speech, media: ctx.media, report: (kind) => ctx.actions.report(kind) },
    stage,
    h(
      "div",
      { class: "stack-2" },
      h("p", { class: "muted small" }, t("help.h")),
      linkButton(t("help.988"), "tel:988", { block: true, look: "quiet", icon: "life-buoy" }),
      linkButton(t("help.911"), "tel:911", { block: true, look: "quiet" }),
      officeCall(t("office.call"), model.join?.practice.phone),
      language === "es" && h("p", { class: "small muted" }, t("help.more")),
    ),
  );
}

/** What a client's and a clinician's call have in common there; more of a page's own follows it. */
export function openCallMore(
  call: Pick<Context, "speech" | "media"> & Pick<Context["actions"], "report">,
  stage: Stage,
  ...rest: Child[]
): void {
  const { t } = call.speech;
  const go = (run: () => void) => () => {
    dialog.close();
    run();
  };
  const block = { block: true } as const;
  const dialog = openDialog({
    title: t("call.more"),
    body: [
      h(
        "div",
        { class: "stack-2" },
        button(t(stage.hideSelf ? "call.show" : "call.hide"), {
          ...block,
          icon: stage.hideSelf ? "eye" : "eye-off",
          onclick: go(() => {
            stage.hideSelf = !stage.hideSelf;
            stage.showSelf();
          }),
        }),
        button(t("call.devices"), {
          ...block,
          icon: "settings-2",
          onclick: go(() => openDevicesDialog(call)),
        }),
        button(t("call.trouble"), {
          ...block,
          icon: "circle-alert",
          onclick: go(() => openTrouble({ speech: call.speech, actions: call })),
        }),
        button(t("set.h"), {
          ...block,
          icon: "a-large-small",
          onclick: go(() => openSettings(call.speech)),
        }),
      ),
      ...rest,
    ],
    actions: [button(t("close"), { look: "primary", onclick: () => dialog.close() })],
  });
}

export function openDevicesDialog(ctx: Pick<Context, "speech" | "media">): void {
  const selects = deviceSelects(ctx.speech, ctx.media);
  void selects.refresh();
  const dialog = openDialog({
    title: ctx.speech.t("call.devices"),
    body: [selects.root],
    actions: [button(ctx.speech.t("close"), { look: "primary", onclick: () => dialog.close() })],
  });
}

export function openTrouble(
  ctx: Pick<Context, "speech"> & { actions: Pick<Context["actions"], "report"> },
): void {
  const { t } = ctx.speech;
  const row = (kind: TroubleKind, words: string): Child =>
    button(words, {
      block: true,
      onclick: () => {
        ctx.actions.report(kind);
        dialog.close();
        announce(t("call.trouble.sent"));
      },
    });
  const dialog = openDialog({
    title: t("call.trouble.h"),
    body: [
      h(
        "div",
        { class: "stack-2" },
        row("audio", t("call.trouble.audio")),
        row("video", t("call.trouble.video")),
        row("device", t("call.trouble.device")),
      ),
    ],
    actions: [button(t("close"), { look: "quiet", onclick: () => dialog.close() })],
  });
}
