/* The signalling of docs/page-api.md on top of a real Janus videoroom, just enough to try calls. */
import { randomUUID } from "node:crypto";
import { WebSocket } from "ws";

const rooms = new WeakMap();
let nextRoom = 1000;

class Janus {
  pending = new Map();
  events = new Map();

  static async open(url) {
    const janus = new Janus();
    janus.ws = new WebSocket(url, "janus-protocol");
    await new Promise((done, fail) => {
      janus.ws.on("open", done);
      janus.ws.on("error", fail);
    });
    janus.ws.on("message", (data) => janus.received(JSON.parse(String(data))));
    janus.session = (await janus.ask({ janus: "create" })).data.id;
    janus.timer = setInterval(() => void janus.ask({ janus: "keepalive" }), 25_000);
    return janus;
  }

  ask(message, handle) {
    const transaction = randomUUID();
    const whole = { ...message, transaction };
    if (this.session) whole.session_id = this.session;
    if (handle) whole.handle_id = handle;
    return new Promise((done) => {
      this.pending.set(transaction, done);
      this.ws.send(JSON.stringify(whole));
    });
  }

  received(message) {
    if (message.janus === "ack") return; // the answer follows
    const waiting = this.pending.get(message.transaction);
    this.pending.delete(message.transaction);
    if (waiting) waiting(message);
    else this.events.get(message.sender)?.(message);
  }

  trickle(handle, candidate) {
    const transaction = randomUUID();
    this.ws.send(
      JSON.stringify({
        janus: "trickle",
        session_id: this.session,
        handle_id: handle,
        transaction,
        candidate,
      }),
    );
  }

  async attach(onevent) {
    const id = (await this.ask({ janus: "attach", plugin: "janus.plugin.videoroom" })).data.id;
    this.events.set(id, onevent);
    return id;
  }

  async room(handle, body, jsep) {
    const answer = await this.ask({ janus: "message", body, ...(jsep ? { jsep } : {}) }, handle);
    const error = answer.plugindata?.data?.error ?? answer.error?.reason;
    if (error) throw new Error(`${body.request}: ${error}`);
    return { data: answer.plugindata.data, jsep: answer.jsep };
  }

  close() {
    clearInterval(this.timer);
    this.ws.close();
  }
}

/** The first to come makes the room; everybody waits until it is there. */
function roomFor(janus, handle, visit) {
  if (!rooms.has(visit)) {
    const room = nextRoom++;
    const body = { request: "create", room, publishers: 16, bitrate: 1_500_000, videocodec: "vp8" };
    const made = janus.room(handle, { ...body, audiocodec: "opus" }).then(() => room);
    rooms.set(visit, made);
  }
  return rooms.get(visit);
}

/** One person's media. A fresh publish starts everything anew. */
export function connectJanus(url, visit, who, tell) {
  let media = null;
  let queue = Promise.resolve();
  const later = (run) => (queue = queue.then(run).catch((cause) => console.error("janus:", cause.message)));
  return {
    take(message) {
      later(async () => {
        if (message.type === "publish") {
          if (message.fresh || !media) {
            media?.close();
            media = await Media.open(url, visit, who, tell, later);
          }
          tell({ type: "published", id: message.id, sdp: await media.publish(message.sdp) });
          await media.follow();
        } else if (message.type === "answer") await media?.answer(message.sdp);
        else if (message.type === "trickle") media?.trickle(message.leg, message.candidate);
        else if (message.type === "restart-receive") await media?.restart();
      });
    },
    close: () => later(() => media?.close()),
  };
}

class Media {
  feeds = new Set();
  changes = [];
  wanted = [];

  static async open(url, visit, who, tell, later) {
    const media = new Media();
    media.later = later;
    media.tell = tell;
    media.janus = await Janus.open(url);
    media.send = await media.janus.attach((event) => media.event(event));
    media.room = await roomFor(media.janus, media.send, visit);
    const joined = await media.janus.room(media.send, {
      request: "join",
      ptype: "publisher",
      room: media.room,
      display: who.id,
    });
    media.wanted = joined.data.publishers ?? [];
    media.privateId = joined.data.private_id;
    return media;
  }

  async publish(sdp) {
    const { jsep } = await this.janus.room(this.send, { request: "configure" }, { type: "offer", sdp });
    return jsep.sdp;
  }

  event(event) {
    const data = event.plugindata?.data ?? {};
    if (data.publishers?.length) {
      this.wanted.push(...data.publishers);
      this.later(() => this.follow());
    }
    const gone = data.unpublished ?? data.leaving;
    if (gone && gone !== "ok") this.later(() => this.unfollow(gone));
  }

  async follow() {
    const fresh = this.wanted.splice(0).filter((p) => !this.feeds.has(p.id));
    if (!fresh.length) return;
    for (const p of fresh) this.feeds.add(p.id);
    this.names ??= new Map();
    for (const p of fresh) this.names.set(p.id, p.display);
    const streams = fresh.map((p) => ({ feed: p.id }));
    if (this.receive) return this.update({ subscribe: streams });
    this.receive = await this.janus.attach((event) => {
      const data = event.plugindata?.data ?? {};
      if (data.streams) this.streams = data.streams;
      if (event.jsep) this.offer(event.jsep);
    });
    const body = {
      request: "join",
      ptype: "subscriber",
      room: this.room,
      streams,
      private_id: this.privateId,
    };
    const { data, jsep } = await this.janus.room(this.receive, body);
    this.streams = data.streams;
    this.offer(jsep);
  }

  async unfollow(feed) {
    if (!this.feeds.delete(feed) || !this.receive) return;
    await this.update({ unsubscribe: [{ feed }] });
  }

  /** One offer at a time: Janus refuses the second answer otherwise. */
  async update(change) {
    if (this.offered) return void this.changes.push(change);
    const { data, jsep } = await this.janus.room(this.receive, { request: "update", ...change });
    this.streams = data.streams ?? this.streams;
    if (jsep) this.offer(jsep);
  }

  offer(jsep) {
    this.offered = true;
    const streams = this.streams
      .filter((s) => s.active !== false && s.feed_id)
      .map((s) => ({ mid: s.mid, from: this.names.get(s.feed_id), kind: s.type }));
    this.tell({ type: "offer", sdp: jsep.sdp, streams, ...(this.begun ? {} : { fresh: true }) });
    this.begun = true;
  }

  async answer(sdp) {
    await this.janus.room(this.receive, { request: "start" }, { type: "answer", sdp });
    this.offered = false;
    const next = this.changes.shift();
    if (next) await this.update(next);
  }

  async restart() {
    if (!this.receive) return;
    const { jsep } = await this.janus.room(this.receive, { request: "configure", restart: true });
    if (jsep) this.offer(jsep);
  }

  trickle(leg, candidate) {
    const handle = leg === "send" ? this.send : this.receive;
    if (handle) this.janus.trickle(handle, candidate ?? { completed: true });
  }

  close() {
    this.janus.close();
  }
}
