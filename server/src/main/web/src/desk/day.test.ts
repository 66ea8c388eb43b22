import { describe, expect, test } from "vitest";
import type { DeskPerson, DeskVisit, Today } from "../api";
import { canOpen, gettingReady, keyOf, nextVisit, queueOf, slotState, timerWords, titleOf } from "./day";

const NOW = Date.parse("2026-11-24T22:00:00Z");
const at = (minutes: number) => new Date(NOW + minutes * 60_000).toISOString();
const person = (name: string, changed: Partial<DeskPerson> = {}): DeskPerson => ({
  reference: `Patient/${name}`,
  name,
  initials: name.slice(0, 1),
  role: "client",
  state: "expected",
  ...changed,
});
const visit = (changed: Partial<DeskVisit> = {}): DeskVisit => ({
  id: "v1",
  start: at(0),
  end: at(50),
  status: "planned",
  type: "Individual",
  roomReady: false,
  people: [person("A")],
  ...changed,
});
const today = (...visits: DeskVisit[]): Today => ({
  clinician: { reference: "Practitioner/1", name: "Robin" },
  practice: { name: "Sample Street", timeZone: "UTC" },
  now: at(0),
  visits,
});

describe("the queue", () => {
  const a = person("A", { state: "ready", since: at(-3) });
  const b = person("B", { state: "ready", since: at(-8) });
  const c = person("C", { state: "ready", since: at(-9) });

  test("has who waits, longest first", () => {
    const queue = queueOf(today(visit({ people: [a, b, person("D", { state: "opened" })] })));
    expect(queue.map((w) => w.person.name)).toEqual(["B", "A"]);
  });

  test("keeps its rows where they are: who is new comes below", () => {
    const before = queueOf(today(visit({ people: [a, b] }))).map(keyOf);
    const queue = queueOf(today(visit({ people: [c, a, b] })), before);
    expect(queue.map((w) => w.person.name)).toEqual(["B", "A", "C"]);
  });

  test("forgets visits that are over", () => {
    expect(queueOf(today(visit({ status: "finished", people: [a] })))).toEqual([]);
  });

  test("knows who is on the way", () => {
    const people = [person("D", { state: "opened" }), person("E", { state: "getting-ready" }), a];
    expect(gettingReady(today(visit({ people }))).map((w) => w.person.name)).toEqual(["D", "E"]);
  });
});

test.each([
  [{ status: "finished" }, "done"],
  [{ status: "cancelled" }, "cancelled"],
  [{ status: "in-progress" }, "running"],
  [{ start: at(15), end: at(65) }, "now"],
  [{ start: at(16), end: at(66) }, "later"],
  [{ start: at(-60), end: at(-1) }, "missed"],
  [{ start: at(-60), end: at(-1), people: [person("A", { state: "ready" })] }, "now"],
  [{ start: at(120), end: at(170), status: "arrived", people: [person("A", { state: "ready" })] }, "now"],
] as const)("a visit with %o is %s", (changed, state) => {
  expect(slotState(visit(changed as Partial<DeskVisit>), NOW)).toBe(state);
});

test("only what runs or is on now can be opened", () => {
  expect((["done", "cancelled", "missed", "running", "now", "later"] as const).filter(canOpen)).toEqual([
    "running",
    "now",
  ]);
});

test("titles name up to three people and count a group", () => {
  const named = (...names: string[]) =>
    titleOf(visit({ type: "Group", people: names.map((n) => person(n)) }));
  expect(named("A")).toBe("A");
  expect(named("A", "B")).toBe("A and B");
  expect(named("A", "B", "C")).toBe("A, B and C");
  expect(named("A", "B", "C", "D")).toBe("Group, 4 people");
});

test.each([
  [-5, "starts in 6 min"],
  [0, "0 min of 50"],
  [24, "24 min of 50"],
  [40, "10 min left"],
  [49.5, "1 min left"],
  [55, "5 min over"],
])("after %d minutes the timer says %s", (minutes, words) => {
  expect(timerWords(visit(), NOW + minutes * 60_000)).toBe(words);
});

test("the next visit is the first that has not begun", () => {
  const day = today(
    visit({ start: at(-10) }),
    visit({ id: "v2", start: at(60) }),
    visit({ id: "v3", start: at(90) }),
  );
  expect(nextVisit(day, NOW)?.id).toBe("v2");
});
