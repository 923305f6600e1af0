/**
 * The second memory beside the databases: files that the failures of IndexedDB do not touch.
 *
 * This is what is asked of it; `journalFiles` does it, in a worker of its own.
 */

/** As a key in the database. */
export type RowKey = string | readonly string[];

/** What became of one row; `row` None: it was deleted. */
export interface Change {
  readonly store: string;
  readonly key: RowKey;
  readonly row: object | null;
}

/** What one transaction wrote: all of it is read again, or nothing. */
export interface JournalRecord {
  /** Grows with every transaction of a database. */
  readonly written: number;
  readonly changes: readonly Change[];
}

/** The newest of a row that is known. */
export interface KnownRow extends Change {
  readonly written: number;
}

/** All that the journals of a database know. */
export interface Gathered {
  readonly rows: readonly KnownRow[];
  /** In how many places records were, and are no more. */
  readonly gaps: number;
  /** The highest number that was ever written in them, as far as they can tell. */
  readonly highest: number;
}

/** The journals of one database, of which one file is this tab's own. */
export interface Journal {
  /** Read all there is, also what other tabs have written. */
  gather(): Promise<Gathered>;
  /** Set room aside for a record. Fails if there is none. */
  reserve(): Promise<void>;
  /** Add records; ends when they are on the disk. False: there is no room left for a next one. */
  append(records: readonly JournalRecord[]): Promise<boolean>;
  /** Write all that still counts to a new file and drop the old ones. */
  compact(): Promise<void>;

  /** Keep the bytes of a parcel under its name; ends when they are on the disk. */
  keepBytes(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** As they lie there, whole or not; None: they do not. */
  findBytes(name: string): Promise<Uint8Array<ArrayBuffer> | null>;
  listBytes(): Promise<readonly string[]>;
  dropBytes(names: readonly string[]): Promise<void>;
}

/** The journals of all databases, and the room kept free for them. */
export interface Journals {
  of(database: string): Journal;
  /** Take up so much room, to be given up when there is no other. It may be there already. */
  keepBallast(size: number): Promise<void>;
  /** False: there was none. */
  dropBallast(): Promise<boolean>;
}

/** The name of a row among all rows of a database. */
export function placeOf({ key, store }: Pick<Change, "key" | "store">): string {
  return JSON.stringify([store, key]);
}

/** The newest of each row. */
export function newest(rows: Iterable<KnownRow>): ReadonlyMap<string, KnownRow> {
  const latest = new Map<string, KnownRow>();
  for (const row of rows) {
    const place = placeOf(row);
    if (row.written >= (latest.get(place)?.written ?? 0)) latest.set(place, row);
  }
  return latest;
}
