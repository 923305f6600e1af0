/**
 * Where a page that the camera killed returns to, when it is begun anew from its icon.
 *
 * Only the visit's random id is kept; where in the visit the worker was is in its draft.
 */

const AWAITED = "awaits-photo";

/** A picture is about to be taken in this visit. */
export function awaitPhoto(visitId: string): void {
  try {
    localStorage.setItem(AWAITED, visitId);
  } catch {
    // A browser may forbid it: the worker then finds the visit by hand, and the draft the place.
  }
}

/** It was taken, or is not waited for any more. */
export function stopAwaiting(): void {
  try {
    localStorage.removeItem(AWAITED);
  } catch {
    // As above: nothing is remembered.
  }
}

/** The visit to return to; None: the camera killed no page. */
export function awaitedVisit(): string | null {
  try {
    return localStorage.getItem(AWAITED);
  } catch {
    return null;
  }
}
