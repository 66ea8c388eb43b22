import { resolve } from "node:path";
import { defineConfig } from "vitest/config";
import { sprite } from "./build/sprite";

const pages = [
  "join",
  "link-ended",
  "visit",
  "desk",
  "sign-in",
  "consent",
  "sandbox-ehr",
  "problem",
  "index",
];

export default defineConfig({
  base: "/",
  plugins: [sprite()],
  build: {
    outDir: resolve(__dirname, "../../../target/classes/web"),
    emptyOutDir: true,
    target: "es2022",
    // The polyfill and inlined data: addresses would both need a wider content security policy.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rollupOptions: { input: Object.fromEntries(pages.map((p) => [p, resolve(__dirname, `${p}.html`)])) },
  },
  test: { include: ["src/**/*.test.ts", "build/**/*.test.ts"] },
});
