import { challengeOf, newVerifier } from "./pkce";

const CLIENT = "rapport-desk";
const SCOPE = "openid fhirUser user/*.cruds";
const EARLY_MS = 30_000;

export interface AuthPage {
  origin: string;
  fetch: typeof fetch;
  /** Leaves the page for the sign-in. */
  go: (url: string) => void;
  now: () => number;
}

/** The server gave no code although someone is signed in; trying again by itself would loop. */
export class SignInFailed extends Error {}

/** Someone must sign in; the page is being left. */
export class SignInNeeded extends Error {}

interface Token {
  value: string;
  until: number;
}

/**
 * The desk's OAuth client: authorization code with PKCE, a token in memory and nothing on the device.
 *
 * <p>The code is fetched, not navigated to: when the server's session exists, the redirects end at
 * our own callback, and the page reads the code from the last address while the verifier never left
 * its memory. Only without a session the whole page goes to the sign-in.
 */
export class Auth {
  private token: Token | null = null;
  private asking: Promise<Token> | null = null;

  constructor(
    private readonly page: AuthPage,
    private readonly atCallback: boolean,
  ) {}

  /** An access token that is good for a while; asks for one when needed. */
  async bearer(): Promise<string> {
    if (this.token && this.page.now() < this.token.until) return this.token.value;
    this.asking ??= this.renew().finally(() => (this.asking = null));
    this.token = await this.asking;
    return this.token.value;
  }

  /** The server refused the token: the next request gets another one. */
  forget(): void {
    this.token = null;
  }

  private async renew(): Promise<Token> {
    const verifier = newVerifier();
    const state = newVerifier();
    const address = this.authorizeUrl(await challengeOf(verifier), state);
    const answer = await this.page.fetch(address, { headers: { Accept: "text/html" }, cache: "no-store" });
    const back = new URL(answer.url || address, this.page.origin);
    const code = back.searchParams.get("code");
    const ours = back.origin === this.page.origin && back.pathname === "/desk/callback";
    if (ours && code && back.searchParams.get("state") === state) return this.exchange(code, verifier);
    if (ours || this.atCallback) throw new SignInFailed(back.searchParams.get("error") ?? "no-code");
    // Back from there the page starts anew, with a session, and asks again with a fresh verifier.
    this.page.go(address);
    throw new SignInNeeded();
  }

  private authorizeUrl(challenge: string, state: string): string {
    const query = new URLSearchParams({
      response_type: "code",
      client_id: CLIENT,
      redirect_uri: `${this.page.origin}/desk/callback`,
      scope: SCOPE,
      aud: `${this.page.origin}/fhir`,
      state,
      code_challenge: challenge,
      code_challenge_method: "S256",
    });
    return `${this.page.origin}/oauth2/authorize?${query}`;
  }

  private async exchange(code: string, verifier: string): Promise<Token> {
    const answer = await this.page.fetch(`${this.page.origin}/oauth2/token`, {
      method: "POST",
      headers: { "Content-Type": "application/x-www-form-urlencoded", Accept: "application/json" },
      cache: "no-store",
      body: new URLSearchParams({
        grant_type: "authorization_code",
        code,
        redirect_uri: `${this.page.origin}/desk/callback`,
        client_id: CLIENT,
        code_verifier: verifier,
      }),
    });
    if (!answer.ok) throw new SignInFailed(`token-${answer.status}`);
    const body = (await answer.json()) as { access_token: string; expires_in?: number };
    const life = (body.expires_in ?? 300) * 1000;
    return { value: body.access_token, until: this.page.now() + Math.max(life - EARLY_MS, life / 2) };
  }
}
