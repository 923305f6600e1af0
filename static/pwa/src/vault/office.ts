/** The municipality's public key: sealing for it, and showing that it is the right one. */

import type { OfficeKey } from "../domain/vault";
import { type Bytes, fromBase64, sha256, toHex } from "./crypto";

/** What a key is wrapped with, as WebCrypto and the server's library both have it. */
export const WRAPPING = { name: "RSA-OAEP", hash: "SHA-256" } as const;
/** RSA below this many bits is not sealed for, whoever serves it. */
export const LEAST_BITS = 3072;
const SHOWN_BYTES = 16;

/** An office key ready for use. */
export interface ReadyOffice {
  readonly kid: string;
  readonly key: CryptoKey;
}

/** The key is too short, or not the one its fingerprint says. */
export class OfficeKeyRefused extends Error {
  override readonly name = "OfficeKeyRefused";
}

/** A public key as people compare it: `1f2e 3d4c …`, eight groups of four. */
export async function fingerprintOf(spki: string): Promise<string> {
  const digest = await sha256(fromBase64(spki));
  return toHex(digest.slice(0, SHOWN_BYTES)).replace(/.{4}(?=.)/g, "$& ");
}

function isLongEnough(key: CryptoKey): boolean {
  // An RSA key tells its length in a field that the general type of algorithms lacks.
  const { modulusLength } = key.algorithm as KeyAlgorithm & { readonly modulusLength: number };
  return modulusLength >= LEAST_BITS;
}

/** Make the office's key ready. Raises: `OfficeKeyRefused`. */
export async function readyOffice({ fingerprint, kid, spki }: OfficeKey): Promise<ReadyOffice> {
  if ((await fingerprintOf(spki)) !== fingerprint) throw new OfficeKeyRefused("fingerprint");
  const key = await crypto.subtle
    .importKey("spki", fromBase64(spki), WRAPPING, false, ["encrypt"])
    .catch(() => null);
  if (key === null || !isLongEnough(key)) throw new OfficeKeyRefused("key");
  return { kid, key };
}

/** Bytes that only the holder of the private key can read, and only as what `label` says they are. */
export async function wrapForOffice(
  { key }: ReadyOffice,
  raw: Bytes,
  label?: Bytes,
): Promise<Bytes> {
  const how = label === undefined ? WRAPPING : { ...WRAPPING, label };
  return new Uint8Array(await crypto.subtle.encrypt(how, key, raw));
}
