/** A journal's record as bytes: JSON, and behind it the bytes that its rows hold. */

import type { JournalRecord } from "./journals";

const PREFIX = 4;
const text = { to: new TextEncoder(), from: new TextDecoder() };

/** What stands in the JSON for bytes behind it. */
interface Apart {
  readonly $bytes: number;
}

function isApart(value: unknown): value is Apart {
  return typeof value === "object" && value !== null && "$bytes" in value;
}

/** The body of a record. */
export function encodeRecord(record: JournalRecord): Uint8Array<ArrayBuffer> {
  const apart: Uint8Array[] = [];
  const json = text.to.encode(
    JSON.stringify(record, (_, value: unknown) => {
      if (!(value instanceof Uint8Array)) return value;
      apart.push(value);
      return { $bytes: value.length } satisfies Apart;
    }),
  );
  const size = apart.reduce((sum, bytes) => sum + bytes.length, PREFIX + json.length);
  const body = new Uint8Array(size);
  new DataView(body.buffer).setUint32(0, json.length);
  body.set(json, PREFIX);
  let at = PREFIX + json.length;
  for (const bytes of apart) {
    body.set(bytes, at);
    at += bytes.length;
  }
  return body;
}

/** The record of a body; None: it is not one that this build can read. */
export function decodeRecord(body: Uint8Array<ArrayBuffer>): JournalRecord | null {
  const length = new DataView(body.buffer, body.byteOffset).getUint32(0);
  let at = PREFIX + length;
  const take = (size: number): Uint8Array<ArrayBuffer> => body.slice(at, (at += size));
  try {
    const json = text.from.decode(body.subarray(PREFIX, PREFIX + length));
    // What has passed its CRC is what `encodeRecord` wrote.
    return JSON.parse(json, (_, value: unknown) =>
      isApart(value) ? take(value.$bytes) : value,
    ) as JournalRecord;
  } catch {
    return null;
  }
}
