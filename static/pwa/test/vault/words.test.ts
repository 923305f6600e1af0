/** The words passphrases are made of, and that each is as likely as another. */

import { describe, expect, it } from "vitest";
import { refusePhrase } from "../../src/vault/phrases";
import { newPassphrase, WORDS, WORDS_DRAWN } from "../../src/vault/words";

const LEAST_BITS = 51;
const DRAWS = 20_000;

/** One letter changed, added or left out, or two neighbours swapped. */
function isOneSlip(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  let same = 0;
  while (same < short.length && short[same] === long[same]) same += 1;
  const [here, there] = [short.slice(same), long.slice(same)];
  const isLonger = here === there.slice(1) && short.length + 1 === long.length;
  const isChanged = short.length === long.length && here.slice(1) === there.slice(1);
  const swapped = `${there[1] ?? ""}${there[0] ?? ""}${there.slice(2)}`;
  return isLonger || isChanged || (there.length > 1 && here === swapped);
}

describe("the list of words", () => {
  it("has 1,296 of them, each once", () => {
    expect(WORDS).toHaveLength(1296);
    expect(new Set(WORDS).size).toBe(WORDS.length);
  });

  it("has Swedish small letters only, four to eight, in one form of Unicode", () => {
    expect(WORDS.filter((word) => !/^[a-zåäö]{4,8}$/.test(word.normalize("NFC")))).toEqual([]);
    expect(WORDS.filter((word) => word !== word.normalize("NFKC"))).toEqual([]);
  });

  it("has no two that are one slip from one another", () => {
    const twins = WORDS.flatMap((one, at) =>
      WORDS.slice(at + 1).flatMap((other) => (isOneSlip(one, other) ? [`${one} ${other}`] : [])),
    );

    expect(twins).toEqual([]);
  });

  it.each([
    ["katt", "hatt"],
    ["sten", "stena"],
    ["korg", "krog"],
    ["bil", "bi"],
  ])("%s and %s would be", (one, other) => {
    expect(isOneSlip(one, other)).toBe(true);
  });
});

describe("a passphrase", () => {
  it("is worth at least 51 bits", () => {
    expect(WORDS_DRAWN * Math.log2(WORDS.length)).toBeGreaterThanOrEqual(LEAST_BITS);
  });

  it("is words of the list, one space between, and may be chosen", () => {
    const words = newPassphrase().split(" ");

    expect(words).toHaveLength(WORDS_DRAWN);
    expect(words.filter((word) => !WORDS.includes(word))).toEqual([]);
    expect(refusePhrase(words.join(" "))).toBeNull();
  });

  it("draws every word as often as another, as far as chance lets one see", () => {
    const counts = new Map(WORDS.map((word) => [word, 0]));
    for (let draw = 0; draw < DRAWS; draw += 1)
      for (const word of newPassphrase().split(" ")) counts.set(word, (counts.get(word) ?? 0) + 1);
    const expected = (DRAWS * WORDS_DRAWN) / WORDS.length;
    const chiSquare = [...counts.values()].reduce(
      (sum, count) => sum + (count - expected) ** 2 / expected,
      0,
    );
    const freedom = WORDS.length - 1;

    // Six standard deviations of the distribution that chance alone gives.
    expect(Math.abs(chiSquare - freedom)).toBeLessThan(6 * Math.sqrt(2 * freedom));
  });
});
