import { describe, expect, test } from "vitest";
import { alreadyAllowed, deviceProblem, openDevices } from "./devices";

const error = (name: string) => Object.assign(new Error(name), { name });
const track = (kind: string) => ({ kind }) as MediaStreamTrack;
const stream = (...tracks: MediaStreamTrack[]) =>
  ({
    getTracks: () => tracks,
    getAudioTracks: () => tracks.filter((t) => t.kind === "audio"),
    getVideoTracks: () => tracks.filter((t) => t.kind === "video"),
  }) as MediaStream;

function devices(trouble: { audio?: string; video?: string }) {
  const asked: MediaStreamConstraints[] = [];
  const getUserMedia = (wish: MediaStreamConstraints = {}): Promise<MediaStream> => {
    asked.push(wish);
    const wrong = (wish.audio && trouble.audio) || (wish.video && trouble.video);
    if (wrong) return Promise.reject(error(wrong));
    return Promise.resolve(
      stream(...(wish.audio ? [track("audio")] : []), ...(wish.video ? [track("video")] : [])),
    );
  };
  return { asked, getUserMedia };
}

describe("opening devices", () => {
  test("asks once when both work", async () => {
    const media = devices({});
    expect(await openDevices(media)).toMatchObject({
      audio: { kind: "audio" },
      video: { kind: "video" },
      audioProblem: null,
      videoProblem: null,
    });
    expect(media.asked).toHaveLength(1);
  });

  test("a missing camera leaves the microphone", async () => {
    expect(await openDevices(devices({ video: "NotFoundError" }))).toMatchObject({
      audio: { kind: "audio" },
      video: null,
      videoProblem: "none",
    });
  });

  test("nothing at all is told for each", async () => {
    const opened = await openDevices(devices({ audio: "NotAllowedError", video: "NotAllowedError" }));
    expect(opened).toEqual({ audio: null, video: null, audioProblem: "blocked", videoProblem: "blocked" });
  });

  test("a chosen camera is asked for exactly", async () => {
    const media = devices({});
    await openDevices(media, { cameraId: "cam-2" });
    expect(media.asked[0]?.video).toMatchObject({ deviceId: { exact: "cam-2" } });
  });
});

test.each([
  ["NotAllowedError", "blocked"],
  ["SecurityError", "blocked"],
  ["NotReadableError", "busy"],
  ["AbortError", "busy"],
  ["NotFoundError", "none"],
  ["OverconstrainedError", "none"],
  ["Something", "failed"],
])("%s means %s", (name, problem) => {
  expect(deviceProblem(error(name))).toBe(problem);
});

describe("permission", () => {
  const permissions = (state: PermissionState) =>
    ({ query: () => Promise.resolve({ state }) }) as unknown as Permissions;

  test("is only sure when both are granted", async () => {
    expect(await alreadyAllowed(permissions("granted"))).toBe(true);
    expect(await alreadyAllowed(permissions("prompt"))).toBe(false);
  });

  test("is unknown where the browser does not tell", async () => {
    const refusing = { query: () => Promise.reject(new TypeError()) } as unknown as Permissions;
    expect(await alreadyAllowed(refusing)).toBeNull();
  });
});
