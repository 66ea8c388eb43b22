import { expect, test } from "vitest";
import { byPerson } from "./receive-leg";

const track = (id: string) => ({ id }) as MediaStreamTrack;

test("media lines are sorted by the person who sends on them", () => {
  const people = byPerson(
    [
      { mid: "0", from: "a", kind: "audio" },
      { mid: "1", from: "a", kind: "video" },
      { mid: "2", from: "b", kind: "audio" },
    ],
    (mid) => track(mid),
  );
  expect(people.get("a")).toMatchObject({ audio: { id: "0" }, video: { id: "1" }, videoMid: "1" });
  expect(people.get("b")).toMatchObject({ audio: { id: "2" }, video: null, videoMid: null });
});

test("a line that passed to another person is only theirs", () => {
  const people = byPerson([{ mid: "0", from: "b", kind: "audio" }], (mid) => track(mid));
  expect([...people.keys()]).toEqual(["b"]);
});
