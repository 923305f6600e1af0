/**
 * Parcels' bytes lie in the database and in a file beside; what one of them has lost is put back
 * from the other, and what nothing names any more is dropped.
 */

import type { Repair } from "../domain/access";
import type { Journal } from "./journals";
import { bytesBeside, bytesInDatabase, dropUnnamed, type NamedBytes, putBytes } from "./parcels";
import type { StaffStore } from "./stores";

/** Where the bytes of parcels lie. */
interface Lying {
  readonly named: ReadonlySet<string>;
  readonly inDatabase: ReadonlySet<string>;
  readonly beside: ReadonlySet<string>;
}

async function look(store: StaffStore, journal: Journal): Promise<Lying> {
  const [named, inDatabase] = await store.run((database) =>
    Promise.all([database.getAllKeys("parcels"), database.getAllKeys("bytes")]),
  );
  const beside = await journal.listBytes();
  return { named: new Set(named), inDatabase: new Set(inDatabase), beside: new Set(beside) };
}

async function findWhole(store: StaffStore, sha256: string): Promise<NamedBytes | null> {
  const inDatabase = await bytesInDatabase(store, sha256);
  if (inDatabase.is === "whole") return { sha256, bytes: inDatabase.bytes };
  const beside = await bytesBeside(store, sha256);
  return beside.is === "whole" ? { sha256, bytes: beside.bytes } : null;
}

/** Put the bytes of one parcel back where they are lacking; False: they are nowhere. */
async function putBack(
  store: StaffStore,
  journal: Journal,
  { inDatabase, name }: { readonly inDatabase: boolean; readonly name: string },
): Promise<boolean> {
  const found = await findWhole(store, name);
  if (found === null) return false;
  if (inDatabase) await journal.keepBytes(name, found.bytes);
  else await putBytes(store, found);
  return true;
}

/** Looks after the bytes of one person's parcels. */
export class Mender {
  readonly #store: StaffStore;
  /** Named by nothing when last looked: on their way to be, or left by a page that was killed. */
  #unnamed: readonly string[] = [];
  /** Told already. */
  readonly #lost = new Set<string>();
  #isMended = false;

  constructor(store: StaffStore) {
    this.#store = store;
  }

  /** Look once, and again as long as something was left unnamed. Answers what was mended. */
  async mend(): Promise<Repair> {
    const { journal } = this.#store;
    const isQuiet = this.#isMended && this.#unnamed.length === 0;
    if (journal === null || isQuiet) return { putBack: 0, lost: 0 };
    const lying = await look(this.#store, journal);
    await this.#sweep(lying);
    const repair = await this.#restore(journal, lying);
    this.#isMended = true;
    return repair;
  }

  async #restore(journal: Journal, lying: Lying): Promise<Repair> {
    const { beside, inDatabase, named } = lying;
    const lacking = [...named].filter((name) => !beside.has(name) || !inDatabase.has(name));
    let [back, lost] = [0, 0];
    for (const name of lacking) {
      const where = { inDatabase: inDatabase.has(name), name };
      const isBack = await putBack(this.#store, journal, where);
      back += isBack ? 1 : 0;
      if (!isBack && !this.#lost.has(name)) lost += 1;
      if (!isBack) this.#lost.add(name);
    }
    return { putBack: back, lost };
  }

  /** What is named by nothing the second time was never kept. */
  async #sweep({ beside, inDatabase, named }: Lying): Promise<void> {
    const unnamed = [...new Set([...beside, ...inDatabase])].filter((name) => !named.has(name));
    for (const name of unnamed) {
      if (this.#unnamed.includes(name)) await dropUnnamed(this.#store, name);
    }
    this.#unnamed = unnamed.filter((name) => !this.#unnamed.includes(name));
  }
}
