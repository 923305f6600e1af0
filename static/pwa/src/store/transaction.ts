/**
 * Writing: everything of a transaction, or nothing; and a record of it for the journal.
 *
 * A request that fails undoes its transaction by itself, but one that could not even be
 * made does not: what was asked for before it would stay. So any failure undoes it.
 */

import type {
  IDBPDatabase,
  IDBPObjectStore,
  IDBPTransaction,
  StoreKey,
  StoreNames,
  StoreValue,
} from "idb";
import type { Ledger, Numbered } from "./database";
import { type Change, type JournalRecord, placeOf, type RowKey } from "./journals";

/** What must be on the disk before anyone is told that it is saved. */
const STRICT = { durability: "strict" } as const;
/** The stores of a database's own book-keeping. */
const LEDGER = ["numbers", "gone"] as const;

/** The stores of which every row is in the journal. */
export type Journalled<Schema extends Ledger> = {
  [Name in StoreNames<Schema>]: StoreValue<Schema, Name> extends Numbered
    ? Name extends "gone"
      ? never
      : Name
    : never;
}[StoreNames<Schema>];

/** A row as it is given to be written. */
export type Unnumbered<Row> = Row extends Numbered ? Omit<Row, "written"> : never;

/** A store of a transaction, to be read. */
type Readable<Schema extends Ledger, Name extends StoreNames<Schema>> = IDBPObjectStore<
  Schema,
  Name[],
  Name,
  "readonly"
>;

type Untyped = IDBPTransaction<unknown, string[], "readwrite">;

/** Nobody waits for this answer: a failure undoes its transaction, whose end tells of it. */
function left(answer: Promise<unknown>): void {
  answer.catch(() => undefined);
}

/** The key of a row: no store here is without a path, no row without what the path names. */
function keyOf(path: string | readonly string[] | null, row: object): RowKey {
  const partAt = (name: string): string => (row as Readonly<Record<string, string>>)[name] as string;
  return typeof path === "string" ? partAt(path) : (path as readonly string[]).map(partAt);
}

/**
 * One transaction while it writes. Nothing is awaited in it but what is asked of it here: it
 * would end under anything else.
 */
export class Writing<Schema extends Ledger, Names extends StoreNames<Schema>> {
  readonly #transaction: Untyped;
  readonly #changes: Change[] = [];
  /** Read at once, beside whatever else is read: each answer of the database takes its turn. */
  readonly #last: Promise<number | undefined>;
  #number: Promise<number> | null = null;

  constructor(transaction: Untyped) {
    this.#transaction = transaction;
    this.#last = transaction.objectStore("numbers").get("written");
    left(this.#last);
  }

  get hasWritten(): boolean {
    return this.#changes.length > 0;
  }

  /** A store to read in. */
  store<Name extends Names>(name: Name): Readable<Schema, Name> {
    // The names were checked when the transaction was asked for.
    return this.#transaction.objectStore(name) as unknown as Readable<Schema, Name>;
  }

  /** Put a row, under the number of this transaction. */
  async put<Name extends Names & Journalled<Schema>>(
    name: Name,
    row: Unnumbered<StoreValue<Schema, Name>>,
  ): Promise<void> {
    const numbered = { ...row, written: await this.#written() };
    const rows = this.#transaction.objectStore(name);
    left(rows.put(numbered));
    this.#changes.push({ store: name, key: keyOf(rows.keyPath, numbered), row: numbered });
  }

  /** Delete a row, and remember that it was. */
  async delete<Name extends Names & Journalled<Schema>>(
    name: Name,
    key: StoreKey<Schema, Name>,
  ): Promise<void> {
    const change: Change = { store: name, key: key as RowKey, row: null };
    const gone = { place: placeOf(change), written: await this.#written() };
    left(this.#transaction.objectStore("gone").put(gone));
    left(this.#transaction.objectStore(name).delete(key));
    this.#changes.push(change);
  }

  /** Delete every row of a store. */
  async clear<Name extends Names & Journalled<Schema>>(name: Name): Promise<void> {
    const keys = await this.#transaction.objectStore(name).getAllKeys();
    for (const key of keys) await this.delete(name, key as StoreKey<Schema, Name>);
  }

  /** What was written; None: nothing. */
  async record(): Promise<JournalRecord | null> {
    if (this.#number === null) return null;
    return { written: await this.#number, changes: this.#changes };
  }

  #written(): Promise<number> {
    this.#number ??= this.#nextNumber();
    return this.#number;
  }

  async #nextNumber(): Promise<number> {
    const next = ((await this.#last) ?? 0) + 1;
    left(this.#transaction.objectStore("numbers").put(next, "written"));
    return next;
  }
}

/** What came of a transaction, and the record of what it wrote. */
export interface Written<T> {
  readonly value: T;
  readonly record: JournalRecord | null;
}

function undo(transaction: { readonly abort: () => void }): void {
  try {
    transaction.abort();
  } catch {
    // It has come to its end already.
  }
}

/** Do it in one transaction; resolves when the database has it durably. */
export async function write<Schema extends Ledger, Names extends StoreNames<Schema>, T>(
  database: IDBPDatabase<Schema>,
  names: readonly Names[],
  work: (writing: Writing<Schema, Names>) => Promise<T>,
): Promise<Written<T>> {
  // The ledger is in every schema, which the compiler cannot see of one it does not know.
  const untyped = database as unknown as IDBPDatabase;
  const transaction = untyped.transaction([...names, ...LEDGER], "readwrite", STRICT);
  const writing = new Writing<Schema, Names>(transaction);
  try {
    const working = work(writing).then((value) => {
      // All is asked for: the database need not tell of each answer before it ends.
      if (writing.hasWritten) transaction.commit();
      return value;
    });
    const [value] = await Promise.all([working, transaction.done]);
    return { value, record: await writing.record() };
  } catch (failure) {
    undo(transaction);
    await transaction.done.catch(() => undefined);
    throw failure;
  }
}
