/** Closing what is sent so that only the office and this vault can open it. */

import type { Sealed } from "../domain/contract";
import { frameParcel, openFrame } from "../domain/parcel";
import type { OpenHeader, SealedParcel } from "../domain/vault";
import {
  boundTo,
  type Bytes,
  decrypt,
  encrypt,
  fromBase64,
  importKey,
  KEY_LENGTH,
  newIv,
  openPiece,
  randomBytes,
  sealPiece,
  sha256,
  TAG_LENGTH,
  toBase64,
  toHex,
  utf8,
} from "./crypto";
import { type ReadyOffice, wrapForOffice } from "./office";

/** What closing takes from an open vault. */
export interface Closing {
  readonly vaultId: string;
  readonly key: CryptoKey;
  readonly office: ReadyOffice;
}

/** What opening takes from it. */
export type Opening = Pick<Closing, "vaultId" | "key">;

async function sealingFor(office: ReadyOffice, iv: Bytes, parcelKey: Bytes): Promise<Sealed> {
  const wrapped = toBase64(await wrapForOffice(office, parcelKey));
  const forOffice = { kid: office.kid, alg: "RSA-OAEP-256", iv: null, wrapped } as const;
  return { alg: "A256GCM", iv: toBase64(iv), keys: [forOffice] };
}

/** The parcel's key opens at this parcel alone. */
function boundToParcel(vaultId: string, name: string): Bytes {
  return boundTo(vaultId, `parcels/${name}`);
}

/** Close a payload under a key of its own; the header's bytes are bound to it as they are sent. */
export async function closeSealed(
  { key, office, vaultId }: Closing,
  header: OpenHeader,
  payload: Bytes,
): Promise<SealedParcel> {
  const parcelKey = randomBytes(KEY_LENGTH);
  const iv = newIv();
  const sealing = await sealingFor(office, iv, parcelKey);
  const whole = { ...header, sealing, payload: { size: payload.length + TAG_LENGTH } };
  const head = utf8(JSON.stringify(whole));
  const bytes = frameParcel(head, await encrypt(await importKey(parcelKey), iv, head, payload));
  const name = toHex(await sha256(bytes));
  const ownKey = await sealPiece(key, boundToParcel(vaultId, name), parcelKey);
  parcelKey.fill(0);
  return { sha256: name, bytes, ownKey };
}

/** The nonce a header names; None: it is not the header of a sealed parcel. */
function ivOf(header: Bytes): Bytes | null {
  try {
    // What a header holds is known once it has been opened with; until then it is only tried.
    const { sealing } = JSON.parse(new TextDecoder().decode(header)) as { sealing: Sealed };
    return fromBase64(sealing.iv);
  } catch {
    return null;
  }
}

/** A parcel's payload by its own key; None: either was changed, or they are not of one another. */
export async function openSealed(
  { key, vaultId }: Opening,
  parcel: Bytes,
  ownKey: Bytes,
): Promise<Bytes | null> {
  const parts = openFrame(parcel);
  const iv = parts && ivOf(parts.header);
  if (parts === null || iv === null) return null;
  const name = toHex(await sha256(parcel));
  const parcelKey = await openPiece(key, boundToParcel(vaultId, name), ownKey);
  if (parcelKey === null) return null;
  return decrypt(await importKey(parcelKey), iv, parts.header, parts.payload);
}
