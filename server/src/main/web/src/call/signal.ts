import type { PageMessage, ServerMessage } from "../api";

/** Why the socket will not be opened again. */
export type SignalEnd = "link-ended" | "not-checked-in" | "moved" | "removed";
export type SignalStatus =
  { at: "connecting" } | { at: "open" } | { at: "lost" } | { at: "over"; why: SignalEnd };

/** What {@link Signal} needs of a WebSocket. */
export interface Socket {
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number }) => void) | null;
  onerror: (() => void) | null;
  send(data: string): void;
  close(code?: number): void;
}

export const browserSocket = (url: string): Socket => new WebSocket(url) as unknown as Socket;

export interface Timers {
  set(run: () => void, ms: number): number;
  clear(id: number): void;
}

export const browserTimers: Timers = {
  set: (run, ms) => window.setTimeout(run, ms),
  clear: (id) => window.clearTimeout(id),
};

const ENDS: Record<number, SignalEnd> = {
  4401: "link-ended",
  4409: "moved",
  4410: "removed",
};
const BACKOFF_MS = [0, 1000, 2000, 4000, 8000];
const PING_MS = 10_000;
/** Two pings unanswered: the connection is half open and nothing else would tell. */
const SILENCE_MS = 25_000;

/** The request was refused (`code` of the server) or the socket went away (`"lost"`). */
export class SignalError extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

/** The typed signalling socket, which opens itself again until the server says that it is over. */
export class Signal {
  onmessage: (message: ServerMessage) => void = () => {};
  onstatus: (status: SignalStatus) => void = () => {};

  private socket: Socket | null = null;
  private status: SignalStatus = { at: "connecting" };
  private tries = 0;
  private nextId = 1;
  private retry: number | null = null;
  private ping: number | null = null;
  private silence: number | null = null;
  private readonly pending = new Map<
    number,
    { done: (sdp: string) => void; fail: (error: SignalError) => void }
  >();

  constructor(
    private readonly url: string,
    private readonly makeSocket: (url: string) => Socket,
    private readonly timers: Timers = browserTimers,
    /** A browser doesn't say why a socket was refused. Asks for it; null: nothing that lasts. */
    private readonly whyRefused: () => Promise<SignalEnd | null> = () => Promise.resolve(null),
  ) {}

  get open(): boolean {
    return this.status.at === "open";
  }

  /** Opens the socket, or tries at once when it waits for its next try. */
  start(): void {
    if (this.socket || this.status.at === "over") return;
    this.cancel("retry");
    const socket = this.makeSocket(this.url);
    this.socket = socket;
    socket.onopen = () => this.opened(socket);
    socket.onmessage = (event) => this.received(socket, event.data);
    socket.onclose = (event) => this.closed(socket, event.code);
    socket.onerror = () => {}; // a close always follows
  }

  /** Closes for good. No more status is told. */
  stop(): void {
    this.onstatus = () => {};
    this.onmessage = () => {};
    this.status = { at: "over", why: "link-ended" };
    this.cancel("retry");
    this.drop();
  }

  /** Sends if the socket is open; else the message is gone, as the server starts anew after a reconnect. */
  send(message: PageMessage): void {
    if (this.open) this.socket?.send(JSON.stringify(message));
  }

  /** Offers the sending PeerConnection's SDP; resolves with the answer. `fresh`: its first offer. */
  publish(sdp: string, fresh: boolean): Promise<string> {
    if (!this.open) return Promise.reject(new SignalError("lost"));
    const id = this.nextId++;
    return new Promise((done, fail) => {
      this.pending.set(id, { done, fail });
      this.send({ type: "publish", id, sdp, fresh });
    });
  }

  private opened(socket: Socket): void {
    if (socket !== this.socket) return;
    this.tries = 0;
    this.become({ at: "open" });
    this.keepAlive();
    this.watch();
  }

  private received(socket: Socket, data: unknown): void {
    if (socket !== this.socket || typeof data !== "string") return;
    this.watch();
    const message = JSON.parse(data) as ServerMessage;
    if (message.type === "published") this.settle(message.id, (p) => p.done(message.sdp));
    else if (message.type === "failed")
      this.settle(message.id, (p) => p.fail(new SignalError(message.error)));
    else if (message.type !== "pong") this.onmessage(message);
  }

  private settle(
    id: number,
    how: (waiting: { done: (s: string) => void; fail: (e: SignalError) => void }) => void,
  ) {
    const waiting = this.pending.get(id);
    this.pending.delete(id);
    if (waiting) how(waiting);
  }

  private closed(socket: Socket, code: number): void {
    if (socket !== this.socket) return;
    const refused = !this.open;
    this.drop();
    const why = ENDS[code];
    if (why) {
      this.become({ at: "over", why });
      return;
    }
    this.become({ at: "lost" });
    const wait = BACKOFF_MS[Math.min(this.tries++, BACKOFF_MS.length - 1)] ?? 8000;
    this.retry = this.timers.set(() => this.start(), wait);
    if (refused) void this.askWhy();
  }

  private async askWhy(): Promise<void> {
    const why = await this.whyRefused();
    if (!why || this.open || this.status.at === "over") return;
    this.cancel("retry");
    this.drop();
    this.become({ at: "over", why });
  }

  /** Forgets the socket and everything that waited on it. */
  private drop(): void {
    this.cancel("ping");
    this.cancel("silence");
    const socket = this.socket;
    this.socket = null;
    for (const waiting of this.pending.values()) waiting.fail(new SignalError("lost"));
    this.pending.clear();
    socket?.close(1000);
  }

  private keepAlive(): void {
    this.ping = this.timers.set(() => {
      this.send({ type: "ping" });
      this.keepAlive();
    }, PING_MS);
  }

  private watch(): void {
    this.cancel("silence");
    const socket = this.socket;
    this.silence = this.timers.set(() => socket && this.closed(socket, 1006), SILENCE_MS);
  }

  private cancel(timer: "retry" | "ping" | "silence"): void {
    const id = this[timer];
    if (id !== null) this.timers.clear(id);
    this[timer] = null;
  }

  private become(status: SignalStatus): void {
    this.status = status;
    this.onstatus(status);
  }
}
