/** A tablet as a build left it: everything on its disk as text, and a browser made of that again. */

import { IDBFactory } from "fake-indexeddb";
import { type IDBPDatabase, openDB } from "idb";
import { uuidv7 } from "uuidv7";
import type { VisitContent } from "../../src/domain/contract";
import type { DraftContent } from "../../src/domain/tablet";
import { createTablet, type RunningTablet } from "../../src/app/tablet";
import { fromBase64, toBase64 } from "../../src/vault/crypto";
import { FakeLocks } from "./locks";
import { FakeOffice } from "./office";
import { Conditions, type Field, must, value, worldOf } from "./world";
import { PHRASE } from "./vault";

interface KeptStore {
  readonly name: string;
  readonly keyPath: string | string[] | null;
  readonly indexes: readonly { readonly name: string; readonly keyPath: string | string[] }[];
  readonly rows: readonly { readonly key: IDBValidKey; readonly value: unknown }[];
}

interface KeptDatabase {
  readonly name: string;
  readonly version: number;
  readonly stores: readonly KeptStore[];
}

/** What a build left. `files` are the private files; `revisions` is what the office had of it. */
export interface Kept {
  readonly about: string;
  readonly databases: readonly KeptDatabase[];
  readonly files: readonly (readonly [path: string, bytes: unknown])[];
  readonly revisions: readonly (readonly [id: string, held: unknown])[];
  readonly draft: DraftContent;
  readonly finished: VisitContent | DraftContent;
}

/** Bytes as text; the room that was set aside behind them is only told of. */
function bytesAsText(bytes: Uint8Array<ArrayBuffer>): { readonly $bytes: string; readonly size: number } {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end -= 1;
  return { $bytes: toBase64(bytes.slice(0, end)), size: bytes.length };
}

function asText(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, part: unknown) => {
      if (part instanceof ArrayBuffer) return { ...bytesAsText(new Uint8Array(part)), isBuffer: true };
      return part instanceof Uint8Array ? bytesAsText(new Uint8Array(part)) : part;
    }),
  );
}

/** The opposite of `asText`. */
export function fromText(text: string): unknown {
  return JSON.parse(text, (_, part: unknown) => {
    if (typeof part !== "object" || part === null || !("$bytes" in part)) return part;
    const bytes = new Uint8Array("size" in part ? Number(part.size) : 0);
    bytes.set(fromBase64(String(part.$bytes)));
    return "isBuffer" in part ? bytes.buffer : bytes;
  });
}

async function keptStore(database: IDBPDatabase, name: string): Promise<KeptStore> {
  const { store } = database.transaction(name);
  const indexes = [...store.indexNames].map((index) => ({
    name: index,
    keyPath: store.index(index).keyPath,
  }));
  const { keyPath } = store;
  const [keys, values] = [await store.getAllKeys(), await store.getAll()];
  return { name, keyPath, indexes, rows: keys.map((key, at) => ({ key, value: values[at] })) };
}

async function keptDatabase(name: string): Promise<KeptDatabase> {
  const database = await openDB(name);
  const names = [...database.objectStoreNames];
  const stores = await Promise.all(names.map((store) => keptStore(database, store)));
  const { version } = database;
  database.close();
  return { name, version, stores };
}

/** Everything a tablet has on its disk just now, as JSON. */
export async function keep(
  { conditions, office }: Field,
  said: Pick<Kept, "about" | "draft" | "finished">,
): Promise<string> {
  const names = (await indexedDB.databases()).map(({ name }) => must(name)).sort();
  const databases = await Promise.all(names.map(keptDatabase));
  const files = [...conditions.disk.files].map(([path, { bytes }]) => [path, bytes]);
  const revisions = [...office.revisions];
  return JSON.stringify(asText({ ...said, databases, files, revisions }), null, 1);
}

async function putBack({ name, stores, version }: KeptDatabase): Promise<void> {
  const database = await openDB(name, version, {
    upgrade(made) {
      for (const { indexes, keyPath, name: store } of stores) {
        const object = made.createObjectStore(store, keyPath === null ? {} : { keyPath });
        for (const index of indexes) object.createIndex(index.name, index.keyPath);
      }
    },
  });
  for (const { keyPath, name: store, rows } of stores) {
    for (const { key, value: row } of rows) {
      await (keyPath === null ? database.put(store, row, key) : database.put(store, row));
    }
  }
  database.close();
}

/** What of it is still there: both memories, or one of them. */
export type Memory = "all of it" | "the databases" | "the journals";

/** A tablet of today's build over what an earlier build left, unlocked. */
export async function open(kept: Kept, memory: Memory): Promise<{
  readonly office: FakeOffice;
  readonly running: RunningTablet;
}> {
  globalThis.indexedDB = new IDBFactory();
  const [office, conditions] = [new FakeOffice(), new Conditions()];
  office.serverAt = () => conditions.at;
  for (const [id, held] of kept.revisions) office.revisions.set(id, held as never);
  for (const database of kept.databases) if (memory !== "the journals") await putBack(database);
  for (const [path, bytes] of kept.files) {
    const file = { bytes: bytes as Uint8Array<ArrayBuffer>, holder: null };
    if (memory !== "the databases") conditions.disk.files.set(path, file);
  }
  // The ids of tests are counted; those of what was kept are taken.
  const world = { ...worldOf(office, new FakeLocks(), conditions), newId: uuidv7 };
  const running = await createTablet(world);
  value(await running.tablet.unlockWithPassphrase(PHRASE));
  return { office, running };
}
