/** Published words in pieces that are read aloud one at a time, and who can read them. */

import type { Purpose } from "../../domain/contract";
import type { ConsentText } from "../../domain/tablet";
import { PURPOSES } from "./consents";

/** A sentence and where it stands among all that is read. */
export interface Sentence {
  readonly at: number;
  readonly words: string;
}

/** A heading, a paragraph or what is asked for, sentence by sentence. */
export interface Passage {
  readonly is: "title" | "heading" | "paragraph" | Purpose;
  readonly sentences: readonly Sentence[];
}

/** The sentences of a paragraph, as its language divides them; together they are the paragraph. */
export function sentencesOf(words: string, language: string): readonly string[] {
  const segmenter = new Intl.Segmenter(language, { granularity: "sentence" });
  return Array.from(segmenter.segment(words), ({ segment }) => segment);
}

/** Everything of a text in the order it is read: first what it says, then what it asks. */
export function passagesOf(text: ConsentText): readonly Passage[] {
  let at = 0;
  const passage = (is: Passage["is"], words: string): Passage => ({
    is,
    sentences: sentencesOf(words, text.language).map((each) => ({ at: at++, words: each })),
  });
  return [
    passage("title", text.title),
    ...text.sections.flatMap(({ heading, paragraphs }) => [
      passage("heading", heading),
      ...paragraphs.map((paragraph) => passage("paragraph", paragraph)),
    ]),
    ...PURPOSES.map((purpose) => passage(purpose, text.purposes[purpose])),
  ];
}

/** What the choice of a voice reads of it. */
export type VoiceKind = Pick<SpeechSynthesisVoice, "default" | "lang" | "localService">;

function primary(code: string): string {
  return code.toLowerCase().split(/[-_]/, 1)[0] ?? "";
}

/**
 * A voice of the device for a language; None: it has none.
 *
 * Only voices of the device itself: one of the network would be sent what it reads, and what
 * is read aloud to somebody in their home is nobody else's business.
 */
export function voiceFor<V extends VoiceKind>(voices: readonly V[], language: string): V | null {
  const own = voices.filter(
    ({ lang, localService }) => localService && primary(lang) === language,
  );
  return own.find((voice) => voice.default) ?? own[0] ?? null;
}
