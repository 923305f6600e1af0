/** The locked tablet in words: how many tries are left, and what happens then. */

import type { Directory, DirectoryEntry } from "../../domain/contract";
import type { Snapshot, WaysIn } from "../../domain/tablet";
import { t } from "../tongue";
import { ownNumbers } from "./numbers";

/** What is told of the tries, and how gravely. */
export interface TriesNotice {
  readonly tone: "info" | "warning" | "danger";
  readonly text: string;
}

/** From so few tries on it is told what will happen; the tone grows graver at each. */
const TOLD_FROM = { few: 10, fewer: 5, last: 1 } as const;

/** What to say of the passphrase's tries; None: there are plenty. */
export function triesNotice({ passphraseTriesLeft: left }: WaysIn): TriesNotice | null {
  if (left === null) return { tone: "danger", text: t("lock.spent") };
  if (left > TOLD_FROM.few) return null;
  if (left <= TOLD_FROM.last) return { tone: "danger", text: t("lock.tries_last") };
  const tone = left <= TOLD_FROM.fewer ? "danger" : "warning";
  return { tone, text: t("lock.tries_left", { count: left }) };
}

/** How much waits here, of whoever. */
export function waitingIn({ othersUnsent, outbox }: Snapshot): number {
  return outbox.filter(({ state }) => state.is !== "received").length + othersUnsent.items;
}

/** Whom to call, those first who answer at any hour. */
export function numbersFirst(directory: Directory | null): readonly DirectoryEntry[] {
  const numbers = ownNumbers(directory);
  const onCall = numbers.filter(({ kind }) => kind === "on_call");
  return [...onCall, ...numbers.filter(({ kind }) => kind !== "on_call")];
}

/** Whether two phrases open the same: letter size, outer and double spaces make no difference. */
export function isSamePhrase(one: string, other: string): boolean {
  const plain = (text: string): string =>
    text.normalize("NFKC").toLowerCase().trim().replace(/\s+/gu, " ");
  return plain(one) === plain(other);
}
