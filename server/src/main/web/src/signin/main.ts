import "../ui/page";
import { h } from "../ui/h";
import { banner, button, field } from "../ui/parts";
import { loadPractice } from "../ui/practice";
import { brand, mainPart, showPage, skipLink } from "../ui/shell";

/** Posts like a plain form, so that the server's redirects and the browser's password store work. */
function signInForm(failed: boolean): HTMLFormElement {
  const user = field(
    "User name",
    h("input", {
      class: "input",
      name: "username",
      autocomplete: "username",
      autocapitalize: "none",
      spellcheck: "false",
      required: true,
    }),
  );
  const password = field(
    "Password",
    h("input", {
      class: "input",
      name: "password",
      type: "password",
      autocomplete: "current-password",
      required: true,
    }),
  );
  const csrf = h("input", { type: "hidden", name: "_csrf" });
  const problem = h("div", { role: "alert" });
  const go = button("Sign in", { look: "primary", large: true, block: true, submit: true });
  const form = h(
    "form",
    { class: "card stack", method: "post", action: "/sign-in", novalidate: true },
    h("h1", { tabindex: -1 }, "Sign in"),
    failed && banner("danger", "That user name and password don’t match. Try again.", "alert"),
    user.root,
    password.root,
    csrf,
    problem,
    go,
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    user.fail(user.control.value ? null : "Enter your user name");
    password.fail(password.control.value ? null : "Enter your password");
    const wrong = !user.control.value ? user : !password.control.value ? password : null;
    if (wrong) return wrong.control.focus();
    if (go.getAttribute("aria-busy") === "true") return;
    go.setAttribute("aria-busy", "true");
    void send(form, csrf, problem).finally(() => go.removeAttribute("aria-busy"));
  });
  return form;
}

/** Fetches the token at the last moment, so that a page that stood open for hours still works. */
async function send(form: HTMLFormElement, csrf: HTMLInputElement, problem: HTMLElement): Promise<void> {
  try {
    const answer = await fetch("/sign-in/csrf", {
      cache: "no-store",
      headers: { Accept: "application/json" },
    });
    csrf.value = ((await answer.json()) as { token: string }).token;
    form.submit();
  } catch {
    problem.replaceChildren(
      banner("danger", "The server did not answer. Check your internet and try again."),
    );
  }
}

const name = h("span", {}, "Rapport");
const header = h("header", { class: "top" }, brand(""));
header.querySelector(".brand > span")?.replaceWith(name);
const failed = new URLSearchParams(location.search).has("error");
showPage([skipLink("Skip to content"), header, mainPart("page page-slim", signInForm(failed))], "gate");
void loadPractice().then((practice) => practice && (name.textContent = practice.name));
