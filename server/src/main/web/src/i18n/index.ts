import { en, type WordKey } from "./en";
import { es } from "./es";

export type { WordKey } from "./en";
export type Language = "en" | "es";
export type Values = Record<string, string | number>;

const WORDS: Record<Language, Record<WordKey, string>> = { en, es };
const LOCALE: Record<Language, string> = { en: "en-US", es: "es-US" };

/** Words, dates and times in one language. */
export class Speech {
  constructor(readonly language: Language) {}

  readonly t = (key: WordKey, values: Values = {}): string =>
    WORDS[this.language][key].replace(/\{(\w)\}/g, (whole, name: string) => String(values[name] ?? whole));

  get other(): Speech {
    return new Speech(this.language === "en" ? "es" : "en");
  }

  /** "2:00 PM" */
  time(iso: string, timeZone?: string): string {
    return this.format(iso, timeZone, { hour: "numeric", minute: "2-digit" });
  }

  /** "Tuesday, November 24" */
  day(iso: string, timeZone?: string): string {
    return this.format(iso, timeZone, { weekday: "long", month: "long", day: "numeric" });
  }

  /** Whether both instants fall on one day there. */
  sameDay(a: string, b: string, timeZone?: string): boolean {
    return this.day(a, timeZone) === this.day(b, timeZone);
  }

  private format(iso: string, timeZone: string | undefined, options: Intl.DateTimeFormatOptions): string {
    const zone = timeZone ? { timeZone } : {};
    return new Intl.DateTimeFormat(LOCALE[this.language], { ...options, ...zone }).format(new Date(iso));
  }
}

/** The first language of the browser that we have, else English. */
export function browserLanguage(languages: readonly string[]): Language {
  for (const tag of languages) {
    const primary = tag.toLowerCase().split("-")[0];
    if (primary === "en" || primary === "es") return primary;
  }
  return "en";
}
