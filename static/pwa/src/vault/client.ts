/**
 * The page's end of a vault: asks the worker, and ends it to lock.
 *
 * One client is one session. Once locked, or once its worker has died, it stays closed: who
 * still holds it gets `VaultClosed`, and never another person's vault.
 */

import {
  type ForOffice,
  type OfficeKey,
  type OpenHeader,
  type SealedParcel,
  type Sealer,
  type Stretching,
  VaultClosed,
  type VaultRecord,
} from "../domain/vault";
import type { NewVault, Proof, Shown } from "./core";
import type { Bytes } from "./crypto";
import type { PinOutcome, PinRefusal } from "./pin";
import type { Answer, Call, Given, Question } from "./protocol";
import type { RecoveryRequest } from "./recovery";
import type { DeviceSecret } from "./slots";

/** What is needed of a worker. */
export interface VaultWorker {
  postMessage(question: Question, transfer: ArrayBuffer[]): void;
  addEventListener(type: "message", heard: (event: MessageEvent<Answer>) => void): void;
  addEventListener(type: "error", heard: () => void): void;
  terminate(): void;
}

/** Why a session ended. */
export type Ending = "locked" | "pin_spent" | "died";

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (failure: Error) => void;
}

function failureOf(name: string, message: string): Error {
  if (name === "VaultClosed") return new VaultClosed();
  return Object.assign(new Error(message), { name });
}

/** A vault behind a worker, which starts with the first question. */
export class VaultClient implements Sealer {
  readonly #start: () => VaultWorker;
  readonly #waiting = new Map<number, Waiting>();
  readonly #end: (ending: Ending) => void;
  #worker: VaultWorker | null = null;
  #asked = 0;
  #vaultId: string | null = null;
  #isEnded = false;
  /** Settles when the session has ended, and says why. */
  readonly ended: Promise<Ending>;

  constructor(start: () => VaultWorker) {
    this.#start = start;
    let settle: (ending: Ending) => void = () => undefined;
    this.ended = new Promise((resolve) => {
      settle = resolve;
    });
    this.#end = settle;
  }

  /** Whether a vault is open here. */
  get isOpen(): boolean {
    return this.#vaultId !== null;
  }

  /** Raises: `VaultClosed`. */
  get vaultId(): string {
    if (this.#vaultId === null) throw new VaultClosed();
    return this.#vaultId;
  }

  /** How long this tablet may stretch; to be handed to `create`. */
  calibrate(): Promise<Stretching> {
    return this.#ask("calibrate", []);
  }

  /** See `VaultCore.create`. */
  async create(asked: NewVault): Promise<VaultRecord> {
    const record = await this.#ask("create", [asked]);
    this.#vaultId = record.vaultId;
    return record;
  }

  /** See `VaultCore.unlock`. */
  async unlock(record: VaultRecord, proof: Proof, officeKey: OfficeKey): Promise<Shown> {
    return this.#opening(await this.#ask("unlock", [record, proof, officeKey]));
  }

  /** See `VaultCore.changePassphrase`. */
  changePassphrase(record: VaultRecord, proof: Proof, next: string): Promise<Shown> {
    return this.#ask("changePassphrase", [record, proof, next]);
  }

  /** See `VaultCore.addDevice`; called by `addDeviceSlot`, which asks the device. */
  addDevice(record: VaultRecord, proof: Proof, device: DeviceSecret): Promise<Shown> {
    return this.#ask("addDevice", [record, proof, device]);
  }

  /** See `VaultCore.opensWithDevice`. */
  opensWithDevice(
    record: VaultRecord,
    device: Pick<DeviceSecret, "credentialId" | "secret">,
  ): Promise<boolean> {
    return this.#ask("opensWithDevice", [record, device]);
  }

  /** See `VaultCore.beginRecovery`; `finishRecovery` must be asked of this same client. */
  beginRecovery(record: VaultRecord): Promise<RecoveryRequest | null> {
    return this.#ask("beginRecovery", [record]);
  }

  /** See `VaultCore.finishRecovery`. */
  async finishRecovery(
    record: VaultRecord,
    wrapped: string,
    passphrase: string,
    officeKey: OfficeKey,
  ): Promise<Shown> {
    const args = [record, wrapped, passphrase, officeKey] as const;
    return this.#opening(await this.#ask("finishRecovery", [...args]));
  }

  /** See `VaultCore.useOfficeKey`. */
  useOfficeKey(officeKey: OfficeKey): Promise<void> {
    return this.#ask("useOfficeKey", [officeKey]);
  }

  /** See `VaultCore.setPin`. */
  setPin(digits: string): Promise<PinRefusal | null> {
    return this.#ask("setPin", [digits]);
  }

  /** See `VaultCore.clearPin`. */
  clearPin(): Promise<void> {
    return this.#ask("clearPin", []);
  }

  /** See `VaultCore.tryPin`; `spent` has locked this client. */
  async tryPin(digits: string): Promise<PinOutcome> {
    const outcome = await this.#ask("tryPin", [digits]);
    if (outcome.is === "spent") this.#close("pin_spent");
    return outcome;
  }

  seal(place: string, bytes: Bytes): Promise<Bytes> {
    const own = bytes.slice();
    return this.#ask("seal", [place, own], [own.buffer]);
  }

  open(place: string, sealed: Bytes): Promise<Bytes | null> {
    const own = sealed.slice();
    return this.#ask("open", [place, own], [own.buffer]);
  }

  sealForOffice(label: string, bytes: Bytes): Promise<ForOffice> {
    return this.#ask("sealForOffice", [label, bytes]);
  }

  closeParcel(header: OpenHeader, payload: Bytes): Promise<SealedParcel> {
    const own = payload.slice();
    return this.#ask("closeParcel", [header, own], [own.buffer]);
  }

  openParcel(parcel: Bytes, ownKey: Bytes): Promise<Bytes | null> {
    const own = parcel.slice();
    return this.#ask("openParcel", [own, ownKey.slice()], [own.buffer]);
  }

  /** End the worker and all it knows; what waits and what comes later fails with `VaultClosed`. */
  lock(): void {
    this.#close("locked");
  }

  #opening(shown: Shown): Shown {
    if (shown.is === "open") this.#vaultId = shown.record.vaultId;
    return shown;
  }

  #ask<Name extends Call>(
    call: Name,
    args: Extract<Question, { readonly call: Name }>["args"],
    transfer: ArrayBuffer[] = [],
  ): Promise<Given<Name>> {
    if (this.#isEnded) return Promise.reject(new VaultClosed());
    this.#asked += 1;
    const id = this.#asked;
    return new Promise<Given<Name>>((resolve, reject) => {
      // The core's answer to `call` is what its type says; the wire between has no types.
      this.#waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
      const question = { id, call, args } as Question;
      this.#running().postMessage(question, transfer);
    });
  }

  #running(): VaultWorker {
    this.#worker ??= this.#newWorker();
    return this.#worker;
  }

  #newWorker(): VaultWorker {
    const worker = this.#start();
    worker.addEventListener("message", (event) => this.#settle(event.data));
    worker.addEventListener("error", () => this.#close("died"));
    return worker;
  }

  #settle(answer: Answer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if (answer.ok) waiting?.resolve(answer.value);
    else waiting?.reject(failureOf(answer.name, answer.message));
  }

  #close(ending: Ending): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    this.#vaultId = null;
    this.#worker?.terminate();
    for (const { reject } of this.#waiting.values()) reject(new VaultClosed());
    this.#waiting.clear();
    this.#end(ending);
  }
}
