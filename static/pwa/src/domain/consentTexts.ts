/** The published words that ask for consent, and which of several a tablet shows. */

import type { HomeOutcome, Level, Purpose, TextStatus } from "./contract";
import { compareVersions } from "./versions";

/** What else a resident reads: to answer, to stop, and to see what was written. */
export interface TabletWords {
  readonly answer_yes: string;
  readonly answer_no: string;
  readonly decline: string;
  readonly agree: string;
  readonly all_rooms: string;
  readonly some_rooms: string;
  readonly sign_here: string;
  readonly answer_aloud: string;
  readonly change_mind: string;
  readonly listen: string;
  readonly unreviewed: string;
  readonly stopped: string;
  readonly found: string;
  readonly not_translated: string;
  readonly fixed: string;
  readonly next: string;
  readonly nothing_decided: string;
  readonly not_everything: string;
  readonly rights: string;
  readonly sign_if_you_want: string;
  readonly levels: Readonly<Record<Level, string>>;
  readonly home: Readonly<Record<HomeOutcome, string>>;
}

/** A published text that asks for consent, in one language. */
export interface ConsentText {
  readonly id: string;
  readonly version: string;
  readonly language: string;
  /** The language's own name for itself. */
  readonly name: string;
  /** Of its words, as the office computed it; goes into the consent. */
  readonly sha256: string;
  readonly status: TextStatus;
  readonly direction: "ltr" | "rtl";
  readonly title: string;
  readonly sections: readonly {
    readonly heading: string;
    readonly paragraphs: readonly string[];
  }[];
  /** The sentence each purpose is asked with. */
  readonly purposes: Readonly<Record<Purpose, string>>;
  /** None: the text is of a version that had none. */
  readonly on_tablet: TabletWords | null;
}

/** What decides whether a text is shown. */
type Standing = Pick<ConsentText, "language" | "status" | "version">;

/** How many numbers the version of a published text has; a municipality's own has one more. */
const PUBLISHED_NUMBERS = 3;

/** Above zero when `one` is shown rather than `other`. */
function precedence(one: Standing, other: Standing): number {
  const isAdopted = ({ status }: Standing): boolean => status === "adopted";
  const isShown = (text: Standing): boolean =>
    isAdopted(text) || text.version.split(".").length <= PUBLISHED_NUMBERS;
  return (
    Number(isAdopted(one)) - Number(isAdopted(other)) ||
    Number(isShown(one)) - Number(isShown(other)) ||
    compareVersions(one.version, other.version)
  );
}

/**
 * The text that is shown in each language: the newest adopted, else the newest published.
 *
 * A wording of the municipality's own that nobody has adopted is shown only where there is
 * nothing else. Held together with the office's rule by tests/vectors/consent_texts.json.
 */
export function shownTexts<T extends Standing>(texts: readonly T[]): readonly T[] {
  const shown = new Map<string, T>();
  for (const text of [...texts].sort(precedence)) shown.set(text.language, text);
  return [...shown.values()].sort((one, other) => one.language.localeCompare(other.language));
}
