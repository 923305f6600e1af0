/** The screens behind the lock, which are fetched apart from it. */

import { signal } from "@preact/signals";

type Screens = typeof import("./inside");

/** None: they are not here yet. */
export const screens = signal<Screens | null>(null);
/** They could not be fetched; asking again tries again. */
export const areScreensMissing = signal(false);

/** Have them here. Never throws. */
export async function fetchScreens(): Promise<void> {
  if (screens.peek() !== null) return;
  areScreensMissing.value = false;
  try {
    screens.value = await import("./inside");
  } catch {
    areScreensMissing.value = true;
  }
}
