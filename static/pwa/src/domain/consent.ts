/**
 * What the standing consents of a visit open: nothing is recorded without one.
 *
 * Source: domain notes 3.2–3.3 (JO 6367-2019, 2383-2007, 4034-2011). B.
 */

import type { Consent, Purpose } from "./contract";

/** `rooms`: every room, or the walk zones that were agreed to; empty: none. */
export interface ConsentScope {
  readonly visit: boolean;
  readonly photos: boolean;
  readonly rooms: "all" | readonly string[];
}

/** Whether this adult has said yes to the purpose and not taken it back. */
export function stands(consent: Consent, purpose: Purpose): boolean {
  return (
    consent.decision !== "declined" &&
    consent.purposes.includes(purpose) &&
    !consent.withdrawn_purposes.includes(purpose)
  );
}

function roomsOf(consents: readonly Consent[]): "all" | readonly string[] {
  const agreed = consents.filter((consent) => stands(consent, "rooms"));
  if (agreed.some((consent) => consent.rooms === null)) return "all";
  return [...new Set(agreed.flatMap((consent) => consent.rooms ?? []))];
}

/** What is open now. Another adult's no keeps that adult's own rooms out of the walk. */
export function scopeOf(consents: readonly Consent[]): ConsentScope {
  const visit = consents.some((consent) => stands(consent, "visit"));
  return {
    visit,
    photos: visit && consents.some((consent) => stands(consent, "photos")),
    rooms: visit ? roomsOf(consents) : [],
  };
}
