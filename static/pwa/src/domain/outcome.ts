/**
 * The overall assessment: what the home is like, and what there is for its children.
 *
 * Two outcomes, computed separately; no points are added up and no total is made. Each
 * outcome carries the criteria that gave it and the items that met them, so that it can
 * be said in a sentence. The office computes the same: tests/vectors/outcome.json.
 */

import { completenessOf, isPreliminary, type Completeness } from "./completeness";
import { itemsOf, rank } from "./checklist";
import type {
  Answer,
  Checklist,
  ChildOutcome,
  Criterion,
  HomeOutcome,
  Level,
  Outcome,
  OutcomeOverride,
} from "./contract";
import { countedItems, type CountedItem, type MomentOf, type Visited } from "./findings";

/** A criterion that was met, and the items that met it; none for a flag or the home. */
export interface Reason {
  readonly criterion: Criterion;
  readonly items: readonly CountedItem[];
}

/** The outcomes of one moment and why; `child` None: no child is listed. */
export interface Judged {
  readonly home: HomeOutcome;
  readonly homeReasons: readonly Reason[];
  readonly child: ChildOutcome | null;
  readonly childReasons: readonly Reason[];
}

/** What a visit comes to, as found and as left, and how much of it was looked at. */
export interface AssessmentResult {
  readonly asFound: Judged;
  readonly asLeft: Judged;
  readonly completeness: Completeness;
}

/** What the criteria of an outcome are held against. */
interface Met {
  readonly axis: "home" | "child";
  readonly counted: readonly CountedItem[];
  readonly home: HomeOutcome | null;
  readonly flags: ReadonlySet<string>;
}

interface Rule<Id> {
  readonly id: Id;
  readonly any: readonly Criterion[];
}

/** The flags set on children's words; `none` is a flag that says nothing. */
export function voiceFlags(checklist: Checklist, answers: readonly Answer[]): ReadonlySet<string> {
  const flagged = itemsOf(checklist)
    .filter(([, item]) => item.flags.length > 0)
    .map(([, item]) => item.id);
  const said = answers.filter(({ item, kind }) => kind === "said" && flagged.includes(item));
  return new Set(said.flatMap(({ flag }) => flag ?? []));
}

function isAtLeast(level: Level | null, wanted: Level | null): boolean {
  return level !== null && wanted !== null && rank(level) >= rank(wanted);
}

function countsFor(criterion: Criterion, counted: CountedItem, own: Met["axis"]): boolean {
  const axis = criterion.axis ?? own;
  const level = criterion.child_matter ? counted.childLevel : counted.level;
  return (
    (axis === "any" || axis === counted.axis) &&
    (counted.isCore || !criterion.core) &&
    isAtLeast(level, criterion.min_severity)
  );
}

function reasonOf(criterion: Criterion, met: Met): Reason | null {
  if (criterion.voice_flag !== null) {
    return met.flags.has(criterion.voice_flag) ? { criterion, items: [] } : null;
  }
  if (criterion.home_at_least !== null) {
    const isReached = met.home !== null && met.home >= criterion.home_at_least;
    return isReached ? { criterion, items: [] } : null;
  }
  const items = met.counted.filter((each) => countsFor(criterion, each, met.axis));
  return items.length >= criterion.count ? { criterion, items } : null;
}

/** The first outcome with a criterion that is met, and all of its criteria that are. */
function firstMet<Id>(
  rules: readonly Rule<Id>[],
  met: Met,
  mildest: Id,
): { readonly id: Id; readonly reasons: readonly Reason[] } {
  for (const { id, any } of rules) {
    const reasons = any.map((each) => reasonOf(each, met)).filter((each) => each !== null);
    if (reasons.length > 0) return { id, reasons };
  }
  return { id: mildest, reasons: [] };
}

function judge(visited: Visited, moment: MomentOf): Judged {
  const { assessment } = visited.checklist;
  const counted = countedItems(visited, moment);
  const flags = voiceFlags(visited.checklist, visited.answers);
  const home = firstMet(assessment.home, { axis: "home", counted, home: null, flags }, "H0");
  const forHome = { home: home.id, homeReasons: home.reasons };
  if (visited.context.children.length === 0) return { ...forHome, child: null, childReasons: [] };
  const met: Met = { axis: "child", counted, home: home.id, flags };
  const child = firstMet(assessment.child, met, "C0");
  return { ...forHome, child: child.id, childReasons: child.reasons };
}

/**
 * What the answers of a visit come to.
 *
 * Source: the checklist's own rule, assessment; in words at the head of its file. own.
 */
export function assess(visited: Visited): AssessmentResult {
  return {
    asFound: judge(visited, "as_found"),
    asLeft: judge(visited, "as_left"),
    completeness: completenessOf(visited),
  };
}

/** The outcomes of a moment, as they travel. */
export function outcomeOf(result: AssessmentResult, moment: MomentOf): Outcome {
  const { home, child } = moment === "as_found" ? result.asFound : result.asLeft;
  return { home, child, is_preliminary: isPreliminary(result.completeness) };
}

/** Whether an outcome may be shown as final; a mild one may not while a core item is open. */
export function isFinal(
  checklist: Checklist,
  outcome: HomeOutcome | ChildOutcome,
  preliminary: boolean,
): boolean {
  const { not_final_when_preliminary: mild } = checklist.assessment.completeness;
  return !(preliminary && mild.includes(outcome));
}

/**
 * Whether a worker's own judgement takes a second person: it lowers one of the worst outcomes.
 *
 * `computed` is the outcome as left, which governs what follows; what was found is
 * never judged away.
 * Source: the checklist's own rule, assessment.override. own.
 */
export function needsSecondPerson(
  checklist: Checklist,
  computed: Pick<Outcome, "home" | "child">,
  override: Pick<OutcomeOverride, "home" | "child">,
): boolean {
  const { second_person_required_to_lower: guarded } = checklist.assessment.override;
  const isLowered = <Id extends HomeOutcome | ChildOutcome>(before: Id | null, now: Id | null) =>
    before !== null && now !== null && guarded.includes(before) && now < before;
  return isLowered(computed.home, override.home) || isLowered(computed.child, override.child);
}
