/** Concerns as they stand here, with what the office has said of who read them. */

import type { Acknowledgement } from "../domain/contract";
import type { StoredConcern } from "./database";
import type { StaffStore } from "./stores";

/** One concern; None: it is not here. */
export async function findConcern(
  store: StaffStore,
  concernId: string,
): Promise<StoredConcern | null> {
  return (await store.run((database) => database.get("concerns", concernId))) ?? null;
}

/** A concern with its acknowledgement; None there: no one has said so. */
export interface KnownConcern {
  readonly concern: StoredConcern;
  readonly acknowledgement: Acknowledgement | null;
}

/** Every concern, the newest first. */
export async function listConcerns(store: StaffStore): Promise<readonly KnownConcern[]> {
  const [concerns, acknowledgements] = await store.run((database) =>
    Promise.all([database.getAll("concerns"), database.getAll("acknowledgements")]),
  );
  const byId = new Map(acknowledgements.map((given) => [given.concern_id, given]));
  return concerns
    .map((concern) => ({ concern, acknowledgement: byId.get(concern.concernId) ?? null }))
    .sort((a, b) => Date.parse(b.concern.raisedAt) - Date.parse(a.concern.raisedAt));
}
