import type { Today } from "../api";
import type { Auth } from "./auth";

/** What the server refused, with its words where it gave some. */
export class DeskError extends Error {
  constructor(
    readonly status: number,
    readonly words: string | null,
  ) {
    super(words ?? `status ${status}`);
  }
}

interface Parameter {
  name: string;
  valueReference?: { reference: string };
  valueString?: string;
  valueUrl?: string;
}

/** The desk's requests: the feed, and FHIR operations on the visit's Encounter. */
export class DeskApi {
  private tag: string | null = null;

  constructor(
    private readonly auth: Auth,
    private readonly fetcher: typeof fetch = (input, init) => fetch(input, init),
  ) {}

  /** Today's visits, or null when nothing changed since the last answer. */
  async today(): Promise<Today | null> {
    const answer = await this.send(
      "GET",
      "/desk/today",
      undefined,
      this.tag ? { "If-None-Match": this.tag } : {},
    );
    if (answer.status === 304) return null;
    this.tag = answer.headers.get("ETag");
    return (await answer.json()) as Today;
  }

  async admit(visit: string, reference: string): Promise<void> {
    await this.operation(visit, "$admit", [participant(reference)]);
  }

  async decline(visit: string, reference: string, reason: string): Promise<void> {
    const why = reason ? [{ name: "reason", valueString: reason }] : [];
    await this.operation(visit, "$decline", [participant(reference), ...why]);
  }

  async remove(visit: string, reference: string): Promise<void> {
    await this.operation(visit, "$remove", [participant(reference)]);
  }

  async end(visit: string): Promise<void> {
    await this.operation(visit, "$end", []);
  }

  /** The own personal link into the visit; its token. */
  async inviteSelf(visit: string, self: string): Promise<string> {
    const out = await this.operation(visit, "$invite", [participant(self)]);
    const url = out.find((p) => p.name === "url")?.valueUrl ?? "";
    const token = /\/join\/([^/?#]+)/.exec(url)?.[1];
    if (!token) throw new DeskError(502, null);
    return decodeURIComponent(token);
  }

  async note(visit: string, text: string): Promise<void> {
    await this.send("POST", `/desk/visits/${encodeURIComponent(visit)}/note`, { text });
  }

  private async operation(visit: string, name: string, parameter: Parameter[]): Promise<Parameter[]> {
    const path = `/fhir/Encounter/${encodeURIComponent(visit)}/${name}`;
    const body = { resourceType: "Parameters", ...(parameter.length ? { parameter } : {}) };
    const answer = await this.send("POST", path, body);
    const out = (await answer.json().catch(() => null)) as { parameter?: Parameter[] } | null;
    return out?.parameter ?? [];
  }

  private async send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const ask = async () => {
      const kind = path.startsWith("/fhir/") ? "application/fhir+json" : "application/json";
      return this.fetcher(path, {
        method,
        cache: "no-store",
        headers: {
          Authorization: `Bearer ${await this.auth.bearer()}`,
          Accept: kind,
          ...(body === undefined ? {} : { "Content-Type": kind }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    };
    let answer = await ask();
    if (answer.status === 401) {
      this.auth.forget();
      answer = await ask();
    }
    if (answer.ok || answer.status === 304) return answer;
    throw new DeskError(answer.status, await wordsOf(answer));
  }
}

function participant(reference: string): Parameter {
  return { name: "participant", valueReference: { reference } };
}

/** An OperationOutcome's words. */
async function wordsOf(answer: Response): Promise<string | null> {
  const body = (await answer.json().catch(() => null)) as {
    issue?: { details?: { text?: string }; diagnostics?: string }[];
  } | null;
  const issue = body?.issue?.[0];
  return issue?.details?.text ?? issue?.diagnostics ?? null;
}
