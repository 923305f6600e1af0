import { beforeAll, describe, expect, it } from "vitest";
import type { Checklist } from "../../src/domain/checklist";
import type { DraftContent } from "../../src/domain/tablet";
import { assess } from "../../src/domain/outcome";
import {
  assessmentOf,
  endLacks,
  foundIn,
  governing,
  lacksIn,
  reasonSentence,
  stepOf,
  visitedIn,
} from "../../src/ui/views/summary";
import { answerOf, contextOf, readChecklist, type StatedAnswer } from "../domain/vectors";
import { AT, contentOf } from "./records";

let checklist: Checklist;

beforeAll(async () => {
  checklist = await readChecklist();
});

const CHILD = { label: "Barn 1", age_group: "a3", stays: "full_time" } as const;

function visited(...answers: readonly Omit<StatedAnswer, "answered_at">[]): DraftContent {
  const whole = answers.map((answer) => answerOf({ answered_at: AT, ...answer }));
  return contentOf({ context: contextOf({ children: [CHILD] }), answers: whole });
}

function because(content: DraftContent): readonly string[] {
  const { homeReasons, childReasons } = assess(visitedIn(checklist, content)).asFound;
  return [...homeReasons, ...childReasons].map((reason) => reasonSentence(reason, "sv"));
}

describe("an outcome", () => {
  it("is told with the rule that gave it", () => {
    const content = visited({
      item: "WAT-03",
      kind: "deficiency",
      findings: [{ level: "serious" }],
    });

    expect(because(content)).toEqual([
      "En brist som är allvarlig eller värre i något hemmet inte klarar sig utan:",
      "Bostaden är H3 eller värre.",
    ]);
  });

  it("is told by what a child has said", () => {
    const content = visited({ item: "CVO-03", kind: "said", child: "Barn 1", flag: "danger" });

    expect(because(content)).toEqual(["Ett barn har berättat om något som är farligt nu."]);
  });

  it("is computed anew, with the worker's choices kept", () => {
    const old = { home: "H4", child: null, is_preliminary: false } as const;
    const override = { home: "H1", child: null, reason: "Lånat ut" } as const;
    const done = [{ action: "A-112", at: AT }];
    const assessment = { as_found: old, as_left: old, override, actions: ["A-112"], done };

    const kept = assessmentOf(checklist, { ...visited(), assessment });

    expect([kept.as_found.home, kept.override, kept.actions, kept.done]).toEqual([
      "H0",
      override,
      ["A-112"],
      done,
    ]);
  });

  it("is the worker's own where there is one", () => {
    const computed = { home: "H3", child: "C2", is_preliminary: false } as const;

    expect(governing(computed, { home: "H2", child: null, reason: "Ny spis" })).toEqual({
      ...computed,
      home: "H2",
    });
  });
});

describe("what was found", () => {
  it("is told with the most serious first, and what was fixed as fixed", () => {
    const found = foundIn(
      checklist,
      visited(
        { item: "FIR-02", kind: "deficiency", findings: [{ level: "minor" }] },
        {
          item: "ENT-01",
          kind: "deficiency",
          findings: [{ level: "acute", fixed_on_spot: true }],
        },
      ),
    );

    expect(found.map(({ item, level, isFixed }) => [item, level, isFixed])).toEqual([
      ["ENT-01", "acute", true],
      ["FIR-02", "minor", false],
    ]);
  });
});

describe("a visit", () => {
  it("cannot be finished while something acute lacks what was done", () => {
    const content = visited({
      item: "ENT-01",
      kind: "deficiency",
      findings: [{ level: "acute" }],
    });

    const [lack] = lacksIn(checklist, content);

    expect([lack?.code, lack && stepOf(checklist, lack)]).toEqual([
      "action_taken_missing",
      "zone/hall",
    ]);
  });

  it.each([
    [null, null, ["readback"]],
    [{ option: "disagrees", text: " " }, null, ["readback_text"]],
    [{ option: "not_shown", text: "Tolken gick" }, null, []],
    [{ option: "agreed", text: "" }, { home: "H0", child: null, reason: "" }, ["override_reason"]],
  ] as const)("with %o and %o lacks %o", (readback, override, lacks) => {
    const told = readback && { ...readback, signature: null, wants_copy: false };

    expect(endLacks(told, override)).toEqual(lacks);
  });
});
