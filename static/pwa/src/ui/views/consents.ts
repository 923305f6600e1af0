/** An adult's answer, from the first press to the record that is kept. */

import { scopeOf, stands, TALK, wasAskedInGoodTime, type ConsentScope } from "../../domain/consent";
import type {
  AdultCapacity,
  Consent,
  ConsentForm,
  Moment,
  Purpose,
  VisitPlan,
} from "../../domain/contract";
import type { ConsentText } from "../../domain/tablet";
import type { UnfinishedConsent } from "../../domain/unfinished";
import type { Key } from "../tongue";
import { hasInk } from "./strokes";

/** What an adult is asked, in the order it is asked. */
export const PURPOSES = [
  "visit",
  "rooms",
  "photos",
  "tell_landlord",
  "tell_municipality",
] as const satisfies readonly Purpose[];

/** In what capacity an adult answers. */
export const CAPACITIES = [
  "tenant",
  "co_tenant",
  "lodger",
  "resident_landlord",
  "other_adult",
] as const satisfies readonly AdultCapacity[];

/** The short name of each purpose. */
export const PURPOSE_NAMES: Readonly<Record<Purpose, Key>> = {
  visit: "purpose.visit",
  rooms: "purpose.rooms",
  photos: "purpose.photos",
  tell_landlord: "purpose.tell_landlord",
  tell_municipality: "purpose.tell_municipality",
};

/** The name of each capacity. */
export const CAPACITY_NAMES: Readonly<Record<AdultCapacity, Key>> = {
  tenant: "capacity.tenant",
  co_tenant: "capacity.co_tenant",
  lodger: "capacity.lodger",
  resident_landlord: "capacity.resident_landlord",
  other_adult: "capacity.other_adult",
};

/** How the question was put in time; `unknown`: the office has not said when. */
export function askedIn(plan: VisitPlan | null): "good_time" | "short_time" | "unknown" {
  if (plan === null || plan.asked_at === null) return "unknown";
  return wasAskedInGoodTime(plan.asked_at, plan.planned_at) ? "good_time" : "short_time";
}

/** The label of the next adult: the lowest number that is free. */
export function nextAdult(consents: readonly Consent[]): string {
  const taken = new Set(consents.map(({ adult }) => adult));
  let number = 1;
  while (taken.has(`Vuxen ${number}`)) number += 1;
  return `Vuxen ${number}`;
}

/** Begin to ask an adult; nothing is answered beforehand. */
export function beginConsent(id: string, adult: string, language: string): UnfinishedConsent {
  return {
    id,
    adult,
    name: "",
    capacity: null,
    language,
    answers: {},
    rooms: null,
    form: "signature",
    signature: null,
    witness: "",
    interpreter: "",
  };
}

/** The text in the resident's language if there is one, else in Swedish, else whichever there is. */
export function textFor<T extends Pick<ConsentText, "language">>(
  texts: readonly T[],
  language: string,
): T | null {
  const find = (code: string): T | undefined => texts.find((text) => text.language === code);
  return find(language) ?? find("sv") ?? texts[0] ?? null;
}

/** What lacks before a yes can be kept. */
export type Lack = "capacity" | "visit" | "purposes" | "rooms" | "signature" | "witness";

/** What lacks in an answer before its yes can be kept; in the order of the form. */
export function lackingIn(consent: UnfinishedConsent): readonly Lack[] {
  const { answers, capacity, rooms } = consent;
  const isGiven = consent.form === "signature" ? hasInk(consent.signature) : consent.witness.trim();
  const lacks: readonly (readonly [Lack, boolean])[] = [
    ["capacity", capacity === null],
    ["visit", answers.visit !== true],
    ["purposes", PURPOSES.some((purpose) => answers[purpose] === undefined)],
    ["rooms", answers.rooms === true && rooms?.length === 0],
    [consent.form === "signature" ? "signature" : "witness", !isGiven],
  ];
  return lacks.filter(([, isLacking]) => isLacking).map(([lack]) => lack);
}

/** Which words were shown, and how the municipality stood behind them then. */
function refOf({ id, version, language, sha256, status }: ConsentText): Consent["text"] {
  return { id, version, language, sha256, status };
}

/** The answer as it is kept: a yes to what was said yes to. `lackingIn` is empty. */
export function granted(from: UnfinishedConsent, text: ConsentText, given: Moment): Consent {
  const isSigned = from.form === "signature";
  return {
    ...declined(from, text, given),
    decision: "granted",
    purposes: PURPOSES.filter((purpose) => from.answers[purpose] === true),
    rooms: from.rooms,
    form: from.form,
    signature: isSigned ? from.signature : null,
    witness: isSigned ? "" : from.witness.trim(),
  };
}

/** A no: a neutral fact, without purposes, signature or reason. */
export function declined(from: UnfinishedConsent, text: ConsentText, given: Moment): Consent {
  return {
    id: from.id,
    adult: from.adult,
    name: from.name.trim(),
    capacity: from.capacity ?? "other_adult",
    text: refOf(text),
    decision: "declined",
    purposes: [],
    rooms: null,
    form: null,
    signature: null,
    witness: "",
    interpreter: from.interpreter.trim(),
    given,
    withdrawn: null,
    withdrawn_purposes: [],
  };
}

/** The consents with this adult's answer in its place. */
export function withConsent(consents: readonly Consent[], answer: Consent): readonly Consent[] {
  const others = consents.filter(({ adult }) => adult !== answer.adult);
  return [...others, answer].sort((a, b) =>
    a.adult.localeCompare(b.adult, "sv", { numeric: true }),
  );
}

/** What an adult has said yes to and stands by. */
export function standingIn(consent: Consent): readonly Purpose[] {
  return PURPOSES.filter((purpose) => stands(consent, purpose));
}

/** Where the visit stands: not everyone asked, somebody said no, taken back, or open. */
export type Gate = "asking" | "declined" | "withdrawn" | "open";

/** Whether the door behind the consents is open, and if not, why. */
export function gateOf(consents: readonly Consent[]): Gate {
  if (scopeOf(consents).visit) return "open";
  if (
    consents.some(
      ({ decision, withdrawn_purposes: back }) =>
        decision === "withdrawn" || back.includes("visit"),
    )
  ) {
    return "withdrawn";
  }
  return consents.some(({ decision }) => decision === "declined") ? "declined" : "asking";
}

/** Whether a walk zone may be looked at; a conversation enters no room. */
export function isZoneOpen(scope: ConsentScope, zone: string): boolean {
  if (!scope.visit) return false;
  return zone === TALK || scope.rooms === "all" || scope.rooms.includes(zone);
}

/** How a yes was given, in words. */
export const FORM_NAMES: Readonly<Record<ConsentForm, Key>> = {
  signature: "consent.by_signature",
  oral_witnessed: "consent.by_word",
};
