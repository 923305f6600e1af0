import { describe, expect, it } from "vitest";
import type { Photo } from "../../src/domain/contract";
import {
  answerTo,
  hasSubstance,
  newAnswer,
  newFinding,
  withAnswer,
  withoutPhoto,
  withPhoto,
} from "../../src/ui/views/answers";
import { AT, contentOf } from "./records";

const KITCHEN = { item: "KIT-01", child: null };
const PHOTO: Photo = {
  id: "0198f0a0-0000-7000-8000-000000000077",
  blob: "a".repeat(64),
  sha256: "b".repeat(64),
  content_type: "image/jpeg",
  width: 1600,
  height: 1200,
  item: "KIT-01",
  caption: "",
  taken: { device_at: AT, server_offset_ms: null },
};

function deficient() {
  const answer = { ...newAnswer(KITCHEN, "deficiency", AT), findings: [newFinding("minor")] };
  return withAnswer(contentOf(), answer);
}

describe("an answer", () => {
  it("takes the place of the one before, and leaves the others as they are", () => {
    const other = newAnswer({ item: "CVO-02", child: "Barn 1" }, "said", AT);
    const before = withAnswer(deficient(), other);

    const after = withAnswer(before, newAnswer(KITCHEN, "ok", AT));

    expect(after.answers.map(({ item, kind }) => [item, kind])).toEqual([
      ["KIT-01", "ok"],
      ["CVO-02", "said"],
    ]);
  });

  it("to one child is not the answer to another", () => {
    const content = withAnswer(
      contentOf(),
      newAnswer({ item: "CVO-02", child: "Barn 1" }, "said", AT),
    );

    expect(answerTo(content, { item: "CVO-02", child: "Barn 2" })).toBeNull();
  });

  it("without a word in it can be replaced without asking", () => {
    const content = deficient();
    const pictured = withPhoto(content, PHOTO, { question: KITCHEN, index: 0 });

    expect([
      hasSubstance(answerTo(content, KITCHEN)),
      hasSubstance(answerTo(pictured, KITCHEN)),
    ]).toEqual([false, true]);
  });
});

describe("a photo", () => {
  it("is named by its finding and by the visit", () => {
    const content = withPhoto(deficient(), PHOTO, { question: KITCHEN, index: 0 });

    expect([content.photos, content.answers[0]?.findings[0]?.photos]).toEqual([
      [PHOTO],
      [PHOTO.id],
    ]);
  });

  it("is named by the visit alone when its finding is gone", () => {
    const content = withPhoto(contentOf(), PHOTO, { question: KITCHEN, index: 0 });

    expect([content.photos.length, content.answers.length]).toEqual([1, 0]);
  });

  it("that is dropped is named nowhere", () => {
    const content = withPhoto(deficient(), PHOTO, { question: KITCHEN, index: 0 });

    expect(JSON.stringify(withoutPhoto(content, PHOTO.id))).not.toContain(PHOTO.id);
  });
});
