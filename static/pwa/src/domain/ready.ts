/** "Klar för fält": what must be so before one leaves, and the one thing to do if it is not. */

import type { ReadyAction, ReadyCheck, ReadyCheckName } from "./tablet";

/** Space that a visit with its photos may need. */
export const BYTES_PER_VISIT = 15 * 1024 * 1024;
/** A clock that is further off than this makes a consent's time doubtful. */
export const MOST_SKEW_MS = 5 * 60_000;
/** Longer without contact, and the day's plan may be another. */
export const MOST_SILENCE_MS = 12 * 3_600_000;

/** A battery below this, and not being filled, may not last the day. */
export const LEAST_BATTERY = 0.4;

/** What was measured. None: it could not be. */
export interface ReadyFacts {
  readonly isInstalled: boolean;
  readonly isPersistent: boolean;
  readonly freeBytes: number | null;
  readonly hasWriteRead: boolean;
  /** Whether what is saved lies in a second place too. */
  readonly hasJournal: boolean;
  /** Open, and sealed for a municipality whose key was compared. */
  readonly hasVault: boolean;
  /** Of 1; None: not told, or being filled. */
  readonly battery: number | null;
  readonly visits: number;
  /** Checklists that drafts or new visits need and that are not here. */
  readonly checklistsLacking: number;
  readonly consentTexts: number;
  readonly skewMs: number | null;
  readonly hasCredential: boolean;
  readonly silenceMs: number | null;
  readonly unsent: number;
}

type Line = readonly [
  name: ReadyCheckName,
  isOk: boolean,
  action: ReadyAction,
  measured: number | null,
  needed: number | null,
];

/** They are told and do not keep anyone at the office. */
const ADVICE: readonly ReadyCheckName[] = ["unsent", "visits_present", "battery"];

function ofTablet(facts: ReadyFacts): readonly Line[] {
  const needed = Math.max(1, facts.visits) * BYTES_PER_VISIT;
  const isCharged = facts.battery === null || facts.battery >= LEAST_BATTERY;
  const hasSpace = facts.freeBytes === null || facts.freeBytes >= needed;
  return [
    ["installed", facts.isInstalled, "install_app", null, null],
    ["storage_persistent", facts.isPersistent, "allow_storage", null, null],
    ["storage_space", hasSpace, "free_space", facts.freeBytes, needed],
    ["write_read", facts.hasWriteRead, "restart_tablet", null, null],
    ["journal", facts.hasJournal, "restart_tablet", null, null],
    ["vault", facts.hasVault, "unlock", null, null],
    ["battery", isCharged, "charge", facts.battery, LEAST_BATTERY],
  ];
}

function ofOffice(facts: ReadyFacts): readonly Line[] {
  const { silenceMs, skewMs } = facts;
  const isOnTime = skewMs !== null && Math.abs(skewMs) <= MOST_SKEW_MS;
  const isFresh = silenceMs !== null && silenceMs <= MOST_SILENCE_MS;
  return [
    ["credential", facts.hasCredential, "enrol", null, null],
    ["visits_present", facts.visits > 0, "pull", facts.visits, 1],
    ["checklists_present", facts.checklistsLacking === 0, "pull", facts.checklistsLacking, 0],
    ["consent_texts_present", facts.consentTexts > 0, "pull", facts.consentTexts, 1],
    ["clock", isOnTime, skewMs === null ? "pull" : "set_clock", skewMs, MOST_SKEW_MS],
    ["last_contact", isFresh, "pull", silenceMs, MOST_SILENCE_MS],
    ["unsent", facts.unsent === 0, "send_now", facts.unsent, 0],
  ];
}

/** Every line, in the order it is shown. */
export function readyChecks(facts: ReadyFacts): readonly ReadyCheck[] {
  return [...ofTablet(facts), ...ofOffice(facts)].map(([name, isOk, action, measured, needed]) => ({
    name,
    isOk,
    isRequired: !ADVICE.includes(name),
    action: isOk ? null : action,
    measured,
    needed,
  }));
}
