/**
 * Days, hours, amounts and sizes as people read them, in the language that is on.
 *
 * Hours are Swedish hours, whatever zone a tablet was left in: that is what the
 * office planned by and what a wall clock in the home shows.
 */

import { language } from "./tongue";

const ZONE = "Europe/Stockholm";
const LOCALES = { sv: "sv-SE", en: "en-GB" } as const;
const THIN_SPACE = "\u202f";

function formatter(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(LOCALES[language.value], { timeZone: ZONE, ...options });
}

/** `10:42`. */
export function clockOf(at: string | Date): string {
  return formatter({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(new Date(at));
}

/** `12 mars 2026`. */
export function dayOf(at: string | Date): string {
  return formatter({ day: "numeric", month: "long", year: "numeric" }).format(new Date(at));
}

/** `tors 12 mars`. */
export function weekdayOf(at: string | Date): string {
  return formatter({ weekday: "short", day: "numeric", month: "long" }).format(new Date(at));
}

/** `12 mars 10:42`. */
export function momentOf(at: string | Date): string {
  const day = formatter({ day: "numeric", month: "long" }).format(new Date(at));
  return `${day} ${clockOf(at)}`;
}

/** `2026-03-12`: the day as it is in Sweden, to compare days by. */
export function isoDayOf(at: string | Date): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE }).format(new Date(at));
}

function grouped(value: number, decimals: number): string {
  const options = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  const written = new Intl.NumberFormat(LOCALES[language.value], options).format(value);
  return written.replace(/[\u00a0\u202f,](?=\d{3}(?:\D|$))/g, THIN_SPACE);
}

/** `1,2`: at most so many decimals, as few as the value needs. */
export function numberOf(value: number, decimals: number): string {
  const options = { maximumFractionDigits: decimals };
  return new Intl.NumberFormat(LOCALES[language.value], options).format(value);
}

/** Whole öre as `8 450 kr`, and with two decimals only when there are öre. */
export function kronor(ore: number): string {
  const decimals = ore % 100 === 0 ? 0 : 2;
  return `${grouped(ore / 100, decimals)}\u00a0kr`;
}

/** As `kronor`, with its sign written out: `+850 kr`, `−120 kr`. */
export function signedKronor(ore: number): string {
  if (ore === 0) return kronor(0);
  return `${ore > 0 ? "+" : "\u2212"}${kronor(Math.abs(ore))}`;
}

/** `0,9 MB`, `312 kB`. */
export function sizeOf(bytes: number): string {
  if (bytes < 1_000_000) return `${numberOf(Math.ceil(bytes / 1000), 0)}\u00a0kB`;
  return `${numberOf(bytes / 1_000_000, 1)}\u00a0MB`;
}

/** `1,2 km`, and from ten kilometres on without decimals. */
export function kilometres(km: number): string {
  return `${numberOf(km, km < 10 ? 1 : 0)}\u00a0km`;
}

/** The name of a language, as `arabiska`; its code if it has none. */
export function languageName(code: string): string {
  try {
    return new Intl.DisplayNames([LOCALES[language.value]], { type: "language" }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** Which way a language is written. */
export function directionOf(code: string): "ltr" | "rtl" {
  return ["ar", "fa", "prs", "ckb", "ur", "he", "ps"].includes(code) ? "rtl" : "ltr";
}
