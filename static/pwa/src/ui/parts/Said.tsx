/** Words in a resident's language: in their own direction, whatever the screen's is. */

import type { ComponentChildren } from "preact";
import type { ConsentText } from "../../domain/tablet";
import { language } from "../tongue";

type Spoken = Pick<ConsentText, "direction" | "language">;

/** Words of a text, set as its language is. */
export function Said({ text, children }: { text: Spoken; children: ComponentChildren }) {
  return (
    <span lang={text.language} dir={text.direction} class="said-in">
      {children}
    </span>
  );
}

/** A paragraph of such words, large, begun from the side that its language begins from. */
export function SaidLine({ text, children }: { text: Spoken; children: ComponentChildren }) {
  return (
    <p lang={text.language} dir={text.direction} class="their-words">
      {children}
    </p>
  );
}

interface InBothProps {
  readonly text: Spoken;
  /** What the worker reads, and what a screen reader says. */
  readonly ours: string;
  /** What the resident reads; None: the text has no words for it. */
  readonly theirs: string | null | undefined;
}

/** The same thing for both who look at the screen; once when they read the same language. */
export function InBoth({ text, ours, theirs }: InBothProps) {
  if (text.language === language.value || theirs == null) return <>{ours}</>;
  return (
    <span class="both">
      <span lang={text.language} dir={text.direction} class="said-in" aria-hidden="true">
        {theirs}
      </span>
      <span class="both__ours">{ours}</span>
    </span>
  );
}
