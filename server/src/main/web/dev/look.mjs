/*
 * Looks at every page as a person would: drives a real browser over the built pages, takes pictures
 * into target/look, and fails on axe violations, on anything the content security policy blocks, on
 * script errors, on sideways scrolling and on targets that are too small.
 *
 *   npm run build && npm run look            all pages
 *   npm run look -- waiting call             those whose name contains one of the words
 */
import { mkdir, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { runJanus } from "./run-janus.mjs";
import { SCENES } from "./scenes.mjs";
import { startDevServer } from "./server.mjs";

const OUT = fileURLToPath(new URL("../../../../target/look/", import.meta.url));
const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const SHOTS = [
  { name: "360-light", width: 360, height: 780, colorScheme: "light" },
  { name: "360-dark", width: 360, height: 780, colorScheme: "dark" },
  { name: "1440-light", width: 1440, height: 900, colorScheme: "light" },
  { name: "1440-dark", width: 1440, height: 900, colorScheme: "dark" },
];
const WIDTHS = [320, 768, 1024];
const words = process.argv.slice(2);
const scenes = SCENES.filter(({ name }) => words.length === 0 || words.some((w) => name.includes(w)));

const janus = await runJanus();
if (!janus) console.log("Janus is not installed: calls show no picture.");
const server = await startDevServer({ janus: janus?.url });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--use-fake-device-for-media-stream",
    "--disable-background-networking",
    "--disable-features=WebRtcHideLocalIpsWithMdns",
  ],
});
if (words.length === 0) await rm(OUT, { recursive: true, force: true });
await mkdir(OUT, { recursive: true });
let problems = 0;
const complain = (scene, what) => {
  problems++;
  console.log(`  ✗ ${scene.name}: ${what}`);
};

for (const scene of scenes) {
  server.act({ do: "reset" });
  const contexts = [];
  const open = async (path, { media = true, wide = false, expectErrors = false, init = null } = {}) => {
    const context = await browser.newContext({
      viewport: wide ? { width: 1440, height: 900 } : { width: 360, height: 780 },
      permissions: media ? ["camera", "microphone"] : [],
      reducedMotion: "reduce",
      locale: "en-US",
    });
    contexts.push(context);
    if (init) await context.addInitScript(init);
    const page = await context.newPage();
    page.on("pageerror", (error) => complain(scene, `script error: ${error.message}`));
    page.on("console", (message) => {
      const text = message.text();
      const network = /Failed to load resource|WebSocket connection/.test(text);
      if (message.type() === "error" && !(network && (expectErrors || scene.network)))
        complain(scene, `console: ${text}`);
    });
    await page.goto(server.origin + path);
    return page;
  };
  try {
    const page = await scene.run({ open, act: server.act, server, janus });
    await look(scene, page);
    console.log(`✓ ${scene.name}`);
  } catch (cause) {
    complain(scene, cause.message.split("\n").slice(0, 3).join(" "));
    for (const context of contexts)
      for (const page of context.pages())
        await page.screenshot({ path: `${OUT}failed-${scene.name}.png` }).catch(() => {});
  }
  server.act({ do: "down", down: false });
  janus?.hold(false);
  for (const context of contexts) await context.close();
}

async function look(scene, page) {
  for (const { name, width, height, colorScheme } of SHOTS) {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
    await page.screenshot({ path: `${OUT}${scene.name}-${name}.png` });
    await axe(scene, page, name);
    if (colorScheme === "light") await sizes(scene, page, width);
  }
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    await sizes(scene, page, width);
  }
}

async function axe(scene, page, shot) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() =>
    window.axe.run(document, {
      resultTypes: ["violations"],
      runOnly: {
        type: "tag",
        values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"],
      },
    }),
  );
  for (const v of violations)
    complain(
      scene,
      `${shot}: axe ${v.id}: ${v.nodes
        .map((n) => n.target.join(" "))
        .slice(0, 3)
        .join("; ")}`,
    );
}

async function sizes(scene, page, width) {
  const found = await page.evaluate(() => {
    const modal = document.querySelector("dialog[open]") ?? document.body;
    const small = [
      ...modal.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary"),
    ]
      .filter((e) => e.checkVisibility() && !e.closest(".vh, .skip") && !e.matches(".vh, .skip, .check"))
      .filter((e) => {
        const { width: w, height: h } = e.getBoundingClientRect();
        return w > 0 && (w < 43.5 || h < 43.5);
      })
      .map((e) => (e.textContent || e.id || e.tagName).trim().slice(0, 30));
    return { small, wide: document.documentElement.scrollWidth };
  });
  if (found.wide > width) complain(scene, `${width} px: scrolls sideways (${found.wide})`);
  if (found.small.length) complain(scene, `${width} px: small targets: ${found.small.join(", ")}`);
}

await browser.close();
await server.close();
await janus?.stop();
console.log(problems ? `${problems} problems; pictures in ${OUT}` : `No problem found; pictures in ${OUT}`);
process.exit(problems ? 1 : 0);
