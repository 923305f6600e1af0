import { describe, expect, it } from "vitest";
import { meaningOf } from "../queueing.js";

describe("keys of a queue", () => {
  it("go to the next and the one before, and stay at the ends", () => {
    expect([meaningOf("j", -1, 3), meaningOf("j", 0, 3), meaningOf("j", 2, 3)]).toEqual([0, 1, 2]);
    expect([meaningOf("k", 2, 3), meaningOf("k", 0, 3), meaningOf("k", -1, 3)]).toEqual([1, 0, 0]);
  });

  it("tick and open where one is, and nowhere else", () => {
    expect([meaningOf("x", 1, 3), meaningOf("o", 1, 3)]).toEqual(["tick", "open"]);
    expect([meaningOf("x", -1, 3), meaningOf("o", -1, 3)]).toEqual([undefined, undefined]);
  });

  it("mean nothing else", () => {
    expect(meaningOf("Enter", 1, 3)).toBeUndefined();
  });
});
