import { beforeAll, describe, expect, it } from "vitest";
import type { Checklist } from "../../src/domain/checklist";
import { scopeOf } from "../../src/domain/consent";
import type { DraftContent } from "../../src/domain/tablet";
import { allowedStep, stepAfter, stepBefore, stepsOf, type Walk } from "../../src/ui/views/steps";
import { voicesOf } from "../../src/ui/views/voices";
import { itemsIn, nextUnanswered, zonesOf, type ZoneView } from "../../src/ui/views/zones";
import { answerOf, contextOf, readChecklist, type StatedAnswer } from "../domain/vectors";
import { AT, contentOf, yes } from "./records";

let checklist: Checklist;

beforeAll(async () => {
  checklist = await readChecklist();
});

function answered(...answers: readonly Omit<StatedAnswer, "answered_at">[]): DraftContent {
  const whole = answers.map((answer) => answerOf({ answered_at: AT, ...answer }));
  return contentOf({ consents: [yes()], answers: whole });
}

function kitchen(content: DraftContent): ZoneView | undefined {
  const zones = zonesOf(checklist, content, scopeOf(content.consents));
  return zones.find(({ zone }) => zone.id === "kitchen");
}

describe("a zone", () => {
  it("counts what is answered, and the worst of what was found", () => {
    const view = kitchen(
      answered(
        { item: "WAT-01", kind: "ok" },
        { item: "KIT-01", kind: "deficiency", findings: [{ level: "serious" }] },
        { item: "KIT-02", kind: "deficiency", findings: [{ level: "minor" }] },
      ),
    );

    expect([view?.answered, view?.items.length, view?.worst]).toEqual([
      3,
      6,
      { level: "serious", count: 1 },
    ]);
  });

  it.each([
    ["a deficiency without a description", { item: "KIT-01", kind: "deficiency" }],
    ["not inspected without a reason", { item: "KIT-01", kind: "not_inspected" }],
    [
      "something acute that nothing was done about",
      { item: "WAT-01", kind: "deficiency", findings: [{ level: "acute" }] },
    ],
  ] as const)("does not count %s as answered", (_, answer) => {
    expect(kitchen(answered(answer))?.answered).toBe(0);
  });

  it("is there with its own level when a child lives there", () => {
    const content = answered({
      item: "KIT-01",
      kind: "deficiency",
      findings: [{ level: "minor" }],
    });
    const context = contextOf({
      children: [{ label: "Barn 1", age_group: "a4", stays: "full_time" }],
    });

    expect(kitchen({ ...content, context })?.worst?.level).toBe("moderate");
  });

  it("goes on to the next that is not answered, round to what was left", () => {
    const content = answered({ item: "KIT-01", kind: "ok" });
    const items = itemsIn(checklist, content.context, "kitchen");
    const last = items.at(-1)?.id ?? "";

    expect([
      nextUnanswered(items, content, "WAT-01")?.id,
      nextUnanswered(items, content, last)?.id,
    ]).toEqual(["KIT-02", "WAT-01"]);
  });

  it("holds nothing that is said: words have pages of their own", () => {
    const zones = zonesOf(checklist, contentOf(), scopeOf([yes()]));
    const types = zones.flatMap(({ items }) => items.map(({ type }) => type));

    expect(types.filter((type) => type === "voice" || type === "record")).toEqual([]);
  });
});

describe("a child's own words", () => {
  it("are asked of each child old enough, and of no one else", () => {
    const context = contextOf({
      children: [
        { label: "Barn 1", age_group: "a0", stays: "full_time" },
        { label: "Barn 2", age_group: "a2", stays: "full_time" },
        { label: "Barn 3", age_group: "a4", stays: "visits" },
      ],
    });

    const voices = voicesOf(checklist, context).map(({ child, items }) => [
      child.label,
      items.map(({ id }) => id),
    ]);

    expect(voices).toEqual([
      ["Barn 2", ["CVO-02", "CVO-03", "CVO-05"]],
      ["Barn 3", ["CVO-01", "CVO-02", "CVO-03", "CVO-04", "CVO-05"]],
    ]);
  });
});

const OPEN: Walk = { gate: "open", zones: ["hall", "kitchen"], hasVoices: true };

describe("the steps", () => {
  it("go through the home to the summary", () => {
    expect(stepsOf(OPEN)).toEqual([
      "consent",
      "home",
      "zone/hall",
      "zone/kitchen",
      "voice",
      "summary",
    ]);
  });

  it.each(["home", "zone/kitchen", "voice", "summary", ""])(
    "do not lead to %s while no one has said yes",
    (wanted) => {
      expect(allowedStep({ ...OPEN, gate: "asking" }, wanted)).toBe("consent");
    },
  );

  it.each(["home", "zone/kitchen", "summary", ""])(
    "do not lead to %s once consent is taken back",
    (wanted) => {
      expect(allowedStep({ ...OPEN, gate: "withdrawn" }, wanted)).toBe("ended");
    },
  );

  it.each(["asking", "declined", "withdrawn", "open"] as const)(
    "lead to a worry for a child whatever else, also %s",
    (gate) => {
      expect(allowedStep({ ...OPEN, gate }, "concern")).toBe("concern");
    },
  );

  it("lead one on and back", () => {
    expect([
      stepAfter(OPEN, "home"),
      stepAfter(OPEN, "summary"),
      stepBefore(OPEN, "zone/hall"),
      stepBefore(OPEN, "consent"),
      stepAfter({ ...OPEN, gate: "asking" }, "consent"),
    ]).toEqual(["zone/hall", null, "home", null, null]);
  });

  it("lead past what is no longer there to the home", () => {
    expect(allowedStep(OPEN, "zone/outside")).toBe("home");
  });
});
