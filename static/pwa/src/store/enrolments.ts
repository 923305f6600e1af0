/** Whom this tablet is bound to. An enrolment is never removed: it delivers what it closed. */

import type { OfficeKey, VaultRecord } from "../domain/vault";
import type { StoredBinding, StoredContact, StoredEnrolment } from "./database";
import { dropMark, findMark, keepMark } from "./marks";
import type { TabletStore } from "./stores";

/** Remember a code that was taken, until there is a vault for it or another code. */
export async function keepBinding(store: TabletStore, binding: StoredBinding): Promise<void> {
  await keepMark(store, "binding", binding);
}

/** The code that was taken last and came to nothing so far; None: there is none. */
export function findBinding(store: TabletStore): Promise<StoredBinding | null> {
  return findMark(store, "binding");
}

/** Forget it; the office has a tablet in its list that never came to be. */
export async function dropBinding(store: TabletStore): Promise<void> {
  await dropMark(store, "binding");
}

/** Keep a new enrolment with its vault, and work for that person from now on: all, or nothing. */
export async function keepEnrolment(
  store: TabletStore,
  enrolment: StoredEnrolment,
  vault: VaultRecord,
): Promise<void> {
  await store.write(["enrolments", "vaults", "marks"], async (writing) => {
    await writing.put("enrolments", enrolment);
    await writing.put("vaults", vault);
    await writing.put("marks", { name: "current", value: enrolment.deviceId });
    await writing.delete("marks", "binding");
  });
}

/** Work for another who was bound to this tablet before. */
export async function workFor(store: TabletStore, deviceId: string): Promise<void> {
  await keepMark(store, "current", deviceId);
}

/** The municipality has another key: every enrolment is told. */
export async function keepOfficeKey(store: TabletStore, officeKey: OfficeKey): Promise<void> {
  await store.write(["enrolments"], async (writing) => {
    for (const each of await writing.store("enrolments").getAll()) {
      await writing.put("enrolments", { ...each, officeKey });
    }
  });
}

/** All that were ever made on this tablet. */
export function listEnrolments(store: TabletStore): Promise<readonly StoredEnrolment[]> {
  return store.run((database) => database.getAll("enrolments"));
}

/** The one the tablet works for; None: it was never enrolled. */
export async function findCurrent(store: TabletStore): Promise<StoredEnrolment | null> {
  const deviceId = await findMark(store, "current");
  if (deviceId === null) return null;
  return (await store.run((database) => database.get("enrolments", deviceId))) ?? null;
}

/** Remember the last proof of contact. */
export async function keepContact(store: TabletStore, contact: StoredContact): Promise<void> {
  await keepMark(store, "contact", contact);
}

/** The last proof of contact; None: never. */
export function findContact(store: TabletStore): Promise<StoredContact | null> {
  return findMark(store, "contact");
}
