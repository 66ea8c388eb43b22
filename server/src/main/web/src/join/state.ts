import type { ApiErrorCode, JoinState, Place, ReplyText } from "../api";
import type { DeviceProblem } from "../call/devices";

/** A step that is due before the waiting room. */
export type PlanStep = "devices" | "place";
export type Reply = { at: "open" } | { at: "sending" | "sent" | "failed"; text: ReplyText };
export type FormState = "open" | "sending" | "failed" | "sent" | "skipped";
export type PlaceError = "place" | "state" | "address" | "bad" | "server";

export interface PlaceDraft {
  choice: "home" | "elsewhere" | null;
  state: string;
  address: string;
}

export interface Problem {
  audio: DeviceProblem | null;
  video: DeviceProblem | null;
}

/** Where the person is. One case is one page. */
export type Page =
  | { at: "loading" }
  | { at: "unfit"; why: "old" | "insecure" }
  | { at: "trouble"; why: "offline" | "server" | "too-many" }
  | { at: "link-ended"; form: FormState }
  | { at: "other-device"; closed: boolean; busy: boolean }
  | { at: "moved" }
  | { at: "welcome"; busy: boolean; failed: boolean }
  | { at: "early"; checked: boolean }
  | { at: "devices"; soundOnly: boolean }
  | { at: "blocked"; problem: Problem; again: boolean }
  | { at: "place"; busy: boolean; error: PlaceError | null }
  | { at: "waiting"; back: boolean; linkLost: boolean; reply: Reply; noteAt: string | null }
  | { at: "call" }
  | { at: "left"; from: "waiting" | "call"; form: FormState }
  | { at: "declined" }
  | { at: "ended"; removed: boolean; form: FormState };

export interface Model {
  page: Page;
  join: JoinState | null;
  /** The steps of this visit to the page, in order, and never fewer while it goes on. */
  plan: PlanStep[];
  draft: PlaceDraft;
  /** The person chose this device over another one that holds the visit. */
  takeOver: boolean;
}

export type Event =
  | { type: "unfit"; why: "old" | "insecure" }
  | { type: "loaded"; join: JoinState; allowed: boolean | null }
  | { type: "failed"; code: ApiErrorCode }
  | { type: "here" }
  | { type: "elsewhere" }
  | { type: "check-early" }
  | { type: "devices-problem"; problem: Problem }
  | { type: "devices-fine" }
  | { type: "without" }
  | { type: "next" }
  | { type: "back" }
  | { type: "draft"; draft: Partial<PlaceDraft> }
  | { type: "place-wrong"; error: PlaceError }
  | { type: "checking-in" }
  | { type: "check-in-failed"; code: ApiErrorCode }
  | { type: "state"; join: JoinState }
  | { type: "link"; lost: boolean }
  | { type: "reply"; reply: Reply }
  | { type: "form"; form: FormState }
  | { type: "use-this" }
  | { type: "stay-there" }
  | { type: "moved" }
  | { type: "removed" }
  | { type: "left" };

export const start: Model = {
  page: { at: "loading" },
  join: null,
  plan: [],
  draft: { choice: null, state: "", address: "" },
  takeOver: false,
};

/** The next model. Pure: asking the server and the devices is the controller's part. */
export function reduce(model: Model, event: Event): Model {
  const { page } = model;
  switch (event.type) {
    case "unfit":
      return { ...model, page: { at: "unfit", why: event.why } };
    case "loaded":
      return loaded({ ...model, plan: planOf(event.join, event.allowed) }, event.join);
    case "state":
      return moveTo(model, event.join);
    case "failed":
      return { ...model, page: failure(event.code) };
    case "here":
      return enter(model, 0);
    case "elsewhere":
      return { ...enter(model, model.plan.indexOf("place")), draft: { ...model.draft, choice: "elsewhere" } };
    case "check-early":
      return { ...model, plan: ["devices"], page: { at: "devices", soundOnly: false } };
    case "devices-problem":
      if (page.at !== "devices" && page.at !== "blocked") return model;
      return { ...model, page: { at: "blocked", problem: event.problem, again: page.at === "blocked" } };
    case "devices-fine":
      return page.at === "blocked" ? { ...model, page: { at: "devices", soundOnly: false } } : model;
    case "without":
      return { ...model, page: { at: "devices", soundOnly: true } };
    case "next":
      return enter(model, model.plan.indexOf(page.at as PlanStep) + 1);
    case "back":
      return back(model);
    case "draft":
      return { ...model, draft: { ...model.draft, ...event.draft } };
    case "place-wrong":
      return page.at === "place" ? { ...model, page: { ...page, busy: false, error: event.error } } : model;
    case "checking-in":
      return busy(model);
    case "check-in-failed":
      return checkInFailed(model, event.code);
    case "link":
      return page.at === "waiting" ? { ...model, page: { ...page, linkLost: event.lost } } : model;
    case "reply":
      return page.at === "waiting" ? { ...model, page: { ...page, reply: event.reply } } : model;
    case "form":
      return "form" in page ? { ...model, page: { ...page, form: event.form } } : model;
    case "use-this":
      return { ...model, takeOver: true, page: { at: "other-device", closed: false, busy: true } };
    case "stay-there":
      return { ...model, page: { at: "other-device", closed: true, busy: false } };
    case "moved":
      return { ...model, page: { at: "moved" } };
    case "removed":
      return { ...model, page: { at: "ended", removed: true, form: "skipped" } };
    case "left":
      return {
        ...model,
        page: { at: "left", from: page.at === "waiting" ? "waiting" : "call", form: "open" },
      };
  }
}

/** Steps that the server says are due, and devices too when the browser would ask anyway. */
export function planOf(join: JoinState, allowed: boolean | null): PlanStep[] {
  const devices = join.due.includes("devices") || (allowed === false && join.due.length > 0);
  const place = join.due.includes("place");
  return [...(devices ? (["devices"] as const) : []), ...(place ? (["place"] as const) : [])];
}

/** What to post as the place, or what is missing. */
export function placeOf(draft: PlaceDraft): Place | PlaceError {
  if (draft.choice === "home") return { at: "home" };
  if (draft.choice === null) return "place";
  if (!draft.state) return "state";
  const address = draft.address.trim();
  return address ? { at: "elsewhere", state: draft.state, address } : "address";
}

/** Whether the page talks over the socket, and whether it needs the devices. */
export function isInside(page: Page): boolean {
  return page.at === "waiting" || page.at === "call";
}

function loaded(model: Model, join: JoinState): Model {
  const next = moveTo(model, join);
  return next.page.at === "waiting" ? { ...next, page: { ...next.page, back: true } } : next;
}

function moveTo(model: Model, join: JoinState): Model {
  const known = { ...model, join };
  switch (join.step) {
    case "early":
      return model.page.at === "devices" || model.page.at === "blocked"
        ? known
        : { ...known, page: { at: "early", checked: false } };
    case "welcome":
      return isStep(model.page) ? known : { ...known, page: { at: "welcome", busy: false, failed: false } };
    case "waiting":
      return { ...known, takeOver: false, page: waiting(model.page, join) };
    case "admitted":
      return { ...known, takeOver: false, page: { at: "call" } };
    case "declined":
      return { ...known, page: { at: "declined" } };
    case "ended":
      return { ...known, page: ended(model.page) };
  }
}

function isStep(page: Page): boolean {
  return page.at === "devices" || page.at === "blocked" || page.at === "place" || page.at === "welcome";
}

function waiting(page: Page, join: JoinState): Page {
  const noteAt = join.note?.at ?? null;
  if (page.at !== "waiting")
    return { at: "waiting", back: false, linkLost: false, reply: { at: "open" }, noteAt };
  return noteAt === page.noteAt ? page : { ...page, noteAt, reply: { at: "open" } };
}

function ended(page: Page): Page {
  return page.at === "ended"
    ? page
    : { at: "ended", removed: false, form: page.at === "call" ? "open" : "skipped" };
}

function enter(model: Model, index: number): Model {
  const step = model.plan[index];
  if (step === "devices") return { ...model, page: { at: "devices", soundOnly: false } };
  if (step === "place") return { ...model, page: { at: "place", busy: false, error: null } };
  return model.join?.step === "early" ? { ...model, page: { at: "early", checked: true } } : model;
}

function back(model: Model): Model {
  const index = model.plan.indexOf(model.page.at === "place" ? "place" : "devices");
  if (index > 0) return enter(model, index - 1);
  return model.join?.step === "early"
    ? { ...model, page: { at: "early", checked: false } }
    : { ...model, page: { at: "welcome", busy: false, failed: false } };
}

function busy(model: Model): Model {
  const { page } = model;
  if (page.at === "place") return { ...model, page: { ...page, busy: true, error: null } };
  return page.at === "welcome" ? { ...model, page: { at: "welcome", busy: true, failed: false } } : model;
}

function checkInFailed(model: Model, code: ApiErrorCode): Model {
  const { page } = model;
  if (code === "link-ended" || code === "other-device") return { ...model, page: failure(code) };
  if (page.at === "place")
    return { ...model, page: { ...page, busy: false, error: code === "bad-place" ? "bad" : "server" } };
  if (page.at === "welcome" && code === "bad-place") return enter(model, model.plan.indexOf("place"));
  return { ...model, page: { at: "welcome", busy: false, failed: true } };
}

function failure(code: ApiErrorCode): Page {
  switch (code) {
    case "link-ended":
      return { at: "link-ended", form: "open" };
    case "other-device":
      return { at: "other-device", closed: false, busy: false };
    case "offline":
    case "too-many":
      return { at: "trouble", why: code };
    default:
      return { at: "trouble", why: "server" };
  }
}
