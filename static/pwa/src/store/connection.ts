/**
 * A database connection that may die in the background, and is then opened once more; and the
 * journal beside it.
 *
 * Work given to it must be safe to do twice: a transaction that did not end was undone,
 * one that did may be repeated.
 */

import type { IDBPDatabase, StoreNames } from "idb";
import type { Repair } from "../domain/access";
import type { Ledger } from "./database";
import { isFull } from "./failures";
import type { Journal, JournalRecord } from "./journals";
import { type Opening, openIn } from "./opening";
import { write, type Writing } from "./transaction";
import { unite } from "./union";

/** What a database has beside it. */
export interface Beside {
  /** None: this browser has no private files, and what is saved lies in one place alone. */
  readonly journal: Journal | null;
  /** Databases in another place, for when the usual one is broken for good; None: there is none. */
  readonly spare: () => Promise<IDBFactory | null>;
  /** Opening takes turns over all tabs. */
  readonly locks: Pick<LockManager, "request">;
  /** What is given up for what is written by hand, dearest last; each says whether it helped. */
  readonly giveUp: readonly (() => Promise<boolean>)[];
  /** Something was found damaged. */
  readonly onRepair: (repair: Repair) => void;
}

/** How a step is taken that may find no room. */
type Taking = <T>(step: () => Promise<T>) => Promise<T>;

const DEAD = ["InvalidStateError", "UnknownError"];

function isDead(failure: unknown): boolean {
  return failure instanceof DOMException && DEAD.includes(failure.name);
}

/** The door to one database. */
export class Connection<Schema extends Ledger> {
  readonly #opening: Opening<Schema>;
  readonly #beside: Beside;
  #database: Promise<IDBPDatabase<Schema>> | null = null;
  /** What the database has and the journal could not take yet. */
  #unwritten: readonly JournalRecord[] = [];
  #hasRoom = false;

  constructor(opening: Opening<Schema>, beside: Beside) {
    this.#opening = opening;
    this.#beside = beside;
  }

  /** None: what is saved lies in the database alone. */
  get journal(): Journal | null {
    return this.#beside.journal;
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

  /**
   * Do it in one transaction; resolves when it is on the disk twice, in the database and in the
   * journal. `work` awaits nothing but what it asks of its own transaction. A full tablet gives
   * up what may be given up for it.
   */
  write<Names extends StoreNames<Schema>, T>(
    names: readonly Names[],
    work: (writing: Writing<Schema, Names>) => Promise<T>,
  ): Promise<T> {
    return this.#write(names, work, (step) => this.withRoom(step));
  }

  /** As `write`, but nothing is given up for it. */
  writeIfRoom<Names extends StoreNames<Schema>, T>(
    names: readonly Names[],
    work: (writing: Writing<Schema, Names>) => Promise<T>,
  ): Promise<T> {
    return this.#write(names, work, (step) => step());
  }

  async #write<Names extends StoreNames<Schema>, T>(
    names: readonly Names[],
    work: (writing: Writing<Schema, Names>) => Promise<T>,
    take: Taking,
  ): Promise<T> {
    if (!this.#hasRoom) await take(() => this.#reserve());
    const { record, value } = await take(() =>
      this.run((database) => write(database, names, work)),
    );
    if (record !== null) await this.#note(record, take);
    return value;
  }

  /** Do it; while the tablet is too full for it, give up what may be given up, and do it again. */
  async withRoom<T>(work: () => Promise<T>): Promise<T> {
    for (const giveUp of this.#beside.giveUp) {
      try {
        return await work();
      } catch (failure) {
        if (!isFull(failure)) throw failure;
        await giveUp();
      }
    }
    return await work();
  }

  /** Let go of the database; the next run opens it. */
  close(): void {
    const closing = this.#database;
    this.#database = null;
    void closing?.then((database) => database.close()).catch(() => undefined);
  }

  async #reserve(): Promise<void> {
    await this.journal?.reserve();
    this.#hasRoom = true;
  }

  /** What could not be noted is noted with the next: until then nothing is called saved. */
  async #note(record: JournalRecord, take: Taking): Promise<void> {
    const { journal } = this;
    if (journal === null) return;
    this.#unwritten = [...this.#unwritten, record];
    await take(() => this.#noteAll(journal));
  }

  async #noteAll(journal: Journal): Promise<void> {
    const records = this.#unwritten;
    this.#hasRoom = await journal.append(records);
    this.#unwritten = this.#unwritten.filter((each) => !records.includes(each));
  }

  #open(): Promise<IDBPDatabase<Schema>> {
    this.#database ??= this.#openInTurn().catch((failure: unknown) => {
      this.#database = null;
      throw failure;
    });
    return this.#database;
  }

  /** Nobody writes in a database before it is joined with its journals. */
  async #openInTurn(): Promise<IDBPDatabase<Schema>> {
    const lock = `${this.#opening.name}-open`;
    return await this.#beside.locks.request(lock, async () => {
      const database = await this.#openNow();
      try {
        await this.#unite(database);
      } catch (failure) {
        database.close();
        throw failure;
      }
      return database;
    });
  }

  async #openNow(): Promise<IDBPDatabase<Schema>> {
    const letGo = (): void => this.close();
    try {
      return await openIn(indexedDB, this.#opening, letGo);
    } catch (failure) {
      // A part of what the browser keeps all databases in is gone: none opens, none can be deleted.
      const isBroken = isDead(failure) && this.journal !== null;
      const spare = isBroken ? await this.#beside.spare() : null;
      if (spare === null) throw failure;
      return await openIn(spare, this.#opening, letGo);
    }
  }

  async #unite(database: IDBPDatabase<Schema>): Promise<void> {
    if (this.journal === null) return;
    const repair = await unite(database, this.journal);
    if (repair.putBack + repair.lost > 0) this.#beside.onRepair(repair);
  }
}
