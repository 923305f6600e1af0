/** The ways to the data key: each a wrap of it under a key of its own. */

import type { Slot, Stretching, VaultRecord } from "../domain/vault";
import {
  boundTo,
  type Bytes,
  decrypt,
  derive,
  encrypt,
  fromBase64,
  importKey,
  newIv,
  toBase64,
  utf8,
} from "./crypto";
import { type ReadyOffice, wrapForOffice } from "./office";
import { readPhrase } from "./phrases";
import { isAboveFloor, stretch } from "./stretching";

export type PassphraseSlot = Extract<Slot, { readonly kind: "passphrase" }>;
export type DeviceSlot = Extract<Slot, { readonly kind: "device" }>;
export type OfficeSlot = Extract<Slot, { readonly kind: "office" }>;

const INFO = { passphrase: "vault/W/v1", device: "vault/P/v1" } as const;

/** What the device's own lock gives, and for which credential. */
export interface DeviceSecret {
  readonly credentialId: string;
  /** Base64; what the secret was asked for with. */
  readonly salt: string;
  readonly secret: Bytes;
}

type Local = keyof typeof INFO;

async function slotKey(kind: Local, secret: Bytes, salt: string): Promise<CryptoKey> {
  return importKey(await derive(secret, fromBase64(salt), INFO[kind]));
}

async function wrap(
  vaultId: string,
  kind: Local,
  key: CryptoKey,
  dataKey: Bytes,
): Promise<{ readonly iv: string; readonly wrapped: string }> {
  const iv = newIv();
  const wrapped = await encrypt(key, iv, boundTo(vaultId, `slots/${kind}`), dataKey);
  return { iv: toBase64(iv), wrapped: toBase64(wrapped) };
}

function unwrap(
  vaultId: string,
  key: CryptoKey,
  { iv, kind, wrapped }: PassphraseSlot | DeviceSlot,
): Promise<Bytes | null> {
  return decrypt(key, fromBase64(iv), boundTo(vaultId, `slots/${kind}`), fromBase64(wrapped));
}

/** A slot that a passphrase opens. Raises: where the stretching cannot be done. */
export async function newPassphraseSlot(
  vaultId: string,
  passphrase: string,
  stretching: Stretching,
  dataKey: Bytes,
): Promise<PassphraseSlot> {
  const secret = await stretch(readPhrase(passphrase), stretching);
  const key = await slotKey("passphrase", secret, stretching.salt);
  return { kind: "passphrase", stretching, ...(await wrap(vaultId, "passphrase", key, dataKey)) };
}

/** A slot that the device's own lock opens. */
export async function newDeviceSlot(
  vaultId: string,
  { credentialId, salt, secret }: DeviceSecret,
  dataKey: Bytes,
): Promise<DeviceSlot> {
  const key = await slotKey("device", secret, salt);
  const wrapped = await wrap(vaultId, "device", key, dataKey);
  return { kind: "device", credentialId, salt, ...wrapped };
}

/** Says whose it is, and that it is a vault's; the office writes the same (`identity.rules.vault_label`). */
function officeLabel(staffId: string): Bytes {
  return utf8(`landlord_watch vault ${staffId}`);
}

/** A slot that the municipality's private key opens, for this person alone. */
export async function newOfficeSlot(
  office: ReadyOffice,
  staffId: string,
  dataKey: Bytes,
): Promise<OfficeSlot> {
  const wrapped = toBase64(await wrapForOffice(office, dataKey, officeLabel(staffId)));
  return { kind: "office", kid: office.kid, wrapped };
}

/** Why a slot did not open. */
export type SlotRefusal = "wrong" | "refused_floor" | "cannot_stretch" | "no_slot";

/** The data key by a passphrase. */
export async function openByPassphrase(
  { slots, vaultId }: VaultRecord,
  passphrase: string,
): Promise<Bytes | SlotRefusal> {
  const slot = slots.find((each) => each.kind === "passphrase");
  if (slot === undefined) return "no_slot";
  if (!isAboveFloor(slot.stretching)) return "refused_floor";
  const secret = await stretch(readPhrase(passphrase), slot.stretching).catch(() => null);
  if (secret === null) return "cannot_stretch";
  const key = await slotKey("passphrase", secret, slot.stretching.salt);
  return (await unwrap(vaultId, key, slot)) ?? "wrong";
}

/** The data key by the device's own lock. */
export async function openByDevice(
  { slots, vaultId }: VaultRecord,
  { credentialId, secret }: Pick<DeviceSecret, "credentialId" | "secret">,
): Promise<Bytes | SlotRefusal> {
  const slot = slots.find(
    (each): each is DeviceSlot => each.kind === "device" && each.credentialId === credentialId,
  );
  if (slot === undefined) return "no_slot";
  const key = await slotKey("device", secret, slot.salt);
  return (await unwrap(vaultId, key, slot)) ?? "wrong";
}

/** The record with a slot in the place of the one of its kind. */
export function withSlot(record: VaultRecord, slot: Slot): VaultRecord {
  return { ...record, slots: [...record.slots.filter((each) => each.kind !== slot.kind), slot] };
}
