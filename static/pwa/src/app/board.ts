/** The snapshot the screens show, made anew from what is stored whenever something changes. */

import { isPending, outboxItem, byUrgency, type OutboxEntry, visitState } from "../domain/outbox";
import type {
  Binding,
  Contact,
  Enrolment,
  LockView,
  OthersUnsent,
  Person,
  PracticeReason,
  Repair,
  Sequence,
  Snapshot,
  VisitState,
  VisitView,
} from "../domain/tablet";
import { IDLE_MINUTES } from "../domain/locking";
import type { Sealer } from "../domain/vault";
import type { VisitPlan } from "../domain/contract";
import { lastSequence } from "../store/closing";
import { hasUnreadConcern } from "../store/concerns";
import type { StoredEnrolment } from "../store/database";
import { type DraftMark, listDrafts } from "../store/drafts";
import { findCurrent, listEnrolments } from "../store/enrolments";
import { findHeldSequence, listOutbox } from "../store/outbox";
import { findPulledAt, listPlans, listReference } from "../store/reference";
import type { StaffStore, Stores } from "../store/stores";
import { unsentOf } from "../sync/meeting";
import { viewConcerns } from "./concerns";

/** What is not stored: how it is going just now. */
export interface Going {
  readonly session: Snapshot["session"];
  readonly isRevoked: boolean;
  readonly contact: Contact;
  readonly isPulling: boolean;
  readonly isSending: boolean;
  /** The entry a run is at. */
  readonly sendingId: string | null;
  readonly openVisitId: string | null;
  readonly isUpdateWaiting: boolean;
  readonly at: Date;
  readonly lock: LockView;
  /** None: locked, and nothing is read of what was written. */
  readonly vault: Sealer | null;
  readonly binding: Binding | null;
  readonly people: readonly Person[];
  readonly lockMinutes: number;
  readonly appVersion: string;
  readonly device: {
    readonly isInstalled: boolean;
    readonly hasJournal: boolean;
    readonly isPersistent: boolean;
  };
  readonly repair: Repair | null;
}

type Told = Pick<Snapshot, "visits" | "concerns">;
type Stored = Told &
  Pick<Snapshot, "outbox" | "directory" | "hasUnread" | "sequence" | "pulledAt">;

const NOTHING_TOLD: Told = { visits: [], concerns: [] };

const NOTHING_STORED: Stored = {
  ...NOTHING_TOLD,
  outbox: [],
  directory: null,
  hasUnread: false,
  sequence: { said: 0, held: null },
  pulledAt: null,
};

/** What a tablet shows before anything was read. */
export const FIRST_SNAPSHOT: Snapshot = {
  ...NOTHING_STORED,
  enrolment: null,
  lock: { is: "none" },
  binding: null,
  people: [],
  fingerprint: null,
  appVersion: "",
  lockMinutes: IDLE_MINUTES.usual,
  practice: [],
  repair: null,
  session: "unknown",
  isRevoked: false,
  contact: { is: "unknown", provenAt: null, serverOffsetMs: null },
  othersUnsent: { items: 0, bytesLeft: 0 },
  isSending: false,
  isPulling: false,
  openVisitId: null,
  update: { isWaiting: false, mayApply: false },
};

function draftState(draft: DraftMark): VisitState {
  if (draft.checklist !== null) return { is: "draft", savedAt: draft.savedAt };
  const reason = { code: "draft_unreadable", message: "", at: "" };
  return { is: "needs_attention", reason, receiptNumber: null };
}

function viewVisits(
  known: {
    readonly plans: readonly VisitPlan[];
    readonly drafts: readonly DraftMark[];
    readonly entries: readonly OutboxEntry[];
  },
  sendingId: string | null,
): readonly VisitView[] {
  const own = known.entries.filter((entry) => entry.kind === "visit");
  const ids = new Set([
    ...known.plans.map((plan) => plan.visit_id),
    ...known.drafts.map((draft) => draft.visitId),
    ...own.map((entry) => entry.visitId),
  ]);
  return [...ids].map((visitId) => {
    const plan = known.plans.find((each) => each.visit_id === visitId) ?? null;
    const draft = known.drafts.find((each) => each.visitId === visitId);
    const entries = own.filter((entry) => entry.visitId === visitId);
    const closed = visitState(entries, sendingId) ?? ({ is: "planned" } as const);
    return { visitId, plan, state: draft === undefined ? closed : draftState(draft) };
  });
}

/** In the outbox is what is on its way, what needs a person, and what is still readable here. */
function isShown(entry: OutboxEntry): boolean {
  return entry.copy === "readable" || entry.receipt === null;
}

async function sequenceOf(store: StaffStore, deviceId: string): Promise<Sequence> {
  return {
    said: await lastSequence(store, deviceId),
    held: await findHeldSequence(store, deviceId),
  };
}

/** A snapshot with nothing of people in it: what it was before is not on the screen a moment longer. */
export function covered(snapshot: Snapshot, lock: LockView): Snapshot {
  return { ...snapshot, ...(lock.is === "open" ? {} : NOTHING_TOLD), lock };
}

async function readTold(
  store: StaffStore,
  entries: readonly OutboxEntry[],
  { sendingId, vault }: Going,
): Promise<Told> {
  if (vault === null) return NOTHING_TOLD;
  const open = { store, vault };
  const [plans, drafts] = [await listPlans(open), await listDrafts(open)];
  return {
    visits: viewVisits({ plans, drafts, entries }, sendingId),
    concerns: await viewConcerns(open, entries),
  };
}

async function readStored(store: StaffStore, deviceId: string, going: Going): Promise<Stored> {
  const { at, sendingId } = going;
  const entries = [...(await listOutbox(store))].sort(byUrgency);
  const [directory = null] = await listReference(store, "directory");
  return {
    ...(await readTold(store, entries, going)),
    outbox: entries.filter(isShown).map((entry) => outboxItem(entry, sendingId, at)),
    directory,
    hasUnread: await hasUnreadConcern(store),
    sequence: await sequenceOf(store, deviceId),
    pulledAt: await findPulledAt(store),
  };
}

async function readOthers(stores: Stores, current: StoredEnrolment | null): Promise<OthersUnsent> {
  const all = await listEnrolments(stores.tablet);
  const others = new Set(all.map((each) => each.staffId));
  if (current !== null) others.delete(current.staffId);
  let [items, bytesLeft] = [0, 0];
  for (const staffId of others) {
    const unsent = unsentOf((await listOutbox(stores.of(staffId))).filter(isPending));
    items += unsent.items;
    bytesLeft += unsent.bytesLeft;
  }
  return { items, bytesLeft };
}

function enrolmentOf(current: StoredEnrolment | null): Enrolment | null {
  if (current === null) return null;
  const { deviceId, staffId, staffName } = current;
  return { deviceId, staffId, staffName };
}

/** Real visits take an installed app, whose storage the browser keeps, and a real municipality. */
function practiceOf({ device }: Going, { directory }: Stored): readonly PracticeReason[] {
  return [
    ...(device.isInstalled ? [] : (["not_installed"] as const)),
    ...(device.isPersistent ? [] : (["storage_not_kept"] as const)),
    ...(device.hasJournal ? [] : (["one_memory"] as const)),
    ...(directory?.is_demo === true ? (["demo"] as const) : []),
  ];
}

/** Read everything the screens show. */
export async function readSnapshot(stores: Stores, going: Going): Promise<Snapshot> {
  const current = going.lock.is === "none" ? null : await findCurrent(stores.tablet);
  const stored =
    current === null
      ? NOTHING_STORED
      : await readStored(stores.of(current.staffId), current.deviceId, going);
  const { device, isUpdateWaiting, sendingId, at, vault, ...told } = going;
  const mayApply = isUpdateWaiting && going.openVisitId === null;
  return {
    ...stored,
    ...told,
    enrolment: enrolmentOf(current),
    fingerprint: current?.officeKey.fingerprint ?? null,
    practice: practiceOf(going, stored),
    othersUnsent: await readOthers(stores, current),
    update: { isWaiting: isUpdateWaiting, mayApply },
  };
}
