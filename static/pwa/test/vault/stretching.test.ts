/** Stretching gives what others give, and a tablet stretches as much as it does in time. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Stretching } from "../../src/domain/vault";
import { toHex } from "../../src/vault/crypto";
import { calibrate, type Clocked, isAboveFloor, stretch, withFreshSalt } from "../../src/vault/stretching";

const PHRASE = "björk lampa trappa kanot vinter";
/** The bytes 0 to 15. */
const SALT = "AAECAwQFBgcICQoLDA0ODw==";
const PBKDF = { name: "pbkdf2-sha256", iterations: 600_000, salt: SALT } as const;
const LONGEST_FORESEEN_MS = 1200;

function argon(memoryKiB: number, iterations: number): Stretching {
  return { name: "argon2id", memoryKiB, iterations, parallelism: 1, salt: SALT };
}

/** A tablet that takes so many milliseconds for a round over a mebibyte, and PBKDF2 as here. */
function tabletOf(msPerRound: number, mostMemoryKiB = Number.POSITIVE_INFINITY): Clocked {
  return async (stretching) => {
    if (stretching.name === "pbkdf2-sha256") return stretching.iterations / 6000;
    const { iterations, memoryKiB } = stretching;
    return memoryKiB > mostMemoryKiB ? null : (memoryKiB / 1024) * iterations * msPerRound;
  };
}

describe("a stretched passphrase", () => {
  // Made with argon2-cffi 25.1 and with hashlib, of the same phrase and salt.
  it.each<[Stretching, string]>([
    [argon(19 * 1024, 2), "73fc32ed04e383f367dabe309600a1b9f81805e05cce3d426944732dc458c744"],
    [argon(64 * 1024, 3), "a37061f36a952765d2f3ae5f755d54ebc1da9a35543a5ec7a601f3e2d9f749ac"],
    [PBKDF, "30ae2ec183d1ee10ace72a22282a7167bf09c15b3b7d1ee2834e255800f6c1b5"],
  ])("by %j is what other libraries make of it", async (stretching, expected) => {
    expect(toHex(await stretch(PHRASE, stretching))).toBe(expected);
  });
});

describe("the floor", () => {
  it.each<[boolean, Stretching]>([
    [true, argon(19 * 1024, 2)],
    [true, argon(64 * 1024, 3)],
    [false, argon(19 * 1024 - 1, 3)],
    [false, argon(64 * 1024, 1)],
    [true, PBKDF],
    [false, { ...PBKDF, iterations: 599_999 }],
    [false, { ...argon(64 * 1024, 3), salt: "AAECAwQFBgcICQoLDA0O" }],
    [false, { ...PBKDF, salt: "" }],
  ])("is met: %s by %j", (isMet, stretching) => {
    expect(isAboveFloor(stretching)).toBe(isMet);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, 2.5, -2])("is not met by %s rounds", (iterations) => {
    expect(isAboveFloor(argon(64 * 1024, iterations))).toBe(false);
  });

  it.each(["?", "AAECAwQFBgcICQoLDA0ODw=!"])("is not met with a salt that is none: %s", (salt) => {
    expect(isAboveFloor({ ...PBKDF, salt })).toBe(false);
  });
});

describe("a tablet", () => {
  it.each<[string, number, number, number]>([
    ["as fast as a desk's machine", 2.5, 64, 3],
    ["as quick as may be", 0.1, 64, 3],
    ["a fifth slower than is in time for all of it", 7, 64, 2],
    ["six times slower than a desk's machine", 11, 48, 2],
    ["ten times slower", 18, 32, 2],
    ["slower than anything sold", 100, 19, 2],
  ])("%s is given what it does in time", async (_, msPerRound, mebibytes, rounds) => {
    const found = await calibrate(tabletOf(msPerRound));

    expect(found).toMatchObject({ name: "argon2id", memoryKiB: mebibytes * 1024, iterations: rounds });
  });

  it("gets what is above the floor and in time, however fast it is", async () => {
    await fc.assert(
      fc.asyncProperty(fc.double({ min: 0.01, max: 200, noNaN: true }), async (msPerRound) => {
        const tablet = tabletOf(msPerRound);
        const found = await calibrate(tablet);
        const isFloor = found.name === "argon2id" && found.memoryKiB === 19 * 1024;
        const tookMs = (await tablet(found)) ?? Number.POSITIVE_INFINITY;

        expect(isAboveFloor(found)).toBe(true);
        expect(isFloor || tookMs <= LONGEST_FORESEEN_MS).toBe(true);
      }),
    );
  });

  it("with little memory is given less of it", async () => {
    expect(await calibrate(tabletOf(2.5, 50 * 1024))).toMatchObject({ memoryKiB: 48 * 1024 });
  });

  it("that cannot do Argon2id is given PBKDF2, of a million rounds if they are in time", async () => {
    const refusing =
      (msPerRound: number): Clocked =>
      async ({ iterations, name }) =>
        name === "argon2id" ? null : iterations * msPerRound;

    expect(await calibrate(refusing(0.0002))).toMatchObject({ iterations: 1_000_000 });
    expect(await calibrate(refusing(0.01))).toMatchObject({ iterations: 600_000 });
  });

  it("this one stretches in time with what it is given", async () => {
    const found = await calibrate();
    const from = performance.now();
    await stretch(PHRASE, found);

    expect(performance.now() - from).toBeLessThan(10 * LONGEST_FORESEEN_MS);
  });

  it("draws a salt of its own each time", async () => {
    const salts = new Set<string>();
    for (let each = 0; each < 20; each += 1) salts.add(withFreshSalt(PBKDF).salt);

    expect(salts.size).toBe(20);
  });
});
