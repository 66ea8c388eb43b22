import type { WordKey } from "../i18n";

export interface HowTo {
  title: WordKey;
  steps: WordKey[];
}

/** The steps that unblock camera and microphone in the very browser this is. */
export function howTo(userAgent: string, touchPoints = 0): HowTo {
  const ipad = /Macintosh/.test(userAgent) && touchPoints > 1;
  if (ipad || /iPhone|iPad/.test(userAgent)) return of("ios", 3);
  if (/Android/.test(userAgent) && !/Firefox/.test(userAgent)) return of("android", 3);
  if (/Firefox/.test(userAgent)) return of("firefox", 2);
  if (/Chrome|Chromium|Edg/.test(userAgent)) return of("chrome", 2);
  return of("safari", 2);
}

function of(browser: "ios" | "android" | "chrome" | "firefox" | "safari", count: 2 | 3): HowTo {
  const steps = Array.from({ length: count }, (_, n) => `how.${browser}.${n + 1}` as WordKey);
  return { title: `how.${browser}.h`, steps: [...steps, "how.last"] };
}
