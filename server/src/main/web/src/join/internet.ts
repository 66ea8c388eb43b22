import font from "../styles/fonts/hanken-grotesk-latin-wght-normal.woff2?url";

export type InternetResult = "good" | "slow" | "unknown";

/** Below this a picture can't be kept; sound still works. */
const ENOUGH_BITS_PER_SECOND = 700_000;
const SLOW_ANSWER_MS = 600;

/** Judges what was measured: how long a small answer took, and how fast a file came. */
export function judgeInternet(answerMs: number, bytes: number, loadMs: number): InternetResult {
  const bitsPerSecond = (bytes * 8000) / Math.max(1, loadMs);
  return answerMs < SLOW_ANSWER_MS && bitsPerSecond > ENOUGH_BITS_PER_SECOND ? "good" : "slow";
}

/** Loads one small file from the same server: the time to its answer, then its speed. */
export async function testInternet(): Promise<InternetResult> {
  try {
    const asked = performance.now();
    const first = await fetch(font, { cache: "no-store" });
    const answered = performance.now();
    const body = await first.arrayBuffer();
    const loaded = performance.now();
    return judgeInternet(answered - asked, body.byteLength, loaded - answered);
  } catch {
    return "unknown";
  }
}
