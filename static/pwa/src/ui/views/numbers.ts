/** The numbers to call, as the municipality has published them. */

import type { Call, Directory, DirectoryEntry } from "../../domain/contract";
import { language, t, type Key } from "../tongue";

/** The name of a number, in the language that is on. */
export function labelOf(entry: DirectoryEntry): string {
  return language.value === "en" ? entry.label_en : entry.label_sv;
}

/** A number as it is read, in one piece. */
export function phoneOf({ phone }: DirectoryEntry): string {
  return phone.replaceAll(" ", "\u00a0");
}

/** How a number is called. */
export function telHref(phone: string): string {
  return `tel:${phone.replace(/[^\d+]/g, "")}`;
}

/** The municipality's own numbers, those on call first; 112 has a place of its own. */
export function ownNumbers(directory: Directory | null): readonly DirectoryEntry[] {
  const own = (directory?.numbers ?? []).filter(({ phone }) => telHref(phone) !== "tel:112");
  const onCall = own.filter(({ kind }) => kind === "on_call");
  return [...onCall, ...own.filter(({ kind }) => kind !== "on_call")];
}

/** The number to call first about a child; None: the municipality has published none. */
export function firstNumber(directory: Directory | null): DirectoryEntry | null {
  return ownNumbers(directory).find(({ kind }) => kind === "on_call") ?? null;
}

const POLICE = "tel:11414";

/** Whom a number belongs to, as a call is logged. */
export function whomOf({ kind, phone }: DirectoryEntry): Call["whom"] {
  if (kind === "on_call") return "on_call";
  if (kind === "emergency") return "112";
  return telHref(phone) === POLICE ? "police" : "other";
}

const WHOM: Readonly<Record<Call["whom"], Key>> = {
  on_call: "call.on_call",
  "112": "call.112",
  police: "call.police",
  other: "call.other",
};

/** Who was called, in words. */
export function whomName(whom: Call["whom"]): string {
  return t(WHOM[whom]);
}
