/** The composition root: the tablet over the real browser, with its screens. */

import { mount, mountDenied } from "../ui/main";
import { browserWorld } from "./browser";
import { ServiceWorkerUpdates } from "./serviceWorker";
import { createTablet, type RunningTablet } from "./tablet";
import { listenForPeople, listenForTriggers } from "./triggers";
import type { World } from "./world";

const TABS = "landlord-watch";

/** Told once the first screen is there, and once it would be there without a line. */
function mark(what: "ready" | "offline"): void {
  document.documentElement.dataset[what] = "yes";
}

function startSending(running: RunningTablet): Promise<void> {
  listenForTriggers(running);
  return running.trigger();
}

async function startWorker(updates: ServiceWorkerUpdates): Promise<void> {
  await updates.register();
  await navigator.serviceWorker?.ready;
  mark("offline");
}

/** A browser may forbid every kind of storage; then there is nothing to be started. */
async function create(world: World): Promise<RunningTablet | null> {
  try {
    return await createTablet(world);
  } catch {
    return null;
  }
}

async function start(root: HTMLElement): Promise<void> {
  const tabs = new BroadcastChannel(TABS);
  let refresh = (): void => undefined;
  const updates = new ServiceWorkerUpdates(() => refresh());
  const running = await create(browserWorld(updates, () => tabs.postMessage("changed")));
  if (running === null) return await mountDenied(root);
  refresh = () => void running.refresh();
  tabs.addEventListener("message", refresh);
  listenForPeople(running);
  await mount(root, running.tablet);
  mark("ready");
  await Promise.all([startWorker(updates), startSending(running)]);
}

const root = document.getElementById("app");
if (root === null) throw new Error("The page has no place for the app");
void start(root);
