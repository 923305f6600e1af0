/** The numbers to call, as the municipality has published them. */

import type { Directory, DirectoryEntry } from "../../domain/contract";
import { language } from "../tongue";

/** The name of a number, in the language that is on. */
export function labelOf(entry: DirectoryEntry): string {
  return language.value === "en" ? entry.label_en : entry.label_sv;
}

/** How a number is called. */
export function telHref(phone: string): string {
  return `tel:${phone.replace(/[^\d+]/g, "")}`;
}

/** The municipality's own numbers; 112 has a place of its own. */
export function ownNumbers(directory: Directory | null): readonly DirectoryEntry[] {
  return (directory?.numbers ?? []).filter(({ phone }) => telHref(phone) !== "tel:112");
}

/** The number to call first about a child; None: the municipality has published none. */
export function firstNumber(directory: Directory | null): DirectoryEntry | null {
  return ownNumbers(directory)[0] ?? null;
}
