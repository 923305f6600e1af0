/** What tests/e2e/test_vault.py does with a vault in a browser: a day of it, and the device's own lock. */

import { trustedScript } from "../../src/app/trusted";
import { VaultClient } from "../../src/vault/client";
import { type Bytes, sha256, toHex, utf8 } from "../../src/vault/crypto";
import { addDeviceSlot, deviceProof, type DeviceShown } from "../../src/vault/device";
import { fingerprintOf } from "../../src/vault/office";
import type { OfficeKey, VaultRecord } from "../../src/domain/vault";
import { by, HEADER, PHRASE, STAFF } from "./support";

const PLACE = "drafts/1";
const TEXT = "Fukt i hörnet";
const HOLDER = { staffName: "Maria Sjöberg", appName: "landlord_watch" };
const PHOTO_BYTES = 300_000;

/** A session with the worker at this address. */
function session(address: string): VaultClient {
  return new VaultClient(() => new Worker(trustedScript(address), { type: "module" }));
}

async function officeKeyOf(spki: string): Promise<OfficeKey> {
  return { kid: "0".repeat(32), spki, fingerprint: await fingerprintOf(spki) };
}

function text(bytes: Bytes | null): string | null {
  return bytes && new TextDecoder().decode(bytes);
}

async function timed<T>(work: () => Promise<T>): Promise<{ readonly value: T; readonly ms: number }> {
  const from = performance.now();
  const value = await work();
  return { value, ms: performance.now() - from };
}

async function nameOf(bytes: Bytes): Promise<string> {
  return toHex(await sha256(bytes));
}

async function nameOfFailure(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => "none",
    (failure: unknown) => (failure instanceof Error ? failure.name : "unnamed"),
  );
}

/** Made, locked in the middle of sealing, opened in another worker, and a photo closed. */
export async function oneDay(address: string, spki: string) {
  const officeKey = await officeKeyOf(spki);
  const first = session(address);
  const record = await first.create({ staffId: STAFF, passphrase: PHRASE, officeKey });
  const sealed = await first.seal(PLACE, utf8(TEXT));
  const sealing = nameOfFailure(first.seal(PLACE, utf8(TEXT)));
  first.lock();
  const second = session(address);
  const wrong = await second.unlock(record, by("kanot vinter spegel"), officeKey);
  const opened = await timed(() => second.unlock(record, by(PHRASE), officeKey));
  const payload = new Uint8Array(PHOTO_BYTES).map((_, at) => at);
  const closed = await timed(() => second.closeParcel(HEADER, payload));
  const reopened = await second.openParcel(closed.value.bytes, closed.value.ownKey);
  return {
    record,
    inTheMiddle: await sealing,
    tries: [wrong.is, opened.value.is],
    unlockMs: opened.ms,
    closeMs: closed.ms,
    text: text(await second.open(PLACE, sealed)),
    isPhotoWhole: reopened !== null && (await nameOf(reopened)) === (await nameOf(payload)),
  };
}

async function openedByDevice(
  address: string,
  officeKey: OfficeKey,
  record: VaultRecord,
  sealed: Bytes,
): Promise<string | null> {
  const client = session(address);
  const proof = await deviceProof(navigator.credentials, record);
  if (typeof proof === "string") return proof;
  const shown = await client.unlock(record, proof, officeKey);
  return shown.is === "open" ? text(await client.open(PLACE, sealed)) : shown.is;
}

/** The device's own lock added, and used in another worker. */
export async function devicesLock(address: string, spki: string) {
  const officeKey = await officeKeyOf(spki);
  const client = session(address);
  const record = await client.create({ staffId: STAFF, passphrase: PHRASE, officeKey });
  const sealed = await client.seal(PLACE, utf8(TEXT));
  const added: DeviceShown = await addDeviceSlot(
    client,
    navigator.credentials,
    record,
    by(PHRASE),
    HOLDER,
  );
  client.lock();
  const isKept = added.record.slots.some(({ kind }) => kind === "device");
  const read = isKept ? await openedByDevice(address, officeKey, added.record, sealed) : null;
  return { is: added.is, isKept, read };
}
