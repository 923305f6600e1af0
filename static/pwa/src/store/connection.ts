/**
 * A database connection that may die in the background, and is then opened once more.
 *
 * Work given to it must be safe to do twice: a transaction that did not end was undone,
 * one that did may be repeated.
 */

import { type DBSchema, type IDBPDatabase, openDB } from "idb";

/** How a database is opened and brought up to date. */
export interface Opening<Schema extends DBSchema> {
  readonly name: string;
  readonly version: number;
  readonly upgrade: (database: IDBPDatabase<Schema>, from: number) => void;
}

const DEAD = ["InvalidStateError", "UnknownError"];

function isDead(failure: unknown): boolean {
  return failure instanceof DOMException && DEAD.includes(failure.name);
}

/** The door to one database. */
export class Connection<Schema extends DBSchema> {
  readonly #opening: Opening<Schema>;
  #database: Promise<IDBPDatabase<Schema>> | null = null;

  constructor(opening: Opening<Schema>) {
    this.#opening = opening;
  }

  /** Do it; if the connection turns out to be dead, open anew and do it once more. */
  async run<T>(work: (database: IDBPDatabase<Schema>) => Promise<T>): Promise<T> {
    const opened = this.#open();
    try {
      return await work(await opened);
    } catch (failure) {
      if (!isDead(failure)) throw failure;
      // Another may have opened it anew in the meantime, and be at work.
      if (this.#database === opened) this.close();
      return await work(await this.#open());
    }
  }

  /** Let go of the database; the next run opens it. */
  close(): void {
    const closing = this.#database;
    this.#database = null;
    void closing?.then((database) => database.close()).catch(() => undefined);
  }

  #open(): Promise<IDBPDatabase<Schema>> {
    this.#database ??= this.#openNow().catch((failure: unknown) => {
      this.#database = null;
      throw failure;
    });
    return this.#database;
  }

  async #openNow(): Promise<IDBPDatabase<Schema>> {
    const { name, version, upgrade } = this.#opening;
    return await openDB<Schema>(name, version, {
      upgrade,
      // Another tab has a newer build: make way for it.
      blocking: () => this.close(),
      terminated: () => this.close(),
    });
  }
}
