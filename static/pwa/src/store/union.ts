/**
 * Joining a database with its journals: of each row the one with the highest number counts, in
 * both, whichever of them lost it.
 *
 * A database is ahead of its journals, or it lost something. If it did, what a damaged place of
 * a journal held may be lost too, and that is told.
 */

import type { IDBPDatabase, IDBPTransaction } from "idb";
import type { Repair } from "../domain/access";
import type { GoneRow, Ledger, Numbered } from "./database";
import {
  type Gathered,
  type Journal,
  type KnownRow,
  newest,
  placeOf,
  type RowKey,
} from "./journals";

/** Stores that are not in the journals. */
const APART = ["numbers", "gone", "bytes"];
const STRICT = { durability: "strict" } as const;

type Joining = IDBPTransaction<unknown, string[], "readwrite">;

/** What the database knows before it is joined. */
interface Found {
  readonly rows: ReadonlyMap<string, KnownRow>;
  readonly last: number;
}

async function rowsIn(joining: Joining, store: string): Promise<readonly KnownRow[]> {
  const keys = await joining.objectStore(store).getAllKeys();
  const values = await joining.objectStore(store).getAll();
  return keys.map((key, at) => {
    // Every row of a journalled store was numbered when it was put there.
    const row = values[at] as Numbered;
    return { store, key: key as RowKey, row, written: row.written };
  });
}

async function goneIn(joining: Joining): Promise<readonly KnownRow[]> {
  const gone = (await joining.objectStore("gone").getAll()) as readonly GoneRow[];
  return gone.map(({ place, written }) => {
    const [store, key] = JSON.parse(place) as [string, RowKey];
    return { store, key, row: null, written };
  });
}

async function findAll(joining: Joining, stores: readonly string[]): Promise<Found> {
  const found = [await goneIn(joining)];
  for (const store of stores) found.push(await rowsIn(joining, store));
  const last = (await joining.objectStore("numbers").get("written")) as number | undefined;
  return { rows: newest(found.flat()), last: last ?? 0 };
}

/** The rows of which one side has a later word than the other. */
function laterThan(
  rows: Iterable<KnownRow>,
  known: ReadonlyMap<string, KnownRow>,
): readonly KnownRow[] {
  return [...rows].filter((row) => row.written > (known.get(placeOf(row))?.written ?? 0));
}

async function putBack(joining: Joining, { key, row, store, written }: KnownRow): Promise<void> {
  if (row !== null) {
    await joining.objectStore(store).put(row);
    return;
  }
  await joining.objectStore(store).delete(key as IDBValidKey);
  await joining.objectStore("gone").put({ place: placeOf({ store, key }), written });
}

/** Bring the database up to the journals. Answers what it knew before. */
async function mendDatabase(
  database: IDBPDatabase,
  gathered: Gathered,
): Promise<{ readonly found: Found; readonly later: readonly KnownRow[] }> {
  const names = [...database.objectStoreNames];
  const stores = names.filter((name) => !APART.includes(name));
  const joining = database.transaction([...stores, "numbers", "gone"], "readwrite", STRICT);
  const found = await findAll(joining, stores);
  // A journal of a later build may know a store that this one does not; it stays in the journal.
  const known = gathered.rows.filter(({ store }) => stores.includes(store));
  const later = laterThan(known, found.rows);
  for (const row of later) await putBack(joining, row);
  const last = Math.max(found.last, gathered.highest);
  if (last > found.last) await joining.objectStore("numbers").put(last, "written");
  await joining.done;
  return { found, later };
}

async function mendJournal(journal: Journal, lacking: readonly KnownRow[]): Promise<void> {
  if (lacking.length === 0) return;
  await journal.append(
    lacking.map(({ written, ...change }) => ({ written, changes: [change] })),
  );
}

function countRows(rows: readonly KnownRow[]): number {
  return rows.filter(({ row }) => row !== null).length;
}

/** Join them. What was damaged is written anew, so that it is told once. */
export async function unite<Schema extends Ledger>(
  database: IDBPDatabase<Schema>,
  journal: Journal,
): Promise<Repair> {
  const gathered = await journal.gather();
  // Joining goes through every store by its name, whatever the schema.
  const { found, later } = await mendDatabase(database as unknown as IDBPDatabase, gathered);
  const lacking = laterThan(found.rows.values(), newest(gathered.rows));
  await mendJournal(journal, lacking);
  const isBehind = found.last < gathered.highest;
  const lost = isBehind ? gathered.gaps : 0;
  if (gathered.gaps > 0) await journal.compact();
  const restored = countRows(later) + countRows(lacking);
  return { putBack: Math.max(restored, gathered.gaps - lost), lost };
}
