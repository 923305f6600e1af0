/** A person's store with their vault open, past the screens; and planting in it what no screen would. */

import type { StaffSchema } from "../../src/store/database";
import { type OpenStore, seal } from "../../src/store/sealed";
import { Stores } from "../../src/store/stores";
import { findVault } from "../../src/store/vaults";
import { VaultCore } from "../../src/vault/core";
import { STAFF } from "./ids";
import { FakeLocks } from "./locks";
import { officeKeys, PHRASE } from "./vault";

/** Opened by the passphrase that tests choose. */
export async function insideOf(staffId = STAFF): Promise<OpenStore> {
  const stores = new Stores({ journals: null, locks: new FakeLocks() });
  const record = await findVault(stores.tablet, staffId);
  if (record === null) throw new Error("No vault");
  const vault = new VaultCore();
  const { is } = await vault.unlock(
    record,
    { by: "passphrase", passphrase: PHRASE },
    officeKeys.officeKey,
  );
  if (is !== "open") throw new Error(is);
  return { store: stores.of(staffId), vault };
}

/** A draft as it lies sealed, whatever it says. */
export async function plantDraft(visitId: string, value: unknown): Promise<void> {
  const { store, vault } = await insideOf();
  const sealed = await seal(vault, `drafts/${visitId}`, value);
  await store.write(["drafts"], (writing) => writing.put("drafts", { visitId, sealed }));
}

/** The row of a draft. */
export async function draftRow(
  visitId: string,
): Promise<StaffSchema["drafts"]["value"] | undefined> {
  const { store } = await insideOf();
  return await store.run((database) => database.get("drafts", visitId));
}
