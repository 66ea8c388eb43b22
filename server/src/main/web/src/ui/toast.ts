import { h, icon } from "./h";

const STAYS_MS = 6000;

/** Says what just worked, for six seconds; longer while the pointer or focus is on it. Never for errors. */
export function showToast(words: string): void {
  const region = document.querySelector(".toasts") ?? makeRegion();
  const toast = h("p", { class: "toast" }, icon("check"), h("span", { class: "grow" }, words));
  region.replaceChildren(toast);
  let timer = 0;
  const go = () => (timer = window.setTimeout(() => toast.remove(), STAYS_MS));
  toast.addEventListener("pointerenter", () => window.clearTimeout(timer));
  toast.addEventListener("pointerleave", go);
  go();
}

function makeRegion(): Element {
  const region = h("div", { class: "toasts", role: "status" });
  document.body.append(region);
  return region;
}

/** The region must be on the page before its first words, and stay through page changes. */
export function installToasts(): void {
  if (!document.querySelector(".toasts")) makeRegion();
}
