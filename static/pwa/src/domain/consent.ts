/**
 * What the consents of a visit open: nothing is recorded without one.
 *
 * Every adult answers for themselves, so what one has not said yes to is not in force;
 * the office judges by the same rule.
 * Source: domain notes 3.2–3.3 (JO 6367-2019, 2383-2007, 4034-2011). B; the strictness is own.
 */

import type { Consent, Purpose } from "./contract";

/** `rooms`: every room, or the walk zones that all agreed to; empty: none. */
export interface ConsentScope {
  readonly visit: boolean;
  readonly photos: boolean;
  readonly rooms: "all" | readonly string[];
}

/** Whether this adult has said yes to the purpose and not taken it back. */
export function stands(consent: Consent, purpose: Purpose): boolean {
  const { decision, purposes, withdrawn, withdrawn_purposes } = consent;
  const isTakenBack = withdrawn !== null && withdrawn_purposes.length === 0;
  return (
    decision === "granted" &&
    !isTakenBack &&
    purposes.includes(purpose) &&
    !withdrawn_purposes.includes(purpose)
  );
}

/** Whether every adult asked stands by it, and by the visit, without which nothing counts. */
export function isInForce(consents: readonly Consent[], purpose: Purpose): boolean {
  return (
    consents.length > 0 &&
    consents.every((consent) => stands(consent, "visit") && stands(consent, purpose))
  );
}

function roomsOf(consents: readonly Consent[]): "all" | readonly string[] {
  if (!isInForce(consents, "rooms")) return [];
  const limits = consents.flatMap((consent) => (consent.rooms === null ? [] : [consent.rooms]));
  const [first, ...others] = limits;
  if (first === undefined) return "all";
  return first.filter((room) => others.every((limit) => limit.includes(room)));
}

/** What is open now. A conversation enters no room, and goes with the visit. */
export function scopeOf(consents: readonly Consent[]): ConsentScope {
  return {
    visit: isInForce(consents, "visit"),
    photos: isInForce(consents, "photos"),
    rooms: roomsOf(consents),
  };
}
