/**
 * What the adults of a home have allowed, and since when.
 *
 * Consent is the only ground for entering a home: without it nothing is recorded, and
 * every adult answers for themselves. Whoever takes the visit back ends it for all. A no
 * from the start ends it too when the one who said it shares the rooms; a no from a
 * lodger, or from a landlord who lives there, leaves what the others alone dispose of,
 * and that is only what they have named.
 * Source: RF 2:6; domain notes 3.2–3.3: JO 6367-2019 (other residents), JO Tyresö
 * (resident landlord), 2383-2007 (rooms), 4034-2011 (photos), 1188-2020 (voluntariness).
 * B; how a no is bounded is own.
 */

import type { AdultCapacity, Consent, Purpose } from "./contract";

/** What is allowed; `rooms`: every room, or the walk zones that were agreed to; empty: none. */
export interface ConsentScope {
  readonly visit: boolean;
  readonly photos: boolean;
  readonly purposes: readonly Purpose[];
  readonly rooms: "all" | readonly string[];
}

/** What a real choice takes between the question and the visit; own, of 24–48 hours. */
export const GOOD_TIME_MS = 86_400_000;

/** The zone of what is asked and not looked at; a conversation enters no room. */
export const TALK = "talk";

const PURPOSES = [
  "visit",
  "rooms",
  "photos",
  "tell_landlord",
  "tell_municipality",
] as const satisfies readonly Purpose[];

/** Those who live as one household and have every room together. */
const HOUSEHOLD: readonly AdultCapacity[] = ["tenant", "co_tenant", "other_adult"];

const NOTHING: ConsentScope = { visit: false, photos: false, purposes: [], rooms: [] };

function isBefore(at: string | null, moment: string): boolean {
  return at !== null && Date.parse(at) < Date.parse(moment);
}

/** What a consent no longer gives; all of it when it is not said which part. */
function takenBack(consent: Consent, at: string | null): readonly Purpose[] {
  const { decision, withdrawn, withdrawn_purposes: parts } = consent;
  if (withdrawn !== null && isBefore(at, withdrawn.device_at)) return [];
  const isWhole = decision === "withdrawn" || (withdrawn !== null && parts.length === 0);
  return isWhole ? PURPOSES : parts;
}

function standing(consent: Consent, at: string | null): readonly Purpose[] {
  if (consent.decision === "declined") return [];
  const back = takenBack(consent, at);
  return PURPOSES.filter((each) => consent.purposes.includes(each) && !back.includes(each));
}

/** Whether this adult has said yes to the purpose and not taken it back. */
export function stands(consent: Consent, purpose: Purpose): boolean {
  return standing(consent, null).includes(purpose);
}

function isOneParty(one: AdultCapacity, other: AdultCapacity): boolean {
  return one === other || (HOUSEHOLD.includes(one) && HOUSEHOLD.includes(other));
}

/** Whether someone who shares the rooms said no; an adult of no stated part shares all. */
function isOverruled(agreed: Consent, refused: readonly Consent[]): boolean {
  return refused.some(
    ({ capacity }) => capacity === "other_adult" || isOneParty(capacity, agreed.capacity),
  );
}

function roomsOf(
  agreed: readonly Consent[],
  purposes: readonly Purpose[],
  haveAllAgreed: boolean,
): "all" | readonly string[] {
  if (!purposes.includes("rooms")) return [];
  const named = agreed.map(({ rooms }) => rooms).filter((rooms) => rooms !== null);
  if (!haveAllAgreed && named.length < agreed.length) return [];
  const [first, ...others] = named;
  if (first === undefined) return "all";
  return [...new Set(first)].filter((zone) => others.every((rooms) => rooms.includes(zone)));
}

/**
 * What the adults asked allow together, at an instant by the tablet's clock.
 *
 * A purpose takes the yes of everyone whose rooms are entered. `at` None: as things
 * stand now; else who had not answered yet does not count.
 * Source: domain notes 3.3, 3–6 and 8. B; see the module.
 */
export function scopeOf(consents: readonly Consent[], at: string | null = null): ConsentScope {
  const asked = consents.filter(({ given }) => !isBefore(at, given.device_at));
  if (asked.some((each) => takenBack(each, at).includes("visit"))) return NOTHING;
  const refused = asked.filter((each) => !standing(each, at).includes("visit"));
  const agreed = asked.filter((each) => !refused.includes(each) && !isOverruled(each, refused));
  if (agreed.length === 0) return NOTHING;
  const purposes = PURPOSES.filter((purpose) =>
    agreed.every((each) => standing(each, at).includes(purpose)),
  );
  return {
    visit: true,
    photos: purposes.includes("photos"),
    purposes,
    rooms: roomsOf(agreed, purposes, refused.length === 0),
  };
}

/**
 * The walk zones that may be taken up, of all `zones` and in their order.
 *
 * Talk enters no room, and goes with the visit.
 * Source: JO 2383-2007: consent also limits what may be looked at. B.
 */
export function zonesAllowed(
  consents: readonly Consent[],
  zones: readonly string[],
): readonly string[] {
  const { visit, rooms } = scopeOf(consents);
  if (!visit) return [];
  return zones.filter((zone) => zone === TALK || rooms === "all" || rooms.includes(zone));
}

/**
 * Whether there was time to think between the question and the visit; not if none was asked.
 *
 * Source: JO, Malmö and Rinkeby-Kista: ask in good time. B; the 24 hours are own.
 */
export function wasAskedInGoodTime(askedAt: string | null, plannedAt: string): boolean {
  return askedAt !== null && Date.parse(plannedAt) - Date.parse(askedAt) >= GOOD_TIME_MS;
}
