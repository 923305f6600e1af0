import { afterEach, describe, expect, it } from "vitest";
import {
  clockOf,
  dayOf,
  directionOf,
  isoDayOf,
  kilometres,
  kronor,
  languageName,
  signedKronor,
  sizeOf,
  weekdayOf,
} from "../../src/ui/format";
import { language } from "../../src/ui/tongue";

afterEach(() => {
  language.value = "sv";
});

describe("an instant", () => {
  it.each([
    ["2026-03-12T09:42:00Z", "10:42"],
    ["2026-07-12T08:42:00Z", "10:42"],
    ["2026-03-12T23:30:00Z", "00:30"],
  ])("%s is read by the clock in Sweden", (at, clock) => {
    expect(clockOf(at)).toBe(clock);
  });

  it("is on the day it is in Sweden, also just after midnight", () => {
    expect(isoDayOf("2026-03-12T23:30:00Z")).toBe("2026-03-13");
  });

  it("is written with its day", () => {
    const at = "2026-03-12T09:42:00Z";

    expect([dayOf(at), weekdayOf(at)]).toEqual(["12 mars 2026", "tors 12 mars"]);
  });
});

describe("an amount", () => {
  it.each([
    [845_000, "8\u202f450\u00a0kr"],
    [845_050, "8\u202f450,50\u00a0kr"],
    [0, "0\u00a0kr"],
    [123_456_700, "1\u202f234\u202f567\u00a0kr"],
  ])("of %d öre has thin spaces", (ore, written) => {
    expect(kronor(ore)).toBe(written);
  });

  it("has thin spaces and a point in English", () => {
    language.value = "en";

    expect(kronor(845_050)).toBe("8\u202f450.50\u00a0kr");
  });

  it.each([
    [85_000, "+850\u00a0kr"],
    [-12_000, "\u2212120\u00a0kr"],
    [0, "0\u00a0kr"],
  ])("of %d öre as a difference has its sign", (ore, written) => {
    expect(signedKronor(ore)).toBe(written);
  });
});

describe("sizes, ways and languages", () => {
  it("are rounded to what one can take in", () => {
    expect([sizeOf(312_400), sizeOf(1_240_000), kilometres(1.234), kilometres(14.3)]).toEqual([
      "313\u00a0kB",
      "1,2\u00a0MB",
      "1,2\u00a0km",
      "14\u00a0km",
    ]);
  });

  it("are named, and written the way they are written", () => {
    expect([languageName("ar"), directionOf("ar"), directionOf("so")]).toEqual([
      "arabiska",
      "rtl",
      "ltr",
    ]);
  });
});
