/** Wrong passphrases, and what is left of a vault's ways in after too many. */

import type { WaysIn } from "./access";
import type { Slot, VaultRecord } from "./vault";

/** After so many wrong ones the passphrase opens nothing any more, here or in a copy made later. */
export const MOST_TRIES = 20;

function without(vault: VaultRecord, kinds: readonly Slot["kind"][]): VaultRecord {
  return { ...vault, slots: vault.slots.filter(({ kind }) => !kinds.includes(kind)) };
}

/** The vault with one more try of the passphrase. */
export function withTry(vault: VaultRecord): VaultRecord {
  return { ...vault, wrongTries: vault.wrongTries + 1 };
}

/** Whether the tries are used up. */
export function isSpent({ wrongTries }: VaultRecord): boolean {
  return wrongTries >= MOST_TRIES;
}

/** The vault when they are: the passphrase's slot is gone. Nothing sealed is; the office can open it. */
export function withoutPassphrase(vault: VaultRecord): VaultRecord {
  return without(vault, ["passphrase"]);
}

/** The vault of a revoked tablet: nobody opens it here, and the office still can. */
export function withoutLocalWays(vault: VaultRecord): VaultRecord {
  return without(vault, ["passphrase", "device"]);
}

/** The vault without the device's own lock. */
export function withoutDeviceKeys(vault: VaultRecord): VaultRecord {
  return without(vault, ["device"]);
}

/** What opens a vault on this tablet; `pinTriesLeft` is known to the running session alone. */
export function waysInto(vault: VaultRecord | null, pinTriesLeft: number | null): WaysIn {
  const kinds = vault?.slots.map(({ kind }) => kind) ?? [];
  const triesLeft = Math.max(0, MOST_TRIES - (vault?.wrongTries ?? 0));
  return {
    pinTriesLeft,
    passphraseTriesLeft: kinds.includes("passphrase") ? triesLeft : null,
    hasDeviceKey: kinds.includes("device"),
  };
}

/** Whether anything on this tablet opens it. */
export function hasWayIn(vault: VaultRecord): boolean {
  return vault.slots.some(({ kind }) => kind !== "office");
}
