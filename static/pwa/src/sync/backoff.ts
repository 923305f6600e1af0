/** How long to wait after runs that did not deliver everything. */

const FIRST_MS = 2000;
/** No wait is longer. */
export const LONGEST_MS = 5 * 60_000;

/**
 * The wait after so many failed runs in a row, with jitter: a half to the whole of it, so
 * that tablets which lost the line together do not come back together. `random` is in [0, 1).
 */
export function waitMs(failures: number, random: number): number {
  const whole = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures, 20));
  return Math.round(whole * (0.5 + random / 2));
}
