/** Making a passphrase costly to guess. */

import { argon2id } from "hash-wasm";
import type { Stretching } from "../domain/vault";
import { type Bytes, fromBase64, KEY_LENGTH, randomBytes, toBase64, utf8 } from "./crypto";

const SALT_LENGTH = 16;
const MIB = 1024;

/**
 * What is never gone below, whoever asks for it.
 *
 * Source: OWASP ASVS 5.0 appendix C (Argon2id m = 19 MiB, t = 2; PBKDF2-HMAC-SHA-256 600,000);
 * read 2026-11-22 second-hand, how sure: B.
 */
export const FLOOR = { memoryKiB: 19 * MIB, argonRounds: 2, pbkdfRounds: 600_000 } as const;
const PBKDF_ROUNDS = 1_000_000;

/** Argon2id from strongest to the floor. More rounds than the first has would buy a guesser's bit or two. */
const LADDER = [
  [64, 3],
  [64, 2],
  [48, 2],
  [32, 2],
  [19, 2],
] as const;
/** What may be foreseen, so that unlocking stays under a second and a half also when the tablet is warm. */
const MOST_MS = 1200;

function newSalt(): string {
  return toBase64(randomBytes(SALT_LENGTH));
}

/** The same cost with a fresh salt. */
export function withFreshSalt(stretching: Stretching): Stretching {
  return { ...stretching, salt: newSalt() };
}

function argon(mebibytes: number, iterations: number): Stretching {
  const memoryKiB = mebibytes * MIB;
  return { name: "argon2id", memoryKiB, iterations, parallelism: 1, salt: newSalt() };
}

function pbkdf(iterations: number): Stretching {
  return { name: "pbkdf2-sha256", iterations, salt: newSalt() };
}

function isDearEnough(stretching: Stretching): boolean {
  if (!Number.isInteger(stretching.iterations)) return false;
  if (stretching.name === "pbkdf2-sha256") return stretching.iterations >= FLOOR.pbkdfRounds;
  const { iterations, memoryKiB, name, parallelism } = stretching;
  const isArgon = name === "argon2id" && parallelism === 1;
  return isArgon && memoryKiB >= FLOOR.memoryKiB && iterations >= FLOOR.argonRounds;
}

/** Whether it is at least what the house demands; what lies on a disk or is served may say anything. */
export function isAboveFloor(stretching: Stretching): boolean {
  return isDearEnough(stretching) && fromBase64(stretching.salt).length >= SALT_LENGTH;
}

async function byPbkdf(phrase: Bytes, salt: Bytes, iterations: number): Promise<Bytes> {
  const material = await crypto.subtle.importKey("raw", phrase, "PBKDF2", false, ["deriveBits"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations };
  return new Uint8Array(await crypto.subtle.deriveBits(how, material, KEY_LENGTH * 8));
}

/** 32 bytes of a passphrase as `readPhrase` gives it. Raises: where WASM or its memory is refused. */
export async function stretch(phrase: string, stretching: Stretching): Promise<Bytes> {
  const password = utf8(phrase);
  const salt = fromBase64(stretching.salt);
  const { iterations } = stretching;
  if (stretching.name === "pbkdf2-sha256") return byPbkdf(password, salt, iterations);
  const { memoryKiB: memorySize, parallelism } = stretching;
  const cost = { iterations, parallelism, memorySize, hashLength: KEY_LENGTH };
  return new Uint8Array(await argon2id({ ...cost, password, salt, outputType: "binary" }));
}

/** How many milliseconds a stretch takes here; None: it cannot be done. */
export type Clocked = (stretching: Stretching) => Promise<number | null>;

async function clock(stretching: Stretching): Promise<number | null> {
  try {
    const from = performance.now();
    await stretch("the time it takes", stretching);
    return performance.now() - from;
  } catch {
    return null;
  }
}

/** The floor's time the second time: the first also compiles. */
async function timeOfFloor(clocked: Clocked): Promise<number | null> {
  const floor = argon(FLOOR.memoryKiB / MIB, FLOOR.argonRounds);
  return (await clocked(floor)) === null ? null : clocked(floor);
}

async function strongestPbkdf(clocked: Clocked): Promise<Stretching> {
  const usual = pbkdf(PBKDF_ROUNDS);
  const took = await clocked(usual);
  return took !== null && took <= MOST_MS ? usual : pbkdf(FLOOR.pbkdfRounds);
}

/** What this tablet stretches with: the strongest that it does in time, never below the floor. */
export async function calibrate(clocked: Clocked = clock): Promise<Stretching> {
  const floorMs = await timeOfFloor(clocked);
  if (floorMs === null) return strongestPbkdf(clocked);
  const perUnit = floorMs / ((FLOOR.memoryKiB / MIB) * FLOOR.argonRounds);
  for (const [mebibytes, rounds] of LADDER) {
    const candidate = argon(mebibytes, rounds);
    const isQuick = perUnit * mebibytes * rounds <= MOST_MS;
    if (isQuick && (await clocked(candidate)) !== null) return candidate;
  }
  return argon(FLOOR.memoryKiB / MIB, FLOOR.argonRounds);
}
