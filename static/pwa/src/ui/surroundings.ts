/** What every screen has at hand: the tablet, and what it says of itself. */

import { signal, type ReadonlySignal } from "@preact/signals";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Snapshot, Tablet } from "../domain/tablet";

/** The tablet and its latest snapshot. */
export interface Surroundings {
  readonly tablet: Tablet;
  readonly snapshot: ReadonlySignal<Snapshot>;
}

/** Where the screens find their surroundings; `main` fills it. */
export const SurroundingsContext = createContext<Surroundings | null>(null);

/** The surroundings of a screen. */
export function useSurroundings(): Surroundings {
  const surroundings = useContext(SurroundingsContext);
  if (surroundings === null) throw new Error("a screen outside its surroundings");
  return surroundings;
}

/** Follow the tablet's snapshots from now on. */
export function surroundingsOf(tablet: Tablet): Surroundings {
  const snapshot = signal(tablet.snapshot());
  tablet.subscribe((latest) => {
    snapshot.value = latest;
  });
  return { tablet, snapshot };
}
