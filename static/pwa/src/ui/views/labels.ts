/** People at a visit are numbered; the number is kept in Swedish and shown in the language that is on. */

import { language, t, type Key } from "../tongue";

const NUMBERED = /^(Vuxen|Barn) (\d+)$/;

/** A label as it is shown: `Barn 1`, `Child 1`. */
export function shown(label: string): string {
  const [, kind, number] = NUMBERED.exec(label) ?? [];
  if (number === undefined || language.value === "sv") return label;
  return kind === "Barn" ? t("label.child", { number }) : t("label.adult", { number });
}

/** `Barn 1`, `Barn 1–2`: the children of a home in one word. */
export function childrenInOneWord(count: number): string {
  if (count === 0) return "";
  return count === 1 ? shown("Barn 1") : `${shown("Barn 1")}–${count}`;
}

const UNITS: Readonly<Record<string, Key>> = {
  "% RF": "unit.percent_humidity",
  st: "unit.pieces",
  "personer per rum": "unit.people_per_room",
};

/** A unit of the checklist as it is read in the language that is on; a sign is the same in both. */
export function unitName(unit: string): string {
  const key = UNITS[unit];
  return key === undefined ? unit : t(key);
}

const REASONS_TO_COME: Readonly<Record<string, Key>> = {
  housing_condition: "why.housing_condition",
  follow_up: "why.follow_up",
  suspected_induced_relocation: "why.suspected_induced_relocation",
};

/** Why the office has planned a visit; a reason that came later than this app stands as it is. */
export function whyOf(purpose: string): string {
  const key = REASONS_TO_COME[purpose];
  return key === undefined ? purpose : t(key);
}
