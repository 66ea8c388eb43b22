import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { PageMessage } from "../api";
import { Call } from "./call";
import { HandTimers } from "./fakes";
import type { LocalMedia } from "./local-media";
import { SignalError } from "./signal";

/** As much of a PeerConnection as the legs touch; the test moves its state. */
class FakePeer {
  connectionState: RTCPeerConnectionState = "new";
  localDescription: { sdp: string } | null = null;
  remoteDescription: unknown = null;
  currentRemoteDescription: unknown = null;
  onconnectionstatechange: (() => void) | null = null;
  onicecandidate: unknown = null;
  ontrack: unknown = null;
  readonly offers: { iceRestart?: boolean }[] = [];
  readonly lines: { kind: string; track: unknown; replaceTrack: (track: unknown) => Promise<void> }[] = [];

  addTransceiver(trackOrKind: string | { kind: string }) {
    const kind = typeof trackOrKind === "string" ? trackOrKind : trackOrKind.kind;
    const sender = {
      kind,
      track: typeof trackOrKind === "string" ? null : trackOrKind,
      getParameters: () => ({ encodings: [{}] }),
      setParameters: () => Promise.resolve(),
      replaceTrack: (track: unknown) => {
        sender.track = track as null;
        return Promise.resolve();
      },
    };
    this.lines.push(sender);
    return { sender };
  }
  createOffer(options: { iceRestart?: boolean }) {
    this.offers.push(options);
    return Promise.resolve({ type: "offer", sdp: "offer" });
  }
  createAnswer() {
    return Promise.resolve({ type: "answer", sdp: "answer" });
  }
  setLocalDescription(description: { sdp: string }) {
    this.localDescription = description;
    return Promise.resolve();
  }
  setRemoteDescription(description: unknown) {
    this.remoteDescription = this.currentRemoteDescription = description;
    return Promise.resolve();
  }
  getTransceivers() {
    return [];
  }
  close() {
    this.connectionState = "closed";
  }
  become(state: RTCPeerConnectionState) {
    this.connectionState = state;
    this.onconnectionstatechange?.();
  }
}

interface World {
  call: Call;
  peers: FakePeer[];
  sent: PageMessage[];
  published: boolean[];
  timers: HandTimers;
  signal: { open: boolean };
}

const audio = { kind: "audio" } as MediaStreamTrack;
const video = { kind: "video" } as MediaStreamTrack;

function makeCall(has: { audio: boolean; video: boolean }, refuse: string[] = []): World {
  const peers: FakePeer[] = [];
  const sent: PageMessage[] = [];
  const published: boolean[] = [];
  const timers = new HandTimers();
  const signal = { open: true };
  const tracks = { audio, video };
  const media = {
    has: (kind: "audio" | "video") => has[kind],
    track: (kind: "audio" | "video") => (has[kind] ? tracks[kind] : null),
  } as unknown as LocalMedia;
  const call = new Call({
    signal: {
      get open() {
        return signal.open;
      },
      send: (message) => sent.push(message),
      publish: (_sdp, fresh) => {
        published.push(fresh);
        const code = refuse.shift();
        return code ? Promise.reject(new SignalError(code)) : Promise.resolve("answer");
      },
    },
    media,
    makePeer: () => {
      const peer = new FakePeer();
      peers.push(peer);
      return peer as unknown as RTCPeerConnection;
    },
    timers,
    onchange: () => {},
  });
  return { call, peers, sent, published, timers, signal };
}

const settled = () => vi.waitFor(() => Promise.resolve());
const until = (check: () => void) => vi.waitFor(check);

beforeEach(() => {
  vi.stubGlobal("window", { setInterval: () => 1, clearInterval: () => {} });
  vi.stubGlobal("RTCRtpReceiver", { getCapabilities: () => null });
});
afterEach(() => vi.unstubAllGlobals());

describe("a call", () => {
  test("publishes one line for each device there is", async () => {
    const both = makeCall({ audio: true, video: true });
    both.call.start();
    expect(both.peers[0]?.lines.map((l) => l.kind)).toEqual(["audio", "video"]);
    const sound = makeCall({ audio: true, video: false });
    sound.call.start();
    expect(sound.peers[0]?.lines.map((l) => l.kind)).toEqual(["audio"]);
    await until(() => expect(both.published).toEqual([true]));
  });

  test("without any device still takes part, with one silent line", () => {
    const world = makeCall({ audio: false, video: false });
    world.call.start();
    expect(world.peers[0]?.lines).toMatchObject([{ kind: "audio", track: null }]);
  });

  test("is connected when both legs are, and lost when one breaks", async () => {
    const world = makeCall({ audio: true, video: true });
    world.call.start();
    await until(() => expect(world.peers[0]?.remoteDescription).not.toBeNull());
    expect(world.call.state.link).toBe("connecting");
    world.peers[0]?.become("connected");
    expect(world.call.state.link).toBe("connected");
    world.peers[0]?.become("disconnected");
    expect(world.call.state.link).toBe("lost");
  });

  test("restarts ICE on the same connection, then builds a fresh one", async () => {
    const world = makeCall({ audio: true, video: true });
    world.call.start();
    await until(() => expect(world.peers[0]?.remoteDescription).not.toBeNull());
    world.peers[0]?.become("connected");
    world.peers[0]?.become("failed");
    await until(() => expect(world.published).toEqual([true, false]));
    expect(world.peers[0]?.offers.at(-1)).toEqual({ iceRestart: true });
    world.timers.pass(8000);
    await until(() => expect(world.published).toEqual([true, false, true]));
    expect(world.peers[0]?.connectionState).toBe("closed");
  });

  test("asks the server to restart a broken receiving leg", async () => {
    const world = makeCall({ audio: true, video: true });
    world.call.start();
    world.call.take({ type: "offer", sdp: "v=0", streams: [], fresh: true });
    await until(() => expect(world.sent).toContainEqual({ type: "answer", sdp: "answer" }));
    world.peers[1]?.become("failed");
    expect(world.sent).toContainEqual({ type: "restart-receive" });
  });

  test("takes later offers on the same connection and a fresh one on another", async () => {
    const world = makeCall({ audio: true, video: true });
    world.call.start();
    const answers = () => world.sent.filter((m) => m.type === "answer").length;
    world.call.take({ type: "offer", sdp: "1", streams: [], fresh: true });
    world.call.take({ type: "offer", sdp: "2", streams: [] });
    await until(() => expect(answers()).toBe(2));
    expect(world.peers).toHaveLength(2);
    world.call.take({ type: "offer", sdp: "3", streams: [], fresh: true });
    await until(() => expect(answers()).toBe(3));
    expect(world.peers).toHaveLength(3);
    expect(world.peers[1]?.connectionState).toBe("closed");
  });

  test("waits while the media server is away and starts anew when it is back", async () => {
    const world = makeCall({ audio: true, video: true });
    world.call.start();
    await until(() => expect(world.published).toEqual([true]));
    world.peers[0]?.become("connected");
    world.call.take({ type: "media-lost" });
    expect(world.call.state).toMatchObject({ link: "lost", mediaAway: true });
    world.peers[0]?.become("failed");
    world.timers.pass(60_000);
    await settled();
    expect(world.published).toEqual([true]);
    world.call.take({ type: "media-back" });
    await until(() => expect(world.published).toEqual([true, true]));
    expect(world.peers).toHaveLength(2);
  });

  test("leaves a refusal for want of admission to the next state, and tries others again", async () => {
    const refused = makeCall({ audio: true, video: true }, ["not-admitted"]);
    refused.call.start();
    await until(() => expect(refused.published).toHaveLength(1));
    refused.timers.pass(60_000);
    expect(refused.published).toHaveLength(1);

    const down = makeCall({ audio: true, video: true }, ["media-down", "media-down"]);
    down.call.start();
    await until(() => expect(down.published).toHaveLength(1));
    await until(() => (down.timers.pass(0), expect(down.published).toHaveLength(2)));
    await settled();
    await until(() => (down.timers.pass(1000), expect(down.published).toHaveLength(3)));
  });

  test("sends nothing instead of a picture when the camera is off", async () => {
    const has = { audio: true, video: true };
    const world = makeCall(has);
    world.call.start();
    has.video = false;
    await world.call.devicesChanged();
    expect(world.peers[0]?.lines[1]?.track).toBeNull();
    expect(world.peers[0]?.lines[0]?.track).toBe(audio);
  });

  test("does nothing more after its end", async () => {
    const world = makeCall({ audio: true, video: true });
    world.call.start();
    await until(() => expect(world.published).toEqual([true]));
    world.call.end();
    world.call.take({ type: "media-back" });
    world.timers.pass(60_000);
    expect(world.published).toEqual([true]);
    expect(world.peers.every((p) => p.connectionState === "closed")).toBe(true);
  });
});
