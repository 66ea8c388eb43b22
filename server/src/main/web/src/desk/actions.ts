import type { DeskPerson, DeskVisit } from "../api";

/** What the desk's views may ask for. Refusals are shown by whoever runs them. */
export interface DeskActions {
  /** Admits and, from the Today page, goes into the visit. */
  admit(visit: DeskVisit, people: DeskPerson[]): Promise<void>;
  note(visit: DeskVisit, text: string): Promise<void>;
  decline(visit: DeskVisit, person: DeskPerson, reason: string): Promise<void>;
  remove(visit: DeskVisit, person: DeskPerson): Promise<void>;
  openVisit(visit: DeskVisit): void;
  toggleChime(): void;
}
