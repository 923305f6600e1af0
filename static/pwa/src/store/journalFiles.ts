/** The journals over the tablet's private files: a folder for each database, and the ballast. */

import { Turns } from "../domain/turns";
import { type Folder, writeAll } from "./folders";
import { JournalFolder } from "./journalFolder";
import type { Gathered, Journal, JournalRecord, Journals } from "./journals";

const BALLAST = "ballast";
const PIECE = 1024 * 1024;

/** One database's files: `journal/` with a file a tab, `parcels/` with a file a parcel. */
class DatabaseFiles implements Journal {
  readonly #root: () => Promise<Folder>;
  readonly #newName: () => string;
  readonly #turns = new Turns();
  #journal: JournalFolder | null = null;

  constructor(root: () => Promise<Folder>, newName: () => string) {
    this.#root = root;
    this.#newName = newName;
  }

  gather(): Promise<Gathered> {
    return this.#inTurn((journal) => journal.gather());
  }

  reserve(): Promise<void> {
    return this.#inTurn((journal) => journal.reserve());
  }

  async append(records: readonly JournalRecord[]): Promise<boolean> {
    const hasRoom = await this.#inTurn((journal) => journal.append(records));
    // The answer does not wait for the tidying; what fails of it left the old files as they were.
    void this.#inTurn((journal) => journal.tidy()).catch(() => undefined);
    return hasRoom;
  }

  compact(): Promise<void> {
    return this.#inTurn((journal) => journal.compact());
  }

  async keepBytes(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const parcels = await this.#parcels();
    const file = await parcels.open(name);
    // Another tab is writing the very same bytes under the name of their hash.
    if (file === null) return;
    try {
      file.truncate(bytes.length);
      writeAll(file, bytes, 0);
      file.flush();
      file.close();
    } catch (failure) {
      file.close();
      await parcels.drop(name);
      throw failure;
    }
  }

  async findBytes(name: string): Promise<Uint8Array<ArrayBuffer> | null> {
    return await (await this.#parcels()).read(name);
  }

  async listBytes(): Promise<readonly string[]> {
    return await (await this.#parcels()).list();
  }

  async dropBytes(names: readonly string[]): Promise<void> {
    const parcels = await this.#parcels();
    for (const name of names) await parcels.drop(name);
  }

  async #parcels(): Promise<Folder> {
    return await (await this.#root()).folder("parcels");
  }

  async #open(): Promise<JournalFolder> {
    const root = await this.#root();
    this.#journal ??= new JournalFolder(await root.folder("journal"), this.#newName);
    return this.#journal;
  }

  /** What failed is begun anew by the next: a file that cannot be written is not held on to. */
  #inTurn<T>(work: (journal: JournalFolder) => Promise<T>): Promise<T> {
    return this.#turns.take(async () => {
      const journal = await this.#open();
      try {
        return await work(journal);
      } catch (failure) {
        journal.close();
        throw failure;
      }
    });
  }
}

/** All journals under one folder. */
export class JournalFiles implements Journals {
  readonly #root: Folder;
  readonly #newName: () => string;
  readonly #databases = new Map<string, DatabaseFiles>();

  constructor(root: Folder, newName: () => string) {
    this.#root = root;
    this.#newName = newName;
  }

  of(database: string): DatabaseFiles {
    const known = this.#databases.get(database);
    if (known !== undefined) return known;
    const made = new DatabaseFiles(() => this.#root.folder(database), this.#newName);
    this.#databases.set(database, made);
    return made;
  }

  async keepBallast(size: number): Promise<void> {
    const file = await this.#root.open(BALLAST);
    if (file === null) return;
    try {
      for (let at = file.getSize(); at < size; at += PIECE) {
        writeAll(file, new Uint8Array(Math.min(PIECE, size - at)), at);
      }
      file.flush();
    } finally {
      file.close();
    }
  }

  async dropBallast(): Promise<boolean> {
    const kept = await this.#root.list();
    if (!kept.includes(BALLAST)) return false;
    await this.#root.drop(BALLAST);
    return true;
  }
}
