/** The shapes of docs/page-api.md. Both sides ship together, so these are the truth for the pages. */

export type Role = "client" | "host" | "guest";
export type Step = "welcome" | "early" | "waiting" | "admitted" | "declined" | "ended";
export type Due = "devices" | "place";

export interface JoinState {
  role: Role;
  step: Step;
  due: Due[];
  practice: { name: string; phone: string };
  clinician: string;
  start: string;
  end: string;
  opens: string;
  timeZone: string;
  language: "en" | "es";
  phoneEnding?: string;
  home?: string;
  media: boolean;
  note?: { text: string; at: string };
}

export type Place = { at: "home" } | { at: "elsewhere"; state: string; address: string };

export interface CheckIn {
  place: Place;
  devices: { camera: boolean; microphone: boolean };
  takeOver?: boolean;
}

export type ReplyText = "ok" | "cannot-stay";
export interface Feedback {
  rating: "bad" | "okay" | "good";
  text: string;
}

/** Codes of `{"error":"code"}`, and two that the page finds by itself. */
export type ApiErrorCode = "link-ended" | "other-device" | "bad-place" | "too-many" | "offline" | "server";

export interface Person {
  id: string;
  name: string;
  role: Role;
  you: boolean;
}

export type MediaKind = "audio" | "video";
export type Leg = "send" | "receive";
export type TroubleKind = MediaKind | "network" | "device";

export interface RemoteStream {
  mid: string;
  from: string;
  kind: MediaKind;
}

export type PageMessage =
  | { type: "publish"; id: number; sdp: string; fresh: boolean }
  | { type: "answer"; sdp: string }
  | { type: "trickle"; leg: Leg; candidate: RTCIceCandidateInit | null }
  | { type: "restart-receive" }
  | { type: "trouble"; kind: TroubleKind }
  | { type: "ping" };

export type ServerMessage =
  | { type: "published"; id: number; sdp: string }
  | { type: "failed"; id: number; error: string }
  | { type: "pong" }
  | { type: "state"; state: JoinState }
  | { type: "people"; people: Person[] }
  | { type: "offer"; sdp: string; streams: RemoteStream[]; fresh?: boolean }
  | { type: "candidate"; leg: Leg; candidate: RTCIceCandidateInit }
  | { type: "slow-link"; leg: Leg }
  | { type: "media-lost" }
  | { type: "media-back" }
  | { type: "moved" }
  | { type: "removed" };

export type VisitStatus = "planned" | "arrived" | "in-progress" | "finished" | "cancelled";
export type DeskPersonState =
  "expected" | "opened" | "getting-ready" | "ready" | "in-call" | "left" | "declined";

export interface DeskPerson {
  reference: string;
  name: string;
  initials: string;
  role: "client" | "guest";
  state: DeskPersonState;
  since?: string;
  place?: { home: boolean; state: string };
  devices?: { camera: boolean; microphone: boolean };
  reply?: { text: ReplyText; at: string };
}

export interface DeskVisit {
  id: string;
  start: string;
  end: string;
  status: VisitStatus;
  type: string;
  roomReady: boolean;
  people: DeskPerson[];
}

export interface Today {
  clinician: { reference: string; name: string };
  practice: { name: string; timeZone: string };
  now: string;
  visits: DeskVisit[];
}
