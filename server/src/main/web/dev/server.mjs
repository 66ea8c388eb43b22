/*
 * Serves the built pages with the real content security policy and answers docs/page-api.md out of
 * memory, so that every page can be looked at in a real browser. With RAPPORT_DEV_JANUS=ws://… the
 * calls run through a real Janus. For developers only; the build ships nothing of this folder.
 */
import { createHash, randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { WebSocketServer } from "ws";
import { connectJanus } from "./janus.mjs";
import { find, joinState, makeWorld, practice, today } from "./world.mjs";

const WEB = fileURLToPath(new URL("../../../../target/classes/web", import.meta.url));
export const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' blob:; " +
  "media-src 'self' blob:; connect-src 'self'; worker-src 'self'; form-action 'self'; " +
  "frame-ancestors 'none'; base-uri 'none'; require-trusted-types-for 'script'";
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
  ".txt": "text/plain; charset=utf-8",
};

class Refusal extends Error {
  constructor(status, code) {
    super(code);
    this.status = status;
  }
}

export async function startDevServer({ port = 0, janus = process.env.RAPPORT_DEV_JANUS } = {}) {
  const state = { world: makeWorld(), sockets: new Map(), codes: new Map(), janus, down: false };
  const server = createServer((request, response) => {
    handle(state, request, response).catch((cause) => {
      const status = cause instanceof Refusal ? cause.status : 500;
      if (!(cause instanceof Refusal)) console.error(cause);
      json(response, status, { error: cause.message });
    });
  });
  const sockets = new WebSocketServer({ noServer: true });
  server.on("upgrade", (request, socket, head) => {
    if (state.down) return socket.destroy();
    const token = /^\/join\/([^/]+)\/signal/.exec(request.url)?.[1];
    const found = find(state.world, token);
    if (!found || found.visit.status === "finished") return refuse(socket, "404 Not Found");
    if (!["ready", "in-call"].includes(found.who.state)) return refuse(socket, "403 Forbidden");
    sockets.handleUpgrade(request, socket, head, (ws) => signal(state, ws, token, found));
  });
  await new Promise((done) => server.listen(port, "127.0.0.1", done));
  const { port: used } = server.address();
  return {
    origin: `http://localhost:${used}`,
    state,
    act: (action) => act(state, action),
    close: () => {
      for (const all of state.sockets.values()) for (const ws of all) ws.terminate();
      return new Promise((done) => server.close(done).closeAllConnections?.() ?? done());
    },
  };
}

async function handle(state, request, response) {
  const url = new URL(request.url, "http://localhost");
  const path = url.pathname;
  if (state.down && path !== "/dev") return response.destroy();
  if (path.startsWith("/assets/")) return file(response, path);
  if (path === "/") return file(response, "/index.html");
  if (path === "/practice") return json(response, 200, practice);
  if (path === "/dev" && request.method === "POST")
    return json(response, 200, act(state, await body(request)));
  if (path.startsWith("/join/")) return joinPath(state, request, response, path);
  if (/^\/visit\/[^/]+$/.test(path)) return file(response, "/visit.html");
  if (/^\/visit\/[^/]+\/link$/.test(path)) return json(response, 202, {});
  if (path === "/desk" || path === "/desk/callback") return file(response, "/desk.html");
  if (path === "/sign-in/csrf") return json(response, 200, { token: "csrf-1" });
  if (path === "/sign-in") return signIn(state, request, response);
  if (path === "/oauth2/authorize") return authorize(state, request, response, url);
  if (path === "/oauth2/token") return token(state, request, response);
  if (path.startsWith("/desk/") || path.startsWith("/fhir/Encounter/"))
    return desk(state, request, response, path);
  throw new Refusal(404, "not-found");
}

async function joinPath(state, request, response, path) {
  const [, , token, what] = path.split("/");
  const found = find(state.world, token);
  if (!what) return found ? file(response, "/join.html") : file(response, "/link-ended.html", 404);
  if (what === "new-link") return json(response, 202, {});
  if (what === "feedback") return json(response, 204);
  if (!found) throw new Refusal(404, "link-ended");
  const { visit, who } = found;
  if (who.refuse?.[what]) throw new Refusal(...who.refuse[what]);
  if (visit.status === "finished" && what !== "leave") throw new Refusal(404, "link-ended");
  const input = request.method === "POST" ? await body(request) : null;
  if (what === "state") {
    if (who.heldElsewhere) throw new Refusal(409, "other-device");
    if (who.state === "expected") become(who, "opened");
  } else if (what === "check-in") {
    who.place =
      input.place.at === "home" ? { home: true, state: "OR" } : { home: false, state: input.place.state };
    who.devices = input.devices;
    become(who, who.role === "host" ? "in-call" : "ready");
    if (visit.status === "planned") visit.status = "arrived";
  } else if (what === "take-over") {
    who.heldElsewhere = false;
    become(who, "opened");
  } else if (what === "replies") {
    who.reply = { text: input.text, at: new Date().toISOString() };
    return json(response, 204);
  } else if (what === "leave") {
    become(who, "left");
    tellPeople(state, visit);
    return json(response, 204);
  }
  json(response, 200, joinState(state.world, found));
}

function become(who, next) {
  who.state = next;
  who.since = new Date().toISOString();
}

/** What tests and the looker do in the clinician's or the server's place. */
export function act(state, action) {
  const { world } = state;
  const found = action.token ? find(world, action.token) : null;
  if (action.do === "reset") {
    for (const all of state.sockets.values()) for (const ws of all) ws.close(1001);
    state.world = makeWorld();
  } else if (action.do === "down") state.down = action.down;
  else if (action.do === "patch") Object.assign(found.who, action.set);
  else if (action.do === "patch-visit") Object.assign(found.visit, action.set);
  else if (action.do === "drop") for (const ws of state.sockets.get(action.token) ?? []) ws.close(1012);
  else if (action.do === "send") send(state, action.token, action.message);
  else if (action.do === "media") {
    world.mediaUp = action.up;
    for (const token of state.sockets.keys())
      send(state, token, { type: action.up ? "media-back" : "media-lost" });
  } else if (action.do === "moved" || action.do === "removed") {
    send(state, action.token, { type: action.do });
    for (const ws of state.sockets.get(action.token) ?? []) ws.close(action.do === "moved" ? 4409 : 4410);
  } else visitAct(state, found.visit, found.who, action);
  return {};
}

function visitAct(state, visit, who, action) {
  if (action.do === "admit") {
    become(who, "in-call");
    visit.status = "in-progress";
    visit.roomReady = true;
  } else if (action.do === "decline") become(who, "declined");
  else if (action.do === "note") visit.note = { text: action.text, at: new Date().toISOString() };
  else if (action.do === "end") {
    visit.status = "finished";
    for (const each of visit.people) if (each.state === "in-call") become(each, "left");
  } else throw new Refusal(400, "unknown-act");
  tellStates(state, visit);
  tellPeople(state, visit);
  if (action.do === "end")
    for (const each of [visit.host, ...visit.people])
      for (const ws of state.sockets.get(each.token) ?? []) ws.close(4401);
}

function send(state, token, message) {
  for (const ws of state.sockets.get(token) ?? []) ws.send(JSON.stringify(message));
}

function tellStates(state, visit) {
  for (const who of [visit.host, ...visit.people])
    if (who.token) send(state, who.token, { type: "state", state: joinState(state.world, { visit, who }) });
}

function peopleFor(state, visit, who) {
  const inside = [visit.host, ...visit.people].filter(
    (p) => p.state === "in-call" && (p.ghost || state.sockets.get(p.token)?.size),
  );
  return inside.map((p) => ({ id: p.id, name: p.name, role: p.role, you: p === who }));
}

function tellPeople(state, visit) {
  for (const who of [visit.host, ...visit.people])
    if (who.token && who.state === "in-call")
      send(state, who.token, { type: "people", people: peopleFor(state, visit, who) });
}

const refuse = (socket, status) => socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`);

function signal(state, ws, token, found) {
  const { visit, who } = found;
  const all = state.sockets.get(token) ?? new Set();
  state.sockets.set(token, all.add(ws));
  const tell = (message) => ws.readyState === 1 && ws.send(JSON.stringify(message));
  tell({ type: "state", state: joinState(state.world, found) });
  tellPeople(state, visit);
  const media = state.janus ? connectJanus(state.janus, visit, who, tell) : null;
  ws.on("message", (data) => {
    const message = JSON.parse(String(data));
    if (message.type === "ping") return tell({ type: "pong" });
    if (message.type === "trouble") state.trouble = message.kind;
    if (message.type === "publish" && who.state !== "in-call")
      return tell({ type: "failed", id: message.id, error: "not-admitted" });
    if (message.type === "publish" && !media)
      return tell({ type: "failed", id: message.id, error: "media-down" });
    media?.take(message);
  });
  ws.on("close", () => {
    all.delete(ws);
    media?.close();
    tellPeople(state, visit);
  });
}

async function signIn(state, request, response) {
  if (request.method !== "POST") return file(response, "/sign-in.html");
  const form = new URLSearchParams(await text(request));
  const right = form.get("_csrf") === "csrf-1" && form.get("password") === "demo";
  response.writeHead(302, {
    Location: right ? (state.saved ?? "/desk") : "/sign-in?error",
    ...(right ? { "Set-Cookie": "session=1; HttpOnly; Path=/; SameSite=Lax" } : {}),
  });
  response.end();
}

function authorize(state, request, response, url) {
  const signedIn = /session=1/.test(request.headers.cookie ?? "");
  let to = "/sign-in";
  if (signedIn) {
    const code = randomUUID();
    state.codes.set(code, url.searchParams.get("code_challenge"));
    to = `/desk/callback?code=${code}&state=${url.searchParams.get("state")}`;
  } else state.saved = url.pathname + url.search;
  response.writeHead(302, { Location: to });
  response.end();
}

async function token(state, request, response) {
  const form = new URLSearchParams(await text(request));
  const challenge = createHash("sha256").update(form.get("code_verifier")).digest("base64url");
  if (state.codes.get(form.get("code")) !== challenge) throw new Refusal(400, "invalid_grant");
  state.codes.delete(form.get("code"));
  json(response, 200, { access_token: "desk-token", token_type: "Bearer", expires_in: 300, scope: "openid" });
}

async function desk(state, request, response, path) {
  if (request.headers.authorization !== "Bearer desk-token") throw new Refusal(401, "unauthorized");
  if (path === "/desk/today") {
    const feed = JSON.stringify(today(state.world));
    const tag = `"${createHash("sha256")
      .update(feed.replace(/"now":"[^"]*"/, ""))
      .digest("hex")
      .slice(0, 16)}"`;
    if (request.headers["if-none-match"] === tag) return json(response, 304);
    response.setHeader("ETag", tag);
    return json(response, 200, JSON.parse(feed));
  }
  const input = await body(request);
  const [, area, , id, operation] = path.split("/");
  const visit = state.world.visits.find((v) => v.id === (area === "desk" ? path.split("/")[3] : id));
  if (!visit) throw new Refusal(404, "not-found");
  if (area === "desk") {
    visitAct(state, visit, null, { do: "note", text: input.text });
    return json(response, 204);
  }
  const reference = input.parameter?.find((p) => p.name === "participant")?.valueReference?.reference;
  const who = visit.people.find((p) => p.reference === reference);
  if (operation === "$invite") {
    const value = `http://${request.headers.host}/join/${visit.host.token}`;
    return json(response, 200, { resourceType: "Parameters", parameter: [{ name: "url", valueUrl: value }] });
  }
  if (operation === "$remove") {
    become(who, "left");
    act(state, { do: "removed", token: who.token });
  } else visitAct(state, visit, who, { do: operation.slice(1) });
  json(response, 200, { resourceType: "Parameters" });
}

async function file(response, path, status = 200) {
  const full = join(WEB, normalize(path));
  const content = await readFile(full).catch(() => null);
  if (!content || !full.startsWith(WEB)) throw new Refusal(404, "not-found");
  response.writeHead(status, {
    "Content-Type": TYPES[extname(full)] ?? "application/octet-stream",
    "Content-Security-Policy": CSP,
    "Referrer-Policy": "no-referrer",
    "Cache-Control": /-[\w-]{8}\.\w+$/.test(path) ? "public, max-age=31536000, immutable" : "no-store",
    "Permissions-Policy": "camera=(self), microphone=(self), display-capture=(self)",
  });
  response.end(content);
}

function json(response, status, value) {
  response.writeHead(status, { "Content-Type": "application/json", "Cache-Control": "no-store" });
  response.end(value === undefined || status === 304 ? undefined : JSON.stringify(value));
}

async function text(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString("utf8");
}

async function body(request) {
  return JSON.parse((await text(request)) || "{}");
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { origin } = await startDevServer({ port: Number(process.env.PORT ?? 5180) });
  console.log(`${origin}/join/a  ${origin}/desk  (user: any, password: demo)`);
}
