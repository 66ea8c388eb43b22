import type { DeskPerson } from "../api";
import { stateName } from "../i18n/states";

/** The desk's words. English first; what has a number or a name in it is a function. */
export const words = {
  today: "Today",
  chimeOn: "Chime: on",
  chimeOff: "Chime: off",
  waiting: (n: number) => (n === 1 ? "1 person is waiting" : `${n} people are waiting`),
  nobody: "No one is waiting",
  nextAt: (t: string) => `The next visit is at ${t}.`,
  noMore: "No more visits today.",
  nothingBooked: "Nothing booked today.",
  schedule: "Schedule",
  counts: (all: number, done: number) => `${all} ${all === 1 ? "visit" : "visits"}, ${done} done`,
  admit: "Admit",
  admitAll: "Admit all",
  decline: "Decline",
  remove: "Remove",
  noteTo: (name: string) => `Send a note to ${name}`,
  since: (t: string) => `since ${t}`,
  minutes: (n: number) => `${n} min`,
  opened: " opened the link.",
  gettingReady: " is getting ready.",
  start: "Start visit",
  open: "Open visit",
  stale: (t: string) => `Not up to date since ${t}. Trying again.`,
  signingIn: "Going to the sign-in",
  signInFailed: "Signing in did not work",
  signInFailedLead: "The server did not let the desk in. Try again, or tell your practice.",
  signInAgain: "Sign in again",
  failed: (what: string) => `${what} did not work. Try again.`,
  noteH: "Send a note",
  noteLead: "Everyone who waits for this visit sees it.",
  noteLabel: "Your message",
  noteSend: "Send",
  noteEmpty: "Write a message first",
  noteQuick: ["I’m running about 5 minutes late. Thank you for waiting.", "I’ll be right with you."],
  noteSent: "Note sent",
  declineH: (name: string) => `Decline ${name}?`,
  declineLead: "They read that you can’t start now and that the office will call.",
  declineReason: "Reason",
  declineHint: "For the record. The client does not see it.",
  removeH: (name: string) => `Remove ${name}?`,
  removeLead: "They leave the call at once and can’t come back by themselves.",
  cancel: "Cancel",
  panel: "Visit details",
  people: "People",
  hereNow: "In the call",
  waitingRoom: "Waiting",
  notHere: "Not here yet",
  otherWaiting: (n: number) =>
    n === 1 ? "1 person waits for another visit." : `${n} people wait for other visits.`,
  alone: "You’re in. Nobody else is here yet.",
  end: "End visit",
  endH: "End the visit?",
  endAll: "End for everyone",
  endKeep: "Leave but keep the room",
  stay: "Stay",
  visitTime: "Visit time",
  inProgress: "Visit in progress",
  joining: "Opening the visit",
  joinFailed: "The visit did not open",
  joinFailedLead: "The video server or the network did not answer.",
  back: "Back to today",
  otherDevice: "Your visit is open on another device",
  otherDeviceLead: "You can take it over here. The other one closes.",
  useThis: "Use this one",
  lost: "If it does not come back, call the client.",
  ended: "The visit has ended.",
} as const;

const STATE_WORDS: Record<DeskPerson["state"], string> = {
  expected: "Not here yet",
  opened: "Opened the link",
  "getting-ready": "Getting ready",
  ready: "Ready",
  "in-call": "In the call",
  left: "Left",
  declined: "Declined",
};

export function stateWords(state: DeskPerson["state"]): string {
  return STATE_WORDS[state];
}

/** "Home, Oregon" or "Idaho". */
export function placeWords(place: NonNullable<DeskPerson["place"]>): string {
  const name = stateName(place.state, "en");
  return place.home ? `Home, ${name}` : name;
}
