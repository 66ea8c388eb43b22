import type { MediaKind } from "../api";
import type { LocalMedia } from "../call/local-media";
import type { Speech } from "../i18n";
import { h } from "./h";
import { fillSelect, type Option, select } from "./parts";

export interface DeviceSelects {
  root: HTMLElement;
  refresh(): Promise<void>;
  /** The chosen loudspeaker, where the browser can route sound. */
  speaker(): string | undefined;
}

/** Camera, microphone and, where there is a choice, speaker. */
export function deviceSelects({ t }: Speech, media: LocalMedia): DeviceSelects {
  const camera = select(t("dev.camera"), [], undefined, (id) => void media.choose("video", id));
  const microphone = select(t("dev.microphone"), [], undefined, (id) => void media.choose("audio", id));
  const speaker = select(t("dev.speaker"), [], undefined);
  speaker.root.hidden = true;

  const show = (kind: MediaKind, options: Option[], control: HTMLSelectElement, none: string) => {
    const list = options.length ? options : [{ value: "", words: none }];
    fillSelect(control, list, media.deviceId(kind));
    control.disabled = options.length === 0;
  };
  const refresh = async () => {
    const all = await navigator.mediaDevices.enumerateDevices();
    const named = (kind: MediaDeviceKind, words: string): Option[] =>
      all
        .filter((d) => d.kind === kind && d.deviceId !== "")
        .map((d, n) => ({ value: d.deviceId, words: d.label || t("dev.nth", { k: words, n: n + 1 }) }));
    show("video", named("videoinput", t("dev.camera")), camera.control, t("call.nocam"));
    show("audio", named("audioinput", t("dev.microphone")), microphone.control, t("call.nomic"));
    const outputs = named("audiooutput", t("dev.speaker"));
    speaker.root.hidden = outputs.length < 2 || !("setSinkId" in HTMLMediaElement.prototype);
    fillSelect(speaker.control, outputs, speaker.control.value || undefined);
  };
  return {
    root: h("div", { class: "stack" }, camera.root, microphone.root, speaker.root),
    refresh,
    speaker: () => (speaker.root.hidden ? undefined : speaker.control.value || undefined),
  };
}
