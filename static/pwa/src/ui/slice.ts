/**
 * A part of what is written, for a screen that draws anew only when that part is another.
 *
 * A draft is a new object at every key; a zone of fifteen items that were all drawn
 * anew for each letter of a note would lag behind the fingers on a cheap tablet.
 */

import { computed } from "@preact/signals";
import { useMemo } from "preact/hooks";

/** The same picking, but giving the earlier value back as long as the new one says the same. */
export function steady<T>(pick: () => T): () => T {
  let last: { readonly value: T; readonly said: string } | null = null;
  return () => {
    const value = pick();
    if (typeof value !== "object" || value === null || value === last?.value) return value;
    const said = JSON.stringify(value);
    if (last?.said !== said) last = { value, said };
    return last.value;
  };
}

/** What `pick` reads of the signals; `of` is what else it depends on. */
export function useSlice<T>(pick: () => T, of: readonly unknown[]): T {
  return useMemo(() => computed(steady(pick)), of).value;
}
