/** The way back for who has forgotten: the office opens its slot and hands the data key to a fresh key. */

import type { VaultRecord } from "../domain/vault";
import { type Bytes, fromBase64, toBase64 } from "./crypto";
import { LEAST_BITS, WRAPPING } from "./office";

/** What goes with the enrolment: the office's slot, and the key to answer to (SPKI, base64). */
export interface RecoveryRequest {
  readonly kid: string;
  readonly wrapped: string;
  readonly reply_spki: string;
}

/** A request, and the half of its key that stays here. */
export interface Recovering {
  readonly request: RecoveryRequest;
  readonly privateKey: CryptoKey;
}

const PAIR = {
  ...WRAPPING,
  modulusLength: LEAST_BITS,
  publicExponent: new Uint8Array([1, 0, 1]),
};

/** Ask for a vault's data key; None: it was made without a slot for the office. */
export async function beginRecovery({ slots }: VaultRecord): Promise<Recovering | null> {
  const slot = slots.find((each) => each.kind === "office");
  if (slot === undefined) return null;
  const pair = await crypto.subtle.generateKey(PAIR, false, ["encrypt", "decrypt"]);
  const spki = await crypto.subtle.exportKey("spki", pair.publicKey);
  const reply_spki = toBase64(new Uint8Array(spki));
  const { kid, wrapped } = slot;
  return { request: { kid, wrapped, reply_spki }, privateKey: pair.privateKey };
}

/** The data key of the office's answer; None: it was wrapped for another. */
export async function recoveredKey(
  { privateKey }: Recovering,
  wrapped: string,
): Promise<Bytes | null> {
  const raw = await crypto.subtle
    .decrypt(WRAPPING, privateKey, fromBase64(wrapped))
    .catch(() => null);
  return raw === null ? null : new Uint8Array(raw);
}
