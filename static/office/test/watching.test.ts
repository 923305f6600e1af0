import { describe, expect, it } from "vitest";
import { isTime } from "../bell.js";
import { leftWords } from "../countdown.js";
import { ageWords, readState, titleOf } from "../watching.js";

const WORDS = { minutes: "{m} min", hours: "{h} h {m} min", days: "{d} dygn {h} h" };
const MINUTE = 60_000;

describe("how long something has waited", () => {
  it.each([
    [-MINUTE, "0 min"],
    [59_999, "0 min"],
    [MINUTE, "1 min"],
    [59 * MINUTE, "59 min"],
    [60 * MINUTE, "1 h 0 min"],
    [24 * 60 * MINUTE - 1, "23 h 59 min"],
    [25 * 60 * MINUTE, "1 dygn 1 h"],
  ])("after %i ms is written %s", (waited, written) => {
    expect(ageWords(waited, WORDS)).toBe(written);
  });
});

describe("the title", () => {
  it("says how many wait, once, and nothing when none do", () => {
    expect(titleOf("Jour", 2)).toBe("(2) Jour");
    expect(titleOf("(2) Jour", 3)).toBe("(3) Jour");
    expect(titleOf("(3) Jour", 0)).toBe("Jour");
  });
});

describe("what the office answers", () => {
  it("is read whole, and anything else is no answer", () => {
    const state = { waiting: 1, urgent: 0, state: "a" };
    expect(readState({ ...state, more: 1 })).toEqual(state);
    for (const wrong of [null, "1", {}, { ...state, waiting: "1" }, { ...state, state: 1 }]) {
      expect(readState(wrong)).toBeNull();
    }
  });
});

describe("the bell", () => {
  it("sounds again each minute for what waits, and far oftener where somebody is in danger", () => {
    expect(isTime({ waiting: 0, urgent: 0 }, 1e9)).toBe(false);
    expect(isTime({ waiting: 1, urgent: 0 }, 59_999)).toBe(false);
    expect(isTime({ waiting: 1, urgent: 0 }, 60_000)).toBe(true);
    expect(isTime({ waiting: 2, urgent: 1 }, 9_999)).toBe(false);
    expect(isTime({ waiting: 2, urgent: 1 }, 10_000)).toBe(true);
  });
});

describe("a code that is good for a while", () => {
  const words = { words: "{m} min {s} s kvar", over: "slut" };

  it("counts down, and says when it is over", () => {
    expect(leftWords(3_600_000, words)).toBe("60 min 0 s kvar");
    expect(leftWords(61_001, words)).toBe("1 min 2 s kvar");
    expect(leftWords(0, words)).toBe("slut");
  });
});
