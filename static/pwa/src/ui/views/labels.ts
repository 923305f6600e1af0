/** People at a visit are numbered; the number is kept in Swedish and shown in the language that is on. */

import { language, t } from "../tongue";

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
