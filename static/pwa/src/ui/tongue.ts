/**
 * The screens' sentences in Swedish and English, and which of them is on.
 *
 * Every key is written out where it is used, so that a test can tell which are
 * missing and which are no longer needed. What residents are asked to agree to is
 * not here: that is published text with a version, and comes from the office.
 */

import { signal } from "@preact/signals";
import en from "./sentences/en.json";
import sv from "./sentences/sv.json";

/** A language the screens have. */
export type Language = "sv" | "en";
/** The key of a sentence. */
export type Key = keyof typeof sv;
/** What goes into a sentence's braces; `count` chooses between one and several. */
export type Slots = Readonly<Record<string, string | number>>;
/** A text in both languages, as the checklist has them. */
export interface Both {
  readonly sv: string;
  readonly en: string;
}

type Sentence = string | { readonly one: string; readonly other: string };

const CATALOGUES: Readonly<Record<Language, Readonly<Record<Key, Sentence>>>> = { sv, en };
const PLURALS = { sv: new Intl.PluralRules("sv"), en: new Intl.PluralRules("en") };
const REMEMBERED = "tongue";

/** The language that is on; people read Swedish by default. */
export const language = signal<Language>("sv");

function formOf(sentence: Sentence, tongue: Language, slots: Slots): string {
  if (typeof sentence === "string") return sentence;
  const count = Number(slots["count"] ?? 0);
  return PLURALS[tongue].select(count) === "one" ? sentence.one : sentence.other;
}

/** A sentence in a named language, as when a resident reads along. */
export function tIn(tongue: Language, key: Key, slots: Slots = {}): string {
  const form = formOf(CATALOGUES[tongue][key], tongue, slots);
  return form.replace(/\{(\w+)\}/g, (whole, name: string) => String(slots[name] ?? whole));
}

/** A sentence in the language that is on. */
export function t(key: Key, slots: Slots = {}): string {
  return tIn(language.value, key, slots);
}

/** The text in the language that is on. */
export function say(text: Both): string {
  return text[language.value];
}

/** Turn the language that is on, and remember it on this tablet. */
export function speak(tongue: Language): void {
  language.value = tongue;
  document.documentElement.lang = tongue;
  try {
    localStorage.setItem(REMEMBERED, tongue);
  } catch {
    // A browser may forbid it; the language is then chosen anew next time.
  }
}

/** Take up the language that was on last. */
export function recallLanguage(): void {
  let remembered: string | null = null;
  try {
    remembered = localStorage.getItem(REMEMBERED);
  } catch {
    // As above: nothing is remembered.
  }
  speak(remembered === "en" ? "en" : "sv");
}
