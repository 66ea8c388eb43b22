import { expect, test } from "vitest";
import type { Person } from "../api";
import { inOrder, layoutFor } from "./stage";
import { initials } from "./tile";
import { nextIndex } from "./toolbar";

test.each([
  [0, "pair"],
  [1, "pair"],
  [2, "split"],
  [3, "gallery"],
  [11, "gallery"],
])("with %i others the layout is %s", (others, layout) => {
  expect(layoutFor(others)).toBe(layout);
});

test("the host comes first, the others as they came, oneself never", () => {
  const person = (id: string, role: Person["role"], you = false): Person => ({ id, name: id, role, you });
  const people = [
    person("a", "client"),
    person("me", "client", true),
    person("b", "guest"),
    person("h", "host"),
  ];
  expect(inOrder(people).map((p) => p.id)).toEqual(["h", "a", "b"]);
});

test.each([
  ["Robin Sample", "RS"],
  ["Robin", "R"],
  ["  Ana María de la Cruz ", "AC"],
  ["", ""],
])("the initials of “%s” are “%s”", (name, expected) => {
  expect(initials(name)).toBe(expected);
});

test("arrows go round, Home and End go to the ends", () => {
  expect(nextIndex("ArrowRight", 3, 4)).toBe(0);
  expect(nextIndex("ArrowLeft", 0, 4)).toBe(3);
  expect(nextIndex("Home", 2, 4)).toBe(0);
  expect(nextIndex("End", 2, 4)).toBe(3);
  expect(nextIndex("a", 2, 4)).toBeNull();
});
