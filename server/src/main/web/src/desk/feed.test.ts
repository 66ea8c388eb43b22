import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Today } from "../api";
import { SignInNeeded } from "./auth";
import { type Feed, TodayFeed } from "./feed";

const today: Today = {
  clinician: { reference: "Practitioner/1", name: "Robin" },
  practice: { name: "Sample Street", timeZone: "UTC" },
  now: "2026-11-24T22:00:10Z",
  visits: [],
};
let answers: (Today | null | Error)[];
let told: Feed[];
let feed: TodayFeed;

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse("2026-11-24T22:00:00Z") });
  vi.stubGlobal("window", globalThis);
  told = [];
  feed = new TodayFeed(
    () => {
      const next = answers.shift() ?? null;
      return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
    },
    (changed) => told.push(changed),
  );
});
afterEach(() => {
  feed.stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("asks every two seconds and keeps the day when nothing changed", async () => {
  answers = [today, null];
  await feed.refresh();
  await vi.advanceTimersByTimeAsync(2000);
  expect(told).toEqual([
    { at: "fresh", today },
    { at: "fresh", today },
  ]);
});

test("goes by the server's clock", async () => {
  answers = [today];
  await feed.refresh();
  expect(feed.now()).toBe(Date.parse(today.now));
});

test("one missed answer is a hiccup, the second is told, the next good one ends it", async () => {
  answers = [today, new Error("gone"), new Error("gone"), today];
  await feed.refresh();
  const answered = Date.now();
  await vi.advanceTimersByTimeAsync(2000);
  expect(told.at(-1)?.at).toBe("fresh");
  await vi.advanceTimersByTimeAsync(2000);
  expect(told.at(-1)).toEqual({ at: "stale", today, since: answered });
  await vi.advanceTimersByTimeAsync(2000);
  expect(told.at(-1)?.at).toBe("fresh");
});

test("stops asking while the page goes to the sign-in", async () => {
  answers = [new SignInNeeded()];
  await feed.refresh();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(told).toEqual([{ at: "signing-in" }]);
});
