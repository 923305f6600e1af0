/** Consent texts as the office tells of them: read whole, told anew when one is adopted. */

import { describe, expect, it } from "vitest";
import { change, consentTextChange, field, value } from "../support/world";

interface Told {
  readonly version: string;
  readonly language: string;
  readonly status: string;
  readonly words?: object;
}

/** What the office says of a text, told again under the same name with another standing. */
function text({ version, language, status, words = {} }: Told) {
  const told = consentTextChange(version, [language]);
  const body = told.body as { readonly languages: Record<string, object> };
  const languages = { [language]: { ...body.languages[language], status, ...words } };
  return change("consent_text", `samtycke/${version}/${language}`, { ...body, languages });
}

async function pulled(...told: readonly Told[]) {
  const { office, tablet } = await field();
  office.changes.push(...told.map(text));
  value(await tablet.pull());
  return await tablet.consentTexts();
}

describe("a consent text", () => {
  it("is shown as it stands after it was told of anew", async () => {
    const arabic = { version: "1.1.0", language: "ar" };

    const texts = await pulled(
      { ...arabic, status: "machine_translated" },
      { ...arabic, status: "adopted" },
    );

    expect(texts.map(({ language, status }) => [language, status])).toEqual([["ar", "adopted"]]);
  });

  it("that is adopted is shown before a newer one that is not", async () => {
    const texts = await pulled(
      { version: "1.1.0", language: "ar", status: "adopted" },
      { version: "1.2.0", language: "ar", status: "machine_translated" },
    );

    expect(texts.map(({ version }) => version)).toEqual(["1.1.0"]);
  });

  it("with a standing that is not known here counts as not adopted", async () => {
    const texts = await pulled({ version: "1.1.0", language: "so", status: "half_adopted" });

    expect(texts.map(({ status }) => status)).toEqual(["proposal"]);
  });

  it.each([
    ["none", {}],
    ["some", { on_tablet: { answer_yes: "Haa" } }],
  ])("with %s of the words for the tablet is shown without them", async (_, words) => {
    const texts = await pulled({ version: "1.1.0", language: "so", status: "adopted", words });

    expect(texts.map(({ on_tablet: said, title }) => [said, title])).toEqual([
      [null, "Får vi komma? 1.1.0"],
    ]);
  });
});
