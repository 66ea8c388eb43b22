import type { Language } from "./index";

const EN =
  "AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|DE Delaware|DC District of Columbia|FL Florida|GA Georgia|HI Hawaii|ID Idaho|IL Illinois|IN Indiana|IA Iowa|KS Kansas|KY Kentucky|LA Louisiana|ME Maine|MD Maryland|MA Massachusetts|MI Michigan|MN Minnesota|MS Mississippi|MO Missouri|MT Montana|NE Nebraska|NV Nevada|NH New Hampshire|NJ New Jersey|NM New Mexico|NY New York|NC North Carolina|ND North Dakota|OH Ohio|OK Oklahoma|OR Oregon|PA Pennsylvania|PR Puerto Rico|RI Rhode Island|SC South Carolina|SD South Dakota|TN Tennessee|TX Texas|UT Utah|VT Vermont|VA Virginia|WA Washington|WV West Virginia|WI Wisconsin|WY Wyoming|AS American Samoa|GU Guam|MP Northern Mariana Islands|VI U.S. Virgin Islands";

/** Only the names that Spanish writes differently. */
const ES: Record<string, string> = {
  DC: "Distrito de Columbia",
  HI: "Hawái",
  LA: "Luisiana",
  MI: "Míchigan",
  MS: "Misisipi",
  MO: "Misuri",
  NH: "Nuevo Hampshire",
  NJ: "Nueva Jersey",
  NM: "Nuevo México",
  NY: "Nueva York",
  NC: "Carolina del Norte",
  ND: "Dakota del Norte",
  OR: "Oregón",
  PA: "Pensilvania",
  SC: "Carolina del Sur",
  SD: "Dakota del Sur",
  TN: "Tennessee",
  TX: "Texas",
  WV: "Virginia Occidental",
  AS: "Samoa Americana",
  MP: "Islas Marianas del Norte",
  VI: "Islas Vírgenes de EE. UU.",
};

const english = new Map(EN.split("|").map((row) => [row.slice(0, 2), row.slice(3)] as const));

/** The name of a USPS code in this language; the code itself when it is none. */
export function stateName(code: string, language: Language): string {
  return (language === "es" ? ES[code] : undefined) ?? english.get(code) ?? code;
}

/** Every code with its name, by name. */
export function states(language: Language): { code: string; name: string }[] {
  return [...english.keys()]
    .map((code) => ({ code, name: stateName(code, language) }))
    .sort((a, b) => a.name.localeCompare(b.name, language));
}
