/** How serious something is: symbol, word and tone, never tone alone. */

import type { Level as LevelId } from "../../domain/contract";
import { t, type Key } from "../tongue";

/** The levels, the mildest first. */
export const LEVELS = ["minor", "moderate", "serious", "acute"] as const;

/** The symbol of each level. */
export const SYMBOLS: Readonly<Record<LevelId, string>> = {
  minor: "△",
  moderate: "◇",
  serious: "▣",
  acute: "⬣",
};

const WORDS: Readonly<Record<LevelId, Key>> = {
  minor: "level.minor",
  moderate: "level.moderate",
  serious: "level.serious",
  acute: "level.acute",
};

/** The word of a level, in the language that is on. */
export function wordOf(level: LevelId): string {
  return t(WORDS[level]);
}

/** A level, as a mark in the text. */
export function Level({ level }: { readonly level: LevelId }) {
  return (
    <span class="level" data-level={level}>
      <span aria-hidden="true">{SYMBOLS[level]}</span>
      {wordOf(level)}
    </span>
  );
}
