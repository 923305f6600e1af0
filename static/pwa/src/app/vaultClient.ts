/** Starting a vault's worker, as one of our own scripts. */

import { VaultClient } from "../vault/client";
import address from "../vault/worker?worker&url";
import { trustedScript } from "./trusted";

/** A session with a vault; its worker starts with the first question. */
export function newVaultClient(): VaultClient {
  return new VaultClient(() => new Worker(trustedScript(address), { type: "module" }));
}
