/** What it takes to deliver one thing, and what came of it. */

import type { OutboxEntry } from "../domain/outbox";
import type { StoredEnrolment } from "../store/database";
import { keepAttention } from "../store/outbox";
import type { StaffStore } from "../store/stores";
import { attentionOf } from "./answers";
import type { Line, Reply } from "./line";
import type { Pace } from "./pace";

/** One tablet's outbox, and the contact that was just proven for it. */
export interface Delivering {
  readonly line: Line;
  readonly store: StaffStore;
  readonly enrolment: StoredEnrolment;
  readonly epoch: string;
  /** When the contact was proven, by the office's own clock. */
  readonly officeAt: Date;
  readonly pace: Pace;
  readonly now: () => Date;
  /** Called whenever what is held of an entry has changed. */
  readonly onProgress: () => void;
}

/**
 * `done`: it went as hoped. `later`: try again, nobody needs to look. `attention`: a person
 * must look, and the rest goes on. `silence`: no answer, so contact must be proven anew.
 * `unknown_tablet`: the office does not take our credential.
 */
export type Outcome = "done" | "later" | "attention" | "silence" | "unknown_tablet";

/** The office, or what is before it, asks to come again. */
const BUSY = [408, 425, 429, 502, 503, 504];

/** What an answer that is not the one hoped for comes to. Deletes nothing, whatever it says. */
export async function miss(
  delivering: Delivering,
  entry: OutboxEntry,
  reply: Reply,
): Promise<Outcome> {
  if (reply.is === "silence" || reply.status < 400) return "silence";
  if (reply.status === 401) return "unknown_tablet";
  if (BUSY.includes(reply.status)) return "later";
  const at = delivering.now().toISOString();
  await keepAttention(delivering.store, entry.revisionId, attentionOf(reply, at));
  delivering.onProgress();
  return "attention";
}

/** Say of an entry what a person must look at, by a code of ours. */
export async function blame(
  delivering: Delivering,
  entry: OutboxEntry,
  code: string,
): Promise<Outcome> {
  const attention = { code, message: "", at: delivering.now().toISOString() };
  await keepAttention(delivering.store, entry.revisionId, attention);
  delivering.onProgress();
  return "attention";
}
