/** A tablet in a world made for it: an own database, an office in memory, time that stands still. */

import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import type { Change, Consent, Photo, Purpose, VisitPlan } from "../../src/domain/contract";
import { IDLE_MINUTES, WARNING_MS } from "../../src/domain/locking";
import type { Draft, DraftContent, Result, Tablet } from "../../src/domain/tablet";
import { createTablet, type RunningTablet } from "../../src/app/tablet";
import type { World } from "../../src/app/world";
import type { Credentials } from "../../src/vault/device";
import { Disk } from "./folders";
import { journalsOn } from "./ground";
import { FakeLocks } from "./locks";
import { FakeOffice } from "./office";
import { newVaultClient, PHRASE } from "./vault";

export const VISIT = visitId(1);
export const CHECKLIST = { id: "hembesok-bostad-barn", version: "1.0.0" };
const HASH = "a".repeat(64);

export function visitId(number: number): string {
  return `0199aa00-0000-7000-8000-0000000b${String(number).padStart(4, "0")}`;
}

export function plan(id: string, part: Partial<VisitPlan> = {}): VisitPlan {
  return {
    visit_id: id,
    planned_at: "2026-03-12T08:30:00Z",
    asked_at: null,
    purpose: "Bostadens skick",
    address: "Storgatan 4",
    postal_town: "Påhittad",
    dwelling_number: "1102",
    rooms: 2,
    area_m2: 54.5,
    latitude: null,
    longitude: null,
    language: "sv",
    interpreter: "",
    adults: 1,
    children: [],
    note: "",
    state: "planned",
    ...part,
  };
}

const PURPOSES: readonly Purpose[] = ["visit", "rooms", "photos"];
let sequence = 0;

export function change(kind: Change["kind"], id: string, body: unknown): Change {
  sequence += 1;
  return { seq: sequence, kind, id, body: body as Change["body"] };
}

export function planned(id: string, part: Partial<VisitPlan> = {}): Change {
  return change("visit", id, plan(id, part));
}

export function checklistChange(version = CHECKLIST.version): Change {
  const body = { schema_version: 1, checklist: { ...CHECKLIST, version }, sections: [] };
  return change("checklist", `${CHECKLIST.id}@${version}`, body);
}

export function consentTextChange(version: string, languages: readonly string[]): Change {
  const purposes = Object.fromEntries(
    ["visit", "rooms", "photos", "tell_landlord", "tell_municipality"].map((each) => [each, "Får vi?"]),
  );
  const words = {
    sha256: HASH,
    name: "Svenska",
    status: "proposal",
    direction: "ltr",
    title: `Får vi komma? ${version}`,
    sections: [{ heading: "Vilka vi är", paragraphs: ["Vi arbetar i kommunen."] }],
    purposes,
  };
  const body = {
    consent_text: { id: "samtycke", version },
    languages: Object.fromEntries(languages.map((language) => [language, words])),
  };
  return change("consent_text", `samtycke@${version}`, body);
}

export const DIRECTORY = {
  municipality_code: "1460",
  municipality: "Påhittad kommun",
  is_demo: true,
  numbers: [
    { label_sv: "Socialjouren", label_en: "On-call", phone: "0531-000 00", kind: "on_call" },
  ],
};

const UNTIL_WARNING_MS = IDLE_MINUTES.usual * 60_000 - WARNING_MS;

/** A clock that is set by hand, and a device that can be filled or shut. */
export class Conditions {
  at = new Date("2026-03-12T09:00:00Z");
  steady = 0;
  isInstalled = true;
  isPersistent = true;
  freeBytes: number | null = 4_000_000_000;
  storage: { readonly used: number; readonly quota: number } | null = null;
  isUpdateWaiting = false;
  battery: { readonly level: number; readonly isCharging: boolean } | null = null;
  hasOwnLock = false;
  /** None: the browser has no keys of the device's own. */
  credentials: Credentials | null = null;
  /** False: the browser has no private files. */
  hasJournals = true;
  startedAnew = 0;
  updatesApplied = 0;
  told = 0;
  readonly disk = new Disk();
  spare: IDBFactory | null = null;
  readonly timers = new Map<number, { readonly call: () => void; readonly ms: number }>();
  #timers = 0;

  get nextTimer(): number {
    this.#timers += 1;
    return this.#timers;
  }

  /** The next runs; the lock has a timer of its own. */
  get runs(): readonly { readonly call: () => void; readonly ms: number }[] {
    return [...this.timers.values()].filter(({ ms }) => ms !== UNTIL_WARNING_MS);
  }

  pass(ms: number): void {
    this.at = new Date(this.at.getTime() + ms);
    this.steady += ms;
  }
}

let ids = 0;

function newId(): string {
  ids += 1;
  return `0199aa00-0000-7000-8000-${String(ids).padStart(12, "0")}`;
}

export function worldOf(office: FakeOffice, locks: FakeLocks, conditions: Conditions): World {
  return {
    fetch: office.fetch,
    locks,
    now: () => conditions.at,
    steadyMs: () => conditions.steady,
    random: () => 0.5,
    setTimer: (call, ms) => {
      const timer = conditions.nextTimer;
      conditions.timers.set(timer, { call, ms });
      return timer;
    },
    clearTimer: (timer) => conditions.timers.delete(timer),
    newId,
    shrink: async ({ bytes, contentType }) =>
      contentType === "image/jpeg"
        ? { bytes, contentType: "image/jpeg", width: 16, height: 9 }
        : null,
    device: {
      appVersion: "0.1.0",
      isInstalled: () => conditions.isInstalled,
      isPersistent: async () => conditions.isPersistent,
      persist: async () => conditions.isPersistent,
      freeBytes: async () => conditions.freeBytes,
      storage: async () => conditions.storage,
      battery: async () => conditions.battery,
      hasOwnLock: async () => conditions.hasOwnLock,
    },
    startJournals: async () => (conditions.hasJournals ? journalsOn(conditions.disk.tab()) : null),
    spareDatabases: async () => conditions.spare,
    ballastBytes: 1000,
    newVault: newVaultClient,
    drawWords: async () => PHRASE,
    credentials: conditions.credentials,
    startAnew: () => {
      conditions.startedAnew += 1;
    },
    updates: {
      isWaiting: () => conditions.isUpdateWaiting,
      apply: () => {
        conditions.updatesApplied += 1;
      },
    },
    tellTabs: () => {
      conditions.told += 1;
    },
  };
}

/** Everything a test of the tablet needs. */
export interface Field {
  readonly office: FakeOffice;
  readonly locks: FakeLocks;
  readonly conditions: Conditions;
  readonly running: RunningTablet;
  readonly tablet: Tablet;
  /** Another tab, or the same after the page was killed; locked, until the passphrase is given. */
  readonly openLocked: () => Promise<RunningTablet>;
  /** As `openLocked`, and unlocked. */
  readonly openTab: () => Promise<RunningTablet>;
}

/** A tablet fresh from the box. */
export async function freshField(): Promise<Field> {
  globalThis.indexedDB = new IDBFactory();
  const [office, locks, conditions] = [new FakeOffice(), new FakeLocks(), new Conditions()];
  office.serverAt = () => conditions.at;
  const openLocked = () => createTablet(worldOf(office, locks, conditions));
  const openTab = async () => {
    const running = await openLocked();
    value(await running.tablet.unlockWithPassphrase(PHRASE));
    return running;
  };
  const running = await openLocked();
  return { office, locks, conditions, running, tablet: running.tablet, openLocked, openTab };
}

/** Bind a tablet by a code, with a passphrase where one is to be chosen. */
export async function enrol(tablet: Tablet, code: string): Promise<void> {
  const binding = value(await tablet.enrol(code, "Platta 1"));
  if (binding !== null) value(await tablet.finishEnrolment(PHRASE));
  else if (tablet.snapshot().lock.is !== "open") {
    value(await tablet.unlockWithPassphrase(PHRASE));
  }
}

/** A tablet that is bound to a person, with visits planned and a checklist. */
export async function field(visits = 1): Promise<Field> {
  const made = await freshField();
  made.office.changes.push(checklistChange(), change("directory", "directory", DIRECTORY));
  for (let number = 1; number <= visits; number += 1) {
    made.office.changes.push(planned(visitId(number)));
  }
  await enrol(made.tablet, "KOD-1");
  await made.running.trigger(); // what enrolling set going has ended
  value(await made.tablet.pull());
  made.office.heard.length = 0;
  return made;
}

/** What came of it; a refusal fails the test. */
export function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`Refused: ${result.error.code} ${result.error.message}`);
  return result.value;
}

/** What is there; a lack fails the test. */
export function must<T>(found: T | null | undefined): T {
  if (found === null || found === undefined) throw new Error("It is not there");
  return found;
}

/** Why it was refused; None: it was not. */
export function code(result: Result<unknown>): string | null {
  return result.ok ? null : result.error.code;
}

export function consent(part: Partial<Consent> = {}): Consent {
  return {
    id: newId(),
    adult: "Vuxen 1",
    name: "Alma Påhittad",
    capacity: "tenant",
    text: { id: "samtycke", version: "1.0.0", language: "sv", sha256: HASH, status: "proposal" },
    decision: "granted",
    purposes: PURPOSES,
    rooms: null,
    form: "oral_witnessed",
    signature: null,
    witness: "Bo Påhittad",
    interpreter: "",
    given: { device_at: "2026-03-12T10:00:00.000+01:00", server_offset_ms: null },
    withdrawn: null,
    withdrawn_purposes: [],
    ...part,
  };
}

export function answer(item: string, text = ""): DraftContent["answers"][number] {
  return {
    item,
    child: null,
    kind: "ok",
    reason: null,
    findings: [],
    measured_value: null,
    option: null,
    text,
    face: null,
    flag: null,
    answered_at: "2026-03-12T10:05:00.000+01:00",
  };
}

/** A draft with other content. */
export function withContent(draft: Draft, part: Partial<DraftContent>): Draft {
  return { ...draft, content: { ...draft.content, ...part } };
}

/** Open a visit and save a yes to everything. */
export async function begin(tablet: Tablet, id = VISIT): Promise<Draft> {
  const draft = value(await tablet.openVisit(id));
  return value(await tablet.saveDraft(withContent(draft, { consents: [consent()] })));
}

export function picture(text: string, size = 16): { bytes: ArrayBuffer; contentType: string } {
  const bytes = new Uint8Array(size);
  bytes.set(new TextEncoder().encode(text));
  return { bytes: bytes.buffer, contentType: "image/jpeg" };
}

/** Take photos and name them in the saved draft. */
export async function photograph(tablet: Tablet, draft: Draft, count: number): Promise<Draft> {
  const photos: Photo[] = [];
  for (let at = 0; at < count; at += 1) {
    const about = { item: "ENT-01", caption: "" };
    photos.push(value(await tablet.addPhoto(draft.visitId, picture(`photo ${at}`), about)));
  }
  return value(await tablet.saveDraft(withContent(draft, { photos })));
}

const COMPLETED = { ending: "completed", assessment: null, readback: null } as const;

/** Finish a visit of so many photos, and do not wait for it to be sent. */
export async function finish(tablet: Tablet, id = VISIT, photos = 0): Promise<void> {
  const draft = await begin(tablet, id);
  const answered = { ...draft.content, answers: [answer("ENT-01", `Svar för ${id}`)] };
  const saved = value(await tablet.saveDraft({ ...draft, content: answered }));
  await photograph(tablet, saved, photos);
  value(await tablet.finalise(id, COMPLETED));
}

/** The state of a visit, as it is shown. */
export function stateOf(tablet: Tablet, id = VISIT) {
  return tablet.snapshot().visits.find((visit) => visit.visitId === id)?.state;
}

export { COMPLETED };
