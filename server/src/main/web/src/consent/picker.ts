import { h, icon } from "../ui/h";
import { banner, freshId } from "../ui/parts";
import { people, type Person, type Request } from "./api";

const PAUSE = 250;

/** "Choose a client": a search, and what it found. */
export function picker(
  request: Request,
  onpick: (person: Person) => Promise<void>,
  cancel: HTMLElement,
): HTMLElement {
  const hint = h("span", { class: "hint", id: freshId(), role: "status" });
  const input = h("input", {
    class: "input",
    id: freshId(),
    type: "search",
    autocomplete: "off",
    spellcheck: "false",
    "aria-describedby": hint.id,
  });
  const found = h("ul", { class: "list picks" });
  const problem = h("div", { role: "alert" });
  let asked = 0;
  const look = async () => {
    const mine = ++asked;
    try {
      const all = await people(input.value);
      if (mine !== asked) return;
      found.replaceChildren(...all.map((p) => h("li", {}, pick(p, onpick, problem))));
      hint.textContent = input.value.trim()
        ? `${all.length === 1 ? "1 client" : `${all.length} clients`} found`
        : "Clients seen lately. Type to search all.";
    } catch {
      problem.replaceChildren(banner("danger", "The list did not load. Check your internet and try again."));
    }
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => void look(), PAUSE);
  });
  void look();
  return h(
    "div",
    { class: "card stack" },
    h(
      "div",
      { class: "stack-2" },
      h("h1", { tabindex: -1 }, "Choose a client"),
      h("p", { class: "muted" }, `${request.app} will open this one record and no other.`),
    ),
    h(
      "div",
      { class: "field" },
      h("label", { for: input.id }, "Name"),
      h("span", { class: "input-wrap" }, icon("search"), input),
      hint,
    ),
    problem,
    found,
    h("div", { class: "gate-actions" }, cancel),
  );
}

function pick(
  person: Person,
  onpick: (person: Person) => Promise<void>,
  problem: HTMLElement,
): HTMLButtonElement {
  const choose = () =>
    void onpick(person).catch(() =>
      problem.replaceChildren(banner("danger", "That did not work. Try again.")),
    );
  return h(
    "button",
    { class: "pick", type: "button", onclick: choose },
    h("span", { class: "avatar initial", "aria-hidden": "true" }, person.name.slice(0, 1)),
    h(
      "span",
      { class: "row-main" },
      h("span", { class: "row-title" }, person.name),
      h("span", { class: "row-meta" }, born(person)),
    ),
    h("span", { class: "pick-end" }, icon("chevron-right")),
  );
}

/** "Born Mar 14, 1991"; dates may be a year or a month only. */
export function born({ birthDate }: Person): string {
  if (!birthDate) return "Birth date not on file";
  const [year, month, day] = birthDate.split("-").map(Number);
  if (!year || !month || !day) return `Born ${birthDate}`;
  const date = new Date(Date.UTC(year, month - 1, day));
  return `Born ${date.toLocaleDateString("en-US", { timeZone: "UTC", dateStyle: "medium" })}`;
}
