/// <reference types="node" />
/** The rent check by the table of cases that the office is held to as well. */

import { readFileSync } from "node:fs";

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import type { TabletNormSet } from "../../src/domain/contract";
import { normInForce } from "../../src/domain/norms";
import { checkRent, normDay } from "../../src/domain/rentCheck";
import type {
  Included,
  Inclusion,
  Outcome,
  Parameters,
  PriceUnit,
  RentCheck,
  RentQuestion,
  Says,
} from "../../src/domain/rentFindings";
import { DEFAULT_PARAMETERS, INCLUSIONS } from "../../src/domain/rentFindings";

type WrittenInclusions = Partial<
  Record<Inclusion, { readonly in_rent: Says; readonly amount_ore: number | null }>
>;

interface Given {
  readonly norm: string;
  readonly includes: "published" | "complete" | "none";
  readonly on: string;
  readonly price_ore: number;
  readonly unit: PriceUnit;
  readonly share: string;
  readonly rooms: number | null;
  readonly area_m2: number | null;
  readonly is_contract_seen: boolean;
  readonly is_confirmed: boolean;
  readonly is_sublet: boolean;
  readonly sublessor_rent_ore: number | null;
  readonly lodger_pays_ore?: number;
  readonly contract_rooms?: number;
  readonly contract_area_m2?: number;
  readonly inclusions: WrittenInclusions;
  readonly adults: number;
  readonly children: number;
  readonly adult_ages: readonly (number | null)[];
  readonly alternative_children: number | null;
  readonly parameters: WrittenParameters;
}

interface WrittenParameters {
  readonly tolerance_ore: number;
  readonly norm_day: Parameters["normDay"];
  readonly maxima_ore: Partial<Record<Inclusion, number | null>> | null;
  readonly lodger?: Parameters["lodger"];
}

interface Table {
  readonly parameters: WrittenParameters & {
    readonly confirm_below_ore: number;
    readonly confirm_above_ore: number;
  };
  readonly usual_inclusions: WrittenInclusions;
  readonly complete_includes: Readonly<Record<string, Says>>;
  readonly norm_sets: Readonly<Record<string, readonly TabletNormSet[]>>;
  readonly checks: readonly {
    readonly name: string;
    readonly given: Given;
    readonly then?: Readonly<Record<string, unknown>>;
    readonly refused?: string;
  }[];
}

const path = new URL("../../../../tests/vectors/rent_check.json", import.meta.url);
const table = JSON.parse(readFileSync(path, "utf8")) as Table;

function inclusionsOf(given: Given): Partial<Record<Inclusion, Included>> {
  const written = { ...table.usual_inclusions, ...given.inclusions };
  return Object.fromEntries(
    Object.entries(written).map(([name, said]) => [
      name,
      { inRent: said.in_rent, amountOre: said.amount_ore },
    ]),
  );
}

function questionOf(given: Given): RentQuestion {
  const [parts = 1, of = 1] = given.share.split("/").map(Number);
  const household = {
    adults: given.adults,
    children: given.children,
    adultAges: given.adult_ages,
  };
  const other = given.alternative_children;
  return {
    on: given.on,
    priceOre: given.price_ore,
    unit: given.unit,
    share: { parts, of },
    rooms: given.rooms,
    areaM2: given.area_m2,
    isContractSeen: given.is_contract_seen,
    isConfirmed: given.is_confirmed,
    isSublet: given.is_sublet,
    sublessorRentOre: given.sublessor_rent_ore,
    lodgerPaysOre: given.lodger_pays_ore ?? null,
    contractRooms: given.contract_rooms ?? null,
    contractAreaM2: given.contract_area_m2 ?? null,
    inclusions: inclusionsOf(given),
    household,
    alternative: other === null ? null : { ...household, children: other },
  };
}

function parametersOf(written: WrittenParameters): Parameters {
  return {
    ...DEFAULT_PARAMETERS,
    normDay: written.norm_day,
    toleranceOre: written.tolerance_ore,
    lodger: written.lodger ?? DEFAULT_PARAMETERS.lodger,
    maximaOre: { ...DEFAULT_PARAMETERS.maximaOre, ...written.maxima_ore },
  };
}

function checkOf(given: Given): RentCheck | string {
  const parameters = parametersOf(given.parameters);
  const sets = table.norm_sets[given.norm] ?? [];
  const found = normInForce(sets, normDay(given.on, parameters));
  if (typeof found === "string") return found;
  const profile = { published: found.includes, complete: table.complete_includes, none: {} };
  return checkRent(
    questionOf(given),
    { ...found, includes: profile[given.includes] },
    parameters,
  );
}

function numbersOf({ verdict, norm, excess }: Outcome): Record<string, unknown> {
  return {
    verdict,
    norm_low_ore: norm?.low ?? null,
    norm_high_ore: norm?.high ?? null,
    excess_low_ore: excess?.low ?? null,
    excess_high_ore: excess?.high ?? null,
    percent_low: excess?.percentLow ?? null,
    percent_high: excess?.percentHigh ?? null,
  };
}

function findingsOf(check: RentCheck): Record<string, unknown> {
  return {
    ...numbersOf(check.outcome),
    low_ore: check.comparable.low,
    high_ore: check.comparable.high,
    unknowns: check.unknowns,
    flags: check.flags,
    alternative: check.alternative === null ? null : numbersOf(check.alternative),
    steps: check.steps.map(({ id, textKey, values }) => ({ id, text_key: textKey, values })),
  };
}

describe("the table of cases", () => {
  test.each(table.checks.filter(({ then }) => then !== undefined))("$name", ({ given, then }) => {
    const found = checkOf(given);

    expect(typeof found === "string" ? found : findingsOf(found)).toEqual(then);
  });

  test.each(table.checks.filter(({ refused }) => refused !== undefined))(
    "$name",
    ({ given, refused }) => {
      expect(checkOf(given)).toBe(refused);
    },
  );

  test("has the parameters of the tablet", () => {
    const stated = table.parameters;

    expect(DEFAULT_PARAMETERS).toEqual({
      ...parametersOf(stated),
      confirmBelowOre: stated.confirm_below_ore,
      confirmAboveOre: stated.confirm_above_ore,
    });
    expect(Object.keys(stated.maxima_ore ?? {})).toEqual([...INCLUSIONS]);
  });
});

const included = fc.record<Included>({
  inRent: fc.constantFrom<Says[]>("yes", "no", "unknown"),
  amountOre: fc.option(fc.integer({ min: 0, max: 40_000 })),
});
const plain = table.checks.find(({ name }) => name === "exactly at the norm is within");

function spanOf(check: RentCheck | string): [number, number] {
  if (typeof check === "string") throw new Error(check);
  return [check.comparable.low, check.comparable.high ?? Number.POSITIVE_INFINITY];
}

describe("what holds for every rent", () => {
  if (plain === undefined) throw new Error("the plain case is gone");
  const question = questionOf(plain.given);
  const [normSet] = table.norm_sets[plain.given.norm] ?? [];
  if (normSet === undefined) throw new Error("the plain norm is gone");

  test("rent less excess never exceeds the norm", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5_000_000 }), (priceOre) => {
        const check = checkRent({ ...question, priceOre }, normSet);
        if (typeof check === "string") throw new Error(check);
        const { norm, excess } = check.outcome;

        expect(check.comparable.low - (excess?.low ?? 0)).toBeLessThanOrEqual(norm?.high ?? 0);
      }),
    );
  });

  test("knowing less never makes the interval narrower", () => {
    const inclusion = fc.constantFrom(...INCLUSIONS);
    fc.assert(
      fc.property(inclusion, included, (name, known) => {
        const ask = (said: Included): [number, number] =>
          spanOf(checkRent({ ...question, inclusions: { [name]: said } }, normSet));
        const [low, high] = ask(known);

        for (const less of [
          { ...known, amountOre: null },
          { ...known, inRent: "unknown" as const },
        ]) {
          const [lowest, highest] = ask(less);
          expect(lowest).toBeLessThanOrEqual(low);
          expect(highest).toBeGreaterThanOrEqual(high);
        }
      }),
    );
  });
});
