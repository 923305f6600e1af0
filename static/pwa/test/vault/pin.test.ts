/** The short code that uncovers a running session. */

import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { VaultClosed } from "../../src/domain/vault";
import type { VaultCore } from "../../src/vault/core";
import { Pin, refusePin } from "../../src/vault/pin";
import { newOffice, newVault, type Office } from "./support";

const RIGHT = "271828";
const WRONG = "314159";
const SPENT = { is: "spent", triesLeft: 0 };

describe("a code", () => {
  it.each(["271828", "2718281828", "112233", "909090"])("%s may be chosen", (digits) => {
    expect(refusePin(digits)).toBeNull();
  });

  it.each(["", "12345", "27182", "27182a", " 271828", "٢٧١٨٢٨"])("%s is not six digits", (digits) => {
    expect(refusePin(digits)).toBe("not_six_digits");
  });

  it.each(["000000", "123456", "987654", "3456789"])("%s is too simple", (digits) => {
    expect(refusePin(digits)).toBe("too_simple");
  });

  it("is right again and again, with all its tries each time", async () => {
    const pin = await Pin.of(RIGHT);
    await pin.try(WRONG);

    expect(await pin.try(RIGHT)).toEqual({ is: "right", triesLeft: 5 });
    expect(await pin.try(WRONG)).toEqual({ is: "wrong", triesLeft: 4 });
  });

  it("is spent by the fifth wrong try, and not even right any more", async () => {
    const pin = await Pin.of(RIGHT);
    const tries = [await pin.try(WRONG), await pin.try(WRONG), await pin.try(WRONG)];
    tries.push(await pin.try(WRONG), await pin.try(WRONG), await pin.try(RIGHT));

    expect(tries.map(({ is }) => is)).toEqual(["wrong", "wrong", "wrong", "wrong", "spent", "spent"]);
  });

  it("counts fifty tries at once as fifty", async () => {
    const pin = await Pin.of(RIGHT);
    const guesses = Array.from({ length: 49 }, () => WRONG);
    const tries = await Promise.all([...guesses, RIGHT].map((digits) => pin.try(digits)));

    expect(tries.filter(({ is }) => is === "wrong")).toHaveLength(4);
    expect(tries.at(-1)).toEqual(SPENT);
  });
});

describe("a vault's code", () => {
  let office: Office;
  let core: VaultCore;

  beforeAll(async () => {
    office = await newOffice();
  });

  beforeEach(async () => {
    ({ core } = await newVault(office));
  });

  it("closes the vault when it is spent", async () => {
    await core.setPin(RIGHT);
    for (let each = 0; each < 5; each += 1) await core.tryPin(WRONG);

    expect(() => core.vaultId).toThrow(VaultClosed);
  });

  it("closes the vault when none was set", async () => {
    expect(await core.tryPin(RIGHT)).toEqual(SPENT);
    expect(() => core.vaultId).toThrow(VaultClosed);
  });

  it("closes the vault when it was taken away", async () => {
    await core.setPin(RIGHT);
    await core.clearPin();

    expect(await core.tryPin(RIGHT)).toEqual(SPENT);
  });

  it("is not set when it is refused; the one before stands", async () => {
    await core.setPin(RIGHT);

    expect(await core.setPin("000000")).toBe("too_simple");
    expect((await core.tryPin(RIGHT)).is).toBe("right");
  });
});
