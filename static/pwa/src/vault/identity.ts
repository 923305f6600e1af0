/** A vault's id is derived from its data key: another key cannot be taken for this vault's. */

import { type Bytes, derive, toHex } from "./crypto";

const INFO = "vault/id/v1";

/** The id, in the form of a UUID (version 8); nothing about the key can be learnt from it. */
export async function vaultIdOf(dataKey: Bytes): Promise<string> {
  const bytes = (await derive(dataKey, new Uint8Array(0), INFO)).slice(0, 16);
  const view = new DataView(bytes.buffer);
  view.setUint8(6, (view.getUint8(6) & 0x0f) | 0x80);
  view.setUint8(8, (view.getUint8(8) & 0x3f) | 0x80);
  return toHex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
