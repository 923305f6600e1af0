/** Opening the tablet, changing what opens it, and handing it to the next. */

import type { PhraseFault } from "../domain/access";
import { idleMinutesWithin } from "../domain/locking";
import { done, refused } from "../domain/result";
import type { ErrorCode, Result } from "../domain/tablet";
import { isSpent, withoutDeviceKeys, withoutPassphrase } from "../domain/tries";
import type { VaultRecord } from "../domain/vault";
import { listEnrolments, workFor } from "../store/enrolments";
import { saved } from "../store/failures";
import { countTry, keepLockMinutes, keepVault } from "../store/vaults";
import type { Proof, Shown } from "../vault/core";
import { addDeviceSlot, deviceProof, type DeviceShown } from "../vault/device";
import { refusePhrase } from "../vault/phrases";
import { Turns } from "../domain/turns";
import type { Desk } from "./desk";
import type { Known } from "./lock";
import { clearReadCacheOf } from "./orders";
import { newestOf } from "./people";

/** What stands in the device's own list of keys. */
const APP_NAME = "landlord_watch";

const REFUSALS: Readonly<Record<Exclude<Shown["is"] | DeviceShown["is"], "open">, ErrorCode>> = {
  wrong: "passphrase_wrong",
  refused_floor: "recovery_needed",
  cannot_stretch: "not_saved",
  no_slot: "passphrase_spent",
  not_used: "device_key_refused",
  no_prf: "device_key_refused",
  differs: "device_key_refused",
};

/** The ways in and out. */
export class Doors {
  readonly #desk: Desk;
  readonly #turns = new Turns();

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  unlockWithPassphrase(passphrase: string): Promise<Result<void>> {
    return this.#known(async (known) => {
      const { officeKey } = known.enrolment;
      const tried = await this.#tryPassphrase(known, passphrase, (vault, proof) =>
        this.#lock.client.unlock(vault, proof, officeKey),
      );
      return tried.ok ? await this.#enter({ ...known, vault: tried.value }) : tried;
    });
  }

  unlockWithDevice(): Promise<Result<void>> {
    return this.#known(async (known) => {
      const { credentials } = this.#desk.world;
      const proof = credentials && (await deviceProof(credentials, known.vault));
      if (proof === null || typeof proof === "string") return refused("device_key_refused");
      const { officeKey } = known.enrolment;
      const shown = await this.#lock.client.unlock(known.vault, proof, officeKey);
      if (shown.is !== "open") return refused("device_key_refused");
      await keepVault(this.#desk.stores.tablet, shown.record);
      return await this.#enter({ ...known, vault: shown.record });
    });
  }

  unlockWithPin(pin: string): Promise<Result<void>> {
    return this.#known(async (known) => {
      if (this.#lock.sealer !== null) return done(undefined);
      if (!this.#lock.isHeld || !this.#lock.hasPin) return refused("locked");
      const { is, triesLeft } = await this.#lock.client.tryPin(pin);
      if (is === "right") return await this.#enter(known, triesLeft);
      if (is === "spent") await this.#lock.spend();
      else this.#lock.havePin(triesLeft);
      return refused("pin_wrong");
    });
  }

  setPin(pin: string | null): Promise<Result<void>> {
    return this.#opened(async () => {
      const { client } = this.#lock;
      if (pin !== null && (await client.setPin(pin)) !== null) return refused("pin_unfit");
      if (pin === null) await client.clearPin();
      if (pin === null) this.#lock.havePin(null);
      else this.#lock.havePin();
      return done(undefined);
    });
  }

  changePassphrase(before: string, after: string): Promise<Result<void>> {
    return this.#opened(async (known) => {
      if (judgePassphrase(after) !== null) return refused("passphrase_weak");
      const changed = await this.#tryPassphrase(known, before, (vault, proof) =>
        this.#lock.client.changePassphrase(vault, proof, after),
      );
      return changed.ok ? done(undefined) : changed;
    });
  }

  addDeviceKey(passphrase: string): Promise<Result<void>> {
    return this.#opened(async (known) => {
      const { credentials } = this.#desk.world;
      if (credentials === null) return refused("device_key_refused");
      const holder = { staffName: known.enrolment.staffName, appName: APP_NAME };
      const added = await this.#tryPassphrase(known, passphrase, (vault, proof) =>
        addDeviceSlot(this.#lock.client, credentials, vault, proof, holder),
      );
      return added.ok ? done(undefined) : added;
    });
  }

  removeDeviceKey(): Promise<Result<void>> {
    return this.#opened(async ({ vault }) => {
      await this.#keep(withoutDeviceKeys(vault));
      return done(undefined);
    });
  }

  async setLockMinutes(minutes: number): Promise<void> {
    await keepLockMinutes(this.#desk.stores.tablet, idleMinutesWithin(minutes));
    await this.#desk.changed();
  }

  switchUser(staffId: string | null): Promise<Result<void>> {
    return this.#turns.take(() =>
      saved(async () => {
        const { tablet } = this.#desk.stores;
        const newest = newestOf(await listEnrolments(tablet));
        const next = newest.find((each) => each.staffId === staffId);
        if (staffId !== null && next === undefined) return refused("not_enrolled");
        if (!(await this.#lock.shut())) return refused("not_saved");
        if (next !== undefined) await workFor(tablet, next.deviceId);
        await this.#desk.changed();
        return done(undefined);
      }),
    );
  }

  get #lock() {
    return this.#desk.lock;
  }

  #known(work: (known: Known) => Promise<Result<void>>): Promise<Result<void>> {
    return this.#turns.take(() =>
      saved(async () => {
        await this.#lock.look();
        const { known } = this.#lock;
        return known === null ? refused("not_enrolled") : await work(known);
      }),
    );
  }

  #opened(work: (known: Known) => Promise<Result<void>>): Promise<Result<void>> {
    return this.#known(async (known) =>
      this.#lock.sealer === null ? refused("locked") : await work(known),
    );
  }

  async #enter(known: Known, pinTriesLeft: number | null = null): Promise<Result<void>> {
    this.#lock.enter(known, pinTriesLeft);
    await this.#desk.changed();
    this.#lock.tell();
    this.#desk.send();
    return done(undefined);
  }

  async #keep(vault: VaultRecord): Promise<void> {
    await keepVault(this.#desk.stores.tablet, vault);
    this.#lock.keep(vault);
  }

  /** Show a passphrase; each try is counted before it is made, and the last takes the way away. */
  async #tryPassphrase(
    { vault }: Known,
    passphrase: string,
    show: (vault: VaultRecord, proof: Proof) => Promise<Shown | DeviceShown>,
  ): Promise<Result<VaultRecord>> {
    if (!vault.slots.some(({ kind }) => kind === "passphrase")) return refused("passphrase_spent");
    const tried = (await countTry(this.#desk.stores.tablet, vault.staffId)) ?? vault;
    this.#lock.keep(tried);
    const { is, record } = await show(vault, { by: "passphrase", passphrase });
    if (is === "wrong") return await this.#afterWrong(tried);
    await this.#keep(is === "open" ? record : vault);
    return is === "open" ? done(record) : refused(REFUSALS[is]);
  }

  async #afterWrong(tried: VaultRecord): Promise<Result<VaultRecord>> {
    if (!isSpent(tried)) return refused("passphrase_wrong");
    await this.#keep(withoutPassphrase(tried));
    await clearReadCacheOf(this.#desk, tried.staffId);
    return refused("passphrase_spent");
  }
}

/** Why a passphrase may not be chosen; None: it may. */
export function judgePassphrase(passphrase: string): PhraseFault | null {
  return refusePhrase(passphrase);
}


