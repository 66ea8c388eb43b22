import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Plugin } from "vite";
import { ICON_NAMES } from "../src/ui/icon-names";

const lucide = dirname(createRequire(import.meta.url).resolve("lucide-static/package.json"));

/** One SVG with a symbol per icon that the pages name, `i-mic` and so on. */
export function spriteOf(names: readonly string[]): string {
  const symbols = names.map((name) => {
    const svg = readFileSync(join(lucide, "icons", `${name}.svg`), "utf8");
    const drawing = /<svg[^>]*>([\s\S]*)<\/svg>/.exec(svg)?.[1];
    if (!drawing) throw new Error(`Lucide has no drawing for "${name}"`);
    return `<symbol id="i-${name}" viewBox="0 0 24 24">${drawing.replace(/\s+/g, " ").trim()}</symbol>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`;
}

function licences(root: string): string {
  const font = readFileSync(join(root, "src/styles/fonts/LICENSE-OFL.txt"), "utf8");
  const icons = readFileSync(join(lucide, "LICENSE"), "utf8");
  return `Hanken Grotesk (font)\n\n${font}\n\n----\n\nLucide (icons)\n\n${icons}`;
}

/**
 * Puts the sprite and the licences of what is not ours beside the pages' other assets. The sprite's
 * name carries its hash, so that browsers keep it: a page that lost its connection still shows icons.
 */
export function sprite(): Plugin {
  const svg = spriteOf(ICON_NAMES);
  const hash = createHash("sha256").update(svg).digest("base64url").slice(0, 8);
  const fileName = `assets/icons-${hash}.svg`;
  let root = process.cwd();
  return {
    name: "rapport-sprite",
    config: () => ({ define: { __SPRITE__: JSON.stringify(`/${fileName}`) } }),
    configResolved(config) {
      root = config.root;
    },
    generateBundle() {
      this.emitFile({ type: "asset", fileName, source: svg });
      this.emitFile({ type: "asset", fileName: "assets/licences.txt", source: licences(root) });
    },
  };
}
