/** What was written, in the words a resident reads; the checklist's own words are Swedish or English. */

import type { Checklist, HomeOutcome } from "../../domain/contract";
import { isPreliminary } from "../../domain/completeness";
import { assess } from "../../domain/outcome";
import type { DraftContent } from "../../domain/tablet";
import type { Language } from "../tongue";
import { assessmentOf, governing, visitedIn } from "./summary";

/** The outcome of the home as the visit leaves it, and whether everything was looked at. */
export interface HomeStanding {
  readonly home: HomeOutcome;
  readonly isPreliminary: boolean;
}

/**
 * How the home stands, with the worker's own judgement where there is one.
 *
 * The child's outcome is not among it: it may rest on what the child alone has said, and
 * is told by the worker and not by a screen.
 */
export function homeStanding(checklist: Checklist, content: DraftContent): HomeStanding {
  const { as_left: left, override } = assessmentOf(checklist, content);
  const { completeness } = assess(visitedIn(checklist, content));
  return { home: governing(left, override).home, isPreliminary: isPreliminary(completeness) };
}

/** The language that the checklist's words are shown in to who reads this one. */
export function checklistLanguage(language: string): Language {
  return language === "en" ? "en" : "sv";
}
