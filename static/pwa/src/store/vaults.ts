/** The vaults of this tablet, closed: one for each person, and how often it was tried in vain. */

import { withTry } from "../domain/tries";
import type { VaultRecord } from "../domain/vault";
import { findMark, keepMark } from "./marks";
import type { TabletStore } from "./stores";

/** A person's vault; None: they have none here. */
export async function findVault(store: TabletStore, staffId: string): Promise<VaultRecord | null> {
  return (await store.run((database) => database.get("vaults", staffId))) ?? null;
}

/** Keep a vault as it has become. A way in that was taken away is gone from the journal too. */
export async function keepVault(store: TabletStore, vault: VaultRecord): Promise<void> {
  const before = await findVault(store, vault.staffId);
  await store.write(["vaults"], (writing) => writing.put("vaults", vault));
  const isLess = before !== null && before.slots.length > vault.slots.length;
  if (isLess) await store.journal?.compact();
}

/**
 * Count a try of the passphrase, before it is made: a page killed in between has tried.
 * Answers the vault with the try; None: there is none.
 */
export function countTry(store: TabletStore, staffId: string): Promise<VaultRecord | null> {
  return store.write(["vaults"], async (writing) => {
    const vault = await writing.store("vaults").get(staffId);
    if (vault === undefined) return null;
    const tried = withTry(vault);
    await writing.put("vaults", tried);
    return tried;
  });
}

/** Minutes without input before the tablet locks; None: as usual. */
export function findLockMinutes(store: TabletStore): Promise<number | null> {
  return findMark(store, "lockMinutes");
}

/** Remember them. */
export async function keepLockMinutes(store: TabletStore, minutes: number): Promise<void> {
  await keepMark(store, "lockMinutes", minutes);
}
