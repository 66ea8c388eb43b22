import { h } from "./h";

let region: HTMLElement | null = null;

/** Makes the page's one polite region; it must be there before its first words. */
export function installAnnouncer(): void {
  region ??= h("div", { class: "vh", role: "status", id: "announcer" });
  document.body.append(region);
}

/** Says it to a screen reader, once. The same words twice are said twice. */
export function announce(words: string): void {
  if (!region) return;
  region.textContent = region.textContent === words ? `${words}\u00a0` : words;
}
