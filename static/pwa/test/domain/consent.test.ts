import { expect, test } from "vitest";
import { scopeOf, stands, wasAskedInGoodTime, zonesAllowed } from "../../src/domain/consent";
import { consentOf, readChecklist, readVectors } from "./vectors";

interface Case {
  readonly name: string;
  readonly consents: readonly Parameters<typeof consentOf>[0][];
  readonly at?: string;
  readonly expect: { readonly purposes: readonly string[]; readonly zones?: readonly string[] };
}

interface TimeCase {
  readonly name: string;
  readonly asked_at: string | null;
  readonly planned_at: string;
  readonly expect: boolean;
}

const CASES = await readVectors<{
  readonly scope: readonly Case[];
  readonly good_time: readonly TimeCase[];
}>("consent");
const ZONES = (await readChecklist()).walk_zones.map(({ id }) => id);

test.each(CASES.scope)("what is allowed is what those concerned said yes to: $name", (each) => {
  const { purposes } = scopeOf(each.consents.map(consentOf), each.at ?? null);

  expect([...purposes].sort()).toEqual(each.expect.purposes);
});

test.each(CASES.scope)("the visit and photos are told for themselves: $name", (each) => {
  const scope = scopeOf(each.consents.map(consentOf), each.at ?? null);

  expect([scope.visit, scope.photos]).toEqual([
    each.expect.purposes.includes("visit"),
    each.expect.purposes.includes("photos"),
  ]);
});

test.each(CASES.scope.filter((each) => each.expect.zones))(
  "the rooms are those that were agreed to: $name",
  (each) => {
    expect(zonesAllowed(each.consents.map(consentOf), ZONES)).toEqual(each.expect.zones);
  },
);

test.each(CASES.good_time)("a day to think is good time: $name", (each) => {
  expect(wasAskedInGoodTime(each.asked_at, each.planned_at)).toBe(each.expect);
});

test("one adult's yes stands until that adult takes it back", () => {
  const [given] = CASES.scope.find(({ name }) => name === "photos taken back alone")?.consents ?? [];
  if (given === undefined) throw new Error("the case is gone");
  const consent = consentOf(given);

  expect([stands(consent, "visit"), stands(consent, "photos")]).toEqual([true, false]);
});
