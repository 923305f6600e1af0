import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import en from "../../src/ui/sentences/en.json";
import sv from "../../src/ui/sentences/sv.json";
import { learnEnglish, tIn } from "../../src/ui/tongue";

const SOURCES = new URL("../../src/ui/", import.meta.url);
const CATALOGUES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = { sv, en };

function keysInUse(): ReadonlySet<string> {
  const files = readdirSync(SOURCES, { recursive: true, encoding: "utf8" });
  const texts = files
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => readFileSync(new URL(name, SOURCES), "utf8"));
  const written = texts.flatMap((text) => [...text.matchAll(/"([a-z0-9_]+\.[A-Za-z0-9_]+)"/g)]);
  return new Set(written.map(([, key]) => key ?? ""));
}

function forms(sentence: unknown): readonly string[] {
  return typeof sentence === "string" ? [sentence] : Object.values(sentence as object).map(String);
}

function slotsOf(sentence: unknown): readonly string[] {
  const found = forms(sentence).flatMap((form) => [...form.matchAll(/\{(\w+)\}/g)]);
  return [...new Set(found.map(([, name]) => name ?? ""))].sort();
}

describe("the sentences", () => {
  it.each(["sv", "en"])("are all there in %s, and none that nobody says", (tongue) => {
    const used = keysInUse();
    const there = Object.keys(CATALOGUES[tongue] ?? {});

    expect({
      missing: [...used].filter((key) => !there.includes(key)),
      unused: there.filter((key) => !used.has(key)),
    }).toEqual({ missing: [], unused: [] });
  });

  it("name the same things in both languages", () => {
    const swedish = Object.entries(sv).map(([key, sentence]) => [key, slotsOf(sentence)]);
    const english = Object.entries(en).map(([key, sentence]) => [key, slotsOf(sentence)]);

    expect(english).toEqual(swedish);
  });

  it("say something, each of them", () => {
    const silent = Object.entries({ ...sv, ...en })
      .filter(([, sentence]) => forms(sentence).some((form) => form.trim() === ""))
      .map(([key]) => key);

    expect(silent).toEqual([]);
  });
});

describe("t", () => {
  it("says it in Swedish as long as the other language is not at hand", () => {
    expect(tIn("en", "answer.yes")).toBe("Ja");
  });

  it.each([
    ["sv", 1, "1 vuxen"],
    ["sv", 2, "2 vuxna"],
    ["sv", 0, "0 vuxna"],
    ["en", 1, "1 adult"],
    ["en", 2, "2 adults"],
  ] as const)("chooses the form of %s for %d", (tongue, count, sentence) => {
    learnEnglish(en);

    expect(tIn(tongue, "rent.count_adults", { count })).toBe(sentence);
  });

  it("leaves a slot that nothing was given for to be seen", () => {
    expect(tIn("sv", "saving.saved")).toBe("Sparat på plattan {at}");
  });
});
