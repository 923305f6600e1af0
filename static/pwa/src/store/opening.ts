/** Opening a database, wherever the browser keeps it. */

import { type IDBPDatabase, wrap } from "idb";
import type { Ledger } from "./database";

/** How a database is opened and brought up to date. */
export interface Opening<Schema extends Ledger> {
  readonly name: string;
  readonly version: number;
  readonly upgrade: (database: IDBPDatabase<Schema>, from: number) => void;
}

/**
 * Open it here. `letGo` is called when it must be closed: another tab has a newer build, or the
 * browser has ended it.
 */
export async function openIn<Schema extends Ledger>(
  factory: IDBFactory,
  { name, upgrade, version }: Opening<Schema>,
  letGo: () => void,
): Promise<IDBPDatabase<Schema>> {
  const request = factory.open(name, version);
  // What is wrapped is typed by the browser alone; the schema is ours, and `upgrade` makes it.
  const typed = (database: IDBDatabase) => wrap(database) as unknown as IDBPDatabase<Schema>;
  request.addEventListener("upgradeneeded", ({ oldVersion }) => {
    upgrade(typed(request.result), oldVersion);
  });
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () => reject(request.error));
  });
  for (const ending of ["versionchange", "close"]) database.addEventListener(ending, letGo);
  return typed(database);
}
