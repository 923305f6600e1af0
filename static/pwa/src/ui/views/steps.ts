/** The steps of a visit in order, and what comes before and after each. */

import type { Gate } from "./consents";

/** What decides which steps there are. */
export interface Walk {
  readonly gate: Gate;
  /** The zones that have something to look at, in walking order. */
  readonly zones: readonly string[];
  /** Whether a child's own words can be asked for. */
  readonly hasVoices: boolean;
}

/** Every step that is there now; behind a closed door there is only the asking. */
export function stepsOf({ gate, zones, hasVoices }: Walk): readonly string[] {
  if (gate === "withdrawn") return ["ended"];
  if (gate !== "open") return ["consent"];
  const walk = zones.map((zone) => `zone/${zone}`);
  return ["consent", "home", ...walk, ...(hasVoices ? ["voice"] : []), "summary"];
}

/** Where a worker may be who wants to be at `wanted`: there, or where the way there begins. */
export function allowedStep(walk: Walk, wanted: string): string {
  const steps = stepsOf(walk);
  if (steps.includes(wanted)) return wanted;
  if (wanted === "concern") return wanted;
  if (wanted === "consent" && walk.gate === "withdrawn") return wanted;
  return steps.includes("home") && wanted !== "" ? "home" : (steps[0] ?? "consent");
}

/** The step after; None: it is the last, or the way on is closed. */
export function stepAfter(walk: Walk, step: string): string | null {
  const steps = stepsOf(walk);
  const at = steps.indexOf(step);
  return at < 0 ? null : (steps[at + 1] ?? null);
}

/** The step before; None: it is the first, and before it lies the day. */
export function stepBefore(walk: Walk, step: string): string | null {
  const steps = stepsOf(walk);
  const at = steps.indexOf(step);
  return at < 0 ? (steps.at(-1) ?? null) : (steps[at - 1] ?? null);
}
