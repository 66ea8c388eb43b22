import { describe, expect, test } from "vitest";
import { en } from "./en";
import { es } from "./es";
import { browserLanguage, Speech } from "./index";
import { stateName, states } from "./states";

const holes = (text: string) => [...text.matchAll(/\{\w\}/g)].map((m) => m[0]).sort();

describe("words", () => {
  test("both languages have every key, and none is empty", () => {
    expect(Object.keys(es).sort()).toEqual(Object.keys(en).sort());
    for (const words of [...Object.values(en), ...Object.values(es)]) expect(words.trim()).not.toBe("");
  });

  test.each(Object.keys(en) as (keyof typeof en)[])("%s takes the same values in both languages", (key) => {
    expect(holes(es[key])).toEqual(holes(en[key]));
  });

  test("values are put in, and unknown holes stay visible", () => {
    const { t } = new Speech("en");
    expect(t("wait.lead", { c: "Robin" })).toContain("Robin knows you’re here");
    expect(t("wait.lead")).toContain("{c}");
  });

  test("times and days are told where the client is", () => {
    const instant = "2026-11-24T22:00:00Z";
    expect(new Speech("en").time(instant, "America/Los_Angeles")).toMatch(/^2:00\sPM$/);
    expect(new Speech("en").day(instant, "America/Los_Angeles")).toBe("Tuesday, November 24");
    expect(new Speech("es").day(instant, "America/Los_Angeles")).toBe("martes, 24 de noviembre");
  });

  test("one instant can be two days", () => {
    const speech = new Speech("en");
    const [late, early] = ["2026-11-25T07:30:00Z", "2026-11-25T08:30:00Z"];
    expect(speech.sameDay(late, early, "America/Los_Angeles")).toBe(false);
    expect(speech.sameDay(late, early, "UTC")).toBe(true);
  });

  test("the browser's first language that we have is chosen", () => {
    expect(browserLanguage(["fr-FR", "es-MX", "en"])).toBe("es");
    expect(browserLanguage(["de"])).toBe("en");
  });

  test("states are listed by name in each language", () => {
    expect(states("en")).toHaveLength(56);
    expect(stateName("OR", "es")).toBe("Oregón");
    expect(stateName("ID", "es")).toBe("Idaho");
    expect(stateName("??", "en")).toBe("??");
    const names = states("es").map((s) => s.name);
    expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, "es")));
  });
});
