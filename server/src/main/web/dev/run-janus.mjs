/* Starts Debian's Janus with the videoroom and a WebSocket on loopback, for trying calls. */
import { spawn, spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const LIB = "/usr/lib/x86_64-linux-gnu/janus";

/** Null where Janus isn't installed. */
export async function runJanus() {
  if (spawnSync("janus", ["--version"]).error) return null;
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), "rapport-look-janus-"));
  const config = {
    "janus.jcfg": `general: { configs_folder = "${folder}"
  plugins_folder = "${LIB}/plugins"
  transports_folder = "${LIB}/transports"
  events_folder = "${LIB}/events"
  debug_level = 3 }
nat: { nice_debug = false }
plugins: { disable = "libjanus_audiobridge.so,libjanus_echotest.so,libjanus_nosip.so,libjanus_recordplay.so,libjanus_sip.so,libjanus_streaming.so,libjanus_textroom.so,libjanus_videocall.so,libjanus_voicemail.so" }
transports: { disable = "libjanus_http.so,libjanus_pfunix.so,libjanus_rabbitmq.so,libjanus_mqtt.so,libjanus_nanomsg.so" }
`,
    "janus.transport.websockets.jcfg": `general: { json = "compact" ws = true ws_port = ${port} ws_interface = "lo" wss = false }
admin: { admin_ws = false }
`,
    "janus.plugin.videoroom.jcfg": "general: { }\n",
  };
  for (const [name, content] of Object.entries(config)) await writeFile(join(folder, name), content);
  const child = spawn("janus", ["-F", folder, "-C", join(folder, "janus.jcfg")], { stdio: "ignore" });
  process.once("exit", () => child.kill("SIGKILL")); // also when the looker itself fails
  await listening(port);
  return {
    url: `ws://127.0.0.1:${port}`,
    /** Holds Janus as it is, or lets it run on: a network that breaks and comes back. */
    hold: (held) => child.kill(held ? "SIGSTOP" : "SIGCONT"),
    async stop() {
      const gone = new Promise((done) => child.once("exit", done));
      child.kill();
      await gone;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function freePort() {
  return new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

async function listening(port) {
  const { connect } = await import("node:net");
  for (let n = 0; n < 100; n++) {
    const open = await new Promise((done) => {
      const socket = connect(port, "127.0.0.1");
      socket.once("connect", () => (socket.destroy(), done(true)));
      socket.once("error", () => done(false));
    });
    if (open) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error("Janus did not open its WebSocket");
}
