/** The snapshot the screens show, made anew from what is stored whenever something changes. */

import { isPending, outboxItem, byUrgency, type OutboxEntry, visitState } from "../domain/outbox";
import type {
  Contact,
  Enrolment,
  OthersUnsent,
  Sequence,
  Snapshot,
  VisitState,
  VisitView,
} from "../domain/tablet";
import type { VisitPlan } from "../domain/contract";
import { lastSequence } from "../store/closing";
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
}

type Stored = Pick<
  Snapshot,
  "visits" | "outbox" | "concerns" | "directory" | "sequence" | "pulledAt"
>;

const NOTHING_STORED: Stored = {
  visits: [],
  outbox: [],
  concerns: [],
  directory: null,
  sequence: { said: 0, held: null },
  pulledAt: null,
};

/** What a tablet shows before anything was read. */
export const FIRST_SNAPSHOT: Snapshot = {
  ...NOTHING_STORED,
  enrolment: null,
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
  return !entry.isEmptied || entry.receipt === null;
}

async function sequenceOf(store: StaffStore, deviceId: string): Promise<Sequence> {
  return {
    said: await lastSequence(store, deviceId),
    held: await findHeldSequence(store, deviceId),
  };
}

async function readStored(
  store: StaffStore,
  deviceId: string,
  { at, sendingId }: Going,
): Promise<Stored> {
  const entries = [...(await listOutbox(store))].sort(byUrgency);
  const [plans, drafts] = [await listPlans(store), await listDrafts(store)];
  const [directory = null] = await listReference(store, "directory");
  return {
    visits: viewVisits({ plans, drafts, entries }, sendingId),
    outbox: entries.filter(isShown).map((entry) => outboxItem(entry, sendingId, at)),
    concerns: await viewConcerns(store, entries),
    directory,
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

/** Read everything the screens show. */
export async function readSnapshot(stores: Stores, going: Going): Promise<Snapshot> {
  const current = await findCurrent(stores.tablet);
  const stored =
    current === null
      ? NOTHING_STORED
      : await readStored(stores.of(current.staffId), current.deviceId, going);
  const { contact, isPulling, isRevoked, isSending, isUpdateWaiting, openVisitId, session } = going;
  const mayApply = isUpdateWaiting && openVisitId === null;
  return {
    ...stored,
    enrolment: enrolmentOf(current),
    othersUnsent: await readOthers(stores, current),
    update: { isWaiting: isUpdateWaiting, mayApply },
    session,
    isRevoked,
    contact,
    isPulling,
    isSending,
    openVisitId,
  };
}
