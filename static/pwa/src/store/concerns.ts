/** Concerns as they stand here, with what the office has said of who read them. */

import type { Acknowledgement, ConcernContent } from "../domain/contract";
import type { ConcernRow } from "./database";
import { readPayload } from "./parcels";
import { openAll, type OpenStore } from "./sealed";
import type { StaffStore } from "./stores";

/** A concern; `content` None: its time here is over. */
export interface StoredConcern extends Omit<ConcernRow, "sha256"> {
  readonly content: ConcernContent | null;
}

async function readConcern(from: OpenStore, row: ConcernRow): Promise<StoredConcern> {
  const { concernId, headRevisionId, raisedAt, sha256, visitId } = row;
  const payload = await readPayload(from, sha256);
  // What was closed there is a concern.
  const content =
    payload === null
      ? null
      : (JSON.parse(new TextDecoder().decode(payload)) as ConcernContent);
  return { concernId, headRevisionId, raisedAt, visitId, content };
}

/** One concern; None: it is not here. */
export async function findConcern(
  from: OpenStore,
  concernId: string,
): Promise<StoredConcern | null> {
  const row = await from.store.run((database) => database.get("concerns", concernId));
  return row === undefined ? null : await readConcern(from, row);
}

/** A concern with its acknowledgement; None there: no one has said so. */
export interface KnownConcern {
  readonly concern: StoredConcern;
  readonly acknowledgement: Acknowledgement | null;
}

async function readAcknowledgements({
  store,
  vault,
}: OpenStore): Promise<ReadonlyMap<string, Acknowledgement>> {
  const rows = await store.run((database) => database.getAll("acknowledgements"));
  const opened = await openAll(vault, rows, ({ concernId }) => `acknowledgements/${concernId}`);
  // What was sealed there is an acknowledgement.
  return new Map((opened as readonly Acknowledgement[]).map((each) => [each.concern_id, each]));
}

/** Every concern, the newest first. */
export async function listConcerns(from: OpenStore): Promise<readonly KnownConcern[]> {
  const rows = await from.store.run((database) => database.getAll("concerns"));
  const given = await readAcknowledgements(from);
  const concerns = await Promise.all(rows.map((row) => readConcern(from, row)));
  return concerns
    .map((concern) => ({ concern, acknowledgement: given.get(concern.concernId) ?? null }))
    .sort((a, b) => Date.parse(b.concern.raisedAt) - Date.parse(a.concern.raisedAt));
}

/** Whether a concern waits for a person to say that they have read it. Needs no vault. */
export async function hasUnreadConcern(store: StaffStore): Promise<boolean> {
  const [concerns, given] = await store.run((database) =>
    Promise.all([database.getAllKeys("concerns"), database.getAllKeys("acknowledgements")]),
  );
  return concerns.some((id) => !given.includes(id));
}
