import { describe, expect, it } from "vitest";
import { codeOf, concernHref, hrefOf, routeOf, visitHref } from "../../src/ui/router";
import { VISIT } from "./records";

describe("an address", () => {
  it.each([
    ["", { page: "today" }],
    ["#/", { page: "today" }],
    ["#/outbox", { page: "outbox" }],
    ["#/rent/", { page: "rent" }],
    ["#/what-is-this", { page: "today" }],
    ["#/visit/not-an-id", { page: "today" }],
    [`#/visit/${VISIT}`, { page: "visit", visitId: VISIT, step: "" }],
    [`#/visit/${VISIT}/zone/kitchen`, { page: "visit", visitId: VISIT, step: "zone/kitchen" }],
    [`#/concern/${VISIT}`, { page: "concern", concernId: VISIT }],
  ])("%s leads to one place", (hash, route) => {
    expect(routeOf(hash)).toEqual(route);
  });

  it("leads back to what it was made for", () => {
    const made = [hrefOf("today"), hrefOf("ready"), visitHref(VISIT, "home"), concernHref(VISIT)];

    expect(made.map(routeOf)).toEqual([
      { page: "today" },
      { page: "ready" },
      { page: "visit", visitId: VISIT, step: "home" },
      { page: "concern", concernId: VISIT },
    ]);
  });

  it("a link from the office brings a code, and nothing that is not one", () => {
    expect(codeOf("#/enrol/ABCDE23456")).toBe("ABCDE23456");
    expect(routeOf("#/enrol/ABCDE23456")).toEqual({ page: "enrol" });
    for (const hash of ["", "#/enrol", "#/enrol/", "#/enrol/AB", "#/enrol/AB CDE", "#/today/ABCDE"]) {
      expect(codeOf(hash)).toBeNull();
    }
  });
});
