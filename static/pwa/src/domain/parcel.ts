/**
 * The frame of everything sent: `LWP1`, the header's length, the header, the payload.
 *
 * The header's bytes are kept exactly as they were, since a sealed payload is bound to them.
 */

const MAGIC = [0x4c, 0x57, 0x50, 0x31] as const;
const PREFIX = MAGIC.length + 4;

/** A parcel taken apart; both parts are views of the parcel's own bytes. */
export interface ParcelParts {
  readonly header: Uint8Array<ArrayBuffer>;
  readonly payload: Uint8Array<ArrayBuffer>;
}

/** One parcel of these bytes. */
export function frameParcel(header: Uint8Array, payload: Uint8Array): Uint8Array<ArrayBuffer> {
  const parcel = new Uint8Array(PREFIX + header.length + payload.length);
  parcel.set(MAGIC, 0);
  new DataView(parcel.buffer).setUint32(MAGIC.length, header.length, false);
  parcel.set(header, PREFIX);
  parcel.set(payload, PREFIX + header.length);
  return parcel;
}

function headerLength(parcel: Uint8Array<ArrayBuffer>): number {
  return new DataView(parcel.buffer, parcel.byteOffset).getUint32(MAGIC.length, false);
}

/** The parts of a parcel; None if the bytes are no parcel. */
export function openFrame(parcel: Uint8Array<ArrayBuffer>): ParcelParts | null {
  if (parcel.length < PREFIX || MAGIC.some((byte, at) => parcel[at] !== byte)) return null;
  const split = PREFIX + headerLength(parcel);
  if (split > parcel.length) return null;
  return { header: parcel.subarray(PREFIX, split), payload: parcel.subarray(split) };
}
