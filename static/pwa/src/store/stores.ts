/** Every database of the tablet, opened when first needed, each with its journal beside it. */

import type { Repair } from "../domain/access";
import { type Beside, Connection } from "./connection";
import {
  type StaffSchema,
  STAFF_VERSION,
  staffDatabaseName,
  TABLET_DATABASE,
  TABLET_VERSION,
  type TabletSchema,
  upgradeStaff,
  upgradeTablet,
} from "./database";
import { giveUpReceived } from "./expiry";
import type { Journals } from "./journals";
import { Mender } from "./mending";

export type StaffStore = Connection<StaffSchema>;
export type TabletStore = Connection<TabletSchema>;

/** What the stores need of the browser. */
export interface Ground {
  /** None: no private files here. What is saved is then in one place alone, and only practice. */
  readonly journals: Journals | null;
  /** Databases in another place; None, or left out: there is none. */
  readonly spare?: () => Promise<IDBFactory | null>;
  readonly locks: Pick<LockManager, "request">;
}

/** Room kept free beside what is stored, so that texts always fit. */
export const BALLAST_BYTES = 50 * 1024 * 1024;

const NOTHING: Repair = { putBack: 0, lost: 0 };

/** The databases by name; each is opened at most once in a tab. */
export class Stores {
  readonly #ground: Ground;
  readonly tablet: TabletStore;
  readonly #staff = new Map<string, StaffStore>();
  readonly #menders = new Map<string, Mender>();
  #repair = NOTHING;
  #isGivingUp = false;

  constructor(ground: Ground) {
    this.#ground = ground;
    this.tablet = new Connection<TabletSchema>(
      { name: TABLET_DATABASE, version: TABLET_VERSION, upgrade: upgradeTablet },
      this.#beside(TABLET_DATABASE),
    );
  }

  /** The journals, and the room kept beside them. */
  get journals(): Journals | null {
    return this.#ground.journals;
  }

  /** What was found damaged, and was not taken before. */
  takeRepair(): Repair {
    const found = this.#repair;
    this.#repair = NOTHING;
    return found;
  }

  /** Something was found damaged. */
  noteRepair({ lost, putBack }: Repair): void {
    const before = this.#repair;
    this.#repair = { putBack: before.putBack + putBack, lost: before.lost + lost };
  }

  /** The database of one person. */
  of(staffId: string): StaffStore {
    const store = this.#staff.get(staffId) ?? this.#connect(staffId);
    this.#staff.set(staffId, store);
    return store;
  }

  /** Put back what the bytes of a person's parcels have lost. */
  async mend(staffId: string): Promise<void> {
    const mender = this.#menders.get(staffId) ?? new Mender(this.of(staffId));
    this.#menders.set(staffId, mender);
    this.noteRepair(await mender.mend());
  }

  /** Take up room to be given up for what is written by hand, as far as there is any. */
  async keepBallast(size: number): Promise<void> {
    await this.journals?.keepBallast(size).catch(() => undefined);
  }

  /**
   * Give up, for what is written by hand, the sealed parcels of what the office has. Plans and
   * texts stay: they are small, and the visit at hand needs them. False: there was nothing.
   */
  async giveUpReceived(): Promise<boolean> {
    if (this.#isGivingUp) return false;
    this.#isGivingUp = true;
    try {
      const given = await Promise.all([...this.#staff.values()].map(giveUpReceived));
      return given.includes(true);
    } catch {
      // The tablet is too full even for that.
      return false;
    } finally {
      this.#isGivingUp = false;
    }
  }

  /** Let go of all of them. */
  close(): void {
    this.tablet.close();
    for (const store of this.#staff.values()) store.close();
  }

  #connect(staffId: string): StaffStore {
    const name = staffDatabaseName(staffId);
    const opening = { name, version: STAFF_VERSION, upgrade: upgradeStaff };
    return new Connection<StaffSchema>(opening, this.#beside(name));
  }

  #beside(name: string): Beside {
    const { journals, locks, spare = async () => null } = this.#ground;
    return {
      journal: journals?.of(name) ?? null,
      spare,
      locks,
      giveUp: [
        async () => (await journals?.dropBallast()) ?? false,
        () => this.giveUpReceived(),
      ],
      onRepair: (found) => this.noteRepair(found),
    };
  }
}
