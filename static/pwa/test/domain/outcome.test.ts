import { describe, expect, test } from "vitest";
import * as fc from "fast-check";
import { holdsCondition, itemsOf, LEVELS, rank } from "../../src/domain/checklist";
import { isLow, isPreliminary } from "../../src/domain/completeness";
import type { Answer, Level } from "../../src/domain/contract";
import type { Visited } from "../../src/domain/findings";
import { assess, isFinal, needsSecondPerson, outcomeOf, type Reason } from "../../src/domain/outcome";
import { proposeActions } from "../../src/domain/proposals";
import {
  answerOf,
  contextOf,
  readChecklist,
  readVectors,
  type StatedAnswer,
  type StatedContext,
} from "./vectors";

interface Stated {
  readonly home: string;
  readonly child: string | null;
}

interface Case {
  readonly name: string;
  readonly context: StatedContext;
  readonly answers: readonly StatedAnswer[];
  readonly expect: {
    readonly as_found: Stated;
    readonly as_left: Stated;
    readonly is_preliminary: boolean;
    readonly completeness?: Readonly<Record<string, unknown>>;
    readonly because?: unknown;
    readonly final?: { readonly home: boolean; readonly child: boolean };
    readonly proposals?: unknown;
  };
}

const CASES = await readVectors<readonly Case[]>("outcome");
const CHECKLIST = await readChecklist();

function visitedIn({ context, answers }: Pick<Case, "context" | "answers">): Visited {
  return { checklist: CHECKLIST, context: contextOf(context), answers: answers.map(answerOf) };
}

/** The cases that expect something of this kind. */
function saying(key: keyof Case["expect"]): readonly Case[] {
  return CASES.filter((each) => each.expect[key] !== undefined);
}

/** A criterion without what it does not say. */
function asCase({ criterion, items }: Reason): unknown {
  const said = Object.entries(criterion).filter(
    ([key, value]) => value !== null && value !== false && !(key === "count" && isCountless()),
  );
  function isCountless(): boolean {
    return criterion.min_severity === null;
  }
  return { criterion: Object.fromEntries(said), items: items.map(({ item }) => item) };
}

describe.each(CASES)("$name", (each) => {
  const result = assess(visitedIn(each));

  test("comes to the outcome as found", () => {
    expect(outcomeOf(result, "as_found")).toMatchObject(each.expect.as_found);
  });

  test("comes to the outcome as left", () => {
    expect(outcomeOf(result, "as_left")).toMatchObject(each.expect.as_left);
  });

  test("is preliminary while a core item is open", () => {
    expect(isPreliminary(result.completeness)).toBe(each.expect.is_preliminary);
  });
});

test.each(saying("completeness"))("it is told how much was looked at: $name", (each) => {
  const { completeness } = assess(visitedIn(each));

  expect({
    answered: completeness.answered,
    applicable: completeness.applicable,
    is_low: isLow(completeness),
    core_missing: completeness.coreMissing,
  }).toEqual(each.expect.completeness);
});

test.each(saying("because"))("an outcome says what gave it: $name", (each) => {
  const { asFound } = assess(visitedIn(each));

  expect({
    home: asFound.homeReasons.map(asCase),
    child: asFound.childReasons.map(asCase),
  }).toEqual(each.expect.because);
});

test.each(saying("final"))("a mild outcome is not final while preliminary: $name", (each) => {
  const { home, child, is_preliminary: preliminary } = outcomeOf(
    assess(visitedIn(each)),
    "as_found",
  );

  expect({
    home: isFinal(CHECKLIST, home, preliminary),
    child: child === null || isFinal(CHECKLIST, child, preliminary),
  }).toEqual(each.expect.final);
});

test.each(saying("proposals"))("what is proposed says what for: $name", (each) => {
  const visited = visitedIn(each);
  const result = assess(visited);
  const proposals = proposeActions(visited, {
    asFound: outcomeOf(result, "as_found"),
    asLeft: outcomeOf(result, "as_left"),
  });

  expect(proposals.map(({ action, proposedFor }) => [action, proposedFor])).toEqual(
    each.expect.proposals,
  );
});

const CONDITIONS = itemsOf(CHECKLIST)
  .map(([, item]) => item)
  .filter(holdsCondition);

const AT = "2026-12-03T10:15:00+01:00";

const deficiencies: fc.Arbitrary<Answer> = fc
  .constantFrom(...CONDITIONS)
  .chain((item) =>
    fc.record({
      level: fc.constantFrom(...LEVELS.filter((level) => Object.hasOwn(item.levels, level))),
      in_childs_room: fc.boolean(),
      fixed_on_spot: fc.boolean(),
    }).map((finding) =>
      answerOf({ item: item.id, kind: "deficiency", answered_at: AT, findings: [finding] }),
    ),
  );

const contexts = fc
  .record({
    sensitive_person: fc.constantFrom(null, true, false),
    stays: fc.array(fc.constantFrom("full_time", "part_time", "visits", "planned"), {
      maxLength: 2,
    }),
  })
  .map(({ sensitive_person, stays }) =>
    contextOf({
      sensitive_person,
      children: stays.map((each, at) => ({
        label: `Barn ${at + 1}`,
        age_group: "a2",
        stays: each,
      })),
    }),
  );

const visits = fc.record({ context: contexts, answers: fc.array(deficiencies, { maxLength: 8 }) });

test("finding more never makes an outcome milder", () => {
  fc.assert(
    fc.property(visits, deficiencies, ({ context, answers }, more) => {
      const before = assess({ checklist: CHECKLIST, context, answers }).asFound;

      const after = assess({ checklist: CHECKLIST, context, answers: [...answers, more] }).asFound;

      expect(after.home >= before.home).toBe(true);
      expect((after.child ?? "") >= (before.child ?? "")).toBe(true);
    }),
  );
});

test("the order of the answers does not matter", () => {
  fc.assert(
    fc.property(visits, ({ context, answers }) => {
      const turned = [...answers].reverse();

      expect(assess({ checklist: CHECKLIST, context, answers: turned })).toEqual(
        assess({ checklist: CHECKLIST, context, answers }),
      );
    }),
  );
});

test("what is left is never worse than what was found", () => {
  fc.assert(
    fc.property(visits, ({ context, answers }) => {
      const { asFound, asLeft } = assess({ checklist: CHECKLIST, context, answers });

      expect(asLeft.home <= asFound.home).toBe(true);
      expect((asLeft.child ?? "") <= (asFound.child ?? "")).toBe(true);
    }),
  );
});

test.each([
  ["H4", "H3", true],
  ["H4", "H4", false],
  ["H3", "H0", false],
  ["H0", "H4", false],
] as const)("judging %s as %s takes a second person: %s", (before, now, isNeeded) => {
  const computed = { home: before, child: null };

  expect(needsSecondPerson(CHECKLIST, computed, { home: now, child: null })).toBe(isNeeded);
});

test.each([
  ["C3", "C2", true],
  ["C3", null, false],
  ["C2", "C0", false],
] as const)("judging %s as %s takes a second person: %s", (before, now, isNeeded) => {
  const computed = { home: "H0", child: before } as const;

  expect(needsSecondPerson(CHECKLIST, computed, { home: null, child: now })).toBe(isNeeded);
});

test("levels are ordered from the mildest", () => {
  const levels: readonly Level[] = ["acute", "minor", "serious", "moderate"];

  expect([...levels].sort((a, b) => rank(a) - rank(b))).toEqual([...LEVELS]);
});
