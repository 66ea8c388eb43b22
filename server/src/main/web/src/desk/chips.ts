import type { DeskPerson } from "../api";
import { chip } from "../ui/parts";
import { placeWords } from "./words";

/** What matters about a person before the call, each as word and sign. */
export function chipsFor(person: DeskPerson): HTMLElement[] {
  const chips: HTMLElement[] = [];
  if (person.state === "ready") chips.push(chip("Ready", "good", "check"));
  if (person.role === "guest") chips.push(chip("Guest", "info", "users"));
  if (person.place) chips.push(chip(placeWords(person.place), "", "map-pin"));
  if (person.devices && !person.devices.microphone) chips.push(chip("No microphone", "warn", "mic-off"));
  if (person.devices && !person.devices.camera) chips.push(chip("Sound only", "warn", "video-off"));
  if (person.reply?.text === "ok") chips.push(chip("Said: That’s OK", "", "message-square"));
  if (person.reply?.text === "cannot-stay") chips.push(chip("Said: I can’t stay", "warn", "message-square"));
  return chips;
}

/** Puts the chips in place only when they changed. */
export function showChips(root: HTMLElement, person: DeskPerson): void {
  const key = JSON.stringify([person.state, person.role, person.place, person.devices, person.reply?.text]);
  if (root.dataset.key === key) return;
  root.dataset.key = key;
  root.replaceChildren(...chipsFor(person));
}
