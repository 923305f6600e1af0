/** What is known of a home: the questions first asked, and the words of their options. */

import type { Child, Context, Stays } from "../../domain/contract";
import type { Key } from "../tongue";

/** The words of the options that the checklist names by id alone. */
export const OPTION_NAMES: Readonly<Record<string, Key>> = {
  heating: "option.heating",
  summer: "option.summer",
  rental_first_hand: "option.rental_first_hand",
  rental_second_hand: "option.rental_second_hand",
  lodger: "option.lodger",
  social_contract: "option.social_contract",
  condominium: "option.condominium",
  owned: "option.owned",
  temporary: "option.temporary",
  unknown: "option.unknown",
  flat: "option.flat",
  house: "option.house",
  hotel_or_hostel: "option.hotel_or_hostel",
  caravan_or_cabin: "option.caravan_or_cabin",
  not_built_as_home: "option.not_built_as_home",
  established: "option.established",
  suspected: "option.suspected",
  no: "answer.no",
};

/** How much of the time a child is in the home. */
export const STAYS = [
  "full_time",
  "part_time",
  "visits",
  "planned",
] as const satisfies readonly Stays[];

/** The words of each of them. */
export const STAYS_NAMES: Readonly<Record<Stays, Key>> = {
  full_time: "stays.full_time",
  part_time: "stays.part_time",
  visits: "stays.visits",
  planned: "stays.planned",
};

/** A field of the context that is one answer, and not the list of children. */
export type ContextField = Exclude<keyof Context, "children">;

const CHOSEN = ["season", "tenure", "building", "moved_by_other_municipality"] as const;
const COUNTED = ["storeys", "persons_total", "bedrooms"] as const;
const TRUTHS = [
  "above_ground",
  "inner_stairs",
  "balcony",
  "combustion",
  "own_well",
  "open_water",
  "animals",
  "unrelated_adults",
  "sensitive_person",
] as const;

/** What a question is answered with. */
export type ContextQuestion =
  | { readonly kind: "choice"; readonly field: (typeof CHOSEN)[number] }
  | { readonly kind: "count"; readonly field: (typeof COUNTED)[number] }
  | { readonly kind: "truth"; readonly field: (typeof TRUTHS)[number] };

/** What kind of question a field of the checklist is; None: it is the list of children, or new. */
export function questionOf(id: string): ContextQuestion | null {
  const choice = CHOSEN.find((field) => field === id);
  if (choice !== undefined) return { kind: "choice", field: choice };
  const count = COUNTED.find((field) => field === id);
  if (count !== undefined) return { kind: "count", field: count };
  const truth = TRUTHS.find((field) => field === id);
  return truth === undefined ? null : { kind: "truth", field: truth };
}

/** The season of a day: September to May is the heating season. */
export function seasonOf(day: Date): "heating" | "summer" {
  const month = day.getMonth() + 1;
  return month >= 6 && month <= 8 ? "summer" : "heating";
}

/** How many of the questions are answered. */
export function answeredIn(context: Context, fields: readonly string[]): number {
  return fields.filter((id) => {
    const question = questionOf(id);
    return question !== null && context[question.field] !== null;
  }).length;
}

/** One more child; numbered, never named. */
export function withChild(children: readonly Child[], ageGroup: string): readonly Child[] {
  const numbers = children.map(({ label }) => Number(/\d+$/.exec(label)?.[0] ?? 0));
  const label = `Barn ${Math.max(0, ...numbers) + 1}`;
  const child: Child = {
    label,
    age_group: ageGroup,
    developmental_group: null,
    stays: "full_time",
  };
  return [...children, child];
}
