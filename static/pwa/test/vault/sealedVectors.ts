/**
 * What a tablet seals, with the private key that opens it: read by the office's suite and by ours.
 *
 * Made anew by `node pwa/test/vault/makeVectors.mjs` in static/, only if the formats change: what
 * was sealed by a tablet in use must open as long as it may still arrive.
 */

import type { OpenHeader, SealedParcel, VaultRecord } from "../../src/domain/vault";
import type { VaultCore } from "../../src/vault/core";
import { randomBytes, toBase64, utf8 } from "../../src/vault/crypto";
import { by, HEADER, must, newOffice, newVault, type Office, PHRASE, STAFF } from "./support";

/** A parcel as the table has it. */
export interface SealedRow {
  readonly name: string;
  readonly header: OpenHeader;
  readonly payload: string;
  readonly sha256: string;
  readonly parcel: string;
}

/** The table; bytes are base64. */
export interface SealedTable {
  readonly about: string;
  readonly office_key: { readonly kid: string; readonly spki: string; readonly fingerprint: string };
  /** PKCS#8, DER. Made for this table, and used for nothing else. */
  readonly private_key: string;
  readonly parcels: readonly SealedRow[];
  /** What a tablet sends with its enrolment when its passphrase was forgotten. */
  readonly recovery: {
    readonly staff_id: string;
    readonly kid: string;
    readonly wrapped: string;
    /** What lies in `wrapped`. */
    readonly data_key: string;
  };
}

/** A vault as it lies on the disk, and what opens it; bytes are base64. */
export interface GoldenVault {
  readonly about: string;
  readonly passphrase: string;
  readonly device_secret: string;
  readonly record: VaultRecord;
  readonly place: string;
  readonly plain: string;
  readonly sealed: string;
  readonly payload: string;
  readonly parcel: string;
  readonly own_key: string;
}

const { content_type, kind, ...common } = HEADER as Extract<OpenHeader, { readonly kind: "blob" }>;
const VISIT: OpenHeader = {
  ...common,
  kind: "visit",
  revision_id: "0190a8a0-0000-7000-8000-0000000000f1",
  base_revision_id: null,
  schema_version: 1,
  device_seq: 1,
  blobs: [{ sha256: "a".repeat(64), size: 300_000 }],
};

const CASES: readonly (readonly [string, OpenHeader, Uint8Array<ArrayBuffer>])[] = [
  ["a photo", { ...common, content_type, kind }, new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 1, 2])],
  ["an empty payload", { ...common, content_type, kind }, new Uint8Array(0)],
  ["a visit", VISIT, utf8('{"schema_version":1,"note":"Fukt i hörnet – Ж"}')],
];

function rowOf(
  [name, header, payload]: (typeof CASES)[number],
  { bytes, sha256 }: SealedParcel,
): SealedRow {
  return { name, header, payload: toBase64(payload), sha256, parcel: toBase64(bytes) };
}

function closeAll(core: VaultCore): Promise<SealedRow[]> {
  return Promise.all(
    CASES.map(async (row) => rowOf(row, await core.closeParcel(row[1], row[2]))),
  );
}

async function privateKeyOf({ privateKey }: Office): Promise<string> {
  return toBase64(new Uint8Array(await crypto.subtle.exportKey("pkcs8", privateKey)));
}

async function tableOf(office: Office, core: VaultCore, wrapped: string): Promise<SealedTable> {
  const { kid } = office.officeKey;
  const dataKey = await office.unwrap(wrapped, utf8(`landlord_watch vault ${STAFF}`));
  return {
    about: "What a tablet sealed, and the private key that opens it. Read by both suites.",
    office_key: office.officeKey,
    private_key: await privateKeyOf(office),
    parcels: await closeAll(core),
    recovery: { staff_id: STAFF, kid, wrapped, data_key: toBase64(dataKey) },
  };
}

async function goldenOf(core: VaultCore, record: VaultRecord): Promise<GoldenVault> {
  const [place, plain, payload] = ["drafts/1", utf8("Fukt i hörnet"), utf8("{}")];
  const device = { credentialId: toBase64(randomBytes(16)), salt: toBase64(randomBytes(32)) };
  const secret = randomBytes(32);
  const closed = await core.closeParcel(HEADER, payload);
  return {
    about: "A vault of format 1 as it lies on the disk, what opens it, and what lies in it.",
    passphrase: PHRASE,
    device_secret: toBase64(secret),
    record: (await core.addDevice(record, by(PHRASE), { ...device, secret })).record,
    place,
    plain: toBase64(plain),
    sealed: toBase64(await core.seal(place, plain)),
    payload: toBase64(payload),
    parcel: toBase64(closed.bytes),
    own_key: toBase64(closed.ownKey),
  };
}

/** A fresh table for both suites, and a fresh vault for ours. */
export async function makeVectors(): Promise<{
  readonly table: SealedTable;
  readonly golden: GoldenVault;
}> {
  const office = await newOffice();
  const { core, record } = await newVault(office);
  const { wrapped } = must(record.slots.find((each) => each.kind === "office"));
  return {
    table: await tableOf(office, core, wrapped),
    golden: await goldenOf(core, record),
  };
}
