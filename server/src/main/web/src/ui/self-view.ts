import type { LocalMedia } from "../call/local-media";
import type { Speech } from "../i18n";
import { h, icon, set } from "./h";

/** The own picture, mirrored as everybody knows it. */
export function selfVideo(words: string): HTMLVideoElement {
  const video = h("video", { class: "own", "data-person": "self", "aria-label": words });
  video.autoplay = true;
  video.playsInline = true;
  video.muted = true;
  return video;
}

/** Shows this stream, and nothing at all without one. */
export function showStream(video: HTMLVideoElement, stream: MediaStream | null): void {
  if (video.srcObject !== stream) video.srcObject = stream;
  video.hidden = stream === null;
  if (stream && video.paused) void video.play().catch(() => {});
}

/** "Mic is on" and "Camera is on". Off is inverted and slashed, never red. */
export function pills(
  { t }: Speech,
  media: LocalMedia,
  act: { setMic: (on: boolean) => void; setCamera: (on: boolean) => void },
): { root: HTMLElement; update: () => void } {
  const micOn = () => media.micOn && media.track("audio") !== null;
  const cameraOn = () => media.track("video") !== null;
  const mic = h("button", { class: "pill", type: "button", onclick: () => act.setMic(!micOn()) });
  const cam = h("button", { class: "pill", type: "button", onclick: () => act.setCamera(!cameraOn()) });
  const show = (target: HTMLElement, on: boolean, sign: Node, words: string) => {
    if (target.dataset.words === words) return;
    target.dataset.words = words;
    set(target, "data-off", !on);
    target.setAttribute("aria-label", words + t(on ? "turn.off" : "turn.on"));
    target.replaceChildren(sign, words);
  };
  const update = () => {
    show(mic, micOn(), icon(micOn() ? "mic" : "mic-off"), t(micOn() ? "mic.on" : "mic.off"));
    show(cam, cameraOn(), icon(cameraOn() ? "video" : "video-off"), t(cameraOn() ? "cam.on" : "cam.off"));
  };
  update();
  return { root: h("div", { class: "preview-bar" }, mic, cam), update };
}
