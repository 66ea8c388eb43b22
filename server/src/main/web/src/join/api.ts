import type { ApiErrorCode, CheckIn, Feedback, JoinState, ReplyText } from "../api";
import type { SignalEnd } from "../call/signal";

/** A refusal by the server, or none at all: `code` says which. */
export class ApiError extends Error {
  constructor(readonly code: ApiErrorCode) {
    super(code);
  }
}

const KNOWN = new Set<string>(["link-ended", "other-device", "bad-place", "too-many"]);

/** The requests below one personal link. */
export class JoinApi {
  private readonly base: string;

  constructor(
    token: string,
    private readonly fetcher: typeof fetch = (input, init) => fetch(input, init),
    private readonly online: () => boolean = () => navigator.onLine,
  ) {
    this.base = `/join/${encodeURIComponent(token)}`;
  }

  state(): Promise<JoinState> {
    return this.json("GET", "state");
  }

  checkIn(body: CheckIn): Promise<JoinState> {
    return this.json("POST", "check-in", body);
  }

  takeOver(): Promise<JoinState> {
    return this.json("POST", "take-over", {});
  }

  async reply(text: ReplyText): Promise<void> {
    await this.send("POST", "replies", { text });
  }

  async leave(): Promise<void> {
    await this.send("POST", "leave", {});
  }

  async feedback(body: Feedback): Promise<void> {
    await this.send("POST", "feedback", body);
  }

  async newLink(): Promise<void> {
    await this.send("POST", "new-link", {});
  }

  /** Why the signalling socket is refused; null: nothing that lasts. */
  async whyRefused(): Promise<SignalEnd | null> {
    try {
      const { step } = await this.state();
      if (step === "ended") return "link-ended";
      return step === "waiting" || step === "admitted" ? null : "not-checked-in";
    } catch (cause) {
      const code = cause instanceof ApiError ? cause.code : null;
      return code === "link-ended" ? "link-ended" : code === "other-device" ? "moved" : null;
    }
  }

  /** Where the signalling socket is, seen from this page. */
  signalUrl(page: { protocol: string; host: string }): string {
    return `${page.protocol === "https:" ? "wss:" : "ws:"}//${page.host}${this.base}/signal`;
  }

  private async json(method: string, path: string, body?: unknown): Promise<JoinState> {
    return (await (await this.send(method, path, body)).json()) as JoinState;
  }

  private async send(method: string, path: string, body?: unknown): Promise<Response> {
    const answer = await this.reach(method, path, body);
    if (answer.ok) return answer;
    throw new ApiError(await codeOf(answer));
  }

  private async reach(method: string, path: string, body?: unknown): Promise<Response> {
    try {
      return await this.fetcher(`${this.base}/${path}`, {
        method,
        cache: "no-store",
        credentials: "same-origin",
        headers: body === undefined ? {} : { "Content-Type": "application/json" },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    } catch {
      throw new ApiError(this.online() ? "server" : "offline");
    }
  }
}

async function codeOf(answer: Response): Promise<ApiErrorCode> {
  const body: unknown = await answer.json().catch(() => null);
  const code = (body as { error?: unknown } | null)?.error;
  if (typeof code === "string" && KNOWN.has(code)) return code as ApiErrorCode;
  return answer.status === 404 ? "link-ended" : answer.status === 429 ? "too-many" : "server";
}

/** The token of `/join/{token}`. */
export function tokenOf(path: string): string {
  return decodeURIComponent(/^\/join\/([^/]+)/.exec(path)?.[1] ?? "");
}
