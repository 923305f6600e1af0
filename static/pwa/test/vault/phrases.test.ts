/** How passphrases are read, and which are refused. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readPhrase, refusePhrase } from "../../src/vault/phrases";

describe("a passphrase", () => {
  it.each([
    ["Björk lampa trappa", "björk lampa trappa"],
    ["  björk   lampa\ttrappa ", "björk lampa trappa"],
    ["björk\u00a0lampa\u3000trappa", "björk lampa trappa"],
    ["bjo\u0308rk lampa trappa", "björk lampa trappa"],
    ["ﬁolens stränga", "fiolens stränga"],
    ["ＢＪÖＲＫ lampa", "björk lampa"],
  ])("%j is read as %j", (typed, read) => {
    expect(readPhrase(typed)).toBe(read);
  });

  it("once read is read the same", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (typed) => {
        expect(readPhrase(readPhrase(typed))).toBe(readPhrase(typed));
      }),
    );
  });

  it("is read the same however its accents are put together", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (typed) => {
        expect(readPhrase(typed.normalize("NFD"))).toBe(readPhrase(typed.normalize("NFC")));
      }),
    );
  });

  it.each(["", "hej", "björk lampa", "           a", "tolv        t"])("%j is too short", (typed) => {
    expect(refusePhrase(typed)).toBe("too_short");
  });

  it.each([
    "lösenord1234",
    "Lösenord 2026!",
    "kommunen kommunen",
    "socialtjänsten",
    "sommar sommar 26",
    "hembesök hembesök",
    "password password",
    "qwertyuiop12",
    "1234567890 1234567890",
    "48 20 39 17 55 02",
    "aaaaaaaaaaaa",
    "abababababab",
    "correct horse battery staple",
  ])("%j is too common", (typed) => {
    expect(refusePhrase(typed)).toBe("too_common");
  });

  it.each([
    "björk lampa trappa kanot vinter",
    "mormors gröna soffa",
    "lösenordet är en tapir",
    "Vår kommun har sju broar",
    "שלום לכל העולם כאן",
  ])("%j may be chosen", (typed) => {
    expect(refusePhrase(typed)).toBeNull();
  });
});
