/**
 * The screens' sentences in Swedish and English, and which of them is on.
 *
 * Every key is written out where it is used, so that a test can tell which are
 * missing and which are no longer needed. What residents are asked to agree to is
 * not here: that is published text with a version, and comes from the office.
 */

import { signal } from "@preact/signals";
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

type Catalogue = Readonly<Record<Key, Sentence>>;

/** Those that are at hand; the one that most people read is there from the first. */
const catalogues: { sv: Catalogue; en?: Catalogue } = { sv };
const PLURALS = { sv: new Intl.PluralRules("sv"), en: new Intl.PluralRules("en") };
const REMEMBERED = "tongue";

/** The language that is on; people read Swedish by default. */
export const language = signal<Language>("sv");

function formOf(sentence: Sentence, tongue: Language, slots: Slots): string {
  if (typeof sentence === "string") return sentence;
  const count = Number(slots["count"] ?? 0);
  return PLURALS[tongue].select(count) === "one" ? sentence.one : sentence.other;
}

/** Have English at hand from now on. */
export function learnEnglish(sentences: Catalogue): void {
  catalogues.en = sentences;
}

async function fetchEnglish(): Promise<void> {
  const { default: en } = await import("./sentences/en.json");
  learnEnglish(en);
}

/** A sentence in a named language, as when a resident reads along. */
export function tIn(tongue: Language, key: Key, slots: Slots = {}): string {
  const form = formOf((catalogues[tongue] ?? catalogues.sv)[key], tongue, slots);
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

function turnTo(tongue: Language): void {
  language.value = tongue;
  document.documentElement.lang = tongue;
  try {
    localStorage.setItem(REMEMBERED, tongue);
  } catch {
    // A browser may forbid it; the language is then chosen anew next time.
  }
}

/** Turn the language, and remember it on this tablet; false: it could not be fetched. */
export async function speak(tongue: Language): Promise<boolean> {
  try {
    if (catalogues[tongue] === undefined) await fetchEnglish();
  } catch {
    return false;
  }
  turnTo(tongue);
  return true;
}

/** Take up the language that was on last, if it is at hand. */
export async function recallLanguage(): Promise<void> {
  let remembered: string | null = null;
  try {
    remembered = localStorage.getItem(REMEMBERED);
  } catch {
    // As above: nothing is remembered.
  }
  if (remembered !== "en" || !(await speak("en"))) turnTo("sv");
}
