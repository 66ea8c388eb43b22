import { describe, expect, test } from "vitest";
import type { JoinState, Step } from "../api";
import { type Event, type Model, placeOf, planOf, reduce, start } from "./state";

const join = (step: Step, changed: Partial<JoinState> = {}): JoinState => ({
  role: "client",
  step,
  due: step === "welcome" || step === "early" ? ["devices", "place"] : [],
  practice: { name: "Sample Street", phone: "+15550100" },
  clinician: "Robin",
  start: "2026-11-24T22:00:00Z",
  end: "2026-11-24T22:50:00Z",
  opens: "2026-11-24T21:30:00Z",
  timeZone: "America/Los_Angeles",
  language: "en",
  home: "OR",
  media: true,
  ...changed,
});

const run = (...events: Event[]): Model => events.reduce(reduce, start);
const loaded = (state: JoinState, allowed: boolean | null = true): Event => ({
  type: "loaded",
  join: state,
  allowed,
});

describe("the way to the waiting room", () => {
  test("goes through devices and place, and back", () => {
    const devices = run(loaded(join("welcome")), { type: "here" });
    expect(devices.page.at).toBe("devices");
    const place = reduce(devices, { type: "next" });
    expect(place.page.at).toBe("place");
    expect(reduce(place, { type: "back" }).page.at).toBe("devices");
    expect(reduce(devices, { type: "back" }).page.at).toBe("welcome");
  });

  test("skips what is not due", () => {
    const model = run(loaded(join("welcome", { due: ["place"] })), { type: "here" });
    expect(model.page.at).toBe("place");
  });

  test("tests devices also when the browser would ask anyway, but not when it does not tell", () => {
    const state = join("welcome", { due: ["place"] });
    expect(planOf(state, false)).toEqual(["devices", "place"]);
    expect(planOf(state, null)).toEqual(["place"]);
    expect(planOf(join("welcome", { due: [] }), false)).toEqual([]);
  });

  test("one tap somewhere else opens the place with that choice", () => {
    const model = run(loaded(join("welcome", { due: ["place"] })), { type: "elsewhere" });
    expect(model.page.at).toBe("place");
    expect(model.draft.choice).toBe("elsewhere");
  });

  test("answers survive going back", () => {
    const model = run(
      loaded(join("welcome")),
      { type: "here" },
      { type: "next" },
      { type: "draft", draft: { choice: "elsewhere", state: "ID" } },
      { type: "back" },
      { type: "next" },
    );
    expect(model.draft).toEqual({ choice: "elsewhere", state: "ID", address: "" });
  });

  test("a refused place is said at the place, any other failure keeps the page", () => {
    const place = run(loaded(join("welcome")), { type: "here" }, { type: "next" }, { type: "checking-in" });
    expect(place.page).toMatchObject({ at: "place", busy: true });
    expect(reduce(place, { type: "check-in-failed", code: "bad-place" }).page).toMatchObject({
      busy: false,
      error: "bad",
    });
    expect(reduce(place, { type: "check-in-failed", code: "offline" }).page).toMatchObject({
      error: "server",
    });
    expect(reduce(place, { type: "check-in-failed", code: "other-device" }).page.at).toBe("other-device");
  });

  test("too early, devices can be tested and nothing is checked in", () => {
    const early = run(loaded(join("early")), { type: "check-early" });
    expect(early.page.at).toBe("devices");
    expect(reduce(early, { type: "next" }).page).toEqual({ at: "early", checked: true });
  });

  test.each([
    [{ choice: null, state: "", address: "" }, "place"],
    [{ choice: "elsewhere", state: "", address: "x" }, "state"],
    [{ choice: "elsewhere", state: "ID", address: "  " }, "address"],
  ] as const)("the draft %o lacks its %s", (draft, missing) => {
    expect(placeOf(draft)).toBe(missing);
  });

  test("a whole draft is a place", () => {
    expect(placeOf({ choice: "home", state: "", address: "" })).toEqual({ at: "home" });
    expect(placeOf({ choice: "elsewhere", state: "ID", address: " 1 Main St " })).toEqual({
      at: "elsewhere",
      state: "ID",
      address: "1 Main St",
    });
  });
});

describe("devices that don't work", () => {
  const problem = { audio: null, video: "blocked" } as const;

  test("lead to the page that helps, and trying again in vain says so", () => {
    const blocked = run(loaded(join("welcome")), { type: "here" }, { type: "devices-problem", problem });
    expect(blocked.page).toMatchObject({ at: "blocked", again: false });
    expect(reduce(blocked, { type: "devices-problem", problem }).page).toMatchObject({ again: true });
    expect(reduce(blocked, { type: "devices-fine" }).page.at).toBe("devices");
  });

  test("don't stop a person who goes on with sound only", () => {
    const model = run(
      loaded(join("welcome")),
      { type: "here" },
      { type: "devices-problem", problem },
      { type: "without" },
    );
    expect(model.page).toEqual({ at: "devices", soundOnly: true });
  });

  test("don't throw a person out of the waiting room", () => {
    const waiting = run(loaded(join("waiting")));
    expect(reduce(waiting, { type: "devices-problem", problem })).toBe(waiting);
  });
});

describe("waiting and the call", () => {
  const waiting = run(loaded(join("welcome")), { type: "state", join: join("waiting") });

  test("a reload finds the kept place", () => {
    expect(run(loaded(join("waiting"))).page).toMatchObject({ at: "waiting", back: true });
    expect(waiting.page).toMatchObject({ at: "waiting", back: false });
  });

  test("a new message opens the replies again, the same one does not", () => {
    const note = { text: "Late", at: "2026-11-24T21:58:00Z" };
    const asked = reduce(waiting, { type: "state", join: join("waiting", { note }) });
    const sent = reduce(asked, { type: "reply", reply: { at: "sent", text: "ok" } });
    const same = reduce(sent, { type: "state", join: join("waiting", { note }) });
    expect(same.page).toMatchObject({ reply: { at: "sent" } });
    const newer = { ...note, at: "2026-11-24T22:01:00Z" };
    expect(reduce(same, { type: "state", join: join("waiting", { note: newer }) }).page).toMatchObject({
      reply: { at: "open" },
    });
  });

  test("admission leads into the call, the end to the questions", () => {
    const call = reduce(waiting, { type: "state", join: join("admitted") });
    expect(call.page.at).toBe("call");
    expect(reduce(call, { type: "state", join: join("ended") }).page).toEqual({
      at: "ended",
      removed: false,
      form: "open",
    });
  });

  test("who never was in the call is not asked how it worked", () => {
    expect(reduce(waiting, { type: "state", join: join("ended") }).page).toMatchObject({ form: "skipped" });
  });

  test("who was removed is not asked either", () => {
    const call = reduce(waiting, { type: "state", join: join("admitted") });
    expect(reduce(call, { type: "removed" }).page).toEqual({ at: "ended", removed: true, form: "skipped" });
  });

  test("a change of state while in the call keeps the page as it is", () => {
    const call = reduce(waiting, { type: "state", join: join("admitted") });
    expect(reduce(call, { type: "state", join: join("admitted", { media: false }) }).page.at).toBe("call");
  });

  test("leaving remembers from where", () => {
    expect(reduce(waiting, { type: "left" }).page).toMatchObject({ at: "left", from: "waiting" });
    const call = reduce(waiting, { type: "state", join: join("admitted") });
    expect(reduce(call, { type: "left" }).page).toMatchObject({ at: "left", from: "call", form: "open" });
  });

  test("taking over is remembered until the check-in and forgotten after it", () => {
    const taken = run({ type: "failed", code: "other-device" }, { type: "use-this" });
    expect(taken.takeOver).toBe(true);
    const welcome = reduce(taken, loaded(join("welcome")));
    expect(welcome).toMatchObject({ takeOver: true, page: { at: "welcome" } });
    expect(reduce(welcome, { type: "state", join: join("waiting") }).takeOver).toBe(false);
  });
});

test.each([
  ["link-ended", "link-ended"],
  ["other-device", "other-device"],
  ["offline", "trouble"],
  ["too-many", "trouble"],
  ["server", "trouble"],
] as const)("failing with %s shows %s", (code, at) => {
  expect(run({ type: "failed", code }).page.at).toBe(at);
});
