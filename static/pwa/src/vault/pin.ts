/**
 * The short code that uncovers a running session: a screen door, never a key.
 *
 * It lives in the worker's memory alone, as a salted hash, and dies with it.
 */

import { type Bytes, randomBytes, sha256, toHex, utf8 } from "./crypto";

export const LEAST_DIGITS = 6;
export const MOST_TRIES = 5;
const SALT_LENGTH = 16;

/** Why digits are refused as a code. */
export type PinRefusal = "not_six_digits" | "too_simple";
/** What a try gave; after `spent` the vault is locked. */
export interface PinOutcome {
  readonly is: "right" | "wrong" | "spent";
  readonly triesLeft: number;
}

/** No tries are left. */
export const SPENT: PinOutcome = { is: "spent", triesLeft: 0 };

function isRun(digits: string): boolean {
  const steps = [...digits].slice(1).map((digit, at) => Number(digit) - Number(digits[at]));
  return [-1, 0, 1].some((run) => steps.every((step) => step === run));
}

/** Why a code may not be chosen; None: it may. All the same digit, and digits in a row, are too simple. */
export function refusePin(digits: string): PinRefusal | null {
  if (!/^\d+$/.test(digits) || digits.length < LEAST_DIGITS) return "not_six_digits";
  return isRun(digits) ? "too_simple" : null;
}

async function hashOf(salt: Bytes, digits: string): Promise<string> {
  return toHex(await sha256(new Uint8Array([...salt, ...utf8(digits)])));
}

/** A code and the tries left of it. */
export class Pin {
  readonly #salt: Bytes;
  readonly #hash: string;
  #tries = 0;

  private constructor(salt: Bytes, hash: string) {
    this.#salt = salt;
    this.#hash = hash;
  }

  /** A code to be tried later. */
  static async of(digits: string): Promise<Pin> {
    const salt = randomBytes(SALT_LENGTH);
    return new Pin(salt, await hashOf(salt, digits));
  }

  /** Try digits. The try is counted before it is looked at, so that many at once are as many. */
  async try(digits: string): Promise<PinOutcome> {
    this.#tries += 1;
    const triesLeft = MOST_TRIES - this.#tries;
    if (triesLeft < 0) return SPENT;
    if ((await hashOf(this.#salt, digits)) !== this.#hash)
      return triesLeft === 0 ? SPENT : { is: "wrong", triesLeft };
    this.#tries = 0;
    return { is: "right", triesLeft: MOST_TRIES };
  }
}
