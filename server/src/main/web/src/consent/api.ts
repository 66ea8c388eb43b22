export interface Person {
  id: string;
  name: string;
  birthDate?: string;
}

/** What an app asks for, as the server has it; see ConsentController. */
export interface Request {
  clientId: string;
  app: string;
  site: string;
  user: string;
  scopes: string[];
  needsPatient: boolean;
  choosesPatient: boolean;
  patient?: Person;
}

const state = new URLSearchParams(location.search).get("state") ?? "";
export const requestState = state;

async function get<T>(path: string): Promise<T> {
  const answer = await fetch(path, { cache: "no-store", headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(String(answer.status));
  return (await answer.json()) as T;
}

export function request(): Promise<Request> {
  return get(`/consent/request?state=${encodeURIComponent(state)}`);
}

export function people(name: string): Promise<Person[]> {
  return get(`/consent/patients?state=${encodeURIComponent(state)}&name=${encodeURIComponent(name)}`);
}

export async function choose(patient: string): Promise<void> {
  const { token } = await get<{ token: string }>("/sign-in/csrf");
  const answer = await fetch("/consent/patient", {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRF-TOKEN": token },
    body: JSON.stringify({ state, patient }),
  });
  if (!answer.ok) throw new Error(String(answer.status));
}
