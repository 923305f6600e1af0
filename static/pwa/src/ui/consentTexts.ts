/** The texts that residents read, as the screens have them at hand. */

import { signal, type ReadonlySignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import type { Consent } from "../domain/contract";
import type { ConsentText, TabletWords } from "../domain/tablet";
import { useSurroundings } from "./surroundings";

/**
 * The text of each language; None: not read yet. While `isHeld` they stay as they are, so
 * that no other words come under the eyes of somebody who is reading.
 */
export function useConsentTexts(isHeld = false): ReadonlySignal<readonly ConsentText[] | null> {
  const { tablet, snapshot } = useSurroundings();
  const texts = useMemo(() => signal<readonly ConsentText[] | null>(null), []);
  const { pulledAt } = snapshot.value;
  useEffect(() => {
    if (isHeld && texts.value !== null) return;
    void tablet.consentTexts().then((found) => (texts.value = found));
  }, [tablet, pulledAt, isHeld]);
  return texts;
}

/** A text that has words for everything a resident meets on the tablet. */
export type SpokenText = ConsentText & { readonly on_tablet: TabletWords };

/** Of these texts, those that have. */
export function spokenOf(texts: readonly ConsentText[]): readonly SpokenText[] {
  return texts.filter((text): text is SpokenText => text.on_tablet !== null);
}

/** The language that the residents were asked in; None: nobody was asked. */
export function askedLanguage(consents: readonly Consent[]): string | null {
  return consents[0]?.text.language ?? null;
}
