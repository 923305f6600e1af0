/** A visit with as little in it as possible; a test says what matters to it. */

import type { Consent, Purpose, VisitPlan } from "../../src/domain/contract";
import type { Draft, DraftContent, VisitView } from "../../src/domain/tablet";
import { NOTHING_UNFINISHED } from "../../src/domain/unfinished";
import { consentOf, contextOf } from "../domain/vectors";

/** A visit's id. */
export const VISIT = "0198f0a0-0000-7000-8000-000000000001";
/** A time of the day in question. */
export const AT = "2026-03-12T10:42:00.000+01:00";

const ALL: readonly Purpose[] = ["visit", "rooms", "photos", "tell_landlord", "tell_municipality"];

/** A yes to everything, but for what is stated. */
export function yes(stated: Partial<Consent> = {}): Consent {
  return consentOf({
    id: "0198f0a0-0000-7000-8000-000000000002",
    adult: "Vuxen 1",
    capacity: "tenant",
    text: {
      id: "samtycke-hembesok",
      version: "1.1.0",
      language: "sv",
      sha256: "0".repeat(64),
      status: "proposal",
    },
    decision: "granted",
    purposes: ALL,
    form: "oral_witnessed",
    witness: "Kollegan",
    given: { device_at: AT, server_offset_ms: 0 },
    ...stated,
  });
}

/** What is recorded of a visit that has just begun, but for what is stated. */
export function contentOf(stated: Partial<DraftContent> = {}): DraftContent {
  return {
    checklist: { id: "hembesok-bostad-barn", version: "1.0.0" },
    reason_for_change: "",
    started: { device_at: AT, server_offset_ms: 0 },
    interpreter: "",
    consents: [],
    context: contextOf({}),
    answers: [],
    photos: [],
    assessment: null,
    readback: null,
    ...stated,
  };
}

/** A draft that is saved. */
export function draftOf(content: DraftContent = contentOf()): Draft {
  return {
    visitId: VISIT,
    plan: null,
    content,
    place: { step: "consent", item: null, awaitsPhotoFor: null },
    unfinished: NOTHING_UNFINISHED,
    savedAt: AT,
    baseRevisionId: null,
    isReadOnly: false,
    unplacedPhotos: [],
  };
}

/** A plan for a quarter past nine, but for what is stated. */
export function planOf(stated: Partial<VisitPlan> = {}): VisitPlan {
  return {
    visit_id: VISIT,
    planned_at: "2026-03-12T09:15:00+01:00",
    asked_at: null,
    purpose: "",
    address: "Storgatan 4",
    postal_town: "666 30 Bengtsfors",
    dwelling_number: "1102",
    rooms: null,
    area_m2: null,
    latitude: null,
    longitude: null,
    language: "sv",
    interpreter: "",
    adults: 1,
    children: [],
    note: "",
    state: "planned",
    ...stated,
  };
}

/** A planned visit as the first screen gets it. */
export function planned(stated: Partial<VisitPlan> = {}): VisitView {
  const plan = planOf(stated);
  return { visitId: plan.visit_id, plan, state: { is: "planned" } };
}
