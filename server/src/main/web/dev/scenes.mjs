/* How to get each page to each state, told as what a person does. */

const button = (page, name, exact = true) => page.getByRole("button", { name, exact });
const heading = (page, name) => page.getByRole("heading", { name }).waitFor();

async function toDevices(page) {
  await button(page, "I’m here").click();
  await page.getByRole("listitem").filter({ hasText: "Camera works" }).waitFor();
  await page.getByRole("listitem").filter({ hasText: "Microphone works" }).waitFor();
  await page.getByRole("listitem").filter({ hasText: "Internet is good" }).waitFor();
}

async function toPlace(page) {
  await toDevices(page);
  await button(page, "Next").click();
  await heading(page, "Where are you right now?");
}

async function toWaiting(page) {
  await toPlace(page);
  await page.getByLabel("At home").check();
  await button(page, "Next").click();
  await heading(page, "You’re checked in");
}

const hostOf = (server, token) =>
  server.state.world.visits.find((v) => v.people.some((p) => p.token === token)).host.token;

async function enter(open, token, options) {
  const page = await open(`/join/${token}`, options);
  await button(page, "I’m here").click();
  return page;
}

/** Everyone comes in by their own page; returns the pages, host last. */
async function toCall({ open, act, server }, tokens) {
  const pages = [];
  for (const token of tokens) {
    act({ do: "patch", token, set: { due: [], state: "in-call" } });
    pages.push(await open(`/join/${token}`));
  }
  const host = await enter(open, hostOf(server, tokens[0]), { wide: true });
  act({ do: "admit", token: tokens[0] });
  return [...pages, host];
}

const flowing = (page) =>
  page.waitForFunction(async () => (await window.rapport.stats())?.framesDecoded > 20, null, {
    timeout: 20_000,
  });
/** Frames come now, whatever came before. */
const moving = async (page) => {
  const { framesDecoded } = await page.evaluate(() => window.rapport.stats());
  await page.waitForFunction(
    async (before) => {
      const now = (await window.rapport.stats()).framesDecoded;
      return now > before + 20 || (now < before && now > 20);
    },
    framesDecoded,
    { timeout: 40_000 },
  );
};
/** At least so many pictures are on the stage in this layout. */
const shows = (page, layout, count) =>
  page.waitForFunction(
    ([layout, count]) =>
      document.querySelectorAll(`${layout} .tile:not(.off) video:not([hidden])`).length >= count,
    [layout, count],
    { timeout: 20_000 },
  );
const good = (page) => page.getByText("Good connection").waitFor();

async function signedIn({ open }, options) {
  const page = await open("/desk", { wide: true, ...options });
  await page.getByLabel("User name").fill("robin");
  await page.getByLabel("Password").fill("demo");
  await button(page, "Sign in").click();
  await heading(page, "Today");
  return page;
}

function someWait(act) {
  const since = (n) => new Date(Date.now() - n * 60_000).toISOString();
  const devices = { camera: true, microphone: true };
  act({
    do: "patch",
    token: "a",
    set: { state: "ready", since: since(3), place: { home: true, state: "OR" }, devices },
  });
  act({
    do: "patch",
    token: "d",
    set: {
      state: "ready",
      since: since(1),
      place: { home: false, state: "ID" },
      devices: { camera: false, microphone: true },
      reply: { text: "cannot-stay", at: since(0) },
    },
  });
  act({ do: "patch", token: "b", set: { state: "getting-ready", since: since(0) } });
}

/** A device that this browser does not have, or that another program holds. */
const without = (kind, error) => ({
  init: `const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = (wish) => wish.${kind}
      ? Promise.reject(new DOMException("made up", "${error}")) : ask(wish);`,
});

export const SCENES = [
  { name: "home", network: true, run: async ({ open }) => open("/", { wide: true }) },
  { name: "sign-in", run: async ({ open }) => open("/sign-in?error", { wide: true }) },
  { name: "visit-landing", run: async ({ open }) => open("/visit/123") },
  {
    name: "visit-landing-sent",
    run: async ({ open }) => {
      const page = await open("/visit/123");
      await button(page, "Send me a fresh link").click();
      await page.getByText("is on its way").waitFor();
      return page;
    },
  },
  {
    name: "link-ended",
    run: async ({ open }) => {
      const page = await open("/join/nobody", { expectErrors: true });
      await page.getByRole("link", { name: "Call the office" }).waitFor();
      return page;
    },
  },
  {
    name: "link-ended-sent",
    run: async ({ open }) => {
      const page = await open("/join/nobody", { expectErrors: true });
      await button(page, "Send me a new link").click();
      await page.getByText("is on its way").waitFor();
      return page;
    },
  },
  {
    name: "join-welcome",
    run: async ({ open }) => {
      const page = await open("/join/a");
      await heading(page, "Hello. You’re in the right place.");
      return page;
    },
  },
  {
    name: "join-welcome-es",
    run: async ({ open, act }) => {
      act({ do: "patch", token: "a", set: { language: "es" } });
      const page = await open("/join/a");
      await heading(page, "Hola. Está en el lugar correcto.");
      return page;
    },
  },
  {
    name: "join-welcome-back",
    run: async ({ open }) => {
      const page = await open("/join/c");
      await heading(page, "Hello again.");
      return page;
    },
  },
  {
    name: "join-early",
    run: async ({ open, act }) => {
      act({ do: "patch", token: "b", set: { early: true } });
      const page = await open("/join/b");
      await heading(page, "You’re early");
      return page;
    },
  },
  {
    name: "join-settings",
    run: async ({ open }) => {
      const page = await open("/join/a");
      await button(page, "Text size and contrast").click();
      await page.getByLabel("Larger").check();
      return page;
    },
  },
  {
    name: "join-devices",
    run: async ({ open }) => {
      const page = await open("/join/a");
      await toDevices(page);
      return page;
    },
  },
  {
    name: "join-devices-heard",
    run: async ({ open }) => {
      const page = await open("/join/a");
      await toDevices(page);
      await page.getByText("Change camera or microphone").click();
      await button(page, "Play").click();
      await button(page, "No").click();
      await button(page, "Camera is on. Turn off").click();
      await button(page, "Camera is off. Turn on").waitFor();
      return page;
    },
  },
  {
    name: "join-blocked",
    run: async ({ open }) => {
      const page = await open("/join/a", { media: false });
      await button(page, "I’m here").click();
      await heading(page, "We can’t use your microphone yet");
      await button(page, "Try again").click();
      await page.getByText("Still turned off").waitFor();
      return page;
    },
  },
  {
    name: "join-camera-busy",
    run: async ({ open }) => {
      const page = await open("/join/a", without("video", "NotReadableError"));
      await button(page, "I’m here").click();
      await heading(page, "Your camera is busy");
      return page;
    },
  },
  {
    name: "join-camera-none",
    run: async ({ open }) => {
      const page = await open("/join/a", without("video", "NotFoundError"));
      await button(page, "I’m here").click();
      await heading(page, "We don’t find a camera");
      await button(page, "Use sound only").click();
      await page.getByRole("listitem").filter({ hasText: "No camera. You can still talk." }).waitFor();
      return page;
    },
  },
  {
    name: "join-place",
    run: async ({ open }) => {
      const page = await open("/join/a");
      await toPlace(page);
      return page;
    },
  },
  {
    name: "join-place-else",
    run: async ({ open }) => {
      const page = await open("/join/a");
      await toPlace(page);
      await page.getByLabel("Somewhere else").check();
      await page.getByLabel("State", { exact: true }).selectOption("ID");
      await button(page, "Next").click();
      await page.getByText("Type the street and city").waitFor();
      return page;
    },
  },
  {
    name: "waiting",
    run: async ({ open, act }) => {
      const page = await open("/join/a");
      await toWaiting(page);
      act({ do: "note", token: "a", text: "I’m running about 5 minutes late. Thank you for waiting." });
      await button(page, "That’s OK").waitFor();
      return page;
    },
  },
  {
    name: "waiting-replied",
    network: true,
    run: async ({ open, act }) => {
      const page = await open("/join/a");
      await toWaiting(page);
      act({ do: "note", token: "a", text: "I’m running about 5 minutes late. Thank you for waiting." });
      await button(page, "I can’t stay").click();
      await page.getByText("Sent: I can’t stay").waitFor();
      await button(page, "Breathe with me").click();
      act({ do: "down", down: true });
      act({ do: "drop", token: "a" });
      await page.getByText("We’re connecting you again. You keep your place.").waitFor();
      return page;
    },
  },
  {
    name: "waiting-leave",
    run: async ({ open }) => {
      const page = await open("/join/a");
      await toWaiting(page);
      await button(page, "Leave").click();
      await heading(page, "Leave the waiting room?");
      return page;
    },
  },
  {
    name: "call-alone",
    run: async ({ open, act }) => {
      act({ do: "patch", token: "a", set: { state: "in-call", due: [] } });
      const page = await open("/join/a");
      await page.getByText("You’re in. Robin will be with you in a moment.").waitFor();
      return page;
    },
  },
  {
    name: "call-two",
    run: async (world) => {
      const [client, host] = await toCall(world, ["a"]);
      await flowing(client);
      await flowing(host);
      await good(client);
      return client;
    },
  },
  {
    name: "call-video-off",
    run: async (world) => {
      const [client, host] = await toCall(world, ["a"]);
      await flowing(host);
      await button(client, "Stop video").click();
      await button(client, "Mute").click();
      await button(host, "Mute").waitFor();
      await host.locator(".tile.remote.off").waitFor();
      return host;
    },
  },
  {
    name: "call-sound-only",
    run: async (world) => {
      const client = await world.open("/join/a", without("video", "NotFoundError"));
      await button(client, "I’m here").click();
      await button(client, "Use sound only").click();
      await button(client, "Next").click();
      await client.getByLabel("At home").check();
      await button(client, "Next").click();
      await heading(client, "You’re checked in");
      const host = await enter(world.open, hostOf(world.server, "a"), { wide: true });
      world.act({ do: "admit", token: "a" });
      await flowing(client);
      await host.waitForFunction(async () => (await window.rapport.stats()).audioPacketsReceived > 20);
      const { framesDecoded } = await host.evaluate(() => window.rapport.stats());
      if (framesDecoded !== 0) throw new Error("a picture came from a page without a camera");
      return client;
    },
  },
  {
    name: "call-keys",
    run: async (world) => {
      const [client] = await toCall(world, ["a"]);
      await flowing(client);
      await client.keyboard.press("m");
      await button(client, "Unmute").waitFor();
      await client.keyboard.press("v");
      await button(client, "Start video").waitFor();
      await client.keyboard.press("v");
      await client.keyboard.press("m");
      await button(client, "Mute").waitFor();
      await client.keyboard.press("End");
      await client.keyboard.press("Enter");
      await heading(client, "Leave the visit?");
      await client.keyboard.press("Escape");
      await client.keyboard.press("F6");
      await client.keyboard.press("F6");
      await button(client, "Move your picture to the next corner").press("Enter");
      return client;
    },
  },
  {
    name: "waiting-reload",
    run: async ({ open, act }) => {
      const page = await open("/join/a");
      await toPlace(page);
      await page.getByLabel("Somewhere else").check();
      await page.getByLabel("State", { exact: true }).selectOption("WA");
      await page.getByLabel("Street and city").fill("1 Main Street, Tacoma");
      await button(page, "Español").click();
      await page.getByRole("heading", { name: "¿Dónde está en este momento?" }).waitFor();
      await button(page, "Siguiente").click();
      await page.getByRole("heading", { name: "Ya le registramos" }).waitFor();
      act({ do: "patch", token: "a", set: { language: "es" } });
      await page.reload();
      await page.getByText("Qué bueno que volvió. No perdió su lugar.").waitFor();
      return page;
    },
  },
  {
    name: "take-over",
    network: true,
    run: async ({ open, act }) => {
      act({ do: "patch", token: "c", set: { heldElsewhere: true } });
      const page = await open("/join/c");
      await button(page, "Use this one").click();
      await button(page, "I’m at home").click();
      await heading(page, "You’re checked in");
      return page;
    },
  },
  {
    name: "call-more",
    run: async (world) => {
      const [client] = await toCall(world, ["a"]);
      await flowing(client);
      await button(client, "More").click();
      await heading(client, "More");
      return client;
    },
  },
  {
    name: "call-leave",
    run: async (world) => {
      const [client] = await toCall(world, ["a"]);
      await flowing(client);
      await button(client, "Leave").click();
      await heading(client, "Leave the visit?");
      return client;
    },
  },
  {
    name: "call-lost",
    run: async (world) => {
      const [client] = await toCall(world, ["a"]);
      await flowing(client);
      await good(client);
      world.act({ do: "media", up: false });
      await client.getByText("Video is away for a moment").waitFor();
      return client;
    },
  },
  {
    name: "call-media-back",
    run: async (world) => {
      const [client] = await toCall(world, ["a"]);
      await flowing(client);
      world.act({ do: "media", up: false });
      await client.getByText("Video is away for a moment").waitFor();
      world.act({ do: "media", up: true });
      await client.getByText("Video is away for a moment").waitFor({ state: "hidden" });
      await flowing(client);
      await good(client);
      return client;
    },
  },
  {
    name: "call-socket-back",
    run: async (world) => {
      const [client, host] = await toCall(world, ["a"]);
      await flowing(client);
      world.act({ do: "drop", token: "a" });
      await client.waitForFunction(async () => (await window.rapport.stats())?.framesDecoded < 10, null, {
        polling: 50,
      });
      await flowing(client);
      await flowing(host);
      await good(client);
      return client;
    },
  },
  {
    name: "call-network-back",
    run: async (world) => {
      const [client, host] = await toCall(world, ["a"]);
      await flowing(client);
      await good(client);
      world.janus.hold(true);
      await client.getByText("The call dropped. We’re connecting you again.").waitFor();
      world.janus.hold(false);
      await client.getByText("The call dropped. We’re connecting you again.").waitFor({ state: "hidden" });
      await moving(client);
      await moving(host);
      await good(client);
      return client;
    },
  },
  {
    name: "call-couple-returns",
    run: async (world) => {
      const [first, , host] = await toCall(world, ["b", "c"]);
      await shows(host, ".split", 3);
      await first.goto("about:blank");
      await host.locator(".pair").waitFor();
      await first.goto(`${world.server.origin}/join/b`);
      await shows(host, ".split", 3);
      await shows(first, ".split", 3);
      return first;
    },
  },
  {
    name: "call-couple",
    run: async (world) => {
      const pages = await toCall(world, ["b", "c"]);
      const host = pages.at(-1);
      await flowing(host);
      await shows(host, ".split", 3);
      await shows(pages[0], ".split", 3);
      return host;
    },
  },
  {
    name: "call-group",
    run: async (world) => {
      const pages = await toCall(world, ["group-H", "group-I", "group-J"]);
      for (const letter of ["K", "L", "M", "N", "O"])
        world.act({ do: "patch", token: `group-${letter}`, set: { state: "in-call", ghost: true } });
      world.act({ do: "admit", token: "group-K" });
      const host = pages.at(-1);
      await flowing(host);
      await shows(host, ".gallery", 4);
      await shows(pages[0], ".gallery", 4);
      return host;
    },
  },
  {
    name: "left-call",
    run: async (world) => {
      const [client] = await toCall(world, ["a"]);
      await button(client, "Leave").click();
      await client.getByRole("dialog").getByRole("button", { name: "Leave" }).click();
      await heading(client, "You left the visit");
      return client;
    },
  },
  {
    name: "ended",
    run: async (world) => {
      const [client] = await toCall(world, ["a"]);
      await button(client, "Mute").waitFor();
      world.act({ do: "end", token: "a" });
      await heading(client, "Your visit has ended");
      await client.getByText("Well", { exact: true }).click();
      return client;
    },
  },
  {
    name: "ended-thanks",
    run: async (world) => {
      const [client] = await toCall(world, ["a"]);
      await button(client, "Mute").waitFor();
      world.act({ do: "end", token: "a" });
      await client.getByText("It was okay").click();
      await button(client, "Send").click();
      await client.getByText("Thank you. We got it.").waitFor();
      return client;
    },
  },
  {
    name: "removed",
    run: async (world) => {
      const [client] = await toCall(world, ["a"]);
      await button(client, "Mute").waitFor();
      world.act({ do: "removed", token: "a" });
      await client.getByText("The office will call you.").waitFor();
      return client;
    },
  },
  {
    name: "moved",
    run: async (world) => {
      const [client] = await toCall(world, ["a"]);
      await button(client, "Mute").waitFor();
      world.act({ do: "moved", token: "a" });
      await heading(client, "Your visit moved");
      return client;
    },
  },
  {
    name: "declined",
    run: async ({ open, act }) => {
      const page = await open("/join/a");
      await toWaiting(page);
      act({ do: "decline", token: "a" });
      await heading(page, "Your visit can’t start now");
      return page;
    },
  },
  {
    name: "other-device",
    network: true,
    run: async ({ open, act }) => {
      act({ do: "patch", token: "a", set: { heldElsewhere: true } });
      const page = await open("/join/a");
      await heading(page, "Your visit is open on another phone or computer");
      return page;
    },
  },
  {
    name: "server-error",
    network: true,
    run: async ({ open, act }) => {
      act({ do: "patch", token: "a", set: { refuse: { state: [500, "boom"] } } });
      const page = await open("/join/a");
      await heading(page, "Something on our side isn’t working");
      return page;
    },
  },
  {
    name: "desk-empty",
    run: async (world) => {
      const page = await signedIn(world);
      await heading(page, "No one is waiting");
      return page;
    },
  },
  {
    name: "desk-today",
    run: async (world) => {
      someWait(world.act);
      const page = await signedIn(world);
      await heading(page, "2 people are waiting");
      return page;
    },
  },
  {
    name: "desk-note",
    run: async (world) => {
      someWait(world.act);
      const page = await signedIn(world);
      await button(page, "Send a note to Client A").click();
      await button(page, "Send").click();
      await page.getByText("Write a message first").waitFor();
      return page;
    },
  },
  {
    name: "desk-decline",
    run: async (world) => {
      someWait(world.act);
      const page = await signedIn(world);
      await button(page, "Decline Client A").click();
      await heading(page, "Decline Client A?");
      return page;
    },
  },
  {
    name: "desk-stale",
    network: true,
    run: async (world) => {
      someWait(world.act);
      const page = await signedIn(world);
      await heading(page, "2 people are waiting");
      world.act({ do: "down", down: true });
      await page.getByText("Not up to date since").waitFor();
      return page;
    },
  },
  {
    name: "desk-visit",
    run: async (world) => {
      const client = await world.open("/join/a");
      await toWaiting(client);
      const page = await signedIn(world);
      await button(page, "Admit Client A").click();
      await button(page, "End visit").waitFor();
      await flowing(page);
      await flowing(client);
      await good(page);
      return page;
    },
  },
  {
    name: "desk-visit-waiting",
    run: async (world) => {
      const first = await world.open("/join/b");
      await toWaiting(first);
      const page = await signedIn(world);
      await button(page, "Admit Client B").click();
      await flowing(page);
      const second = await world.open("/join/c");
      await button(second, "I’m at home").click();
      await button(page, "Admit Client C").waitFor();
      return page;
    },
  },
  {
    name: "desk-visit-end",
    run: async (world) => {
      const client = await world.open("/join/a");
      await toWaiting(client);
      const page = await signedIn(world);
      await button(page, "Admit Client A").click();
      await button(page, "End visit").click();
      await heading(page, "End the visit?");
      return page;
    },
  },
];
