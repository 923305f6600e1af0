import { describe, expect, it } from "vitest";
import type { ConsentText } from "../../src/domain/tablet";
import { passagesOf, sentencesOf, voiceFor } from "../../src/ui/views/passages";

const TEXT: Pick<ConsentText, "language" | "title" | "sections" | "purposes"> = {
  language: "sv",
  title: "Får vi komma?",
  sections: [
    { heading: "Du bestämmer", paragraphs: ["Besöket är frivilligt. Du får säga nej.", "Säg stopp."] },
  ],
  purposes: {
    visit: "Ni får komma.",
    rooms: "Ni får gå in.",
    photos: "Ni får fotografera.",
    tell_landlord: "Ni får berätta.",
    tell_municipality: "Ni får berätta för kommunen.",
  },
};

describe("what is read aloud", () => {
  it.each([
    ["sv", "Besöket är frivilligt. Du får säga nej.", 2],
    ["ar", "من نحن؟ نحن نعمل في البلدية. يمكنك أن تسأل.", 3],
    ["fa", "لازم نیست بگویید چرا. ما می‌رویم.", 2],
    ["ti", "ስምና ንነግረኩም። ክትሓቱ ትኽእሉ።", 2],
    ["es", "¿Podemos ir? Solo diga basta.", 2],
    ["sv", "", 0],
  ])("is divided into sentences as %s does", (language, words, count) => {
    const sentences = sentencesOf(words, language);

    expect(sentences).toHaveLength(count);
    expect(sentences.join("")).toBe(words);
  });

  it("comes in the order it stands, and the questions last", () => {
    const passages = passagesOf(TEXT as ConsentText);

    expect(passages.map(({ is }) => is)).toEqual([
      "title",
      "heading",
      "paragraph",
      "paragraph",
      "visit",
      "rooms",
      "photos",
      "tell_landlord",
      "tell_municipality",
    ]);
  });

  it("is numbered through, sentence by sentence", () => {
    const numbers = passagesOf(TEXT as ConsentText).flatMap(({ sentences }) =>
      sentences.map(({ at }) => at),
    );

    expect(numbers).toEqual(numbers.map((_, at) => at));
    expect(numbers).toHaveLength(10);
  });
});

function voice(lang: string, part: Partial<SpeechSynthesisVoice> = {}) {
  return { lang, localService: true, default: false, ...part };
}

describe("the voice of a language", () => {
  it.each([
    ["ar", ["ar-SA"], "ar-SA"],
    ["ar", ["ar_EG"], "ar_EG"],
    ["fa", ["fa"], "fa"],
    ["sv", ["en-GB", "SV-se"], "SV-se"],
    ["ti", ["am-ET"], null],
    ["so", [], null],
    ["fi", ["fil-PH"], null],
  ])("for %s of %j is %s", (language, codes, expected) => {
    const voices = codes.map((code) => voice(code));

    expect(voiceFor(voices, language)?.lang ?? null).toBe(expected);
  });

  it("is never one of the network, that would be sent what it reads", () => {
    const voices = [voice("ar-SA", { localService: false, default: true })];

    expect(voiceFor(voices, "ar")).toBeNull();
  });

  it("is the device's own choice of several", () => {
    const voices = [voice("ar-EG"), voice("ar-SA", { default: true })];

    expect(voiceFor(voices, "ar")?.lang).toBe("ar-SA");
  });
});
