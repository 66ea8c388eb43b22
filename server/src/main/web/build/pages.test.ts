import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ICON_NAMES } from "../src/ui/icon-names";
import { spriteOf } from "./sprite";

const root = join(__dirname, "..");
const html = readdirSync(root).filter((name) => name.endsWith(".html"));

describe("the pages' html", () => {
  test.each(html)("%s has nothing that the content security policy blocks", (name) => {
    const page = readFileSync(join(root, name), "utf8");
    expect(page).not.toMatch(/<style|style=|\son\w+=|javascript:|<script(?![^>]*\ssrc=)/i);
    expect(page).not.toMatch(/https?:\/\//);
  });
});

describe("the sprite", () => {
  test("has a symbol for each icon that the pages name, and no style", () => {
    const sprite = spriteOf(ICON_NAMES);
    for (const name of ICON_NAMES) expect(sprite).toContain(`<symbol id="i-${name}"`);
    expect(sprite).not.toMatch(/style|<script/);
  });

  test("fails the build for a name that Lucide does not have", () => {
    expect(() => spriteOf(["no-such-icon"])).toThrow();
  });
});

/** Every source file, without tests. */
function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return entry.name.endsWith(".ts") && !entry.name.endsWith(".test.ts") ? [path] : [];
  });
}

test("nothing is stored on the device, and no markup is made from text", () => {
  const forbidden =
    /localStorage|sessionStorage|indexedDB|document\.cookie|caches\.|serviceWorker|innerHTML|outerHTML|insertAdjacentHTML|\beval\(/;
  for (const path of sources(join(root, "src")))
    expect(readFileSync(path, "utf8"), path).not.toMatch(forbidden);
});

test("transceivers are made in one file", () => {
  const makers = sources(join(root, "src")).filter((path) =>
    /\.addTransceiver\(|\.addTrack\(|\.ontrack\b/.test(readFileSync(path, "utf8")),
  );
  expect(makers.map((path) => path.slice(root.length + 1))).toEqual(["src/call/transceivers.ts"]);
});
