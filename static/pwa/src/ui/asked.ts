/** What a person can ask for and the tablet also does by itself. */

import { useSignal } from "@preact/signals";
import type { Result } from "../domain/tablet";
import { sentenceOf } from "./refusals";

/** An asking, and what came of it. */
export interface Asked {
  readonly isUnderWay: boolean;
  /** A sentence in the language of now; None: nothing was asked for here yet, or it goes on. */
  readonly said: string | null;
  readonly press: () => void;
}

/**
 * Ask, and have said how that went. A press counts while the tablet is at it by itself: its
 * button is not to be disabled then, or a press that meets its beginning is lost without a word.
 */
export function useAsked(ask: () => Promise<Result<void>>, sayDone: () => string): Asked {
  const isUnderWay = useSignal(false);
  const outcome = useSignal<Result<void> | null>(null);
  const press = async (): Promise<void> => {
    if (isUnderWay.value) return;
    [isUnderWay.value, outcome.value] = [true, null];
    try {
      outcome.value = await ask();
    } finally {
      isUnderWay.value = false; // a press is heard again, however it went
    }
  };
  const sayOutcome = (came: Result<void>): string => (came.ok ? sayDone() : sentenceOf(came.error));
  const said = outcome.value === null ? null : sayOutcome(outcome.value);
  return { isUnderWay: isUnderWay.value, said, press: () => void press() };
}
