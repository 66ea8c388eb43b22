import type { CheckIn, Feedback, ReplyText, TroubleKind } from "../api";
import type { CallState } from "../call/call";
import type { LocalMedia } from "../call/local-media";
import type { Chime } from "../call/sound";
import type { Speech } from "../i18n";
import type { Practice } from "../ui/practice";
import type { Event, Model } from "./state";

/** What a view may do. It renders a model and calls these; it decides nothing. */
export interface Actions {
  dispatch(event: Event): void;
  reload(): void;
  here(): void;
  atHome(): void;
  retryDevices(): void;
  devicesDone(): void;
  checkIn(place: CheckIn["place"]): void;
  useThisDevice(): void;
  reply(text: ReplyText): void;
  leave(): void;
  feedback(feedback: Feedback): void;
  newLink(): void;
  setMic(on: boolean): void;
  setCamera(on: boolean): void;
  report(kind: TroubleKind): void;
  switchLanguage(): void;
}

export interface Context {
  speech: Speech;
  media: LocalMedia;
  chime: Chime;
  actions: Actions;
  /** Name and phone for pages that come before any state, for instance errors. */
  practice: Practice | null;
  /** The running call, while there is one. */
  call(): CallState | null;
}

/** One mounted page. `update` is called after each change while the same page stays. */
export interface View {
  nodes: Node[];
  bodyClass: string;
  title: string;
  update(model: Model): void;
  /** Camera, microphone or call changed, the model did not. */
  mediaChanged?(): void;
  destroy?(): void;
  /** Where focus goes when the page opens; else its `h1`. */
  focus?: HTMLElement;
}
