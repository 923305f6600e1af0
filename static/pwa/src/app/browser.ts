/** The real browser, as the tablet needs it. */

import { uuidv7 } from "uuidv7";
import { Shrinker } from "./shrinker";
import type { Device, Updates, World } from "./world";

const device: Device = {
  appVersion: __APP_VERSION__,
  isInstalled: () => matchMedia("(display-mode: standalone)").matches,
  isPersistent: () => navigator.storage.persisted(),
  persist: () => navigator.storage.persist(),
  freeBytes: async () => {
    const { quota, usage } = await navigator.storage.estimate();
    return quota === undefined || usage === undefined ? null : quota - usage;
  },
};

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
    updates,
    tellTabs,
  };
}
