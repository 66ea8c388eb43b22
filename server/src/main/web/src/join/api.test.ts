import { expect, test, vi } from "vitest";
import { ApiError, JoinApi, tokenOf } from "./api";

const answer = (status: number, body?: unknown) =>
  new Response(body === undefined ? null : JSON.stringify(body), { status });
const api = (response: Response | Error, online = true) => {
  const fetcher = vi.fn<typeof fetch>(() =>
    response instanceof Error ? Promise.reject(response) : Promise.resolve(response),
  );
  return { fetcher, api: new JoinApi("to ken", fetcher, () => online) };
};
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (cause: unknown) => (cause instanceof ApiError ? cause.code : cause),
  );

test.each([
  [404, { error: "link-ended" }, "link-ended"],
  [409, { error: "other-device" }, "other-device"],
  [422, { error: "bad-place" }, "bad-place"],
  [404, undefined, "link-ended"],
  [429, undefined, "too-many"],
  [500, { error: "something-new" }, "server"],
] as const)("status %i with %o is the code %s", async (status, body, code) => {
  expect(await codeOf(api(answer(status, body)).api.state())).toBe(code);
});

test.each([
  [404, { error: "link-ended" }, "link-ended"],
  [409, { error: "other-device" }, "moved"],
  [200, { step: "ended" }, "link-ended"],
  [200, { step: "welcome" }, "not-checked-in"],
  [200, { step: "waiting" }, null],
  [200, { step: "admitted" }, null],
  [500, undefined, null],
] as const)("a refused socket with state %i %o means %s", async (status, body, why) => {
  expect(await api(answer(status, body)).api.whyRefused()).toBe(why);
});

test("no answer is the network's or the server's fault, as the browser says", async () => {
  expect(await codeOf(api(new TypeError("failed"), false).api.state())).toBe("offline");
  expect(await codeOf(api(new TypeError("failed"), true).api.state())).toBe("server");
});

test("the token stays one path segment", async () => {
  const { api: join, fetcher } = api(answer(204));
  await join.reply("ok");
  expect(fetcher.mock.calls[0]?.[0]).toBe("/join/to%20ken/replies");
  expect(fetcher.mock.calls[0]?.[1]?.body).toBe('{"text":"ok"}');
  expect(join.signalUrl({ protocol: "https:", host: "example.org" })).toBe(
    "wss://example.org/join/to%20ken/signal",
  );
  expect(tokenOf("/join/to%20ken")).toBe("to ken");
  expect(tokenOf("/elsewhere")).toBe("");
});
