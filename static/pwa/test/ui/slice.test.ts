import { describe, expect, it } from "vitest";
import { steady } from "../../src/ui/slice";

/** What is picked of each of these, one after the other. */
function picked<T>(...values: readonly T[]): readonly T[] {
  const waiting = [...values];
  const pick = steady(() => waiting.shift() as T);
  return values.map(() => pick());
}

describe("a part of what is written", () => {
  it("is the same object as long as it says the same", () => {
    const [before, after] = picked({ level: "minor" }, { level: "minor" });

    expect(after).toBe(before);
  });

  it("is another as soon as it says something else, and then stays that", () => {
    const [, other, again] = picked({ level: "minor" }, { level: "acute" }, { level: "acute" });

    expect([other, again === other]).toEqual([{ level: "acute" }, true]);
  });

  it("is not mistaken for nothing, nor nothing for it", () => {
    expect(picked({ level: "minor" }, null, { level: "minor" })).toEqual([
      { level: "minor" },
      null,
      { level: "minor" },
    ]);
  });

  it("tells what has no bound from what is not known", () => {
    expect(picked<number | null>(Infinity, null)).toEqual([Infinity, null]);
  });
});
