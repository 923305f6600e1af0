/**
 * Writing: everything of a transaction, or nothing.
 *
 * A request that fails undoes its transaction by itself, but one that could not even be
 * made does not: what was asked for before it would stay. So any failure undoes it.
 */

import type { DBSchema, IDBPDatabase, IDBPTransaction, StoreNames } from "idb";

/** What must be on the disk before anyone is told that it is saved. */
const STRICT = { durability: "strict" } as const;

/** A transaction that writes in these stores. */
export type Writing<
  Schema extends DBSchema,
  Names extends ArrayLike<StoreNames<Schema>>,
> = IDBPTransaction<Schema, Names, "readwrite">;

function undo(transaction: { readonly abort: () => void }): void {
  try {
    transaction.abort();
  } catch {
    // It has come to its end already.
  }
}

/**
 * Do it in one transaction; resolves when it is durable. `work` awaits nothing but the
 * requests of its own transaction, which else would end under it.
 */
export async function write<
  Schema extends DBSchema,
  const Names extends ArrayLike<StoreNames<Schema>>,
  T,
>(
  database: IDBPDatabase<Schema>,
  names: Names,
  work: (transaction: Writing<Schema, Names>) => Promise<T>,
): Promise<T> {
  const transaction = database.transaction(names, "readwrite", STRICT);
  try {
    const [value] = await Promise.all([work(transaction), transaction.done]);
    return value;
  } catch (failure) {
    undo(transaction);
    await transaction.done.catch(() => undefined);
    throw failure;
  }
}
