/** Stores over a disk and an IndexedDB that a test can damage. */

import "fake-indexeddb/auto";
import { forceCloseDatabase, IDBFactory } from "fake-indexeddb";
import { type IDBPDatabase, openDB, unwrap } from "idb";
import { type StaffSchema, STAFF_VERSION, staffDatabaseName, upgradeStaff } from "../../src/store/database";
import { JournalFiles } from "../../src/store/journalFiles";
import type { OpenStore } from "../../src/store/sealed";
import { Stores } from "../../src/store/stores";
import { Disk, type Tab } from "./folders";
import { STAFF } from "./ids";
import { FakeLocks } from "./locks";
import { newVault } from "./vault";

let names = 0;

/** The journals of one tab. */
export function journalsOn(tab: Tab): JournalFiles {
  return new JournalFiles(tab, () => {
    names += 1;
    return `j${names}`;
  });
}

type Photographed = readonly (readonly [store: string, key: IDBValidKey, value: unknown])[];

/** A browser that is closed and opened over the same disk. */
export class Ground {
  readonly disk = new Disk();
  readonly locks = new FakeLocks();
  #tab: Tab = this.disk.tab();
  #stores: Stores | null = null;
  /** Another place for databases. */
  spare: IDBFactory | null = null;
  readonly #around = { locks: this.locks, spare: async () => this.spare };

  constructor() {
    globalThis.indexedDB = new IDBFactory();
  }

  /** The stores of the tab that is open. */
  get stores(): Stores {
    this.#stores ??= new Stores({ ...this.#around, journals: journalsOn(this.#tab) });
    return this.#stores;
  }

  /** Another tab beside. */
  otherTab(): Stores {
    return new Stores({ ...this.#around, journals: journalsOn(this.disk.tab()) });
  }

  /** The page is killed and begins anew. */
  restart(): Stores {
    this.#stores?.close();
    this.#tab.kill();
    this.#tab = this.disk.tab();
    this.#stores = null;
    return this.stores;
  }

  /** Chromium found the databases damaged and made empty ones. */
  loseDatabases(): void {
    this.#stores?.close();
    globalThis.indexedDB = new IDBFactory();
  }

  /** All that a person's database holds just now. */
  async photograph(): Promise<Photographed> {
    return await this.stores.of(STAFF).run(async (database) => {
      const rows: [string, IDBValidKey, unknown][] = [];
      const untyped = database as unknown as IDBPDatabase;
      for (const name of untyped.objectStoreNames) {
        const [keys, values] = [await untyped.getAllKeys(name), await untyped.getAll(name)];
        keys.forEach((key, at) => rows.push([name, key, values[at]]));
      }
      return rows;
    });
  }

  /** The database's log was cut off: it is as it was, and says nothing of it. */
  async rollBack(photographed: Photographed): Promise<void> {
    this.loseDatabases();
    const opening = { upgrade: upgradeStaff };
    const database = await openDB<StaffSchema>(staffDatabaseName(STAFF), STAFF_VERSION, opening);
    const untyped = database as unknown as IDBPDatabase;
    for (const [name, key, value] of photographed) {
      const { keyPath } = untyped.transaction(name).store;
      await (keyPath === null ? untyped.put(name, value, key) : untyped.put(name, value));
    }
    database.close();
  }

  /** The same as `loseDatabases`, under the app's hands. */
  async loseUnderHands(): Promise<void> {
    const open = await this.stores.of(STAFF).run(async (database) => unwrap(database));
    globalThis.indexedDB = new IDBFactory();
    forceCloseDatabase(open as unknown as Parameters<typeof forceCloseDatabase>[0]);
  }

  /** A person's store with a vault. */
  async open(vault?: OpenStore["vault"]): Promise<OpenStore> {
    return { store: this.stores.of(STAFF), vault: vault ?? (await newVault()).vault };
  }
}
