import type { DeskPerson, DeskVisit, Today } from "../api";

/** One person in the queue, with the visit they wait for. */
export interface Waiting {
  visit: DeskVisit;
  person: DeskPerson;
}

export const keyOf = ({ visit, person }: Waiting): string => `${visit.id} ${person.reference}`;

/** Who waits. Those who were there keep their rows; new ones come below. */
export function queueOf(today: Today, before: string[] = []): Waiting[] {
  const all = everybody(today).filter(({ person }) => person.state === "ready");
  const place = (w: Waiting) => {
    const at = before.indexOf(keyOf(w));
    return at < 0 ? before.length : at;
  };
  return all.sort(
    (a, b) => place(a) - place(b) || (a.person.since ?? "").localeCompare(b.person.since ?? ""),
  );
}

/** Who opened the link or is at the checks. */
export function gettingReady(today: Today): Waiting[] {
  return everybody(today).filter(
    ({ person }) => person.state === "opened" || person.state === "getting-ready",
  );
}

function everybody(today: Today): Waiting[] {
  return today.visits
    .filter((visit) => visit.status !== "finished" && visit.status !== "cancelled")
    .flatMap((visit) => visit.people.map((person) => ({ visit, person })));
}

export type SlotState = "done" | "cancelled" | "missed" | "running" | "now" | "later";

/** How a visit stands at this moment. */
export function slotState(visit: DeskVisit, now: number): SlotState {
  if (visit.status === "finished") return "done";
  if (visit.status === "cancelled") return "cancelled";
  if (visit.status === "in-progress") return "running";
  const waits = visit.people.some((p) => p.state === "ready");
  if (!waits && now > Date.parse(visit.end)) return "missed";
  return waits || now >= Date.parse(visit.start) - OPEN_EARLY_MS ? "now" : "later";
}

const OPEN_EARLY_MS = 15 * 60_000;

/** Whether the clinician can go into this visit now. */
export function canOpen(state: SlotState): boolean {
  return state === "running" || state === "now";
}

/** "Client B and Client C", or the number of people in a bigger group. */
export function titleOf(visit: DeskVisit): string {
  const clients = visit.people.filter((p) => p.role === "client").map((p) => p.name);
  if (clients.length > 3) return `${visit.type}, ${clients.length} people`;
  return clients.length < 2
    ? (clients[0] ?? visit.type)
    : `${clients.slice(0, -1).join(", ")} and ${clients.at(-1)}`;
}

export function minutesBetween(a: string | number, b: string | number): number {
  const ms = (x: string | number) => (typeof x === "number" ? x : Date.parse(x));
  return Math.max(0, Math.floor((ms(b) - ms(a)) / 60_000));
}

/** The visit's time in words: "24 min of 50", "10 min left", "5 min over". */
export function timerWords(visit: { start: string; end: string }, now: number): string {
  const length = minutesBetween(visit.start, visit.end);
  const left = Math.ceil((Date.parse(visit.end) - now) / 60_000);
  if (left < 0) return `${-left} min over`;
  if (now < Date.parse(visit.start)) return `starts in ${minutesBetween(now, visit.start) + 1} min`;
  return left <= 10 ? `${left} min left` : `${minutesBetween(visit.start, now)} min of ${length}`;
}

/** The next visit that has not begun. */
export function nextVisit(today: Today, now: number): DeskVisit | null {
  return today.visits.find((v) => v.status === "planned" && Date.parse(v.start) > now) ?? null;
}
