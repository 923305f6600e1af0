import { expect, test } from "vitest";
import {
  applicableItems,
  childrenFor,
  fieldsToAsk,
  findItem,
  isPerChild,
  itemsOf,
  parseChecklist,
} from "../../src/domain/checklist";
import { contextOf, readChecklist, readVectors, type StatedContext } from "./vectors";

interface Case {
  readonly name: string;
  readonly context: StatedContext;
  readonly expect: {
    readonly shown?: readonly string[];
    readonly hidden?: readonly string[];
    readonly children?: Readonly<Record<string, readonly string[]>>;
    readonly fields_to_ask?: readonly string[];
  };
}

const CASES = await readVectors<readonly Case[]>("applies");
const CHECKLIST = await readChecklist();

test.each(CASES)("items are shown and others are not: $name", (each) => {
  const shown = applicableItems(CHECKLIST, contextOf(each.context)).map(({ id }) => id);

  expect(shown).toEqual(expect.arrayContaining([...(each.expect.shown ?? [])]));
  expect(shown.filter((id) => each.expect.hidden?.includes(id))).toEqual([]);
});

test.each(CASES.filter((each) => each.expect.children))(
  "an item is about the children of its ages: $name",
  (each) => {
    const context = contextOf(each.context);
    const about = Object.keys(each.expect.children ?? {}).map((id) => {
      const item = findItem(CHECKLIST, id);
      return [id, item === null ? null : childrenFor(item, context).map(({ label }) => label)];
    });

    expect(Object.fromEntries(about)).toEqual(each.expect.children);
  },
);

test.each(CASES.filter((each) => each.expect.fields_to_ask))(
  "what is not asked yet is named: $name",
  (each) => {
    expect(fieldsToAsk(CHECKLIST, contextOf(each.context))).toEqual(each.expect.fields_to_ask);
  },
);

test("only what is told to or by a child is answered child by child", () => {
  const perChild = itemsOf(CHECKLIST).filter(([, item]) => isPerChild(item));

  expect(perChild.map(([, { id }]) => id)).toEqual([
    "CVO-01",
    "CVO-02",
    "CVO-03",
    "CVO-04",
    "CVO-05",
  ]);
});

test.each([{}, { schema_version: 2 }, { schema_version: 1 }, { schema_version: 1, sections: [] }])(
  "a document of another kind is not read: %j",
  (body) => {
    expect(parseChecklist(body)).toBeNull();
  },
);
