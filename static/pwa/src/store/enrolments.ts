/** Whom this tablet is bound to. An enrolment is never removed: what it closed is delivered by it. */

import type { StoredContact, StoredEnrolment } from "./database";
import type { TabletStore } from "./stores";
import { write } from "./transaction";

/** Keep a new enrolment and work for that person from now on. */
export async function keepEnrolment(store: TabletStore, enrolment: StoredEnrolment): Promise<void> {
  await store.run((database) =>
    write(database, ["enrolments", "marks"], async (writing) => {
      await writing.objectStore("enrolments").put(enrolment);
      await writing.objectStore("marks").put(enrolment.deviceId, "current");
    }),
  );
}

/** All that were ever made on this tablet. */
export function listEnrolments(store: TabletStore): Promise<readonly StoredEnrolment[]> {
  return store.run((database) => database.getAll("enrolments"));
}

/** The one the tablet works for; None: it was never enrolled. */
export async function findCurrent(store: TabletStore): Promise<StoredEnrolment | null> {
  return await store.run(async (database) => {
    const deviceId = await database.get("marks", "current");
    if (typeof deviceId !== "string") return null;
    return (await database.get("enrolments", deviceId)) ?? null;
  });
}

/** Remember the last proof of contact. */
export async function keepContact(store: TabletStore, contact: StoredContact): Promise<void> {
  await store.run((database) => database.put("marks", contact, "contact"));
}

/** The last proof of contact; None: never. */
export async function findContact(store: TabletStore): Promise<StoredContact | null> {
  const contact = await store.run((database) => database.get("marks", "contact"));
  return typeof contact === "object" ? contact : null;
}
