import { describe, expect, it } from "vitest";
import type { ConsentText, TabletWords } from "../../src/domain/tablet";
import { askedLanguage, spokenOf } from "../../src/ui/consentTexts";
import { checklistLanguage, homeStanding } from "../../src/ui/views/resident";
import { answerOf, findingOf, readChecklist } from "../domain/vectors";
import { AT, contentOf, yes } from "./records";

const CHECKLIST = await readChecklist();

function found(level: "minor" | "serious", isFixed = false) {
  return answerOf({
    item: "CLI-01",
    kind: "deficiency",
    answered_at: AT,
    findings: [findingOf({ level, fixed_on_spot: isFixed })],
  });
}

describe("what a resident is shown", () => {
  it("is the home as it is left", () => {
    const content = contentOf({ answers: [found("serious")] });

    expect(homeStanding(CHECKLIST, content).home).toBe("H2");
  });

  it("is the worker's own judgement where there is one", () => {
    const assessed = {
      as_found: { home: "H2", child: null, is_preliminary: true },
      as_left: { home: "H2", child: null, is_preliminary: true },
      override: { home: "H1", child: null, reason: "Elementet byts i morgon" },
      actions: [],
      done: [],
    } as const;
    const content = contentOf({ answers: [found("serious")], assessment: assessed });

    expect(homeStanding(CHECKLIST, content).home).toBe("H1");
  });

  it("says when not everything was looked at", () => {
    expect(homeStanding(CHECKLIST, contentOf()).isPreliminary).toBe(true);
  });

  it.each([
    ["en", "en"],
    ["sv", "sv"],
    ["ti", "sv"],
  ])("to who reads %s has the checklist's words in %s", (language, tongue) => {
    expect(checklistLanguage(language)).toBe(tongue);
  });

  it("is in the language they were asked in", () => {
    const consent = yes({ text: { ...yes().text, language: "so" } });

    expect([askedLanguage([consent]), askedLanguage([])]).toEqual(["so", null]);
  });

  it("is never in a language that has no words for it", () => {
    const text = { language: "sv", on_tablet: null } as ConsentText;
    const spoken = { language: "ar", on_tablet: {} as TabletWords } as ConsentText;

    expect(spokenOf([text, spoken])).toEqual([spoken]);
  });
});
