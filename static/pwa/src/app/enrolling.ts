/**
 * Binding the tablet to a person: a code, then a passphrase, then everything in one transaction.
 *
 * A page killed after the code goes on from there; one killed while something forgotten is being
 * opened again begins anew with another code, as the answer's key dies with the page.
 */

import type { Binding } from "../domain/access";
import { done, refused } from "../domain/result";
import type { Enrolment, Result } from "../domain/tablet";
import { hasWayIn } from "../domain/tries";
import type { OfficeKey, VaultRecord } from "../domain/vault";
import type { StoredBinding } from "../store/database";
import { dropBinding, findBinding, keepBinding, keepEnrolment } from "../store/enrolments";
import { saved } from "../store/failures";
import { enterEpoch } from "../store/outbox";
import { findVault } from "../store/vaults";
import type { RecoveryRequest } from "../vault/recovery";
import { Turns } from "../domain/turns";
import { enrolTablet } from "../sync/enrol";
import type { Desk } from "./desk";
import { judgePassphrase } from "./doors";

/** What the office gave back for who has forgotten. */
interface Recovering {
  readonly binding: StoredBinding;
  readonly vault: VaultRecord;
  readonly wrapped: string;
}

/** What the form says. */
interface Asked {
  readonly code: string;
  readonly name: string;
  readonly forgottenBy: string | null;
}

function viewOf({ officeKey, staffName }: StoredBinding, isRecovery: boolean): Binding {
  return { staffName, fingerprint: officeKey.fingerprint, isRecovery };
}

/** The way from a code to an open tablet. */
export class Enrolling {
  readonly #desk: Desk;
  readonly #turns = new Turns();
  #recovering: Recovering | null = null;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  /** The code that was taken and waits for its passphrase; None: there is none. */
  async binding(): Promise<Binding | null> {
    if (this.#recovering !== null) return viewOf(this.#recovering.binding, true);
    const binding = await findBinding(this.#desk.stores.tablet);
    return binding && viewOf(binding, false);
  }

  enrol(asked: Asked): Promise<Result<Binding | null>> {
    return this.#turn(async () => {
      const { lock, stores } = this.#desk;
      const forgotten = asked.forgottenBy && (await findVault(stores.tablet, asked.forgottenBy));
      if (lock.isHeld && lock.known?.enrolment.staffId !== asked.forgottenBy) return refused("locked");
      if (asked.forgottenBy !== null && !forgotten) return refused("not_enrolled");
      const request = forgotten ? await lock.client.beginRecovery(forgotten) : null;
      const taken = await this.#take(asked, request);
      if (!taken.ok) return taken;
      const { binding, recovered } = taken.value;
      return forgotten
        ? await this.#recover(binding, forgotten, recovered)
        : await this.#begin(binding);
    });
  }

  finish(passphrase: string): Promise<Result<Enrolment>> {
    return this.#turn(async () => {
      if (judgePassphrase(passphrase) !== null) return refused("passphrase_weak");
      const binding = this.#recovering?.binding ?? (await findBinding(this.#desk.stores.tablet));
      if (binding === null) return refused("nothing_begun");
      const made = await this.#makeVault(binding, passphrase);
      return made.ok ? await this.#bind(binding, made.value) : made;
    });
  }

  abandon(): Promise<void> {
    return this.#turns.take(async () => {
      this.#recovering = null;
      await dropBinding(this.#desk.stores.tablet);
      await this.#desk.changed();
    });
  }

  #turn<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
    return this.#turns.take(() => saved(work));
  }

  async #take({ code, name }: Asked, recovery: RecoveryRequest | null) {
    const line = { fetch: this.#desk.world.fetch };
    const enrolled = await enrolTablet(line, { code, name, recovery });
    if (!enrolled.ok) return enrolled;
    const { credential, device_id, epoch, office_key, staff_id, staff_name } = enrolled.value;
    const officeKey: OfficeKey = office_key;
    const enrolment = { deviceId: device_id, staffId: staff_id, staffName: staff_name };
    const enrolledAt = this.#desk.clock.now();
    const binding: StoredBinding = { ...enrolment, credential, enrolledAt, officeKey, epoch };
    return done({ binding, recovered: enrolled.value.recovered?.wrapped ?? null });
  }

  /** Someone new chooses a passphrase; someone who has a vault here has one already. */
  async #begin(binding: StoredBinding): Promise<Result<Binding | null>> {
    const { stores } = this.#desk;
    const vault = await findVault(stores.tablet, binding.staffId);
    if (vault !== null && !hasWayIn(vault)) return refused("recovery_needed");
    if (vault === null) await keepBinding(stores.tablet, binding);
    else await this.#keep(binding, vault);
    await this.#desk.changed();
    return done(vault === null ? viewOf(binding, false) : null);
  }

  async #recover(
    binding: StoredBinding,
    vault: VaultRecord,
    wrapped: string | null,
  ): Promise<Result<Binding>> {
    if (wrapped === null || binding.staffId !== vault.staffId) return refused("recovery_failed");
    this.#recovering = { binding, vault, wrapped };
    await this.#desk.changed();
    return done(viewOf(binding, true));
  }

  async #makeVault(
    { officeKey, staffId }: StoredBinding,
    passphrase: string,
  ): Promise<Result<VaultRecord>> {
    const { client } = this.#desk.lock;
    try {
      if (this.#recovering === null) return done(await client.create({ staffId, passphrase, officeKey }));
      const { vault, wrapped } = this.#recovering;
      const shown = await client.finishRecovery(vault, wrapped, passphrase, officeKey);
      return shown.is === "open" ? done(shown.record) : refused("recovery_failed");
    } catch (failure) {
      const isKey = failure instanceof Error && failure.name === "OfficeKeyRefused";
      if (isKey) return refused("office_key_missing");
      throw failure;
    }
  }

  async #bind(binding: StoredBinding, vault: VaultRecord): Promise<Result<Enrolment>> {
    const enrolment = await this.#keep(binding, vault);
    this.#recovering = null;
    this.#desk.lock.enter({ enrolment, vault });
    await this.#desk.changed();
    this.#desk.lock.tell();
    this.#desk.send(); // who has just come wants today's visits, not in five minutes
    const { deviceId, staffId, staffName } = binding;
    return done({ deviceId, staffId, staffName });
  }

  async #keep({ epoch, ...enrolment }: StoredBinding, vault: VaultRecord) {
    const { stores } = this.#desk;
    await keepEnrolment(stores.tablet, enrolment, vault);
    await enterEpoch(stores.of(enrolment.staffId), epoch);
    this.#desk.enrolled();
    return enrolment;
  }
}
