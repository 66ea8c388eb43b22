import { beforeEach, describe, expect, test } from "vitest";
import { FakeSocket, HandTimers } from "./fakes";
import { Signal, type SignalEnd, SignalError, type SignalStatus } from "./signal";

let timers: HandTimers;
let sockets: FakeSocket[];
let statuses: SignalStatus[];
let messages: unknown[];
let signal: Signal;
let why: SignalEnd | null;

beforeEach(() => {
  timers = new HandTimers();
  sockets = [];
  statuses = [];
  messages = [];
  why = null;
  signal = new Signal(
    "ws://x/join/t/signal",
    () => {
      const socket = new FakeSocket();
      sockets.push(socket);
      return socket;
    },
    timers,
    () => Promise.resolve(why),
  );
  signal.onstatus = (status) => statuses.push(status);
  signal.onmessage = (message) => messages.push(message);
  signal.start();
});

const last = () => sockets.at(-1)!;
const open = () => last().onopen?.();
const lose = (code = 1006) => last().onclose?.({ code });

describe("reconnecting", () => {
  test("waits 0, 1, 2, 4, 8 and 8 seconds, and starts again after success", () => {
    open();
    for (const wait of [0, 1000, 2000, 4000, 8000, 8000]) {
      const before = sockets.length;
      lose();
      if (wait > 0) {
        timers.pass(wait - 1);
        expect(sockets).toHaveLength(before);
      }
      timers.pass(1);
      expect(sockets).toHaveLength(before + 1);
    }
    open();
    lose();
    timers.pass(0);
    open();
    expect(signal.open).toBe(true);
  });

  test.each([
    [4401, "link-ended"],
    [4409, "moved"],
    [4410, "removed"],
  ] as const)("close code %i is final: %s", (code, why) => {
    open();
    lose(code);
    timers.pass(60_000);
    expect(sockets).toHaveLength(1);
    expect(statuses.at(-1)).toEqual({ at: "over", why });
    signal.start();
    expect(sockets).toHaveLength(1);
  });

  test("a socket that was refused for good is not tried again", async () => {
    why = "not-checked-in";
    lose();
    await Promise.resolve();
    await Promise.resolve();
    timers.pass(60_000);
    expect(sockets).toHaveLength(1);
    expect(statuses.at(-1)).toEqual({ at: "over", why: "not-checked-in" });
  });

  test("one that was refused for now is tried again", async () => {
    lose();
    await Promise.resolve();
    timers.pass(0);
    open();
    expect(signal.open).toBe(true);
  });

  test("one that was open and broke asks for no reason", async () => {
    why = "link-ended";
    open();
    lose();
    await Promise.resolve();
    timers.pass(0);
    expect(sockets).toHaveLength(2);
  });

  test("a wake-up tries at once instead of waiting", () => {
    open();
    lose();
    timers.pass(0);
    lose();
    const before = sockets.length;
    signal.start();
    expect(sockets).toHaveLength(before + 1);
    timers.pass(8000);
    expect(sockets).toHaveLength(before + 1);
  });

  test("a silent socket is given up and opened again", () => {
    open();
    timers.pass(24_000);
    expect(sockets).toHaveLength(1);
    expect(last().sent.filter((m) => m.type === "ping")).toHaveLength(2);
    timers.pass(1_001);
    expect(sockets).toHaveLength(2);
    expect(sockets[0]?.closedWith).toBe(1000);
  });

  test("answers to pings keep it open", () => {
    open();
    for (let n = 0; n < 6; n++) {
      timers.pass(10_000);
      last().receive({ type: "pong" });
    }
    expect(sockets).toHaveLength(1);
    expect(messages).toEqual([]);
  });

  test("what an old socket still says is not heard", () => {
    open();
    const old = last();
    lose();
    timers.pass(0);
    open();
    old.receive({ type: "media-lost" });
    old.onclose?.({ code: 4410 });
    expect(messages).toEqual([]);
    expect(signal.open).toBe(true);
  });

  test("stopping is for good and silent", () => {
    open();
    signal.stop();
    timers.pass(60_000);
    expect(sockets).toHaveLength(1);
    expect(statuses).toEqual([{ at: "open" }]);
    expect(last().closedWith).toBe(1000);
  });
});

describe("publishing", () => {
  test("resolves with the answer to its own id", async () => {
    open();
    const first = signal.publish("offer-1", true);
    const second = signal.publish("offer-2", false);
    const [a, b] = last().sent;
    last().receive({ type: "published", id: b?.id, sdp: "answer-2" });
    last().receive({ type: "published", id: a?.id, sdp: "answer-1" });
    expect(await first).toBe("answer-1");
    expect(await second).toBe("answer-2");
    expect(a).toMatchObject({ type: "publish", sdp: "offer-1", fresh: true });
  });

  test("fails with the server's code", async () => {
    open();
    const publishing = signal.publish("offer", true);
    last().receive({ type: "failed", id: last().sent[0]?.id, error: "not-admitted" });
    await expect(publishing).rejects.toEqual(new SignalError("not-admitted"));
  });

  test("fails when the socket goes away, and at once when it is not open", async () => {
    await expect(signal.publish("offer", true)).rejects.toThrow("lost");
    open();
    const publishing = signal.publish("offer", true);
    lose();
    await expect(publishing).rejects.toThrow("lost");
  });
});

test("server messages are handed on", () => {
  open();
  last().receive({ type: "people", people: [] });
  expect(messages).toEqual([{ type: "people", people: [] }]);
});
