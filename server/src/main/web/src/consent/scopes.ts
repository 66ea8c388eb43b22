/** One thing a user can allow: words for people, and the scopes that it stands for. */
export interface Row {
  scopes: string[];
  title: string;
  detail: string;
  kind: "see" | "change" | "long";
  /** Allowed unless the user says no: what only shows. */
  checked: boolean;
}

const CLINICAL = /^(patient|user|system)\/(\*|[A-Za-z]+)\.(read|write|\*|c?r?u?d?s?)(?:\?(.*))?$/;

const NAMES: Record<string, [string, string]> = {
  "*": ["the whole record", "Everything this server holds"],
  Patient: ["who the client is", "Name, birth date, contact details"],
  Appointment: ["appointments", "Times and who takes part"],
  Encounter: ["visits", "Times, place, type of visit"],
  Observation: ["measurements and scores", "Also answers from questionnaires"],
  Condition: ["diagnoses", ""],
  MedicationRequest: ["prescriptions", ""],
  AllergyIntolerance: ["allergies", ""],
  DocumentReference: ["documents and notes", ""],
  Composition: ["visit notes", ""],
  QuestionnaireResponse: ["answered questionnaires", ""],
  Consent: ["consents", ""],
  Communication: ["messages", ""],
  CarePlan: ["care plans", ""],
  Goal: ["goals", ""],
  Coverage: ["insurance", ""],
  Claim: ["claims", ""],
  Practitioner: ["clinicians", "Names and licences"],
  Organization: ["organizations", ""],
  Location: ["places", ""],
  RelatedPerson: ["relatives and support persons", ""],
};

/** The scopes as rows, in the order of asking; those that say who the user is come first. */
export function rows(scopes: string[]): Row[] {
  const who = scopes.filter((s) => ["openid", "profile", "fhirUser"].includes(s));
  const clinical = scopes.flatMap((scope) => {
    const row = clinicalRow(scope);
    return row ? [row] : [];
  });
  const stay = scopes.filter((s) => s === "offline_access" || s === "online_access");
  return [
    ...(who.length ? [see(who, "Know who you are", "Your name in this practice")] : []),
    ...clinical,
    ...(stay.length ? [longTerm(stay)] : []),
  ];
}

/** What is granted along with anything else: the context of the launch says nothing by itself. */
export function alongside(scopes: string[]): string[] {
  return scopes.filter((s) => s === "launch" || s.startsWith("launch/"));
}

function see(scopes: string[], title: string, detail: string): Row {
  return { scopes, title, detail, kind: "see", checked: true };
}

function longTerm(scopes: string[]): Row {
  const offline = scopes.includes("offline_access");
  return {
    scopes,
    title: offline ? "Stay connected when you are away" : "Stay connected while you are signed in",
    detail: offline ? "For up to 90 days" : "",
    kind: "long",
    checked: false,
  };
}

function clinicalRow(scope: string): Row | null {
  const parts = CLINICAL.exec(scope);
  if (!parts) return null;
  const [, context, type = "", letters = "", query] = parts;
  const [name, detail] = NAMES[type] ?? [`records of the kind ${type}`, ""];
  const reads = /read|\*|r|s/.test(letters) && letters !== "write";
  const changes = /write|\*|c|u|d/.test(letters) && letters !== "read";
  const verb = changes ? (reads ? "See and change" : "Change") : "See";
  const whose = context === "patient" ? "" : "Of every client you may see";
  const limits = [detail, whose, query && `Only where ${decode(query)}`].filter(Boolean).join(". ");
  return {
    scopes: [scope],
    title: `${verb} ${name}`,
    detail: limits,
    kind: changes ? "change" : "see",
    checked: !changes && context === "patient",
  };
}

function decode(query: string): string {
  try {
    return decodeURIComponent(query);
  } catch {
    return query;
  }
}
