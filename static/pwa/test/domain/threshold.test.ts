import { expect, test } from "vitest";
import {
  computedValue,
  findItem,
  suggestFromContext,
  suggestLevel,
  type Suggestion,
} from "../../src/domain/checklist";
import type { Item } from "../../src/domain/contract";
import { contextOf, readChecklist, readVectors, type StatedContext } from "./vectors";

interface Case {
  readonly name: string;
  readonly item: string;
  readonly context: StatedContext;
  readonly value?: number;
  readonly computed?: number | "infinite" | null;
  readonly expect: { readonly level: string; readonly ref: string } | null;
}

const CASES = await readVectors<readonly Case[]>("threshold");
const CHECKLIST = await readChecklist();

function itemIn({ item: id }: Case): Item {
  const item = findItem(CHECKLIST, id);
  if (item === null) throw new Error(`${id} is not in the checklist`);
  return item;
}

function said(suggestion: Suggestion | null): Case["expect"] {
  return suggestion && { level: suggestion.level, ref: suggestion.ref };
}

test.each(CASES.filter(({ value }) => value !== undefined))(
  "a measured value suggests a level: $name",
  (each) => {
    const suggestion = suggestLevel(itemIn(each), contextOf(each.context), each.value ?? NaN);

    expect(said(suggestion)).toEqual(each.expect);
  },
);

const COMPUTED = CASES.filter(({ computed }) => computed !== undefined);

test.each(COMPUTED)("crowding suggests a level: $name", (each) => {
  expect(said(suggestFromContext(itemIn(each), contextOf(each.context)))).toEqual(each.expect);
});

test.each(COMPUTED)("persons to a room are counted by the program: $name", (each) => {
  const expected = each.computed === "infinite" ? Infinity : each.computed;

  expect(computedValue(itemIn(each), contextOf(each.context))).toBe(expected);
});
