import "../ui/page";
import { type Child, h, icon } from "../ui/h";
import type { IconName } from "../ui/icon-names";
import { brand, mainPart, showPage, skipLink } from "../ui/shell";

interface Door {
  href: string;
  /** Shown only once the server says that it is there. */
  maybe?: boolean;
  sign: IconName;
  title: string;
  text: string;
}

const PEOPLE: Door[] = [
  {
    href: "/desk",
    sign: "calendar-days",
    title: "The clinician’s desk",
    text: "Today’s visits, who waits, and the call. Sign in with a demo user.",
  },
  {
    href: "/sandbox/ehr",
    maybe: true,
    sign: "stethoscope",
    title: "An EHR to try from",
    text: "Launches SMART apps with a patient and a visit, as a record system would.",
  },
];

const PROGRAMS: Door[] = [
  {
    href: "/fhir/metadata",
    sign: "code",
    title: "FHIR R4",
    text: "The CapabilityStatement. Every other request needs a token: ./rapport token",
  },
  {
    href: "/fhir/.well-known/smart-configuration",
    sign: "shield-check",
    title: "SMART configuration",
    text: "How apps sign in: authorize, token, introspect, and what is supported.",
  },
  {
    href: "/fhir/swagger-ui/",
    maybe: true,
    sign: "play",
    title: "OpenAPI",
    text: "All resources and operations, to read and to try.",
  },
  {
    href: "/docs",
    maybe: true,
    sign: "book-open",
    title: "Implementation guide",
    text: "Profiles, extensions, operations and examples.",
  },
];

function door({ href, maybe, sign, title, text }: Door): Child {
  const root = h(
    "li",
    { hidden: maybe },
    h(
      "a",
      { class: "todo", href },
      h("span", { class: "bubble" }, icon(sign)),
      h(
        "span",
        { class: "row-main" },
        h("span", { class: "row-title" }, title),
        h("span", { class: "row-meta" }, text),
      ),
      icon("chevron-right"),
    ),
  );
  if (maybe) void isThere(href).then((there) => (root.hidden = !there));
  return root;
}

async function isThere(href: string): Promise<boolean> {
  const answer = await fetch(href, { method: "HEAD", redirect: "manual" }).catch(() => null);
  return answer !== null && (answer.ok || answer.type === "opaqueredirect");
}

function doors(id: string, title: string, list: Door[]): HTMLElement {
  return h(
    "section",
    { class: "card flush", "aria-labelledby": id },
    h("div", { class: "card-head" }, h("h2", { id }, title)),
    h("ul", { class: "list" }, ...list.map(door)),
  );
}

const main = mainPart(
  "page page-mid stack-6",
  h(
    "div",
    { class: "banner warn" },
    icon("triangle-alert"),
    h("p", { class: "banner-body" }, "Sandbox. Made-up people only. Never put real health data here."),
  ),
  h(
    "div",
    { class: "stack-2" },
    h("h1", {}, "Rapport is running"),
    h("p", { class: "lead" }, "A FHIR server with video visits built in. Pick a door."),
  ),
  doors("people-h", "For people", PEOPLE),
  doors("programs-h", "For programs", PROGRAMS),
  h(
    "p",
    { class: "muted small" },
    "A client opens a personal link and needs nothing else. ./rapport up prints one that is ready.",
  ),
);
const footer = h(
  "footer",
  { class: "gate-foot small muted" },
  h("a", { class: "foot-link", href: "/assets/licences.txt" }, "Licences"),
);
showPage(
  [skipLink("Skip to content"), h("header", { class: "top" }, brand("Rapport")), main, footer],
  "gate",
);
