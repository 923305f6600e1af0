/** What the tablet needs of the browser, so that everything else can be tried without one. */

import type { Picture } from "../domain/tablet";
import type { Journals } from "../store/journals";
import type { ShrunkPicture } from "../store/photos";
import type { Pacing } from "../sync/schedule";
import type { VaultClient } from "../vault/client";
import type { Credentials } from "../vault/device";

/** The device that the app runs on. */
export interface Device {
  readonly appVersion: string;
  isInstalled(): boolean;
  isPersistent(): Promise<boolean>;
  /** Ask the browser to keep our storage. */
  persist(): Promise<boolean>;
  /** None: the browser does not say. */
  freeBytes(): Promise<number | null>;
  /** What lies here and how much may, in bytes, as the browser reckons; None: it does not say. */
  storage(): Promise<{ readonly used: number; readonly quota: number } | null>;
  /** Of 1, and whether it is being filled; None: the browser does not say. */
  battery(): Promise<{ readonly level: number; readonly isCharging: boolean } | null>;
  /** Whether the device has a lock of its own: a fingerprint, a face, a code. */
  hasOwnLock(): Promise<boolean>;
}

/** A newer version of the app. */
export interface Updates {
  isWaiting(): boolean;
  apply(): void;
}

/** The browser. */
export interface World extends Pacing {
  readonly fetch: typeof fetch;
  readonly locks: Pick<LockManager, "request" | "query">;
  readonly now: () => Date;
  readonly steadyMs: () => number;
  readonly newId: () => string;
  /** None: it is no picture that can be read. */
  readonly shrink: (picture: Picture) => Promise<ShrunkPicture | null>;
  readonly device: Device;
  /** The second memory beside the databases; None: this browser has none. */
  readonly startJournals: () => Promise<Journals | null>;
  /** Databases in another place, for when the usual one is broken for good; None: there is none. */
  readonly spareDatabases: () => Promise<IDBFactory | null>;
  /** Room kept free for what is written by hand. */
  readonly ballastBytes: number;
  readonly updates: Updates;
  /** A session with a vault, closed. */
  readonly newVault: () => VaultClient;
  /** Five words, drawn anew each time. */
  readonly drawWords: () => Promise<string>;
  /** None: this browser has no keys of the device's own. */
  readonly credentials: Credentials | null;
  /** Load the page anew, so that nothing of what was open is left in memory. */
  readonly startAnew: () => void;
  /** Tell the other tabs that what is stored has changed. */
  readonly tellTabs: () => void;
}
