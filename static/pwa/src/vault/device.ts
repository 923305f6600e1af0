/**
 * The device's own lock as a way in, by WebAuthn's PRF: fingerprint, face or the device's code
 * give 32 bytes that nothing else gives. Asked from the page, since workers have no credentials.
 */

import type { VaultRecord } from "../domain/vault";
import type { VaultClient } from "./client";
import type { Proof, Shown } from "./core";
import { type Bytes, fromBase64, randomBytes, toBase64 } from "./crypto";
import type { DeviceSecret, SlotRefusal } from "./slots";

const SECRET_LENGTH = 32;
const PATIENCE_MS = 60_000;

interface PrfInput {
  prf: { eval: { first: Bytes } };
}

/** What is asked of `navigator.credentials.create`. */
export interface NewCredential {
  publicKey: {
    rp: { name: string };
    user: { id: Bytes; name: string; displayName: string };
    challenge: Bytes;
    pubKeyCredParams: { type: "public-key"; alg: number }[];
    timeout: number;
    attestation: "none";
    authenticatorSelection: {
      authenticatorAttachment: "platform";
      residentKey: "preferred";
      userVerification: "required";
    };
    extensions: PrfInput;
  };
}

/** What is asked of `navigator.credentials.get`. */
export interface AskedCredential {
  publicKey: {
    challenge: Bytes;
    timeout: number;
    userVerification: "required";
    allowCredentials: { type: "public-key"; id: Bytes }[];
    extensions: PrfInput;
  };
}

/** The part of `navigator.credentials` that is needed. */
export interface Credentials {
  create(asked: NewCredential): Promise<object | null>;
  get(asked: AskedCredential): Promise<object | null>;
}

/** A credential as WebAuthn gives it. */
interface Given {
  readonly rawId: ArrayBuffer;
  getClientExtensionResults(): {
    readonly prf?: {
      readonly enabled?: boolean;
      readonly results?: { readonly first: BufferSource };
    };
  };
}

/** Why the device's lock is no way in: it was not used, has no PRF, or gave another secret the second time. */
export type DeviceRefusal = "not_used" | "no_prf" | "differs";

/** What came of adding it; but for `open`, nothing was kept. */
export type DeviceShown = Shown | { readonly is: DeviceRefusal; readonly record: VaultRecord };

/** Whose it is, as the device's own list of keys shows it. */
export interface Holder {
  readonly staffName: string;
  readonly appName: string;
}

function prf(salt: Bytes): PrfInput {
  return { prf: { eval: { first: salt } } };
}

function newCredential({ appName, staffName }: Holder, salt: Bytes): NewCredential {
  return {
    publicKey: {
      rp: { name: appName },
      user: { id: randomBytes(SECRET_LENGTH), name: staffName, displayName: staffName },
      challenge: randomBytes(SECRET_LENGTH),
      // ES256 and RS256: what every device makes. The signature itself is not looked at.
      pubKeyCredParams: [
        { type: "public-key", alg: -7 },
        { type: "public-key", alg: -257 },
      ],
      timeout: PATIENCE_MS,
      attestation: "none",
      authenticatorSelection: {
        authenticatorAttachment: "platform",
        residentKey: "preferred",
        userVerification: "required",
      },
      extensions: prf(salt),
    },
  };
}

function askedCredential(credentialId: string, salt: Bytes): AskedCredential {
  return {
    publicKey: {
      challenge: randomBytes(SECRET_LENGTH),
      timeout: PATIENCE_MS,
      userVerification: "required",
      allowCredentials: [{ type: "public-key", id: fromBase64(credentialId) }],
      extensions: prf(salt),
    },
  };
}

/** None: cancelled, timed out, or not allowed; the browser does not say which. */
async function given(asking: Promise<object | null>): Promise<Given | null> {
  // What a browser gives for `publicKey` is a public key credential.
  return (await asking.catch(() => null)) as Given | null;
}

function secretOf(credential: Given): Bytes | null {
  const first = credential.getClientExtensionResults().prf?.results?.first;
  if (first === undefined) return null;
  const view = ArrayBuffer.isView(first)
    ? new Uint8Array(first.buffer, first.byteOffset, first.byteLength)
    : new Uint8Array(first);
  return view.length === SECRET_LENGTH ? Uint8Array.from(view) : null;
}

async function askSecret(
  credentials: Credentials,
  credentialId: string,
  salt: string,
): Promise<Bytes | "not_used" | "no_prf"> {
  const asked = askedCredential(credentialId, fromBase64(salt));
  const credential = await given(credentials.get(asked));
  return credential === null ? "not_used" : (secretOf(credential) ?? "no_prf");
}

async function newDevice(
  credentials: Credentials,
  holder: Holder,
): Promise<DeviceSecret | DeviceRefusal> {
  const salt = randomBytes(SECRET_LENGTH);
  const credential = await given(credentials.create(newCredential(holder, salt)));
  if (credential === null) return "not_used";
  if (credential.getClientExtensionResults().prf?.enabled !== true) return "no_prf";
  const named = { credentialId: toBase64(new Uint8Array(credential.rawId)), salt: toBase64(salt) };
  // Some devices give the secret at once, others at the first use.
  const secret = secretOf(credential) ?? (await askSecret(credentials, named.credentialId, named.salt));
  return typeof secret === "string" ? secret : { ...named, secret };
}

/** Whether the secret, asked for once more, opens what the open vault seals. */
async function holds(
  vault: VaultClient,
  credentials: Credentials,
  record: VaultRecord,
  { credentialId, salt }: DeviceSecret,
): Promise<DeviceRefusal | null> {
  const secret = await askSecret(credentials, credentialId, salt);
  if (typeof secret === "string") return secret;
  return (await vault.opensWithDevice(record, { credentialId, secret })) ? null : "differs";
}

/**
 * Add the device's own lock to an open vault: made, used, and used once more, and only what then
 * opens is kept. `record` of the answer is the one to keep.
 */
export async function addDeviceSlot(
  vault: VaultClient,
  credentials: Credentials,
  record: VaultRecord,
  proof: Proof,
  holder: Holder,
): Promise<DeviceShown> {
  const device = await newDevice(credentials, holder);
  if (typeof device === "string") return { is: device, record };
  const added = await vault.addDevice(record, proof, device);
  if (added.is !== "open") return added;
  const refusal = await holds(vault, credentials, added.record, device);
  return refusal === null ? added : { is: refusal, record };
}

/** What the device's own lock shows for a vault; `no_slot`: it was never added. */
export async function deviceProof(
  credentials: Credentials,
  { slots }: VaultRecord,
): Promise<Proof | DeviceRefusal | Extract<SlotRefusal, "no_slot">> {
  const slot = slots.find((each) => each.kind === "device");
  if (slot === undefined) return "no_slot";
  const secret = await askSecret(credentials, slot.credentialId, slot.salt);
  return typeof secret === "string"
    ? secret
    : { by: "device", credentialId: slot.credentialId, secret };
}
