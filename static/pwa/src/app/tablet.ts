/** The tablet, put together. */

import { TabletClock } from "../domain/clock";
import { done, refused } from "../domain/result";
import type { Result, Snapshot, Tablet } from "../domain/tablet";
import { listDrafts } from "../store/drafts";
import { findContact } from "../store/enrolments";
import { readPhoto } from "../store/photos";
import {
  clearReference,
  findChecklist,
  listReference,
  newestConsentTexts,
} from "../store/reference";
import { Stores } from "../store/stores";
import { Schedule } from "../sync/schedule";
import { FIRST_SNAPSHOT, readSnapshot } from "./board";
import { Concerns } from "./concerns";
import { asWorker, type Desk, type Worker } from "./desk";
import { Office } from "./office";
import { checkReadiness } from "./readiness";
import { isAnyVisitOpen } from "./visitLock";
import { Visits } from "./visits";
import type { World } from "./world";

/** A tablet, and what keeps it going. */
export interface RunningTablet {
  readonly tablet: Tablet;
  /** Something may have changed: a line, a tab, a visible page. Sends what there is. */
  readonly trigger: () => Promise<void>;
  /** What is stored, or whether an update waits, has changed elsewhere. */
  readonly refresh: () => Promise<void>;
  readonly stop: () => void;
}

/** Keeps the snapshot, and tells of it. */
class Board {
  readonly #read: () => Promise<Snapshot>;
  readonly #listeners = new Set<(snapshot: Snapshot) => void>();
  #reading: Promise<void> | null = null;
  #isStale = false;
  snapshot: Snapshot = FIRST_SNAPSHOT;

  constructor(read: () => Promise<Snapshot>) {
    this.#read = read;
  }

  subscribe(listener: (snapshot: Snapshot) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Read anew; ends when what was stored at the call is shown. Never fails. */
  refresh(): Promise<void> {
    this.#isStale = true;
    this.#reading ??= this.#readAll().finally(() => {
      this.#reading = null;
    });
    return this.#reading;
  }

  async #readAll(): Promise<void> {
    while (this.#isStale) {
      this.#isStale = false;
      try {
        this.snapshot = await this.#read();
      } catch {
        // The store cannot be read just now: what was last read stands, and saving will say so.
        return;
      }
      for (const listener of this.#listeners) listener(this.snapshot);
    }
  }
}

class App implements Tablet {
  readonly #world: World;
  readonly #stores: Stores;
  readonly #desk: Desk;
  readonly #board: Board;
  readonly #visits: Visits;
  readonly #concerns: Concerns;
  readonly #office: Office;
  readonly schedule: Schedule;

  constructor(world: World, stores: Stores, contact: Awaited<ReturnType<typeof findContact>>) {
    this.#world = world;
    this.#stores = stores;
    const clock = new TabletClock(world, contact?.serverOffsetMs ?? null);
    const changed = () => this.changed();
    this.#desk = { world, stores, clock, changed, send: () => void this.schedule.trigger() };
    this.#visits = new Visits(this.#desk);
    this.#concerns = new Concerns(this.#desk);
    this.#office = new Office(this.#desk, contact?.provenAt ?? null);
    this.#board = new Board(() => this.#read());
    this.schedule = new Schedule(() => this.#office.keepUp(), world);
  }

  #read(): Promise<Snapshot> {
    return readSnapshot(this.#stores, {
      ...this.#office.standing,
      openVisitId: this.#visits.openVisitId,
      isUpdateWaiting: this.#world.updates.isWaiting(),
      at: this.#world.now(),
    });
  }

  async changed(): Promise<void> {
    this.#world.tellTabs();
    await this.#board.refresh();
  }

  refresh = (): Promise<void> => this.#board.refresh();
  snapshot = (): Snapshot => this.#board.snapshot;
  subscribe: Tablet["subscribe"] = (listener) => this.#board.subscribe(listener);

  newId = (): string => this.#world.newId();
  moment: Tablet["moment"] = () => this.#desk.clock.moment();
  now = (): string => this.#desk.clock.now();

  enrol: Tablet["enrol"] = (code, name) => this.#office.enrol(code, name);
  pull: Tablet["pull"] = () => this.#office.pull();

  sendNow = async (): Promise<Result<void>> => {
    await this.schedule.trigger();
    const { contact, isRevoked } = this.#office.standing;
    if (isRevoked) return refused("credential_unknown");
    return contact.is === "proven" ? done(undefined) : refused("no_contact");
  };

  openVisit: Tablet["openVisit"] = (visitId) => this.#visits.open(visitId);
  correctVisit: Tablet["correctVisit"] = (visitId, reason) => this.#visits.correct(visitId, reason);
  closeVisit: Tablet["closeVisit"] = () => this.#visits.close();
  saveDraft: Tablet["saveDraft"] = (draft) => this.#visits.save(draft);
  addPhoto: Tablet["addPhoto"] = (...photo) => this.#visits.addPhoto(...photo);
  removePhoto: Tablet["removePhoto"] = (...photo) => this.#visits.removePhoto(...photo);
  finalise: Tablet["finalise"] = (visitId, closing) => this.#visits.finalise(visitId, closing);
  decline: Tablet["decline"] = (visitId) => this.#visits.decline(visitId);
  withdraw: Tablet["withdraw"] = (visitId, what) => this.#visits.withdraw(visitId, what);
  raiseConcern: Tablet["raiseConcern"] = (concern) => this.#concerns.raise(concern);
  logCall: Tablet["logCall"] = (concernId, call) => this.#concerns.logCall(concernId, call);

  photoBytes: Tablet["photoBytes"] = (visitId, photoId) =>
    this.#as(({ store }) => readPhoto(store, visitId, photoId));

  checklist: Tablet["checklist"] = (ref) =>
    this.#as(async ({ store }) => {
      const found = await findChecklist(store, ref);
      return found === null ? refused("checklist_missing") : done(found);
    });

  consentTexts: Tablet["consentTexts"] = () =>
    this.#list(({ store }) => newestConsentTexts(store));

  normSets: Tablet["normSets"] = () => this.#list(({ store }) => listReference(store, "norm_set"));

  readyForField: Tablet["readyForField"] = () => {
    const { contact, isRevoked } = this.#office.standing;
    return checkReadiness(this.#desk, contact, isRevoked);
  };

  keepStorage = async (): Promise<boolean> => {
    const isKept = await this.#world.device.persist();
    await this.changed();
    return isKept;
  };

  clearReadCache: Tablet["clearReadCache"] = () =>
    this.#as(async ({ store }) => {
      const drafts = await listDrafts(store);
      const pinned = drafts.flatMap(({ checklist }) => (checklist === null ? [] : [checklist]));
      await clearReference(store, pinned);
      await this.changed();
      return done(undefined);
    });

  applyUpdate = async (): Promise<Result<void>> => {
    if (await isAnyVisitOpen(this.#world.locks)) return refused("visit_open");
    this.#world.updates.apply();
    return done(undefined);
  };

  #as<T>(work: (worker: Worker) => Promise<Result<T>>): Promise<Result<T>> {
    return asWorker(this.#desk, work);
  }

  async #list<T>(read: (worker: Worker) => Promise<readonly T[]>): Promise<readonly T[]> {
    const listed = await this.#as(async (worker) => done(await read(worker)));
    return listed.ok ? listed.value : [];
  }
}

/** A tablet over what is stored, its snapshot read. */
export async function createTablet(world: World): Promise<RunningTablet> {
  const stores = new Stores();
  const app = new App(world, stores, await findContact(stores.tablet));
  await app.refresh();
  return {
    tablet: app,
    trigger: () => app.schedule.trigger(),
    refresh: app.refresh,
    stop: () => {
      app.schedule.stop();
      stores.close();
    },
  };
}
