import { beforeEach, expect, test } from "vitest";
import { HandTimers } from "./fakes";
import { Mender } from "./mender";

let timers: HandTimers;
let done: string[];
let mender: Mender;

beforeEach(() => {
  timers = new HandTimers();
  done = [];
  mender = new Mender({ restart: () => done.push("restart"), rebuild: () => done.push("rebuild") }, timers);
});

test("a break of less than three seconds is waited out", () => {
  mender.see("disconnected");
  timers.pass(2900);
  mender.see("connected");
  timers.pass(60_000);
  expect(done).toEqual([]);
});

test("a longer one restarts ICE, and builds anew when that does not help in eight seconds", () => {
  mender.see("disconnected");
  timers.pass(3000);
  expect(done).toEqual(["restart"]);
  timers.pass(7999);
  expect(done).toEqual(["restart"]);
  timers.pass(1);
  expect(done).toEqual(["restart", "rebuild"]);
});

test("a failure restarts at once", () => {
  mender.see("failed");
  expect(done).toEqual(["restart"]);
  mender.see("failed");
  expect(done).toEqual(["restart", "rebuild"]);
});

test("after it was mended, the next break starts from the beginning", () => {
  mender.see("failed");
  mender.see("connected");
  mender.see("failed");
  expect(done).toEqual(["restart", "restart"]);
});
