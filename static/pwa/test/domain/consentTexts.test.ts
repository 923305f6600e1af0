import { expect, it } from "vitest";
import { shownTexts } from "../../src/domain/consentTexts";
import type { TextStatus } from "../../src/domain/contract";
import { readVectors } from "./vectors";

interface Case {
  readonly name: string;
  readonly texts: readonly {
    readonly version: string;
    readonly language: string;
    readonly status: TextStatus;
  }[];
  readonly expect: Readonly<Record<string, string>>;
}

const CASES = await readVectors<readonly Case[]>("consent_texts");

it.each(CASES)("what a tablet shows is adopted before it is new: $name", ({ texts, ...case_ }) => {
  const shown = shownTexts(texts).map(({ language, version }) => [language, version]);

  expect(Object.fromEntries(shown)).toEqual(case_.expect);
});
