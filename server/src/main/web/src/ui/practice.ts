/** What pages without a visit may show of the practice: neutral name and office phone. */
export interface Practice {
  name: string;
  phone?: string;
}

const PATIENCE_MS = 1500;

/** Asks once; a server that does not tell soon leaves the page without a name and a phone button. */
export async function loadPractice(): Promise<Practice | null> {
  try {
    const answer = await fetch("/practice", {
      headers: { Accept: "application/json" },
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const body = answer.ok ? ((await answer.json()) as Partial<Practice>) : {};
    return typeof body.name === "string" ? (body as Practice) : null;
  } catch {
    return null;
  }
}
