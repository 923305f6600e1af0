/** The service worker from the page's side: registering it, and a newer one that waits. */

import { trustedScript } from "./trusted";
import type { Updates } from "./world";

const ADDRESS = "/tablet/sw.js";
const SCOPE = "/tablet/";
/** How often a newer version is looked for while the app stays open. */
const LOOK_EVERY_MS = 3_600_000;

/** Watches for a newer version; it never starts by itself. */
export class ServiceWorkerUpdates implements Updates {
  readonly #changed: () => void;
  #waiting: ServiceWorker | null = null;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  isWaiting = (): boolean => this.#waiting !== null;

  apply = (): void => {
    this.#waiting?.postMessage({ type: "SKIP_WAITING" });
  };

  /** Register, and go on looking. A browser without service workers just has no offline start. */
  async register(): Promise<void> {
    if (!("serviceWorker" in navigator)) return;
    // Every tab starts anew with the version that took over; none of them has a visit open.
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());
    const address = trustedScript(ADDRESS);
    const registration = await navigator.serviceWorker.register(address, { scope: SCOPE });
    this.#look(registration);
    registration.addEventListener("updatefound", () => this.#follow(registration));
    setInterval(() => void registration.update().catch(() => undefined), LOOK_EVERY_MS);
  }

  /** The first worker of all waits for nothing; only one beside a working one is an update. */
  #look(registration: ServiceWorkerRegistration): void {
    this.#waiting = registration.active === null ? null : registration.waiting;
    this.#changed();
  }

  #follow(registration: ServiceWorkerRegistration): void {
    const look = (): void => this.#look(registration);
    registration.installing?.addEventListener("statechange", look);
  }
}
