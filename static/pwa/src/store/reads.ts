/**
 * What was opened here, for the office's access log: sealed for the office at once, and kept until
 * it is there; then for as long as other things are, should the office have to be restored.
 */

import type { Moment, VisitRead } from "../domain/contract";
import type { ReadRow } from "./database";
import type { OpenStore } from "./sealed";
import type { StaffStore } from "./stores";

/** A visit that was opened, on one tablet. */
export interface NewRead {
  readonly id: string;
  readonly deviceId: string;
  readonly visitId: string;
  readonly opened: Moment;
}

/** Keep it; resolves when it is durable. */
export async function keepRead({ store, vault }: OpenStore, read: NewRead): Promise<void> {
  const { deviceId, id, opened, visitId } = read;
  const said: VisitRead = { visit_id: visitId, opened };
  const bytes = new TextEncoder().encode(JSON.stringify(said));
  const sealed = await vault.sealForOffice(`landlord_watch read ${id}`, bytes);
  await store.write(["reads"], (writing) =>
    writing.put("reads", { id, deviceId, ...sealed, held: null }),
  );
}

/** What was opened on one tablet and is not in the log of an office with this history. */
export async function listUntold(
  store: StaffStore,
  deviceId: string,
  epoch: string,
): Promise<readonly ReadRow[]> {
  const rows = await store.run((database) => database.getAll("reads"));
  return rows.filter((row) => row.deviceId === deviceId && row.held?.epoch !== epoch);
}

/** They are in the office's log. */
export async function noteHeld(
  store: StaffStore,
  rows: readonly ReadRow[],
  held: NonNullable<ReadRow["held"]>,
): Promise<void> {
  await store.write(["reads"], async (writing) => {
    for (const row of rows) await writing.put("reads", { ...row, held });
  });
}
