/**
 * Reading aloud by the device's own voice, one sentence at a time.
 *
 * A pause ends the sentence and goes on from its beginning: many devices cannot hold a
 * sentence in the middle, and one heard whole is better understood.
 */

import { signal } from "@preact/signals";

/** What reads; the browser's own, or a test's. */
export interface Synthesis {
  speak(words: string, ended: () => void, failed: () => void): void;
  silence(): void;
}

/** What the reader is doing; `at` is the sentence it is in. */
export type Reading =
  | { readonly is: "silent" }
  | { readonly is: "reading"; readonly at: number }
  | { readonly is: "paused"; readonly at: number }
  | { readonly is: "failed" };

/** Reads sentences aloud, one after the other. */
export class Reader {
  readonly reading = signal<Reading>({ is: "silent" });
  #synthesis: Synthesis | null = null;
  #sentences: readonly string[] = [];
  #turn = 0;

  /** Read from the first; what was being read is left. */
  read(sentences: readonly string[], synthesis: Synthesis): void {
    this.stop();
    this.#sentences = sentences;
    this.#synthesis = synthesis;
    this.#from(0);
  }

  pause(): void {
    const { value } = this.reading;
    if (value.is !== "reading") return;
    this.#silence();
    this.reading.value = { is: "paused", at: value.at };
  }

  resume(): void {
    const { value } = this.reading;
    if (value.is === "paused") this.#from(value.at);
  }

  stop(): void {
    this.#silence();
    this.reading.value = { is: "silent" };
  }

  /** What is said of an utterance that was left counts for nothing. */
  #silence(): void {
    this.#turn += 1;
    this.#synthesis?.silence();
  }

  #from(at: number): void {
    const words = this.#sentences[at];
    if (words === undefined) return this.stop();
    this.#turn += 1;
    const turn = this.#turn;
    this.reading.value = { is: "reading", at };
    this.#synthesis?.speak(
      words,
      () => turn === this.#turn && this.#from(at + 1),
      () => {
        if (turn === this.#turn) this.reading.value = { is: "failed" };
      },
    );
    return undefined;
  }
}

/** The browser's synthesis with one voice, a little slower than it would by itself. */
export function speakingWith(voice: SpeechSynthesisVoice, synth: SpeechSynthesis): Synthesis {
  return {
    speak: (words, ended, failed) => {
      const utterance = new SpeechSynthesisUtterance(words);
      utterance.voice = voice;
      utterance.lang = voice.lang;
      utterance.rate = 0.9;
      utterance.onend = ended;
      utterance.onerror = failed;
      synth.speak(utterance);
    },
    silence: () => synth.cancel(),
  };
}
