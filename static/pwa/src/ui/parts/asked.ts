/** What a person can ask for and the tablet also does by itself. */

import { type Signal, useSignal } from "@preact/signals";

/** An asking, and what came of it. */
export interface Asked {
  readonly isUnderWay: Signal<boolean>;
  /** A sentence; None: nothing was asked for here yet, or it goes on. */
  readonly said: Signal<string | null>;
  readonly press: () => void;
}

/**
 * Ask, and have said how that went. A press counts while the tablet is at it by itself: its
 * button is not to be disabled then, or a press that meets its beginning is lost without a word.
 */
export function useAsked(ask: () => Promise<string>): Asked {
  const isUnderWay = useSignal(false);
  const said = useSignal<string | null>(null);
  const press = async (): Promise<void> => {
    if (isUnderWay.value) return;
    [isUnderWay.value, said.value] = [true, null];
    said.value = await ask();
    isUnderWay.value = false;
  };
  return { isUnderWay, said, press: () => void press() };
}
