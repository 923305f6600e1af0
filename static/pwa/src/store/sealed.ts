/** Rows that only the person's vault can read. Nothing here is called within a transaction. */

import type { Sealer } from "../domain/vault";
import type { SealedRow } from "./database";
import type { StaffStore } from "./stores";

/** A person's store with their vault open. */
export interface OpenStore {
  readonly store: StaffStore;
  readonly vault: Sealer;
}

/** What was sealed. */
export interface Opened {
  readonly value: unknown;
}

interface Read {
  /** Of the sealed bytes, no others end so. */
  readonly end: string;
  readonly opened: Opened | null;
}

/** What was opened, as long as its vault is in memory; what was sealed anew is opened anew. */
const read = new WeakMap<Sealer, Map<string, Read>>();
const TAG_LENGTH = 16;

/** A value sealed for its place, which is the name of its store and its key. */
export function seal(
  vault: Sealer,
  place: string,
  value: unknown,
): Promise<Uint8Array<ArrayBuffer>> {
  return vault.seal(place, new TextEncoder().encode(JSON.stringify(value)));
}

async function openNow(
  vault: Sealer,
  place: string,
  sealed: Uint8Array<ArrayBuffer>,
): Promise<Opened | null> {
  const bytes = await vault.open(place, sealed);
  return bytes === null ? null : { value: JSON.parse(new TextDecoder().decode(bytes)) as unknown };
}

/** What a row holds; None: it was changed, moved, or is another vault's. */
export async function open(
  vault: Sealer,
  place: string,
  { sealed }: SealedRow,
): Promise<Opened | null> {
  const known = read.get(vault) ?? new Map<string, Read>();
  read.set(vault, known);
  const end = sealed.slice(-TAG_LENGTH).join();
  const before = known.get(place);
  if (before?.end === end) return before.opened;
  const opened = await openNow(vault, place, sealed);
  known.set(place, { end, opened });
  return opened;
}

/** What every row holds that can be read; those that cannot are left out. */
export async function openAll<Row extends SealedRow>(
  vault: Sealer,
  rows: readonly Row[],
  placeOf: (row: Row) => string,
): Promise<readonly unknown[]> {
  const opened = await Promise.all(rows.map((row) => open(vault, placeOf(row), row)));
  return opened.filter((each) => each !== null).map(({ value }) => value);
}
