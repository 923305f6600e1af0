import { describe, expect, it } from "vitest";
import { Reader, type Synthesis } from "../../src/ui/reader";

/** A voice that ends each sentence when it is told to. */
class Voice implements Synthesis {
  readonly said: string[] = [];
  silenced = 0;
  end = (): void => undefined;
  fail = (): void => undefined;

  speak(words: string, ended: () => void, failed: () => void): void {
    this.said.push(words);
    this.end = ended;
    this.fail = failed;
  }

  silence(): void {
    this.silenced += 1;
  }
}

const WORDS = ["Ett.", "Två.", "Tre."];

function reading(): { readonly reader: Reader; readonly voice: Voice } {
  const [reader, voice] = [new Reader(), new Voice()];
  reader.read(WORDS, voice);
  return { reader, voice };
}

describe("reading aloud", () => {
  it("goes sentence by sentence and says which", () => {
    const { reader, voice } = reading();
    voice.end();

    expect(voice.said).toEqual(["Ett.", "Två."]);
    expect(reader.reading.value).toEqual({ is: "reading", at: 1 });
  });

  it("falls silent after the last", () => {
    const { reader, voice } = reading();
    for (const _ of WORDS) voice.end();

    expect(voice.said).toEqual(WORDS);
    expect(reader.reading.value).toEqual({ is: "silent" });
  });

  it("goes on from the beginning of the sentence it was paused in", () => {
    const { reader, voice } = reading();
    voice.end();
    reader.pause();
    const paused = reader.reading.value;
    reader.resume();

    expect(paused).toEqual({ is: "paused", at: 1 });
    expect(voice.said).toEqual(["Ett.", "Två.", "Två."]);
  });

  it("does not go on by what a sentence that was left says of itself", () => {
    const { reader, voice } = reading();
    const { end, fail } = voice;
    reader.pause();
    end();
    fail();

    expect(voice.said).toEqual(["Ett."]);
    expect(reader.reading.value).toEqual({ is: "paused", at: 0 });
  });

  it("is ended by stopping, and the voice with it", () => {
    const { reader, voice } = reading();
    const before = voice.silenced;
    reader.stop();

    expect(voice.silenced).toBe(before + 1);
    expect(reader.reading.value).toEqual({ is: "silent" });
  });

  it("begins anew with other words, as when another language is chosen", () => {
    const { reader, voice } = reading();
    const { end } = voice;
    reader.read(["One.", "Two."], voice);
    end();

    expect(voice.said).toEqual(["Ett.", "One."]);
    expect(reader.reading.value).toEqual({ is: "reading", at: 0 });
  });

  it("says that the voice broke off", () => {
    const { reader, voice } = reading();
    voice.fail();

    expect(reader.reading.value).toEqual({ is: "failed" });
  });

  it("of nothing is silence", () => {
    const reader = new Reader();
    reader.read([], new Voice());
    reader.pause();
    reader.resume();

    expect(reader.reading.value).toEqual({ is: "silent" });
  });
});
