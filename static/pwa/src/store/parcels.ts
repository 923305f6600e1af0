/** Closing what is sent into parcels, and reading their bytes back unharmed. */

import type { BlobHeader, DeviceClock, RevisionHeader } from "../domain/contract";
import { frameParcel, openFrame } from "../domain/parcel";
import type { StoredEnrolment } from "./database";
import type { StaffStore } from "./stores";

/** A parcel ready to be kept and sent; `sha256` is its name. */
export interface ClosedParcel {
  readonly sha256: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Who closes it, and what the tablet knew of the time. */
export interface Author {
  readonly enrolment: StoredEnrolment;
  readonly clock: DeviceClock;
}

/** A header but for what closing itself decides. */
export type OpenHeader =
  | Omit<RevisionHeader, "sealing" | "payload">
  | Omit<BlobHeader, "sealing" | "payload">;

/** Bytes as lower-case hex. */
export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The SHA-256 of bytes, as lower-case hex. */
export async function sha256(bytes: Uint8Array<ArrayBuffer> | ArrayBuffer): Promise<string> {
  return hex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
}

/** The one place where a parcel is closed; today its payload lies open. */
export async function closeParcel(
  header: OpenHeader,
  payload: Uint8Array<ArrayBuffer>,
): Promise<ClosedParcel> {
  const whole = { ...header, sealing: { alg: "none" }, payload: { size: payload.length } };
  const bytes = frameParcel(new TextEncoder().encode(JSON.stringify(whole)), payload);
  return { sha256: await sha256(bytes), bytes };
}

/** A parcel's bytes, if they are there and still the ones that were kept. */
export type KeptBytes =
  | { readonly is: "whole"; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly is: "missing" | "differs" };

/** Read a parcel and look that it is what its name says. */
export async function readParcel(store: StaffStore, name: string): Promise<KeptBytes> {
  const kept = await store.run((database) => database.get("parcels", name));
  if (kept === undefined) return { is: "missing" };
  const isWhole = (await sha256(kept.bytes)) === name;
  return isWhole ? { is: "whole", bytes: new Uint8Array(kept.bytes) } : { is: "differs" };
}

/** What lies inside a kept parcel; None: it is not there, or not whole. */
export async function readPayload(store: StaffStore, name: string): Promise<ArrayBuffer | null> {
  const kept = await readParcel(store, name);
  if (kept.is !== "whole") return null;
  const parts = openFrame(kept.bytes);
  return parts === null ? null : parts.payload.slice().buffer;
}
