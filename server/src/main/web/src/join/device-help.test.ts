import { expect, test } from "vitest";
import { en } from "../i18n/en";
import { howTo } from "../ui/howto";
import { judgeInternet } from "./internet";
import { caseOf } from "./views/blocked";

const UA = {
  iphone:
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Version/17.0 Safari/604.1",
  mac: "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/17.0 Safari/605.1.15",
  android: "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36",
  chrome: "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/126.0 Safari/537.36",
  firefox: "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
};

test.each([
  ["iphone", 5, "how.ios.h"],
  ["mac", 5, "how.ios.h"],
  ["mac", 0, "how.safari.h"],
  ["android", 5, "how.android.h"],
  ["chrome", 0, "how.chrome.h"],
  ["firefox", 0, "how.firefox.h"],
] as const)("%s with %i touch points gets %s", (browser, touch, title) => {
  const how = howTo(UA[browser], touch);
  expect(how.title).toBe(title);
  expect(how.steps.at(-1)).toBe("how.last");
  for (const key of how.steps) expect(en[key]).toBeDefined();
});

test.each([
  ["blocked", null, "mic"],
  ["blocked", "blocked", "mic"],
  [null, "blocked", "cam"],
  [null, "none", "none"],
  [null, "busy", "busy"],
  ["none", "none", "nothing"],
  ["none", null, "mic"],
] as const)("microphone %s, camera %s shows the case %s", (audio, video, expected) => {
  expect(caseOf({ audio, video })).toBe(expected);
});

test("internet is judged by answer time and speed", () => {
  expect(judgeInternet(80, 34_700, 100)).toBe("good");
  expect(judgeInternet(80, 34_700, 900)).toBe("slow");
  expect(judgeInternet(900, 34_700, 100)).toBe("slow");
});
