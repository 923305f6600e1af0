/** The tablet's screens, put on the page: those behind the lock in one place, the lock in another. */

import { effect, signal } from "@preact/signals";
import { render } from "preact";
import type { Tablet } from "../domain/tablet";
import { Cover } from "./cover";
import { Outside } from "./outside";
import { followAddress, routeOf } from "./router";
import { Denied } from "./screens/Denied";
import { fetchScreens, screens } from "./screensBehind";
import { settling } from "./settling";
import "./styles/index.css";
import { type Surroundings, surroundingsOf, SurroundingsContext } from "./surroundings";
import { recallLanguage } from "./tongue";

/** The screens behind the lock are told of nothing while they are covered: they stay as they were. */
function whileOpen({ snapshot, tablet }: Surroundings): Surroundings {
  const latest = signal(snapshot.value);
  effect(() => {
    if (snapshot.value.lock.is === "open") latest.value = snapshot.value;
  });
  return { tablet, snapshot: latest };
}

function mayShow(hash: string): boolean {
  return ["enrol", "enrol_again"].includes(routeOf(hash).page);
}

function isOpen({ snapshot }: Surroundings): boolean {
  return snapshot.value.lock.is === "open" && settling.value.is === "none";
}

/** Cover and uncover as the tablet locks and opens. */
function followLock(root: HTMLElement, surroundings: Surroundings): void {
  const [inside, outside] = [document.createElement("div"), document.createElement("div")];
  const cover = new Cover(root, inside, outside);
  let isShown = false;
  effect(() => {
    if (!isOpen(surroundings)) return cover.put(mayShow);
    const { value } = screens;
    if (value === null) return void fetchScreens();
    if (!isShown) value.showInside(inside, whileOpen(surroundings));
    isShown = true;
    return cover.take();
  });
  render(
    <SurroundingsContext.Provider value={surroundings}>
      <Outside />
    </SurroundingsContext.Provider>,
    outside,
  );
  // What will be wanted next is fetched while the passphrase is typed.
  void fetchScreens();
}

/** Show the screens of this tablet from now on; resolves when the first one is there. */
export async function mount(root: HTMLElement, tablet: Tablet): Promise<void> {
  await recallLanguage();
  followAddress(window);
  followLock(root, surroundingsOf(tablet));
}

/** Say that this browser lets nothing be kept, so that there is no tablet to show. */
export async function mountDenied(root: HTMLElement): Promise<void> {
  await recallLanguage();
  render(<Denied />, root);
}
