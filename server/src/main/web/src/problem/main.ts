import "../ui/page";
import { h } from "../ui/h";
import { linkButton } from "../ui/parts";
import { loadPractice } from "../ui/practice";
import { bigSign, brand, mainPart, officeCall, showPage, skipLink } from "../ui/shell";

const name = h("span", {}, "Rapport");
const header = h("header", { class: "top" }, brand(""));
header.querySelector(".brand > span")?.replaceWith(name);
const actions = h("div", { class: "actions" }, linkButton("Start page", "/", { large: true, block: true }));
const main = mainPart(
  "page page-narrow stack-6 gone",
  bigSign("triangle-alert", "warn"),
  h(
    "div",
    { class: "stack-2" },
    h("h1", { tabindex: -1 }, "This page can’t be shown"),
    h(
      "p",
      { class: "lead" },
      "The address may be wrong, or something failed on our side. Try again in a moment.",
    ),
  ),
  actions,
);
showPage([skipLink("Skip to content"), header, main], "gate");
void loadPractice().then((practice) => {
  if (!practice) return;
  name.textContent = practice.name;
  const call = officeCall("Call the office", practice.phone, "secondary");
  if (call) actions.append(call);
});
