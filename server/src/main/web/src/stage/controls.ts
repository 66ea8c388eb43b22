import type { CallState } from "../call/call";
import type { LocalMedia } from "../call/local-media";
import type { Speech, WordKey } from "../i18n";
import { announce } from "../ui/announce";
import { h, icon, write } from "../ui/h";
import { type Tool, tool } from "./toolbar";

export interface DeviceTools {
  mic: Tool;
  camera: Tool;
  update(): void;
  toggleMic(): void;
  toggleCamera(): void;
}

/** Mute and Stop video, as buttons and as what the keys M and V do. */
export function deviceTools(
  { t }: Speech,
  media: LocalMedia,
  act: { setMic: (on: boolean) => void; setCamera: (on: boolean) => void },
): DeviceTools {
  const micOn = () => media.micOn && media.track("audio") !== null;
  const cameraOn = () => media.track("video") !== null;
  const toggleMic = () => {
    announce(t(micOn() ? "call.muted" : "call.unmuted"));
    act.setMic(!micOn());
  };
  const toggleCamera = () => {
    announce(t(cameraOn() ? "call.video.off" : "call.video.on"));
    act.setCamera(!cameraOn());
  };
  const mic = tool("mic", t("call.mute"), toggleMic);
  const camera = tool("video", t("call.stop"), toggleCamera);
  const update = () => {
    mic.show(micOn() ? "mic" : "mic-off", t(micOn() ? "call.mute" : "call.unmute"), !micOn());
    camera.show(cameraOn() ? "video" : "video-off", t(cameraOn() ? "call.stop" : "call.start"), !cameraOn());
  };
  update();
  return { mic, camera, update, toggleMic, toggleCamera };
}

/** The measured connection, in words. Nothing is claimed before it is measured. */
export function connectionChip({ t }: Speech): {
  root: HTMLElement;
  show: (state: CallState | null) => void;
} {
  const words = h("span", {});
  const sign = h("span", { class: "chip-sign" });
  let shown = "";
  return {
    root: h("p", { class: "stage-chip", role: "status" }, sign, words),
    show(state) {
      const key = wordOf(state);
      if (shown === key) return;
      shown = key;
      sign.replaceChildren(icon(key === "call.fair" || key === "call.connecting" ? "signal-low" : "signal"));
      write(words, t(key));
    },
  };
}

function wordOf(state: CallState | null): WordKey {
  if (!state || state.link !== "connected") return "call.connecting";
  if (state.quality === "unknown") return "call.connected";
  return state.quality === "good" ? "call.good" : "call.fair";
}
