/** Worries for children that no person has read yet: how many, how old, and where they lie. */

import type { ConcernView } from "../../domain/tablet";
import { t } from "../tongue";
import { ageOf } from "./outbox";

/** Younger than this its age is not worth telling of. */
const MINUTE_MS = 60_000;

/** What every screen says until a person has read them. */
export interface Unreached {
  /** The oldest, which is looked at first. */
  readonly concernId: string;
  readonly text: string;
  /** `12 minuter, ligger kvar på plattan`; None: it was written just now. */
  readonly since: string | null;
}

/** What is to be said of these worries; None: a person has read each of them. */
export function unreachedOf(concerns: readonly ConcernView[], now: string): Unreached | null {
  const waiting = concerns.filter(({ state }) => state !== "acknowledged");
  const age = ({ raisedAt }: ConcernView): number => Date.parse(now) - Date.parse(raisedAt);
  const [oldest] = [...waiting].sort((one, other) => age(other) - age(one));
  if (oldest === undefined) return null;
  const lies = waiting.some(({ state }) => state === "unsent");
  const slots = { age: ageOf(age(oldest)) };
  const since = lies ? t("concern.lies_since", slots) : t("concern.unread_since", slots);
  return {
    concernId: oldest.concernId,
    text: t("concern.unreached", { count: waiting.length }),
    since: age(oldest) < MINUTE_MS ? null : since,
  };
}
