/** The real browser, as the tablet needs it. */

import { uuidv7 } from "uuidv7";
import type { Credentials } from "../vault/device";
import { BALLAST_BYTES } from "../store/stores";
import { spareDatabases, startJournals } from "./journals";
import { Shrinker } from "./shrinker";
import { newVaultClient } from "./vaultClient";
import type { Device, Updates, World } from "./world";

/** What some browsers tell of the battery. */
interface BatteryNavigator {
  getBattery?(): Promise<{ readonly level: number; readonly charging: boolean }>;
}

/** Asked for where the browser has keys of the device's own. */
function ownCredentials(): Credentials | null {
  if (!("PublicKeyCredential" in window)) return null;
  // Of what WebAuthn can do, `vault/device` names the part that it asks for.
  return navigator.credentials as unknown as Credentials;
}

const device: Device = {
  appVersion: __APP_VERSION__,
  isInstalled: () => matchMedia("(display-mode: standalone)").matches,
  isPersistent: () => navigator.storage.persisted(),
  persist: () => navigator.storage.persist(),
  freeBytes: async () => {
    const { quota, usage } = await navigator.storage.estimate();
    return quota === undefined || usage === undefined ? null : quota - usage;
  },
  storage: async () => {
    const { quota, usage } = await navigator.storage.estimate();
    return quota === undefined || usage === undefined ? null : { used: usage, quota };
  },
  battery: async () => {
    const battery = await (navigator as BatteryNavigator).getBattery?.();
    return battery === undefined ? null : { level: battery.level, isCharging: battery.charging };
  },
  hasOwnLock: async () =>
    ownCredentials() !== null &&
    (await PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable()),
};

/** At once nothing is seen of the page that goes, and nothing can be typed into it. */
function startAnew(): void {
  document.body.replaceChildren();
  location.reload();
}

/** The world of a page in a browser. */
export function browserWorld(updates: Updates, tellTabs: () => void): World {
  return {
    fetch: (...asked) => fetch(...asked),
    locks: navigator.locks,
    now: () => new Date(),
    steadyMs: () => performance.now(),
    random: () => Math.random(),
    setTimer: (call, ms) => window.setTimeout(call, ms),
    clearTimer: (timer) => window.clearTimeout(timer),
    newId: uuidv7,
    shrink: new Shrinker().shrink,
    device,
    startJournals,
    spareDatabases,
    ballastBytes: BALLAST_BYTES,
    updates,
    newVault: newVaultClient,
    drawWords: async () => (await import("../vault/words")).newPassphrase(),
    credentials: ownCredentials(),
    startAnew,
    tellTabs,
  };
}
