/**
 * Getting into the tablet: who it works for, how it is opened, when it locks.
 *
 * Types alone. What is said here of a locked tablet holds nothing of what was written on it.
 */

import type { Enrolment } from "./snapshot";
import type { Result } from "./tablet";

/** What opens a locked tablet, and how much of it is left. */
export interface WaysIn {
  /** Tries of the PIN; None: there is no PIN for now. */
  readonly pinTriesLeft: number | null;
  /** Tries of the passphrase before it opens nothing any more; None: that has happened. */
  readonly passphraseTriesLeft: number | null;
  /** Whether the device's own lock was added as a key. */
  readonly hasDeviceKey: boolean;
}

/** Whether what was written here can be read now. */
export type LockView =
  /** Nobody has bound the tablet to a person yet. */
  | { readonly is: "none" }
  /** `locksInMs` None: it is not about to lock. */
  | {
      readonly is: "open";
      readonly locksInMs: number | null;
      readonly hasPin: boolean;
      readonly hasDeviceKey: boolean;
    }
  /** Covered; `soft` while the vault is open behind the cover. */
  | ({ readonly is: "soft" | "hard" } & WaysIn);

/** Someone whose work may lie on this tablet. */
export interface Person {
  readonly staffId: string;
  readonly staffName: string;
}

/** A code was taken, and a passphrase is still to be chosen; nothing counts before that. */
export interface Binding {
  readonly staffName: string;
  /** Of the municipality's key, to be compared by eye. */
  readonly fingerprint: string;
  /** What lies here is being opened again for who forgot their passphrase. */
  readonly isRecovery: boolean;
}

/** Why what is done here is practice: real visits take the installed app and kept storage. */
export type PracticeReason = "not_installed" | "storage_not_kept" | "one_memory" | "demo";

/** What was found damaged at the start. */
export interface Repair {
  /** Records that one of the two journals lacked and that were put back from the other. */
  readonly putBack: number;
  /** Records that neither could give. */
  readonly lost: number;
}

/** Why a passphrase may not be chosen. */
export type PhraseFault = "too_short" | "too_common";

/** What was written to a rescue file. */
export interface Rescued {
  readonly parcels: number;
  readonly bytes: number;
}

/** The part of the tablet that lets people in and out. */
export interface Access {
  /**
   * Ask the office to bind this tablet by a one-time code. `forgottenBy` names whose
   * passphrase was forgotten: the office then lets what lies here be opened again. None comes
   * back for someone who has a vault here: they open it with the passphrase it has.
   */
  enrol(code: string, name: string, forgottenBy?: string | null): Promise<Result<Binding | null>>;
  /** Choose the passphrase; the tablet is bound, and open, when this resolves. */
  finishEnrolment(passphrase: string): Promise<Result<Enrolment>>;
  /** Forget a code that was taken and came to nothing. */
  abandonEnrolment(): Promise<void>;

  /** Five words, drawn anew each time. */
  newPassphrase(): Promise<string>;
  /** None: it may be chosen. */
  judgePassphrase(passphrase: string): Promise<PhraseFault | null>;

  unlockWithPassphrase(passphrase: string): Promise<Result<void>>;
  unlockWithDevice(): Promise<Result<void>>;
  unlockWithPin(pin: string): Promise<Result<void>>;
  /** Save and cover the screen: a soft lock. */
  cover(): Promise<void>;

  /** For as long as the tablet is not locked hard; None: no PIN. Takes an open tablet. */
  setPin(pin: string | null): Promise<Result<void>>;
  changePassphrase(before: string, after: string): Promise<Result<void>>;
  /** Whether the device has a lock of its own that may become a key. */
  mayAddDeviceKey(): Promise<boolean>;
  /** The passphrase is asked for anew: an open vault does not give its key to whoever holds the tablet. */
  addDeviceKey(passphrase: string): Promise<Result<void>>;
  removeDeviceKey(): Promise<Result<void>>;
  /** Minutes without input before it locks, within what is allowed. */
  setLockMinutes(minutes: number): Promise<void>;

  /** Save, lock hard and work for another; None: for nobody yet, as a code will say. */
  switchUser(staffId: string | null): Promise<Result<void>>;

  /**
   * Be asked to save before the screen is covered: true when all is safe. Asked again while it
   * is not. Returns how to stop.
   */
  onLocking(save: () => Promise<boolean>): () => void;

  /** What was found damaged was read by a person, and need not be told again. */
  noteRepair(): Promise<void>;

  /** Everything unsent, whoever closed it, as the bytes of a `.lwr` file, piece by piece. */
  rescue(write: (bytes: Uint8Array<ArrayBuffer>) => Promise<void>): Promise<Result<Rescued>>;
}
