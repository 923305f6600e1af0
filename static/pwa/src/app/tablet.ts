/** The tablet, put together. */

import { TabletClock } from "../domain/clock";
import type { LockEvent } from "../domain/locking";
import { done, refused } from "../domain/result";
import type { Result, Snapshot, Tablet } from "../domain/tablet";
import type { Sealer } from "../domain/vault";
import type { StoredEnrolment } from "../store/database";
import { listDrafts } from "../store/drafts";
import { findContact } from "../store/enrolments";
import {
  clearReference,
  findChecklist,
  listReference,
  newestConsentTexts,
} from "../store/reference";
import { findRepair, forgetRepair } from "../store/repairs";
import { noteSignOff } from "../store/signOffs";
import { Stores } from "../store/stores";
import { Schedule } from "../sync/schedule";
import { covered, FIRST_SNAPSHOT, readSnapshot } from "./board";
import { Concerns } from "./concerns";
import { asWorker, type Desk, type Worker } from "./desk";
import { Doors, judgePassphrase } from "./doors";
import { Enrolling } from "./enrolling";
import { Lock } from "./lock";
import { Office } from "./office";
import { listPeople } from "./people";
import { writeRescue } from "./rescue";
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
  /** Something happened around the screen that the lock goes by. */
  readonly note: (event: LockEvent) => void;
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

  /** Show this at once, without reading. */
  put(snapshot: Snapshot): void {
    this.snapshot = snapshot;
    for (const listener of this.#listeners) listener(snapshot);
  }

  /** Read anew; ends when what was stored at the call is shown. Never fails. */
  refresh(): Promise<void> {
    this.#isStale = true;
    this.#reading ??= this.#readAll();
    return this.#reading;
  }

  async #readAll(): Promise<void> {
    while (this.#isStale) {
      this.#isStale = false;
      try {
        this.put(await this.#read());
      } catch {
        // The store cannot be read just now: what was last read stands, and saving will say so.
      }
    }
    // At once, and not when the promise has settled: who asks in between would ask nobody.
    this.#reading = null;
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
  readonly #doors: Doors;
  readonly #enrolling: Enrolling;
  readonly lock: Lock;
  readonly schedule: Schedule;

  constructor(world: World, stores: Stores, contact: Awaited<ReturnType<typeof findContact>>) {
    this.#world = world;
    this.#stores = stores;
    this.lock = new Lock({
      world,
      stores,
      told: () => this.#board.put(covered(this.#board.snapshot, this.lock.view())),
      left: () => this.#visits.close(),
      lockedHard: (holder) => this.#signOff(holder),
    });
    this.#desk = {
      world,
      stores,
      lock: this.lock,
      clock: new TabletClock(world, contact?.serverOffsetMs ?? null),
      changed: () => this.changed(),
      send: () => void this.schedule.trigger(),
      enrolled: () => this.#office.enrolled(),
    };
    this.#visits = new Visits(this.#desk);
    this.#concerns = new Concerns(this.#desk);
    this.#office = new Office(this.#desk, contact?.provenAt ?? null);
    this.#doors = new Doors(this.#desk);
    this.#enrolling = new Enrolling(this.#desk);
    this.#board = new Board(() => this.#read());
    this.schedule = new Schedule(() => this.#office.keepUp(), world);
  }

  /** The session at the office ends too: at once if there is a line, else at the next contact. */
  async #signOff({ deviceId }: StoredEnrolment): Promise<void> {
    const lockedAt = this.#world.now().toISOString();
    await noteSignOff(this.#stores.tablet, { deviceId, lockedAt }).catch(() => undefined);
    this.#desk.send();
  }

  /** It may be locked or opened while it is read: what was read behind the lock is not all there is. */
  async #read(): Promise<Snapshot> {
    for (;;) {
      const vault = this.lock.sealer;
      const snapshot = await this.#readAs(vault);
      const wasOpened = vault === null && this.lock.sealer !== null;
      if (!wasOpened) return covered(snapshot, this.lock.view());
    }
  }

  async #readAs(vault: Sealer | null): Promise<Snapshot> {
    await this.lock.look();
    const { device, now, updates } = this.#world;
    return await readSnapshot(this.#stores, {
      ...this.#office.standing,
      openVisitId: this.#visits.openVisitId,
      isUpdateWaiting: updates.isWaiting(),
      at: now(),
      lock: this.lock.view(),
      vault,
      binding: await this.#enrolling.binding(),
      people: await listPeople(this.#stores),
      lockMinutes: this.lock.minutes,
      appVersion: device.appVersion,
      device: {
        isInstalled: device.isInstalled(),
        isPersistent: await device.isPersistent(),
        hasJournal: this.#stores.journals !== null,
      },
      repair: await findRepair(this.#stores),
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

  enrol: Tablet["enrol"] = (code, name, forgottenBy = null) =>
    this.#enrolling.enrol({ code, name, forgottenBy });
  finishEnrolment: Tablet["finishEnrolment"] = (phrase) => this.#enrolling.finish(phrase);
  abandonEnrolment: Tablet["abandonEnrolment"] = () => this.#enrolling.abandon();
  newPassphrase: Tablet["newPassphrase"] = () => this.#world.drawWords();
  judgePassphrase: Tablet["judgePassphrase"] = async (phrase) => judgePassphrase(phrase);
  unlockWithPassphrase: Tablet["unlockWithPassphrase"] = (phrase) =>
    this.#doors.unlockWithPassphrase(phrase);
  unlockWithDevice: Tablet["unlockWithDevice"] = () => this.#doors.unlockWithDevice();
  unlockWithPin: Tablet["unlockWithPin"] = (pin) => this.#doors.unlockWithPin(pin);
  cover: Tablet["cover"] = () => this.lock.cover();
  setPin: Tablet["setPin"] = (pin) => this.#doors.setPin(pin);
  changePassphrase: Tablet["changePassphrase"] = (...both) => this.#doors.changePassphrase(...both);
  mayAddDeviceKey: Tablet["mayAddDeviceKey"] = () => this.#world.device.hasOwnLock();
  addDeviceKey: Tablet["addDeviceKey"] = (phrase) => this.#doors.addDeviceKey(phrase);
  removeDeviceKey: Tablet["removeDeviceKey"] = () => this.#doors.removeDeviceKey();
  setLockMinutes: Tablet["setLockMinutes"] = (minutes) => this.#doors.setLockMinutes(minutes);
  switchUser: Tablet["switchUser"] = (staffId) => this.#doors.switchUser(staffId);
  onLocking: Tablet["onLocking"] = (save) => this.lock.onLocking(save);
  noteRepair = async (): Promise<void> => {
    await forgetRepair(this.#stores);
    await this.changed();
  };

  rescue: Tablet["rescue"] = (to) => writeRescue(this.#stores, to);
  pull: Tablet["pull"] = () => this.#office.pull();

  sendNow = async (): Promise<Result<void>> => {
    await this.schedule.trigger();
    const { contact, isRevoked } = this.#office.standing;
    if (contact.is === "proven") return done(undefined);
    return refused(isRevoked ? "credential_unknown" : "no_contact");
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

  photoBytes: Tablet["photoBytes"] = (...photo) => this.#visits.photoBytes(...photo);

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
    this.#as(async (worker) => {
      const drafts = await listDrafts(worker);
      const pinned = drafts.flatMap(({ checklist }) => (checklist === null ? [] : [checklist]));
      await clearReference(worker.store, pinned);
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
  const stores = new Stores({
    journals: await world.startJournals(),
    spare: world.spareDatabases,
    locks: world.locks,
  });
  const app = new App(world, stores, await findContact(stores.tablet));
  await app.refresh();
  void stores.keepBallast(world.ballastBytes);
  return {
    tablet: app,
    trigger: () => app.schedule.trigger(),
    refresh: app.refresh,
    note: (event) => app.lock.note(event),
    stop: () => {
      app.schedule.stop();
      app.lock.stop();
      stores.close();
    },
  };
}
