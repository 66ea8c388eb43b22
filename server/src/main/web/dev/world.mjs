/* A practice's day, made up, for looking at the pages without a server. Never shipped. */

const minutes = (n) => new Date(Date.now() + n * 60_000).toISOString();

export const practice = { name: "Sample Street", phone: "+15550100", timeZone: "America/Los_Angeles" };

let nextId = 1;
const person = (name, extra = {}) => ({
  reference: `Patient/${nextId}`,
  id: `p${nextId++}`,
  name,
  initials: name
    .split(" ")
    .map((w) => w[0])
    .join(""),
  role: "client",
  state: "expected",
  due: ["devices", "place"],
  ...extra,
});

/** A fresh day: `people` carry their link's token. */
export function makeWorld() {
  nextId = 1;
  const at = (start, length, type, status, people, extra = {}) => ({
    id: `visit-${nextId}`,
    start: minutes(start),
    end: minutes(start + length),
    type,
    status,
    roomReady: status === "in-progress",
    people,
    host: { id: `h${nextId++}`, token: `host-${nextId}`, name: "Robin", role: "host", state: "expected" },
    ...extra,
  });
  return {
    clinician: { reference: "Practitioner/1", name: "Robin Sample" },
    mediaUp: true,
    visits: [
      at(-240, 50, "Individual", "finished", [person("Client F", { state: "left" })]),
      at(-180, 50, "Individual", "cancelled", [person("Client G")]),
      at(-3, 50, "Individual", "planned", [person("Client A", { token: "a" })]),
      at(60, 50, "Intake", "planned", [
        person("Client D", { token: "d", due: ["place"], state: "opened", since: minutes(-1) }),
      ]),
      at(120, 60, "Couple", "planned", [
        person("Client B", { token: "b" }),
        person("Client C", { token: "c", due: ["place"] }),
      ]),
      at(180, 90, "Group", "planned", [
        ...["H", "I", "J", "K", "L", "M", "N", "O", "P", "Q"].map((letter) =>
          person(`Client ${letter}`, { token: `group-${letter}` }),
        ),
        person("Interpreter", { token: "guest", role: "guest", due: ["devices"] }),
      ]),
    ],
  };
}

/** Who holds this token, and in which visit. */
export function find(world, token) {
  for (const visit of world.visits) {
    if (visit.host.token === token) return { visit, who: visit.host };
    const who = visit.people.find((p) => p.token === token);
    if (who) return { visit, who };
  }
  return null;
}

/** The JoinState of docs/page-api.md. */
export function joinState(world, { visit, who }) {
  const over = visit.status === "finished";
  const step =
    who.step ??
    (over
      ? "ended"
      : ({ "in-call": "admitted", ready: "waiting", declined: "declined" }[who.state] ??
        (Date.parse(visit.start) - Date.now() > 90 * 60_000 && who.early ? "early" : "welcome")));
  const inside = step === "waiting" || step === "admitted";
  return {
    role: who.role,
    step,
    due: inside ? [] : who.role === "host" ? [] : who.due,
    practice: { name: practice.name, phone: practice.phone },
    clinician: "Robin",
    start: visit.start,
    end: visit.end,
    opens: new Date(Date.parse(visit.start) - 30 * 60_000).toISOString(),
    timeZone: practice.timeZone,
    language: who.language ?? "en",
    ...(who.noPhone ? {} : { phoneEnding: "42" }),
    ...(who.noHome ? {} : { home: "OR" }),
    media: world.mediaUp,
    ...(visit.note && !over ? { note: visit.note } : {}),
  };
}

/** The Today of docs/page-api.md. */
export function today(world) {
  return {
    clinician: world.clinician,
    practice: { name: practice.name, timeZone: practice.timeZone },
    now: new Date().toISOString(),
    visits: world.visits.map(({ id, start, end, status, type, roomReady, people }) => ({
      id,
      start,
      end,
      status,
      type,
      roomReady,
      people: people.map(({ reference, name, initials, role, state, since, place, devices, reply }) =>
        JSON.parse(JSON.stringify({ reference, name, initials, role, state, since, place, devices, reply })),
      ),
    })),
  };
}
