import { describe, expect, test } from "vitest";
import { alongside, rows } from "./scopes";

describe("the rows of the consent page", () => {
  test("say what each scope lets an app do", () => {
    expect(rows(["patient/Encounter.rs", "patient/Patient.read"]).map((r) => r.title)).toEqual([
      "See visits",
      "See who the client is",
    ]);
    expect(rows(["patient/Observation.cruds"])[0]).toMatchObject({
      title: "See and change measurements and scores",
      kind: "change",
      checked: false,
    });
    expect(rows(["user/Condition.write"])[0]).toMatchObject({ title: "Change diagnoses", kind: "change" });
    expect(rows(["patient/Device.rs"])[0]?.title).toBe("See records of the kind Device");
  });

  test("tell when a scope reaches beyond one record, and when it is narrowed", () => {
    expect(rows(["user/Encounter.rs"])[0]?.detail).toContain("every client");
    expect(rows(["patient/Observation.rs?category=survey"])[0]?.detail).toContain(
      "Only where category=survey",
    );
  });

  test("put what says who the user is into one, and staying connected at the end, unticked", () => {
    const all = rows(["offline_access", "openid", "patient/Patient.rs", "fhirUser"]);
    expect(all.map((r) => r.scopes)).toEqual([
      ["openid", "fhirUser"],
      ["patient/Patient.rs"],
      ["offline_access"],
    ]);
    expect(all.at(-1)?.checked).toBe(false);
  });

  test("leave out the context of the launch, which goes alongside", () => {
    const asked = ["launch", "launch/patient", "patient/Patient.rs"];
    expect(rows(asked)).toHaveLength(1);
    expect(alongside(asked)).toEqual(["launch", "launch/patient"]);
  });

  test("hold every scope that a row or the launch stands for exactly once", () => {
    const asked = [
      "launch",
      "openid",
      "fhirUser",
      "profile",
      "offline_access",
      "patient/*.rs",
      "user/Claim.c",
    ];
    const shown = [...alongside(asked), ...rows(asked).flatMap((r) => r.scopes)];
    expect(shown.sort()).toEqual([...asked].sort());
  });
});
