/**
 * The heartbeat: how the tablet is, and the proof that it was the office that answered.
 *
 * A network's login page can answer 200 to anything, but it cannot know our credential.
 */

import type { Heartbeat } from "../domain/contract";
import type { StoredEnrolment } from "../store/database";
import { hex } from "../store/parcels";
import { readHeartbeatAnswer, refusalCode } from "./answers";
import { ask, type Line } from "./line";

/** What the tablet tells of itself; nothing of people. */
export type Report = Omit<Heartbeat, "nonce" | "device_at" | Health> & Partial<Pick<Heartbeat, Health>>;

/** How it is inside; what is not said counts as well. */
type Health =
  | ("waiting" | "locked" | "repaired" | "lost" | "cannot_read" | "practice")
  | ("storage_used_bytes" | "storage_quota_bytes" | "unsent_concerns" | "carried_out");

/** What was proven. */
export interface Proof {
  readonly is: "proven";
  readonly epoch: string;
  readonly heldSequence: number;
  readonly isRevoked: boolean;
  /** What the office has ordered; what we do not know is passed over. */
  readonly orders: readonly string[];
  /** By the office's own clock. */
  readonly officeAt: Date;
  /** Server clock less tablet clock, by the middle of the call. */
  readonly serverOffsetMs: number;
}

/** `unknown_tablet`: the office answered, and does not know us. */
export type Contact = Proof | { readonly is: "none" } | { readonly is: "unknown_tablet" };

/**
 * What only the office can make of a text for this tablet: HMAC-SHA256 under SHA-256 of its
 * credential. Of a nonce it proves the contact; of a receipt's text it signs the receipt.
 */
export async function proofOf(credential: string, said: string): Promise<string> {
  const text = new TextEncoder();
  const secret = await crypto.subtle.digest("SHA-256", text.encode(credential));
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", secret, algorithm, false, ["sign"]);
  return hex(new Uint8Array(await crypto.subtle.sign("HMAC", key, text.encode(said))));
}

function newNonce(): string {
  return hex(crypto.getRandomValues(new Uint8Array(16)));
}

function offset(serverAt: string, before: Date, after: Date): number {
  return Math.round(Date.parse(serverAt) - (before.getTime() + after.getTime()) / 2);
}

/** Tell the office how the tablet is, and look whether it was the office that heard it. */
export async function beat(
  line: Line,
  enrolment: StoredEnrolment,
  { now, report }: { readonly now: () => Date; readonly report: Report },
): Promise<Contact> {
  const nonce = newNonce();
  const before = now();
  const reply = await ask(line, {
    method: "POST",
    path: "/heartbeat",
    credential: enrolment.credential,
    withSession: false,
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ ...report, nonce, device_at: before.toISOString() }),
  });
  if (refusalCode(reply) === "credential_unknown") return { is: "unknown_tablet" };
  const answer = reply.is === "answer" ? readHeartbeatAnswer(reply.body) : null;
  if (answer?.proof !== (await proofOf(enrolment.credential, nonce))) return { is: "none" };
  return {
    is: "proven",
    epoch: answer.epoch,
    heldSequence: answer.held_seq,
    isRevoked: answer.is_revoked,
    orders: answer.orders,
    officeAt: new Date(answer.server_at),
    serverOffsetMs: offset(answer.server_at, before, now()),
  };
}
