/** What the page and the vault's worker say to one another. */

import type { VaultCore } from "./core";

/** What may be asked: what the core does, but for its own state. */
export type Call = Exclude<keyof VaultCore, "vaultId" | "close">;

/** One question; `id` tells the answers apart. */
export type Question = {
  readonly [Name in Call]: {
    readonly id: number;
    readonly call: Name;
    readonly args: Parameters<VaultCore[Name]>;
  };
}[Call];

/** What a call gives, once awaited. */
export type Given<Name extends Call> = Awaited<ReturnType<VaultCore[Name]>>;

/** One answer. */
export type Answer =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly name: string; readonly message: string };
