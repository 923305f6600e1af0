/**
 * The frame of a journal: a file that is only added to, and read although it was damaged.
 *
 * A head, then records: magic, the body's length, CRC-32 of the body, the body. What is torn or
 * flipped is passed over to the next record that is whole. The head holds, twice and in turns,
 * the highest number ever written, so that a tail cut off between two records is missed too.
 * Zeros after the last record are room that was set aside.
 */

const MAGIC = [0x4c, 0x57, 0x4a, 0x52] as const; // LWJR
const HEAD_MAGIC = [0x4c, 0x57, 0x4a, 0x4f, 0x55, 0x52, 0x4e, 0x31] as const; // LWJOURN1
const FRAME = 12;
const MARK = 12;
const WORD = 2 ** 32;

/** Where the records of a file begin. */
export const HEAD = HEAD_MAGIC.length + 2 * MARK;

/** What stands between two places of a file, in its order. */
export type Piece =
  | { readonly is: "record"; readonly body: Uint8Array<ArrayBuffer>; readonly size: number }
  /** Bytes that are no record any more: at least one was here. */
  | { readonly is: "damage" };

/** A file as it can be read. */
export interface Scan {
  readonly pieces: readonly Piece[];
  /** Where the next record goes: behind everything that was ever written. */
  readonly end: number;
}

/** What the head says. */
export interface Head {
  /** 0: none was written, or the head cannot tell. */
  readonly highest: number;
  readonly isDamaged: boolean;
}

function crcRow(byte: number): number {
  let row = byte;
  for (let bit = 0; bit < 8; bit += 1) row = row & 1 ? 0xedb88320 ^ (row >>> 1) : row >>> 1;
  return row >>> 0;
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => crcRow(byte));

/** The CRC-32 (IEEE 802.3) of bytes. */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function isAt(bytes: Uint8Array, at: number, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[at + index] === byte);
}

/** A record of this body. */
export function frameRecord(body: Uint8Array): Uint8Array<ArrayBuffer> {
  const record = new Uint8Array(FRAME + body.length);
  record.set(MAGIC, 0);
  viewOf(record).setUint32(4, body.length);
  viewOf(record).setUint32(8, crc32(body));
  record.set(body, FRAME);
  return record;
}

/** The body of the record that begins here; None: none does, or not whole. */
function bodyAt(bytes: Uint8Array<ArrayBuffer>, at: number): Uint8Array<ArrayBuffer> | null {
  if (at + FRAME > bytes.length || !isAt(bytes, at, MAGIC)) return null;
  const length = viewOf(bytes).getUint32(at + 4);
  if (at + FRAME + length > bytes.length) return null;
  const body = bytes.subarray(at + FRAME, at + FRAME + length);
  return crc32(body) === viewOf(bytes).getUint32(at + 8) ? body : null;
}

function nextRecord(bytes: Uint8Array<ArrayBuffer>, from: number): number {
  for (let at = bytes.indexOf(MAGIC[0], from); at >= 0; at = bytes.indexOf(MAGIC[0], at + 1)) {
    if (bodyAt(bytes, at) !== null) return at;
  }
  return bytes.length;
}

/** Behind the last byte that is not zero. */
function lengthWritten(bytes: Uint8Array, from: number): number {
  let end = bytes.length;
  while (end > from && bytes[end - 1] === 0) end -= 1;
  return end;
}

/** Read a journal, whatever has become of it. */
export function scanJournal(bytes: Uint8Array<ArrayBuffer>): Scan {
  const pieces: Piece[] = [];
  let at = HEAD;
  while (at < bytes.length) {
    const body = bodyAt(bytes, at);
    if (body !== null) {
      pieces.push({ is: "record", body, size: FRAME + body.length });
      at += FRAME + body.length;
      continue;
    }
    const next = nextRecord(bytes, at + 1);
    const end = next < bytes.length ? next : lengthWritten(bytes, at);
    if (end > at) pieces.push({ is: "damage" });
    at = next < bytes.length ? next : bytes.length;
    if (next >= bytes.length) return { pieces, end };
  }
  return { pieces, end: Math.max(at, HEAD) };
}

function markOf(highest: number): Uint8Array<ArrayBuffer> {
  const mark = new Uint8Array(MARK);
  viewOf(mark).setUint32(0, Math.floor(highest / WORD));
  viewOf(mark).setUint32(4, highest % WORD);
  viewOf(mark).setUint32(8, crc32(mark.subarray(0, 8)));
  return mark;
}

/** The mark of the highest number, and where it goes: in turns, never over the last one. */
export function highestMark(
  highest: number,
  turn: number,
): { readonly at: number; readonly bytes: Uint8Array<ArrayBuffer> } {
  return { at: HEAD_MAGIC.length + MARK * (turn % 2), bytes: markOf(highest) };
}

/** The head of a new journal. */
export function newHead(highest: number): Uint8Array<ArrayBuffer> {
  const head = new Uint8Array(HEAD);
  head.set(HEAD_MAGIC, 0);
  for (const at of [HEAD_MAGIC.length, HEAD_MAGIC.length + MARK]) head.set(markOf(highest), at);
  return head;
}

/** None: it is not a mark any more. */
function readMark(bytes: Uint8Array, at: number): number | null {
  const mark = bytes.subarray(at, at + MARK);
  if (mark.length < MARK || crc32(mark.subarray(0, 8)) !== viewOf(mark).getUint32(8)) return null;
  return viewOf(mark).getUint32(0) * WORD + viewOf(mark).getUint32(4);
}

/** Whether nothing was ever written in a file; room may have been set aside in it. */
export function isBlank(bytes: Uint8Array): boolean {
  return lengthWritten(bytes, 0) === 0;
}

/** Read the head of a journal. */
export function readHead(bytes: Uint8Array): Head {
  const marks = [HEAD_MAGIC.length, HEAD_MAGIC.length + MARK].map((at) => readMark(bytes, at));
  const isDamaged = !isAt(bytes, 0, HEAD_MAGIC) || marks.includes(null);
  return { highest: Math.max(0, ...marks.map((mark) => mark ?? 0)), isDamaged };
}
