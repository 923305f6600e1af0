/** What the tests of the vault are made with: an office with its private key, and cheap stretching. */

import type { OfficeKey, OpenHeader, Stretching, VaultRecord } from "../../src/domain/vault";
import { type Proof, VaultCore } from "../../src/vault/core";
import { type Bytes, fromBase64, randomBytes, sha256, toBase64, toHex } from "../../src/vault/crypto";
import { fingerprintOf } from "../../src/vault/office";

const RSA = {
  name: "RSA-OAEP",
  hash: "SHA-256",
  publicExponent: new Uint8Array([1, 0, 1]),
} as const;

/** A municipality with both halves of its key. */
export interface Office {
  readonly officeKey: OfficeKey;
  readonly privateKey: CryptoKey;
  readonly unwrap: (wrapped: string, label?: Bytes) => Promise<Bytes>;
}

/** A fresh municipality, its key named as the office names them. */
export async function newOffice(modulusLength = 3072): Promise<Office> {
  const how = { ...RSA, modulusLength };
  const { privateKey, publicKey } = await crypto.subtle.generateKey(how, true, [
    "encrypt",
    "decrypt",
  ]);
  const exported = new Uint8Array(await crypto.subtle.exportKey("spki", publicKey));
  const spki = toBase64(exported);
  const kid = toHex(await sha256(exported)).slice(0, 32);
  const unwrap = async (wrapped: string, label?: Bytes): Promise<Bytes> => {
    const asked = label === undefined ? RSA : { ...RSA, label };
    return new Uint8Array(await crypto.subtle.decrypt(asked, privateKey, fromBase64(wrapped)));
  };
  const officeKey = { kid, spki, fingerprint: await fingerprintOf(spki) };
  return { officeKey, privateKey, unwrap };
}

/** The least that is allowed, so that tests take as little time as may be. */
export function leastStretching(): Stretching {
  const salt = toBase64(randomBytes(16));
  return { name: "argon2id", memoryKiB: 19 * 1024, iterations: 2, parallelism: 1, salt };
}

/** A value that a test counts on being there. */
export function must<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error("nothing there");
  return value;
}

export const PHRASE = "björk lampa trappa";
export const STAFF = "0190a8a0-0000-7000-8000-000000000001";

/** A passphrase shown. */
export function by(passphrase: string): Proof {
  return { by: "passphrase", passphrase };
}

/** A core with a new vault in it. */
export async function newVault(
  office: Office,
): Promise<{ readonly core: VaultCore; readonly record: VaultRecord }> {
  const core = new VaultCore();
  const asked = { staffId: STAFF, passphrase: PHRASE, officeKey: office.officeKey };
  const record = await core.create({ ...asked, stretching: leastStretching() });
  return { core, record };
}

/** The clear header of a photo. */
export const HEADER: OpenHeader = {
  format: 1,
  kind: "blob",
  visit_id: "0190a8a0-0000-7000-8000-0000000000aa",
  author_id: STAFF,
  device_id: "0190a8a0-0000-7000-8000-0000000000dd",
  content_type: "image/jpeg",
  clock: { device_at: "2026-03-12T10:00:00Z", server_offset_ms: 5, since_contact_ms: 7 },
};
