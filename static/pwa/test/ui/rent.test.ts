import { describe, expect, it } from "vitest";
import type { TabletNormRow, TabletNormSet } from "../../src/domain/contract";
import type { RentCheck } from "../../src/domain/rentFindings";
import {
  ageLimit,
  answerOf,
  asksAmount,
  asTheNorm,
  differenceOf,
  emptyForm,
  setFor,
  setsInForce,
  unknownInWords,
  verdictOf,
  type RentForm,
} from "../../src/ui/views/rent";

const ROW: TabletNormRow = {
  label: "2 vuxna, 1 barn",
  adults_min: 1,
  adults_max: 2,
  children_min: 1,
  children_max: 1,
  age_from: null,
  age_under: null,
  rooms: null,
  area_m2: null,
  amount_ore: 760_000,
  per_extra_child_ore: null,
};
const NORM: TabletNormSet = {
  id: "0198f0a0-0000-7000-8000-000000000021",
  municipality_code: "1460",
  publisher: "Påhittad kommun",
  name: "Normhyra 2026",
  starts_on: "2026-01-01",
  ends_on: null,
  decision_reference: "§ 41",
  source: "",
  includes: {
    heating: "yes",
    hot_water: "yes",
    cold_water: "yes",
    household_electricity: "no",
    furniture: "no",
    parking: "no",
    broadband: "no",
    storage: "yes",
    services: "no",
  },
  rows: [ROW],
};

function typed(rentKronor: number): RentForm {
  const form = { ...emptyForm("2026-03-01"), rentKronor, adults: 2, children: 1 };
  return asTheNorm(form, NORM);
}

function check(form: RentForm): RentCheck {
  const answer = answerOf(form, NORM);
  if (answer === null || typeof answer === "string") throw new Error(`no check: ${answer}`);
  return answer;
}

function plain(sentence: string | null): string {
  return (sentence ?? "").replace(/[\u00a0\u202f]/g, " ");
}

describe("a rent check", () => {
  it("says how far over the norm a rent is", () => {
    const over = check(typed(8450));

    expect([plain(verdictOf(over)), plain(differenceOf(over))]).toEqual([
      "Hyran 8 450 kr ligger 850 kr (11 %) över normhyran 7 600 kr.",
      "+850 kr",
    ]);
  });

  it("says as calmly that a rent is within it", () => {
    const within = check(typed(7600));

    expect([plain(verdictOf(within)), plain(differenceOf(within))]).toEqual([
      "Hyran 7 600 kr ryms inom normhyran 7 600 kr.",
      "0 kr",
    ]);
  });

  it("says what is lacking when it cannot be decided, and between which amounts", () => {
    const form = typed(7700);
    const unknown = { inRent: "unknown", amountOre: null } as const;
    const open = { ...form, inclusions: { ...form.inclusions, household_electricity: unknown } };

    expect(plain(verdictOf(check(open)))).toBe(
      "Kan inte avgöras. Vi vet inte: om hushållsel ingår i hyran. 6 800 kr till 7 700 kr mot 7 600 kr.",
    );
  });

  it("says that the norm has no row for a household", () => {
    expect(verdictOf(check({ ...typed(7600), children: 9 }))).toBe(
      "Kan inte avgöras: normen har ingen rad för hushållet.",
    );
  });

  it("answers nothing before a rent is typed", () => {
    expect(answerOf(emptyForm("2026-03-01"), NORM)).toBeNull();
  });

  it("knows nothing beforehand of what a rent includes", () => {
    const known = Object.values(emptyForm("2026-03-01").inclusions);

    expect(known.every(({ inRent }) => inRent === "unknown")).toBe(true);
  });

  it.each([
    ["yes", "yes", false],
    ["no", "yes", true],
    ["yes", "no", true],
    ["unknown", "yes", false],
  ] as const)(
    "of a rent that says %s and a norm that says %s asks an amount: %s",
    (rent, norm, asks) => {
      expect(asksAmount(rent, norm)).toBe(asks);
    },
  );

  it("names what is not known, and shows a code it has no word for", () => {
    expect([unknownInWords("parking.amount"), unknownInWords("something_new")]).toEqual([
      "vad parkering kostar",
      "something_new",
    ]);
  });
});

describe("the norms", () => {
  it("that hold are offered with the municipality's own first", () => {
    const other = { ...NORM, id: "other", municipality_code: "0821", name: "A" };
    const old = { ...NORM, id: "old", starts_on: "2020-01-01", ends_on: "2026-01-01" };

    const sets = setsInForce([other, old, NORM], "2026-03-15", "1460");

    expect(sets.map(({ id }) => id)).toEqual([NORM.id, "other"]);
  });

  it("that was chosen and no longer holds gives way to one that does", () => {
    expect(setFor({ ...emptyForm("2026-03-01"), normSetId: "gone" }, [NORM])).toBe(NORM);
  });

  it("tell adults apart by age only when a row does", () => {
    const young = { ...NORM, rows: [{ ...ROW, age_under: 25 }, ROW] };

    expect([ageLimit(NORM), ageLimit(young)]).toEqual([null, 25]);
  });
});
