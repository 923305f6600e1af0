/** A municipality with both halves of its key, and a person's vault that is open in place. */

import type { Recovery, VisitRead } from "../../src/domain/contract";
import { openFrame } from "../../src/domain/parcel";
import type { OfficeKey, Stretching, VaultRecord } from "../../src/domain/vault";
import { answer } from "../../src/vault/answering";
import { VaultClient, type VaultWorker } from "../../src/vault/client";
import { type NewVault, VaultCore } from "../../src/vault/core";
import type { Answer, Question } from "../../src/vault/protocol";
import { fromBase64, randomBytes, toBase64, utf8 } from "../../src/vault/crypto";
import { fingerprintOf } from "../../src/vault/office";
import { STAFF } from "./ids";

type Bytes = Uint8Array<ArrayBuffer>;

const RSA = { name: "RSA-OAEP", hash: "SHA-256" } as const;
const PAIR = { ...RSA, modulusLength: 3072, publicExponent: new Uint8Array([1, 0, 1]) };

export const PHRASE = "björk lampa trappa";

/** What the office has: to seal for it, and to open what was. */
export interface OfficeKeys {
  readonly officeKey: OfficeKey;
  readonly privateKey: CryptoKey;
}

/** A municipality’s next pair of keys. */
export async function newOfficeKeys(kid: string): Promise<OfficeKeys> {
  const pair = await crypto.subtle.generateKey(PAIR, false, ["encrypt", "decrypt"]);
  const spki = toBase64(new Uint8Array(await crypto.subtle.exportKey("spki", pair.publicKey)));
  const officeKey = { kid, spki, fingerprint: await fingerprintOf(spki) };
  return { officeKey, privateKey: pair.privateKey };
}

/** The municipality's, made once for all tests of a file: it takes its time. */
export const officeKeys: OfficeKeys = await newOfficeKeys("office-1");

/** The least that is allowed, and quickest to do. */
export function leastStretching(): Stretching {
  return { name: "pbkdf2-sha256", iterations: 600_000, salt: toBase64(randomBytes(16)) };
}

/** A vault, open. */
export async function newVault(
  staffId = STAFF,
): Promise<{ readonly vault: VaultCore; readonly record: VaultRecord }> {
  const vault = new VaultCore();
  const { officeKey } = officeKeys;
  const stretching = leastStretching();
  const record = await vault.create({ staffId, passphrase: PHRASE, officeKey, stretching });
  return { vault, record };
}

/** A core that does not take its time to find out how long it may take. */
class QuickCore extends VaultCore {
  override create(asked: NewVault): Promise<VaultRecord> {
    return super.create({ stretching: leastStretching(), ...asked });
  }
}

/** A vault's worker in this same process. */
class PlacedWorker implements VaultWorker {
  readonly #core = new QuickCore();
  #hear: ((event: MessageEvent<Answer>) => void) | null = null;
  #fail: (() => void) | null = null;
  #isEnded = false;

  constructor() {
    placed.push(this);
  }

  /** As when the browser takes its memory. */
  die(): void {
    if (!this.#isEnded) this.#fail?.();
  }

  postMessage(question: Question): void {
    void answer(this.#core, structuredClone(question)).then((data) => {
      if (!this.#isEnded) this.#hear?.(new MessageEvent("message", { data }));
    });
  }

  addEventListener(type: "message", heard: (event: MessageEvent<Answer>) => void): void;
  addEventListener(type: "error", heard: () => void): void;
  addEventListener(
    type: string,
    heard: ((event: MessageEvent<Answer>) => void) & (() => void),
  ): void {
    if (type === "message") this.#hear = heard;
    else this.#fail = heard;
  }

  terminate(): void {
    this.#isEnded = true;
  }
}

const placed: PlacedWorker[] = [];

/** Every vault's worker dies. */
export function killVaults(): void {
  for (const worker of placed.splice(0)) worker.die();
}

/** A session with a vault. */
export function newVaultClient(): VaultClient {
  return new VaultClient(() => new PlacedWorker());
}

interface SealedHeader {
  readonly sealing: { readonly iv: string; readonly keys: readonly { readonly wrapped: string }[] };
}

/** What a parcel says, as the office opens it. */
export async function openAtOffice(parcel: Bytes): Promise<unknown> {
  const parts = openFrame(parcel);
  if (parts === null) throw new Error("No parcel");
  const { sealing } = JSON.parse(new TextDecoder().decode(parts.header)) as SealedHeader;
  const wrapped = fromBase64(sealing.keys[0]?.wrapped ?? "");
  const raw = await crypto.subtle.decrypt(RSA, officeKeys.privateKey, wrapped);
  const key = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["decrypt"]);
  const how = { name: "AES-GCM", iv: fromBase64(sealing.iv), additionalData: parts.header };
  const payload = await crypto.subtle.decrypt(how, key, parts.payload);
  return JSON.parse(new TextDecoder().decode(payload));
}

/** What was opened on a tablet, as the office reads it; None: it was changed, or is under another's id. */
export async function openReadAtOffice(id: string, wrapped: string): Promise<VisitRead | null> {
  const how = { ...RSA, label: utf8(`landlord_watch read ${id}`) };
  const { privateKey } = officeKeys;
  const raw = await crypto.subtle.decrypt(how, privateKey, fromBase64(wrapped)).catch(() => null);
  return raw && (JSON.parse(new TextDecoder().decode(raw)) as VisitRead);
}

/** What the office gives back for who has forgotten; None: it is not this person's. */
export async function recoveredFor(
  { reply_spki, wrapped }: Recovery,
  staffId: string,
): Promise<{ readonly wrapped: string } | null> {
  const how = { ...RSA, label: utf8(`landlord_watch vault ${staffId}`) };
  const { privateKey } = officeKeys;
  const key = await crypto.subtle.decrypt(how, privateKey, fromBase64(wrapped)).catch(() => null);
  if (key === null) return null;
  const reply = await crypto.subtle.importKey("spki", fromBase64(reply_spki), RSA, false, ["encrypt"]);
  return { wrapped: toBase64(new Uint8Array(await crypto.subtle.encrypt(RSA, reply, key))) };
}
