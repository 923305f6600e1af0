/** What the tablet needs of the browser, so that everything else can be tried without one. */

import type { Picture } from "../domain/tablet";
import type { ShrunkPicture } from "../store/photos";
import type { Pacing } from "../sync/schedule";

/** The device that the app runs on. */
export interface Device {
  readonly appVersion: string;
  isInstalled(): boolean;
  isPersistent(): Promise<boolean>;
  /** Ask the browser to keep our storage. */
  persist(): Promise<boolean>;
  /** None: the browser does not say. */
  freeBytes(): Promise<number | null>;
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
  readonly updates: Updates;
  /** Tell the other tabs that what is stored has changed. */
  readonly tellTabs: () => void;
}
