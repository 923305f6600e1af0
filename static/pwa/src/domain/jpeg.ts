/** The parts of a JPEG file, and leaving out those that say more than the picture shows. */

const MARK = 0xff;
const START = 0xd8;
const SCAN = 0xda;
const COMMENT = 0xfe;
const APPLICATIONS: readonly [first: number, last: number] = [0xe0, 0xef];
/** JFIF's shape of a pixel, and how Adobe mixes colours: the picture is drawn by them. */
const DRAWN_BY = [0xe0, 0xee];

/** A part: its marker, and where it begins and ends; the last is the picture itself. */
interface Part {
  readonly marker: number;
  readonly from: number;
  readonly to: number;
}

function partAt(bytes: Uint8Array, from: number): Part | null {
  const marker = bytes[from + 1];
  if (bytes[from] !== MARK || marker === undefined) return null;
  if (marker === SCAN) return { marker, from, to: bytes.length };
  const length = ((bytes[from + 2] ?? 0) << 8) | (bytes[from + 3] ?? 0);
  const to = from + 2 + length;
  return length < 2 || to > bytes.length ? null : { marker, from, to };
}

function partsOf(bytes: Uint8Array): readonly Part[] | null {
  if (bytes[0] !== MARK || bytes[1] !== START) return null;
  const parts: Part[] = [];
  let from = 2;
  while (from < bytes.length) {
    const part = partAt(bytes, from);
    if (part === null) return null;
    parts.push(part);
    from = part.to;
  }
  return parts;
}

function tellsMore({ marker }: Part): boolean {
  const [first, last] = APPLICATIONS;
  const isApplication = first <= marker && marker <= last && !DRAWN_BY.includes(marker);
  return isApplication || marker === COMMENT;
}

/** The markers of EXIF, XMP, colour profiles, comments and their like; None: it is no JPEG. */
export function metadataIn(bytes: Uint8Array): readonly number[] | null {
  const parts = partsOf(bytes);
  return parts === null ? null : parts.filter(tellsMore).map(({ marker }) => marker);
}

/** The same picture without them; None: it is no JPEG. */
export function withoutMetadata(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | null {
  const parts = partsOf(bytes);
  if (parts === null) return null;
  const kept = parts.filter((part) => !tellsMore(part));
  const size = kept.reduce((sum, { from, to }) => sum + to - from, 2);
  const clean = new Uint8Array(size);
  clean.set([MARK, START]);
  let at = 2;
  for (const { from, to } of kept) {
    clean.set(bytes.subarray(from, to), at);
    at += to - from;
  }
  return clean;
}
