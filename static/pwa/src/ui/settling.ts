/** What is offered once, right after the tablet was bound: the device's own lock, a PIN, the check. */

import { signal } from "@preact/signals";
import type { Tablet } from "../domain/tablet";
import { go, hrefOf } from "./router";

/** How far it has come. The passphrase just chosen is at hand, so that it is not asked for at once. */
export type Settling =
  | { readonly is: "none" }
  | { readonly is: "binding" }
  | { readonly is: "device"; readonly passphrase: string }
  | { readonly is: "pin" };

/** How far it has come in this tab; killed, it is left out, and all of it is under About. */
export const settling = signal<Settling>({ is: "none" });

/** Bind the tablet, and go on to what is offered. */
export async function bindAndSettle(
  tablet: Tablet,
  passphrase: string,
): Promise<Awaited<ReturnType<Tablet["finishEnrolment"]>>> {
  settling.value = { is: "binding" };
  const mayAddDevice = await tablet.mayAddDeviceKey().catch(() => false);
  const result = await tablet.finishEnrolment(passphrase);
  const first: Settling = mayAddDevice ? { is: "device", passphrase } : { is: "pin" };
  settling.value = result.ok ? first : { is: "none" };
  return result;
}

/** On to the PIN. */
export function settleOn(): void {
  settling.value = { is: "pin" };
}

/** It is done: look whether all is there before leaving. */
export function settled(): void {
  settling.value = { is: "none" };
  go(hrefOf("ready"));
}
