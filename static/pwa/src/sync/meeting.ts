/** Meeting the office for one enrolment: proof of contact, its history, what it holds. */

import { bytesLeft, isPending, type OutboxEntry } from "../domain/outbox";
import type { StoredEnrolment } from "../store/database";
import { lastSequence } from "../store/closing";
import { enterEpoch, keepHeldSequence, listOutbox } from "../store/outbox";
import type { StaffStore } from "../store/stores";
import type { Delivering } from "./delivery";
import { beat, type Contact, type Report } from "./heartbeat";
import type { Line } from "./line";
import { fetchReceipts, MOST_RECEIPTS } from "./revision";

/** What the tablet itself knows of its state. */
export type DeviceReport = Omit<Report, Own> & {
  /** The tablets, by their ids at the office, that have destroyed what they fetched, as ordered. */
  readonly obeyed: readonly string[];
};

/** What differs between those who share a tablet. */
type Own =
  | ("last_seq" | "unsent" | "oldest_unsent_at")
  | ("waiting" | "unsent_concerns" | "carried_out");

/** How many of what waits are named: were they to be lost, the office could say which visits. */
const MOST_NAMED = 200;

/** What a meeting needs. */
export interface Meeting {
  readonly line: Line;
  readonly store: StaffStore;
  readonly enrolment: StoredEnrolment;
  readonly now: () => Date;
  readonly device: DeviceReport;
}

/** The entries that one tablet of a person closed. */
export async function entriesOf(
  store: StaffStore,
  deviceId: string,
): Promise<readonly OutboxEntry[]> {
  const all = await listOutbox(store);
  return all.filter((entry) => entry.deviceId === deviceId);
}

/** What is left to send of some entries. */
export function unsentOf(entries: readonly OutboxEntry[]): {
  readonly items: number;
  readonly bytesLeft: number;
} {
  const pending = entries.filter(isPending);
  const bytes = pending.reduce((sum, entry) => sum + bytesLeft(entry), 0);
  return { items: pending.length, bytesLeft: bytes };
}

async function reportOf({ device, enrolment, store }: Meeting): Promise<Report> {
  const pending = (await entriesOf(store, enrolment.deviceId)).filter(isPending);
  const oldest = pending.map((entry) => Date.parse(entry.closedAt)).sort((a, b) => a - b)[0];
  const { obeyed, ...said } = device;
  return {
    ...said,
    last_seq: await lastSequence(store, enrolment.deviceId),
    unsent: pending.length,
    unsent_concerns: pending.filter(({ kind }) => kind === "concern").length,
    carried_out: obeyed.includes(enrolment.deviceId) ? ["shred_read_cache"] : [],
    oldest_unsent_at: oldest === undefined ? null : new Date(oldest).toISOString(),
    waiting: pending
      .sort((one, other) => one.deviceSeq - other.deviceSeq)
      .slice(0, MOST_NAMED)
      .map(({ deviceSeq, visitId }) => ({ seq: deviceSeq, visit_id: visitId })),
  };
}

/** Prove contact, and take note of the office's history and of what it holds. */
export async function meetOffice(meeting: Meeting): Promise<Contact> {
  const { enrolment, line, now, store } = meeting;
  const contact = await beat(line, enrolment, { now, report: await reportOf(meeting) });
  if (contact.is !== "proven") return contact;
  await enterEpoch(store, contact.epoch);
  await keepHeldSequence(store, enrolment.deviceId, contact.heldSequence);
  return contact;
}

/** Whether what the office said of it last may have become another. */
function isToAsk({ formerReceipt, receipt }: OutboxEntry): boolean {
  return receipt === null ? formerReceipt !== null : receipt.is_conflicting;
}

/**
 * Ask again for what an earlier history of the office had received, and for what stood in two
 * versions, which a person there may have held together since.
 */
export async function reconcile(delivering: Delivering): Promise<void> {
  const entries = await entriesOf(delivering.store, delivering.enrolment.deviceId);
  const asked = entries.filter(isToAsk);
  for (let at = 0; at < asked.length; at += MOST_RECEIPTS) {
    await fetchReceipts(delivering, asked.slice(at, at + MOST_RECEIPTS));
  }
}
