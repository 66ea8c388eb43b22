/*
 * What a person does while an app asks for authorization: launches it from the sandbox's EHR if need
 * be, signs in, chooses a client, allows everything that was asked for, and ends where the app's own
 * site answers. Inferno's kits call it at their waiting steps.
 *
 *   node smart-user.mjs            by environment:
 *     INFERNO_WAIT_URL             the app's link to follow; or
 *     INFERNO_LAUNCH_URL           where the app is launched, for a launch from the EHR
 *     RAPPORT_BASE                 http://localhost:8080
 *     RAPPORT_USER, RAPPORT_PASSWORD, RAPPORT_PATIENT (name), RAPPORT_DENY
 */
import { chromium } from "playwright-core";

const env = process.env;
const base = env.RAPPORT_BASE ?? "http://localhost:8080";
const user = env.RAPPORT_USER ?? "robin";
const password = env.RAPPORT_PASSWORD ?? "sandbox";
const PATIENCE = 30_000;

const browser = await chromium.launch({
  executablePath: env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
try {
  const page = await browser.newPage({ locale: "en-US", reducedMotion: "reduce" });
  page.setDefaultTimeout(PATIENCE);
  if (env.INFERNO_WAIT_URL) await page.goto(env.INFERNO_WAIT_URL);
  else await launch(page, env.INFERNO_LAUNCH_URL);
  await answer(page);
  console.log(`ended at ${new URL(page.url()).origin}${new URL(page.url()).pathname}`);
} finally {
  await browser.close();
}

/** From the EHR's page, as its user would. */
async function launch(page, address) {
  await page.goto(`${base}/sandbox/ehr`);
  await page.getByLabel("Signed in as").selectOption(user);
  if (env.RAPPORT_PATIENT) await page.getByLabel("Client").selectOption({ label: env.RAPPORT_PATIENT });
  const visits = page.getByLabel("Visit");
  await visits.locator("option:nth-child(2)").waitFor({ state: "attached" });
  await visits.selectOption({ index: 1 });
  await page.getByRole("radio", { name: /Other app/ }).check();
  await page.getByLabel("Launch address of the other app").fill(address);
  await page.getByRole("button", { name: "Launch" }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sandbox/ehr"));
}

/** Answers our pages, whichever come, until the app has its answer. */
async function answer(page) {
  for (let steps = 0; steps < 10; steps++) {
    await page.waitForLoadState("networkidle");
    const url = new URL(page.url());
    if (url.origin !== new URL(base).origin) return;
    if (url.pathname === "/sign-in") await signIn(page);
    else if (url.pathname === "/consent") await consent(page);
    else throw new Error(`Nothing to do at ${url.pathname}: ${await page.innerText("body")}`);
  }
  throw new Error("No end in sight");
}

async function signIn(page) {
  await page.getByLabel("User name").fill(user);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => url.pathname !== "/sign-in");
}

async function consent(page) {
  const allow = page.getByRole("button", { name: "Allow", exact: true });
  const choose = page.getByRole("heading", { name: "Choose a client" });
  await allow.or(choose).first().waitFor();
  if (await choose.isVisible()) {
    if (env.RAPPORT_PATIENT) await page.getByLabel("Name").fill(env.RAPPORT_PATIENT);
    const pick = page.locator("button.pick").filter({ hasText: env.RAPPORT_PATIENT ?? "" });
    await pick.first().click();
    await allow.waitFor();
  }
  if (env.RAPPORT_DENY) return leave(page, page.getByRole("button", { name: "Don’t allow" }));
  for (const box of await page.getByRole("checkbox").all()) await box.check();
  await leave(page, allow);
}

async function leave(page, button) {
  await button.click();
  await page.waitForURL((url) => url.pathname !== "/consent");
}
