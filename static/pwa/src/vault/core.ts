/**
 * The vault itself: closed, or open with a data key that cannot be taken out.
 *
 * It runs in a worker (`worker.ts`), which is ended to lock it; in tests of other parts it may run in
 * place. To add or change a way in, a way in must be shown anew: an open vault does not give its key.
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
import {
  boundTo,
  type Bytes,
  importKey,
  KEY_LENGTH,
  openPiece,
  randomBytes,
  sealPiece,
  toBase64,
  utf8,
} from "./crypto";
import { vaultIdOf } from "./identity";
import { OfficeKeyRefused, readyOffice, type ReadyOffice, wrapForOffice } from "./office";
import { closeSealed, openSealed } from "./parcels";
import { refusePhrase } from "./phrases";
import { Pin, type PinOutcome, type PinRefusal, refusePin, SPENT } from "./pin";
import { beginRecovery, recoveredKey, type Recovering, type RecoveryRequest } from "./recovery";
import {
  type DeviceSecret,
  newDeviceSlot,
  newOfficeSlot,
  newPassphraseSlot,
  openByDevice,
  openByPassphrase,
  type SlotRefusal,
  withSlot,
} from "./slots";
import { calibrate, withFreshSalt } from "./stretching";

/** What a person shows to be let in. */
export type Proof =
  | { readonly by: "passphrase"; readonly passphrase: string }
  | ({ readonly by: "device" } & Pick<DeviceSecret, "credentialId" | "secret">);

/** Whose vault, for which office, and how it is opened. */
export interface NewVault {
  readonly staffId: string;
  readonly passphrase: string;
  readonly officeKey: OfficeKey;
  /** Left out: what this tablet is found to do in time. */
  readonly stretching?: Stretching;
}

/** What came of showing a proof; `record` is always the one to keep from now on. */
export interface Shown {
  readonly is: "open" | SlotRefusal;
  readonly record: VaultRecord;
}

interface Inside {
  readonly vaultId: string;
  readonly key: CryptoKey;
}

const PROBE = new Uint8Array(KEY_LENGTH);

function afterWrong(record: VaultRecord, is: SlotRefusal): Shown {
  const tries = is === "wrong" ? record.wrongTries + 1 : record.wrongTries;
  return { is, record: { ...record, wrongTries: tries } };
}

function stretchingOf({ slots }: VaultRecord): Stretching | null {
  return slots.find((slot) => slot.kind === "passphrase")?.stretching ?? null;
}

/** The state behind a `VaultClient`. */
export class VaultCore implements Sealer {
  #inside: Inside | null = null;
  #office: ReadyOffice | null = null;
  #pin: Pin | null = null;
  #recovering: Recovering | null = null;

  /** Raises: `VaultClosed`. */
  get vaultId(): string {
    return this.#opened().vaultId;
  }

  /** How long this tablet may stretch. */
  calibrate(): Promise<Stretching> {
    return calibrate();
  }

  /** A new vault, open. Raises: `OfficeKeyRefused`; a passphrase that `refusePhrase` refuses is a bug. */
  async create(asked: NewVault): Promise<VaultRecord> {
    if (refusePhrase(asked.passphrase) !== null) throw new Error("passphrase too weak");
    const office = await readyOffice(asked.officeKey);
    const dataKey = randomBytes(KEY_LENGTH);
    const stretching = asked.stretching ?? (await calibrate());
    const vaultId = await vaultIdOf(dataKey);
    const byPhrase = await newPassphraseSlot(vaultId, asked.passphrase, stretching, dataKey);
    const slots = [byPhrase, await newOfficeSlot(office, asked.staffId, dataKey)];
    await this.#enter(dataKey, office);
    dataKey.fill(0);
    return { vaultId, staffId: asked.staffId, slots, wrongTries: 0 };
  }

  /** Open a vault. A changed office key gets its slot; one that is refused keeps nobody out. */
  unlock(record: VaultRecord, proof: Proof, officeKey: OfficeKey): Promise<Shown> {
    return this.#showing(record, proof, async (dataKey) => {
      const office = await readyOffice(officeKey).catch(() => null);
      await this.#enter(dataKey, office);
      if (office === null || hasSlotFor(record, office)) return record;
      return withSlot(record, await newOfficeSlot(office, record.staffId, dataKey));
    });
  }

  /** Another passphrase, for who shows a way in. */
  async changePassphrase(record: VaultRecord, proof: Proof, next: string): Promise<Shown> {
    if (refusePhrase(next) !== null) throw new Error("passphrase too weak");
    return this.#showing(record, proof, (dataKey) => this.#withPhrase(record, next, dataKey));
  }

  /** The device's own lock as one more way in. It counts once `opensWithDevice` has been seen to be true. */
  addDevice(record: VaultRecord, proof: Proof, device: DeviceSecret): Promise<Shown> {
    return this.#showing(record, proof, async (dataKey) =>
      withSlot(record, await newDeviceSlot(record.vaultId, device, dataKey)),
    );
  }

  /** Whether the device's secret, asked for anew, opens what the open vault has sealed. */
  async opensWithDevice(
    record: VaultRecord,
    device: Pick<DeviceSecret, "credentialId" | "secret">,
  ): Promise<boolean> {
    const bound = boundTo(record.vaultId, "probe");
    const sealed = await sealPiece(this.#opened().key, bound, PROBE);
    const dataKey = await openByDevice(record, device);
    if (typeof dataKey === "string") return false;
    return (await openPiece(await importKey(dataKey), bound, sealed)) !== null;
  }

  /** Ask the office for a way back; None: there is no slot for it. The answer must come to this same core. */
  async beginRecovery(record: VaultRecord): Promise<RecoveryRequest | null> {
    const recovering = await beginRecovery(record);
    this.#recovering = recovering;
    return recovering && recovering.request;
  }

  /** Open by the office's answer, with a new passphrase. `wrong`: the answer is not this vault's key. */
  async finishRecovery(
    record: VaultRecord,
    wrapped: string,
    passphrase: string,
    officeKey: OfficeKey,
  ): Promise<Shown> {
    if (refusePhrase(passphrase) !== null) throw new Error("passphrase too weak");
    const dataKey = this.#recovering && (await recoveredKey(this.#recovering, wrapped));
    if (dataKey === null || (await vaultIdOf(dataKey)) !== record.vaultId)
      return { is: "wrong", record };
    const office = await readyOffice(officeKey);
    const renewed = withSlot(record, await newOfficeSlot(office, record.staffId, dataKey));
    const whole = await this.#withPhrase(renewed, passphrase, dataKey);
    await this.#enter(dataKey, office);
    dataKey.fill(0);
    return { is: "open", record: { ...whole, wrongTries: 0 } };
  }

  /** Seal for another office key from now on. Raises: `OfficeKeyRefused`. */
  async useOfficeKey(officeKey: OfficeKey): Promise<void> {
    this.#office = await readyOffice(officeKey);
  }

  /** Set the code that uncovers this session; what is refused is not set. */
  async setPin(digits: string): Promise<PinRefusal | null> {
    const refusal = refusePin(digits);
    if (refusal === null) this.#pin = await Pin.of(digits);
    return refusal;
  }

  /** Have no code any more. */
  async clearPin(): Promise<void> {
    this.#pin = null;
  }

  /** Try the code. `spent`, or none was set: the vault is closed. */
  async tryPin(digits: string): Promise<PinOutcome> {
    const outcome = (await this.#pin?.try(digits)) ?? SPENT;
    if (outcome.is === "spent") this.close();
    return outcome;
  }

  /** Forget the key. A worker is ended besides. */
  close(): void {
    this.#inside = null;
    this.#pin = null;
    this.#recovering = null;
  }

  async seal(place: string, bytes: Bytes): Promise<Bytes> {
    const { key, vaultId } = this.#opened();
    return sealPiece(key, boundTo(vaultId, place), bytes);
  }

  async open(place: string, sealed: Bytes): Promise<Bytes | null> {
    const { key, vaultId } = this.#opened();
    return openPiece(key, boundTo(vaultId, place), sealed);
  }

  async sealForOffice(label: string, bytes: Bytes): Promise<ForOffice> {
    const { office } = this.#sealing();
    const wrapped = toBase64(await wrapForOffice(office, bytes, utf8(label)));
    return { kid: office.kid, wrapped };
  }

  async closeParcel(header: OpenHeader, payload: Bytes): Promise<SealedParcel> {
    return closeSealed(this.#sealing(), header, payload);
  }

  async openParcel(parcel: Bytes, ownKey: Bytes): Promise<Bytes | null> {
    return openSealed(this.#opened(), parcel, ownKey);
  }

  #opened(): Inside {
    if (this.#inside === null) throw new VaultClosed();
    return this.#inside;
  }

  #sealing(): Inside & { readonly office: ReadyOffice } {
    const inside = this.#opened();
    if (this.#office === null) throw new OfficeKeyRefused("key");
    return { ...inside, office: this.#office };
  }

  async #enter(dataKey: Bytes, office: ReadyOffice | null): Promise<void> {
    this.#inside = { vaultId: await vaultIdOf(dataKey), key: await importKey(dataKey) };
    this.#office = office;
    this.#pin = null;
  }

  /** Let a proof through to the data key, for as long as `use` takes. */
  async #showing(
    record: VaultRecord,
    proof: Proof,
    use: (dataKey: Bytes) => Promise<VaultRecord>,
  ): Promise<Shown> {
    const shown =
      proof.by === "device"
        ? await openByDevice(record, proof)
        : await openByPassphrase(record, proof.passphrase);
    if (typeof shown === "string") return afterWrong(record, shown);
    try {
      return { is: "open", record: { ...(await use(shown)), wrongTries: 0 } };
    } finally {
      shown.fill(0);
    }
  }

  async #withPhrase(record: VaultRecord, phrase: string, dataKey: Bytes): Promise<VaultRecord> {
    const before = stretchingOf(record);
    const stretching = before === null ? await calibrate() : withFreshSalt(before);
    return withSlot(record, await newPassphraseSlot(record.vaultId, phrase, stretching, dataKey));
  }
}

function hasSlotFor({ slots }: VaultRecord, { kid }: ReadyOffice): boolean {
  return slots.some((slot) => slot.kind === "office" && slot.kid === kid);
}
