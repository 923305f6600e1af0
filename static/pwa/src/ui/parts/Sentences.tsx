/** Sentences of a passage; the one that is being read stands out, and stays in sight. */

import type { Reading } from "../reader";
import type { Passage } from "../views/passages";

interface SentencesProps {
  readonly passage: Passage;
  readonly reading: Reading;
}

/** The sentences, as they stand in the text. */
export function Sentences({ passage, reading }: SentencesProps) {
  const now = reading.is === "reading" || reading.is === "paused" ? reading.at : null;
  return (
    <>
      {passage.sentences.map(({ at, words }) => (
        <span
          key={at}
          class={at === now ? "reading" : undefined}
          ref={(element) => {
            if (at === now) element?.scrollIntoView({ block: "nearest" });
          }}
        >
          {words}
        </span>
      ))}
    </>
  );
}
