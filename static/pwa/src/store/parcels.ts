/**
 * The bytes of parcels: in the database and in a file of their own, under the hash of all of
 * them. They are kept before any row names them, and dropped after the last one is gone.
 */

import type { DeviceClock } from "../domain/contract";
import type { StoredEnrolment } from "./database";
import type { OpenStore } from "./sealed";
import type { StaffStore } from "./stores";

const STRICT = { durability: "strict" } as const;

/** Who closes a parcel, and what the tablet knew of the time. */
export interface Author {
  readonly enrolment: StoredEnrolment;
  readonly clock: DeviceClock;
}

/** A parcel ready to be kept; `sha256` is its name. */
export interface NamedBytes {
  readonly sha256: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Bytes as lower-case hex. */
export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The SHA-256 of bytes, as lower-case hex. */
export async function sha256(bytes: Uint8Array<ArrayBuffer> | ArrayBuffer): Promise<string> {
  return hex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
}

/** Keep bytes in the database alone. */
export async function putBytes(
  store: StaffStore,
  { bytes, sha256: name }: NamedBytes,
): Promise<void> {
  await store.run(async (database) => {
    const writing = database.transaction("bytes", "readwrite", STRICT);
    // Bytes that are a part of a larger buffer are kept without the rest of it.
    await Promise.all([writing.store.put(bytes.slice().buffer, name), writing.done]);
  });
}

/** Keep the bytes of a parcel; ends when they are on the disk in both places. */
export async function keepBytes(store: StaffStore, parcel: NamedBytes): Promise<void> {
  try {
    await store.journal?.keepBytes(parcel.sha256, parcel.bytes);
    await putBytes(store, parcel);
  } catch (failure) {
    await store.journal?.dropBytes([parcel.sha256]).catch(() => undefined);
    throw failure;
  }
}

/** Drop the bytes of parcels that nothing names any more. */
export async function dropBytes(store: StaffStore, names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  await store.run(async (database) => {
    const writing = database.transaction("bytes", "readwrite", STRICT);
    await Promise.all([...names.map((name) => writing.store.delete(name)), writing.done]);
  });
  await store.journal?.dropBytes(names);
}

/** Drop the bytes of a parcel that came to nothing; a row that names them keeps them. */
export async function dropUnnamed(store: StaffStore, name: string): Promise<void> {
  const row = await store.run((database) => database.getKey("parcels", name));
  if (row === undefined) await dropBytes(store, [name]);
}

/** A parcel's bytes, if they are there and still the ones that were kept. */
export type KeptBytes =
  | { readonly is: "whole"; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly is: "missing" | "differs" };

async function look(bytes: Uint8Array<ArrayBuffer> | null, name: string): Promise<KeptBytes> {
  if (bytes === null) return { is: "missing" };
  return (await sha256(bytes)) === name ? { is: "whole", bytes } : { is: "differs" };
}

/** The bytes in the database. */
export async function bytesInDatabase(store: StaffStore, name: string): Promise<KeptBytes> {
  const bytes = await store.run((database) => database.get("bytes", name));
  return await look(bytes === undefined ? null : new Uint8Array(bytes), name);
}

/** The bytes in the file beside. */
export async function bytesBeside(store: StaffStore, name: string): Promise<KeptBytes> {
  const bytes = (await store.journal?.findBytes(name).catch(() => null)) ?? null;
  return await look(bytes, name);
}

/** Read a parcel from where it is whole. */
export async function readParcel(store: StaffStore, name: string): Promise<KeptBytes> {
  const kept = await bytesInDatabase(store, name);
  if (kept.is === "whole") return kept;
  const beside = await bytesBeside(store, name);
  return beside.is === "whole" ? beside : kept;
}

/** What lies inside a kept parcel; None: it is not there, not whole, or not to be read here. */
export async function readPayload(
  { store, vault }: OpenStore,
  name: string,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const row = await store.run((database) => database.get("parcels", name));
  if (row === undefined || row.ownKey === null) return null;
  const kept = await readParcel(store, name);
  return kept.is === "whole" ? await vault.openParcel(kept.bytes, row.ownKey) : null;
}
