/**
 * How a passphrase is read, and which are too weak.
 *
 * One rule for generated words and own phrases: what a tablet's keyboard does by itself (capital
 * letters, double spaces, other forms of the same sign) makes no difference.
 */

export const LEAST_LETTERS = 12;
const LEAST_DIFFERENT = 5;

/** Why a passphrase is refused. */
export type PhraseRefusal = "too_short" | "too_common";

/** What a guesser begins with here. Without spaces, digits and signs, as phrases are compared. */
const COMMON = [
  "abc",
  "admin",
  "april",
  "augusti",
  "barnen",
  "correcthorsebatterystaple",
  "december",
  "februari",
  "fredag",
  "hej",
  "hembesök",
  "hemligt",
  "höst",
  "iloveyou",
  "inspektör",
  "januari",
  "juli",
  "juni",
  "kommun",
  "kommunen",
  "landlord",
  "letmein",
  "losen",
  "losenord",
  "lösen",
  "lösenfras",
  "lösenord",
  "lördag",
  "maj",
  "mars",
  "mitt",
  "måndag",
  "november",
  "oktober",
  "onsdag",
  "passphrase",
  "password",
  "platta",
  "plattan",
  "qwerty",
  "qwertyuiop",
  "qwertyuiopå",
  "asdfghjkl",
  "asdfghjklö",
  "zxcvbnm",
  "september",
  "social",
  "socialtjänst",
  "socialtjänsten",
  "socialtjansten",
  "sommar",
  "sverige",
  "söndag",
  "tisdag",
  "torsdag",
  "vinter",
  "vår",
  "välkommen",
  "watch",
] as const;

/** A passphrase as it is stretched: compatibility forms joined, one space between words, lower case. */
export function readPhrase(typed: string): string {
  const joined = typed.normalize("NFKC").toLowerCase().normalize("NFKC");
  return joined.trim().replace(/\s+/gu, " ");
}

function withoutCommonWords(letters: string): string {
  const longestFirst = [...COMMON].sort((one, other) => other.length - one.length);
  return longestFirst.reduce((rest, word) => rest.replaceAll(word, ""), letters);
}

/** Nothing is left of it once common words, digits and signs are gone. */
function isCommon(phrase: string): boolean {
  const letters = phrase.replace(/[^\p{L}]/gu, "");
  return withoutCommonWords(letters) === "" || new Set(phrase).size < LEAST_DIFFERENT;
}

/** Why a phrase may not be chosen; None: it may. */
export function refusePhrase(typed: string): PhraseRefusal | null {
  const phrase = readPhrase(typed);
  if ([...phrase].length < LEAST_LETTERS) return "too_short";
  return isCommon(phrase) ? "too_common" : null;
}
