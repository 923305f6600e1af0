/** What must not wait: whom to call, worries that have reached no one, and what to do before one leaves. */

import { beforeAll, describe, expect, it } from "vitest";
import type { Checklist } from "../../src/domain/checklist";
import type { Directory, DirectoryEntry } from "../../src/domain/contract";
import type { ConcernView } from "../../src/domain/tablet";
import { doNowIn, withDone } from "../../src/ui/views/doNow";
import { firstNumber, ownNumbers, whomOf } from "../../src/ui/views/numbers";
import { unreachedOf } from "../../src/ui/views/unreached";
import { answerOf, contextOf, readChecklist, type StatedAnswer } from "../domain/vectors";
import { AT, contentOf, yes } from "./records";

function number(phone: string, kind: DirectoryEntry["kind"] = "other"): DirectoryEntry {
  return { label_sv: phone, label_en: phone, phone, kind };
}

function directory(...numbers: readonly DirectoryEntry[]): Directory {
  return { municipality_code: "1460", municipality: "Påhittad", is_demo: false, numbers };
}

describe("the numbers", () => {
  const [sos, police, duty] = [
    number("112", "emergency"),
    number("114 14"),
    number("0531-52 60 00", "on_call"),
  ];

  it("begin with who is on call, wherever in the list that is", () => {
    const all = directory(sos, police, duty);

    expect(ownNumbers(all)).toEqual([duty, police]);
    expect(firstNumber(all)).toEqual(duty);
  });

  it.each([
    ["only others are published", directory(sos, police)],
    ["none are", directory()],
    ["nothing is known", null],
  ])("have no one on call when %s", (_, known) => {
    expect(firstNumber(known)).toBeNull();
  });

  it("say whom a call is logged to", () => {
    const others = [sos, police, duty, number("0771-11 00 00")];

    expect(others.map(whomOf)).toEqual(["112", "police", "on_call", "other"]);
  });
});

function concern(minutes: number, part: Partial<ConcernView> = {}): ConcernView {
  return {
    concernId: `c${minutes}`,
    visitId: "v",
    raisedAt: new Date(Date.parse(AT) - minutes * 60_000).toISOString(),
    isImmediateDanger: false,
    children: [],
    seen: "",
    thought: "",
    calls: [],
    state: "unsent",
    sentAt: null,
    receiptNumber: null,
    acknowledgedBy: null,
    acknowledgedAt: null,
    attention: null,
    ...part,
  };
}

describe("a worry for a child that no one has read", () => {
  it("is told of with its age, the oldest first", () => {
    expect(unreachedOf([concern(3), concern(12)], AT)).toEqual({
      concernId: "c12",
      text: "2 oroanmälningar har inte nått någon.",
      since: "Ligger kvar på plattan sedan 12 minuter.",
    });
  });

  it("still counts when the office's machine has it", () => {
    expect(unreachedOf([concern(75, { state: "sent" })], AT)).toMatchObject({
      text: "Oro för barn har inte nått någon.",
      since: "Ingen har läst på 1 timme.",
    });
  });

  it("has no age in its first minute", () => {
    expect(unreachedOf([concern(0.5)], AT)?.since).toBeNull();
  });

  it.each([
    ["there is none", []],
    ["a person has read it", [concern(12, { state: "acknowledged" })]],
  ])("is not told of when %s", (_, concerns) => {
    expect(unreachedOf(concerns, AT)).toBeNull();
  });
});

describe("what to do now", () => {
  let checklist: Checklist;
  const child = contextOf({ children: [{ label: "Barn 1", age_group: "a1", stays: "full_time" }] });

  beforeAll(async () => {
    checklist = await readChecklist();
  });

  function visited(...answers: readonly Omit<StatedAnswer, "answered_at">[]) {
    const whole = answers.map((answer) => answerOf({ answered_at: AT, ...answer }));
    return contentOf({ consents: [yes()], context: child, answers: whole });
  }

  const taken = { what: "Stängde av gasen", who_was_told: "Vuxen 1", at: AT };
  const gas = (part: { readonly fixed_on_spot?: boolean } = {}) => ({
    item: "FIR-06",
    kind: "deficiency" as const,
    findings: [{ level: "acute" as const, action_taken: taken, ...part }],
  });

  it("is the checklist's own actions for the outcome, in its order", () => {
    const now = doNowIn(checklist, visited(gas()));

    expect(now?.outcomes).toContain("H4");
    expect(now?.actions.map(({ action }) => action)).toEqual(
      expect.arrayContaining(["A-LEAVE", "A-112", "A-EMHOUSE"]),
    );
    expect(now?.actions.every(({ doneAt }) => doneAt === null)).toBe(true);
  });

  it("is nothing in a home where nothing is acute", () => {
    expect(doNowIn(checklist, visited({ item: "KIT-01", kind: "ok" }))).toBeNull();
  });

  it("is for the child also where the danger was mended on the spot", () => {
    const said = { item: "CVO-03", kind: "said", child: "Barn 1", flag: "danger" } as const;
    const [before, mended] = [visited(said), visited(gas({ fixed_on_spot: true }))];

    expect(doNowIn(checklist, before)?.outcomes).toEqual(["C3"]);
    expect(doNowIn(checklist, mended)?.outcomes).not.toContain("H4");
  });

  it("is ticked off with its hour, chosen with that, and can be taken back", () => {
    const content = visited(gas());
    const done = withDone(checklist, content, { action: "A-112", doneAt: AT });
    const ticked = { ...content, assessment: done };
    const undone = withDone(checklist, ticked, { action: "A-112", doneAt: null });

    expect(done).toMatchObject({ actions: ["A-112"], done: [{ action: "A-112", at: AT }] });
    expect(doNowIn(checklist, ticked)?.actions).toContainEqual({ action: "A-112", doneAt: AT });
    expect(undone).toMatchObject({ actions: ["A-112"], done: [] });
  });
});
