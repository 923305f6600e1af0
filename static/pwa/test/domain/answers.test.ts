import { expect, test } from "vitest";
import { checkAnswers, checkPhotos } from "../../src/domain/answers";
import type { Photo } from "../../src/domain/contract";
import {
  answerOf,
  contextOf,
  readChecklist,
  readVectors,
  type StatedAnswer,
  type StatedContext,
} from "./vectors";

interface Case {
  readonly name: string;
  readonly context: StatedContext;
  readonly answers: readonly StatedAnswer[];
  readonly expect: readonly (readonly [string, string | null, string])[];
}

const CASES = await readVectors<readonly Case[]>("answers");
const CHECKLIST = await readChecklist();

test.each(CASES)("what is amiss is named by item, child and code: $name", (each) => {
  const problems = checkAnswers({
    checklist: CHECKLIST,
    context: contextOf(each.context),
    answers: each.answers.map(answerOf),
  });

  expect(problems.map(({ item, child, code }) => [item, child, code])).toEqual(each.expect);
});

function photoOf(item: string | null): Photo {
  const hash = "a".repeat(64);
  const taken = { device_at: "2026-12-03T10:15:00+01:00", server_offset_ms: null };
  return {
    id: "0198f0a0-0000-7000-8000-000000000001",
    blob: hash,
    sha256: hash,
    content_type: "image/jpeg",
    width: 10,
    height: 10,
    item,
    caption: "",
    taken,
  };
}

test("a photo named for an item that is never photographed is amiss", () => {
  const problems = checkPhotos(CHECKLIST, [photoOf("CPO-01"), photoOf("ENT-01"), photoOf(null)]);

  expect(problems).toEqual([{ item: "CPO-01", child: null, code: "photo_not_allowed" }]);
});
