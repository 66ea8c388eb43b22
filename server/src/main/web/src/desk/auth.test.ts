import { webcrypto } from "node:crypto";
import { describe, expect, test, vi } from "vitest";
import { Auth, SignInFailed, SignInNeeded } from "./auth";
import { challengeOf, newVerifier } from "./pkce";

// Node 18 has Web Crypto, but not yet as a global.
globalThis.crypto ??= webcrypto as Crypto;

test("the challenge is that of RFC 7636, appendix B", async () => {
  expect(await challengeOf("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")).toBe(
    "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
  );
});

test("a verifier is 43 unreserved characters and never the same", () => {
  expect(newVerifier()).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(newVerifier()).not.toBe(newVerifier());
});

interface Server {
  signedIn: boolean;
  tokens: number;
  challenges: string[];
  verifiers: string[];
  /** Changes what the callback's address says. */
  tamper?: (callback: URL) => void;
}

function makeAuth(server: Server, atCallback = false) {
  const gone: string[] = [];
  let now = 0;
  const answer = (url: string, body: unknown = null) =>
    Object.defineProperty(new Response(JSON.stringify(body)), "url", { value: url });
  const fetcher = vi.fn<typeof fetch>(async (input, init) => {
    const url = new URL(String(input));
    if (url.pathname === "/oauth2/token") {
      const form = init?.body as URLSearchParams;
      server.verifiers.push(form.get("code_verifier") ?? "");
      return answer(url.href, { access_token: `token-${++server.tokens}`, expires_in: 300 });
    }
    server.challenges.push(url.searchParams.get("code_challenge") ?? "");
    if (!server.signedIn) return answer("https://desk.test/sign-in");
    const back = new URL("https://desk.test/desk/callback");
    back.searchParams.set("code", "c-1");
    back.searchParams.set("state", url.searchParams.get("state") ?? "");
    server.tamper?.(back);
    return answer(back.href);
  });
  const page = {
    origin: "https://desk.test",
    fetch: fetcher,
    go: (url: string) => gone.push(url),
    now: () => now,
  };
  return { auth: new Auth(page, atCallback), fetcher, gone, pass: (ms: number) => (now += ms) };
}

const server = (changed: Partial<Server> = {}): Server => ({
  signedIn: true,
  tokens: 0,
  challenges: [],
  verifiers: [],
  ...changed,
});

describe("signing in", () => {
  test("gets a token without leaving the page when a session exists", async () => {
    const world = server();
    const { auth, gone } = makeAuth(world);
    expect(await auth.bearer()).toBe("token-1");
    expect(gone).toEqual([]);
    expect(await challengeOf(world.verifiers[0] ?? "")).toBe(world.challenges[0]);
  });

  test("goes to the server's sign-in without one", async () => {
    const { auth, gone } = makeAuth(server({ signedIn: false }));
    await expect(auth.bearer()).rejects.toBeInstanceOf(SignInNeeded);
    const address = new URL(gone[0] ?? "");
    expect(address.pathname).toBe("/oauth2/authorize");
    expect(Object.fromEntries(address.searchParams)).toMatchObject({
      client_id: "rapport-desk",
      redirect_uri: "https://desk.test/desk/callback",
      aud: "https://desk.test/fhir",
      code_challenge_method: "S256",
    });
  });

  test("does not go round in circles when it comes back without a session", async () => {
    const { auth, gone } = makeAuth(server({ signedIn: false }), true);
    await expect(auth.bearer()).rejects.toBeInstanceOf(SignInFailed);
    expect(gone).toEqual([]);
  });

  test("takes no code that another page asked for", async () => {
    const { auth } = makeAuth(server({ tamper: (url) => url.searchParams.set("state", "other") }));
    await expect(auth.bearer()).rejects.toBeInstanceOf(SignInFailed);
  });

  test("asks once for many requests, and again before the token ends", async () => {
    const world = server();
    const { auth, pass } = makeAuth(world);
    expect(await Promise.all([auth.bearer(), auth.bearer()])).toEqual(["token-1", "token-1"]);
    pass(269_000);
    expect(await auth.bearer()).toBe("token-1");
    pass(2_000);
    expect(await auth.bearer()).toBe("token-2");
  });

  test("asks again after the server refused the token", async () => {
    const { auth } = makeAuth(server());
    await auth.bearer();
    auth.forget();
    expect(await auth.bearer()).toBe("token-2");
  });
});
