/** What lies in the outbox, in words: how much, how old, and why if a person is needed. */

import type { Attention, ConcernView, OutboxItem, Snapshot, VisitView } from "../../domain/tablet";
import { clockOf, numberOf, sizeOf } from "../format";
import { t, type Key } from "../tongue";

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How old something is: minutes, hours or days, whichever says it best. */
export function ageOf(ms: number): string {
  if (ms < MINUTE_MS) return t("age.now");
  if (ms < HOUR_MS) return t("age.minutes", { count: Math.floor(ms / MINUTE_MS) });
  if (ms < DAY_MS) return t("age.hours", { count: Math.floor(ms / HOUR_MS) });
  return t("age.days", { count: Math.floor(ms / DAY_MS) });
}

/** What has waited for longer than a day: how much, and how old the oldest is; None: nothing has. */
export function waitingLong(
  outbox: readonly OutboxItem[],
): { readonly count: number; readonly age: string } | null {
  const old = outbox.filter(({ ageMs, state }) => state.is !== "received" && ageMs > DAY_MS);
  if (old.length === 0) return null;
  return { count: old.length, age: ageOf(Math.max(...old.map(({ ageMs }) => ageMs))) };
}

const REASONS: Readonly<Record<string, Key>> = {
  revision_differs: "attention.revision_differs",
  visit_erased: "attention.visit_erased",
  digest_mismatch: "attention.digest_mismatch",
  parcel_malformed: "attention.parcel_malformed",
  ids_differ: "attention.ids_differ",
  hash_differs: "attention.hash_differs",
  offset_differs: "attention.offset_differs",
  credential_unknown: "error.credential_unknown",
  photo_missing: "error.photo_missing",
  too_large: "attention.too_large",
  http_413: "attention.too_large",
};

/** Why a person is needed, in words; the code is told as well, for who is asked. */
export function reasonOf({ code, message }: Attention): string {
  const known = REASONS[code];
  if (known !== undefined) return t(known);
  return message === "" ? t("attention.other", { code }) : message;
}

/** `3 av 8 bilder · 1,2 MB kvar · 2 timmar`. */
export function progressOf(item: OutboxItem): string {
  const { photos, photosSent, bytesLeft, ageMs } = item;
  const parts = [
    photos > 0 ? t("outbox.photos", { sent: photosSent, count: photos }) : "",
    bytesLeft > 0 ? t("outbox.left", { size: sizeOf(bytesLeft) }) : "",
    ageOf(ageMs),
  ];
  return parts.filter(Boolean).join(" · ");
}

/** Whether a concern has reached a person, and whom. */
export function reachOf({ acknowledgedBy, acknowledgedAt, raisedAt }: ConcernView): string {
  if (acknowledgedBy === null) return t("concern.not_reached");
  const at = clockOf(acknowledgedAt ?? raisedAt);
  return t("concern.acknowledged", { who: acknowledgedBy, at });
}

/** The visit that something in the outbox belongs to; None: it is no longer here. */
export function visitOf(item: OutboxItem, visits: readonly VisitView[]): VisitView | null {
  return visits.find(({ visitId }) => visitId === item.visitId) ?? null;
}

/** What is begun and not finished; it is not on its way anywhere. */
export function draftsIn({ visits }: Snapshot): readonly VisitView[] {
  return visits.filter(({ state }) => state.is === "draft");
}

/** `plattan säger 42, kontoret har 41`; None: they agree, or the office has not said. */
export function sequenceGap({ sequence }: Snapshot): string | null {
  const { said, held } = sequence;
  if (held === null || held === said) return null;
  return t("outbox.sequence", { said: numberOf(said, 0), held: numberOf(held, 0) });
}
