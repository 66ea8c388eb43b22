import { describe, expect, test } from "vitest";
import { type Judgement, QualityWatch, type Sample } from "./quality";
import { type CallStats, sampleBetween } from "./stats";

const good: Sample = { loss: 0, sendable: 1_000_000, roundTrip: 0.05 };
const lossy: Sample = { ...good, loss: 0.2 };
const starved: Sample = { ...good, sendable: 100_000 };

/** Sees the same sample each second and tells the last judgement. */
function watch() {
  const judge = new QualityWatch();
  let now = 0;
  return (sample: Sample, seconds: number): Judgement => {
    let last: Judgement = { quality: "unknown", picture: "full" };
    for (let n = 0; n < seconds; n++) last = judge.see(sample, (now += 1000));
    return last;
  };
}

describe("quality", () => {
  test("is unknown while nothing flows", () => {
    expect(watch()({ loss: null, sendable: null, roundTrip: null }, 30).quality).toBe("unknown");
  });

  test("a short loss makes a weak connection and leaves the picture", () => {
    const see = watch();
    expect(see(lossy, 4)).toEqual({ quality: "weak", picture: "full" });
    expect(see(good, 1)).toEqual({ quality: "good", picture: "full" });
  });

  test("five bad seconds make the picture smaller, five more stop it", () => {
    const see = watch();
    expect(see(lossy, 6).picture).toBe("slim");
    expect(see(lossy, 5).picture).toBe("off");
  });

  test("it comes back a step after each fifteen good seconds", () => {
    const see = watch();
    see(lossy, 12);
    expect(see(good, 15).picture).toBe("off");
    expect(see(good, 1)).toEqual({ quality: "weak", picture: "slim" });
    expect(see(good, 15)).toEqual({ quality: "good", picture: "full" });
  });

  test("a climbing estimate says nothing in the first ten seconds", () => {
    const see = watch();
    expect(see(starved, 10)).toEqual({ quality: "good", picture: "full" });
    expect(see(starved, 6).picture).toBe("slim");
  });

  test("a small picture's small estimate does not stop it", () => {
    const see = watch();
    see(starved, 16);
    expect(see(starved, 10).picture).toBe("slim");
  });

  test("a long way is weak, but no reason to send less", () => {
    expect(watch()({ ...good, roundTrip: 0.9 }, 30)).toEqual({ quality: "weak", picture: "full" });
  });
});

describe("samples", () => {
  const stats = (changed: Partial<CallStats>): CallStats => ({
    packetsSent: 0,
    bytesSent: 0,
    framesEncoded: 0,
    packetsReceived: 0,
    packetsLost: 0,
    bytesReceived: 0,
    framesDecoded: 0,
    audioPacketsReceived: 0,
    framesByMid: {},
    packetsByMid: {},
    remoteLossShare: null,
    sendable: null,
    roundTrip: null,
    ...changed,
  });

  test("loss is the worse of both directions, of this interval only", () => {
    const before = stats({ packetsReceived: 1000, packetsLost: 500, packetsSent: 100 });
    const after = stats({ packetsReceived: 1090, packetsLost: 510, packetsSent: 200, remoteLossShare: 0.02 });
    expect(sampleBetween(before, after).loss).toBeCloseTo(0.1);
  });

  test("nothing sent and nothing received is no measurement", () => {
    expect(sampleBetween(stats({}), stats({ remoteLossShare: 0.5 })).loss).toBeNull();
  });
});
