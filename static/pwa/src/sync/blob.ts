/**
 * Delivering one blob, in pieces and from where the office stands.
 *
 * Nothing about the progress is kept here: its hash is its name, and the office is asked.
 */

import type { ManifestBlob } from "../domain/contract";
import type { OutboxEntry } from "../domain/outbox";
import { keepHeldBlob } from "../store/outbox";
import { readParcel } from "../store/parcels";
import { blame, type Delivering, miss, type Outcome } from "./delivery";
import { ask, type Question, type Reply } from "./line";

/** How often the office may contradict itself about one blob before a person looks. */
const MOST_SURPRISES = 3;

interface Sending {
  readonly delivering: Delivering;
  readonly entry: OutboxEntry;
  readonly blob: ManifestBlob;
}

/** Where the office stands, or that it cannot be told. */
type Standing = { readonly offset: number } | { readonly missed: Reply };

function question(sending: Sending, method: "HEAD" | "PATCH"): Question {
  const { blob, delivering, entry } = sending;
  return {
    method,
    path: `/visits/${entry.visitId}/blobs/${blob.sha256}`,
    credential: delivering.enrolment.credential,
    withSession: false,
    headers: {},
    body: null,
  };
}

function offsetIn(reply: Reply, blob: ManifestBlob): number | null {
  const text = reply.is === "answer" ? reply.headers.get("Upload-Offset") : null;
  if (text === null || !/^\d+$/.test(text)) return null;
  const offset = Number(text);
  return offset <= blob.size ? offset : null;
}

async function standing(sending: Sending): Promise<Standing> {
  const reply = await ask(sending.delivering.line, question(sending, "HEAD"));
  if (reply.is === "answer" && reply.status === 404) return { offset: 0 };
  const offset = offsetIn(reply, sending.blob);
  const isWelcome = reply.is === "answer" && reply.status === 200;
  return isWelcome && offset !== null ? { offset } : { missed: reply };
}

async function sendPiece(
  sending: Sending,
  parcel: Uint8Array<ArrayBuffer>,
  offset: number,
): Promise<Reply> {
  const { now, pace, line } = sending.delivering;
  const piece = parcel.subarray(offset, offset + pace.pieceBytes);
  const began = now().getTime();
  const reply = await ask(line, {
    ...question(sending, "PATCH"),
    headers: {
      "Content-Type": "application/offset+octet-stream",
      "Upload-Offset": String(offset),
      "Upload-Length": String(parcel.length),
    },
    body: piece,
  });
  if (reply.is === "answer") pace.learn(piece.length, now().getTime() - began);
  else pace.lose();
  return reply;
}

/** Where to go on after a piece; a surprise is an offset that is not the one hoped for. */
function after(
  reply: Reply,
  blob: ManifestBlob,
  sentFrom: number,
): { readonly offset: number; readonly isSurprise: boolean } | null {
  if (reply.is === "silence") return null;
  const offset = offsetIn(reply, blob);
  if (reply.status === 204 && offset !== null) return { offset, isSurprise: offset <= sentFrom };
  if (reply.status === 409 && offset !== null) return { offset, isSurprise: true };
  if (reply.status === 422) return { offset: 0, isSurprise: true };
  return null;
}

async function sendFrom(
  sending: Sending,
  parcel: Uint8Array<ArrayBuffer>,
  start: number,
): Promise<Outcome> {
  let offset = start;
  let surprises = 0;
  while (offset < parcel.length) {
    const reply = await sendPiece(sending, parcel, offset);
    const next = after(reply, sending.blob, offset);
    if (next === null) return await miss(sending.delivering, sending.entry, reply);
    surprises += next.isSurprise ? 1 : 0;
    if (surprises > MOST_SURPRISES) return await giveUp(sending, reply);
    offset = next.offset;
  }
  return await held(sending);
}

async function giveUp({ delivering, entry }: Sending, reply: Reply): Promise<Outcome> {
  const outcome = await miss(delivering, entry, reply);
  return outcome === "silence" ? await blame(delivering, entry, "blob_stuck") : outcome;
}

async function held({ blob, delivering, entry }: Sending): Promise<Outcome> {
  await keepHeldBlob(delivering.store, entry.revisionId, blob.sha256);
  delivering.onProgress();
  return "done";
}

/** Send what the office lacks of a blob; done when it has said that it holds all of it. */
export async function sendBlob(
  delivering: Delivering,
  entry: OutboxEntry,
  blob: ManifestBlob,
): Promise<Outcome> {
  const sending = { delivering, entry, blob };
  const stands = await standing(sending);
  if ("missed" in stands) return await miss(delivering, entry, stands.missed);
  if (stands.offset === blob.size) return await held(sending);
  const kept = await readParcel(delivering.store, blob.sha256);
  if (kept.is !== "whole") return await blame(delivering, entry, `bytes_${kept.is}`);
  return await sendFrom(sending, kept.bytes, stands.offset);
}
