/**
 * Destroying what may be read here and was not just written here: what was fetched of people, and
 * the keys to what was closed. Drafts, with their photos, and all that waits to be sent stay.
 * Texts and lists stay too: they say nothing of anyone.
 */

import type { StaffStore } from "./stores";

const SHREDDED = ["plans", "acknowledgements", "marks", "outbox", "parcels", "photos"] as const;

/** Do it, in the journal too; the next pull begins from the start. Needs no vault. */
export async function shredReadCache(store: StaffStore): Promise<void> {
  await store.write(SHREDDED, async (writing) => {
    await writing.clear("plans");
    await writing.clear("acknowledgements");
    await writing.delete("marks", "checkpoint");
    await writing.delete("marks", "pulledAt");
    const entries = await writing.store("outbox").getAll();
    const closed = new Set(
      entries.flatMap((entry) => [entry.sha256, ...entry.blobs.map(({ sha256 }) => sha256)]),
    );
    for (const entry of entries) {
      if (entry.copy === "readable") await writing.put("outbox", { ...entry, copy: "sealed" });
    }
    for (const row of await writing.store("parcels").getAll()) {
      if (closed.has(row.sha256)) await writing.put("parcels", { ...row, ownKey: null });
    }
    for (const row of await writing.store("photos").getAll()) {
      if (closed.has(row.blob)) await writing.delete("photos", row.id);
    }
  });
  await store.journal?.compact();
}
