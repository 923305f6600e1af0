/** The frame of a journal: what is torn or flipped is passed over, and told. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  crc32,
  frameRecord,
  HEAD,
  highestMark,
  isBlank,
  newHead,
  type Piece,
  readHead,
  scanJournal,
} from "../../src/domain/journal";

type Bytes = Uint8Array<ArrayBuffer>;

function text(words: string): Bytes {
  return new TextEncoder().encode(words);
}

function journalOf(bodies: readonly Uint8Array[], room = 0): Bytes {
  const parts = [newHead(0), ...bodies.map(frameRecord), new Uint8Array(room)];
  return new Uint8Array(parts.flatMap((part) => [...part]));
}

function bodiesIn(pieces: readonly Piece[]): readonly Bytes[] {
  return pieces.flatMap((piece) => (piece.is === "record" ? [piece.body] : []));
}

function damagesIn(pieces: readonly Piece[]): number {
  return pieces.filter(({ is }) => is === "damage").length;
}

const bodies = fc.array(fc.uint8Array({ maxLength: 60 }), { maxLength: 8 });

describe("a journal", () => {
  it.each([
    ["", 0],
    ["123456789", 0xcbf43926],
    ["The quick brown fox jumps over the lazy dog", 0x414fa339],
  ])("the CRC-32 of “%s” is the known one", (words, expected) => {
    expect(crc32(text(words))).toBe(expected);
  });

  it("is read as it was written, whatever room is left behind it", () => {
    fc.assert(
      fc.property(bodies, fc.nat(64), (written, room) => {
        const { end, pieces } = scanJournal(journalOf(written, room));

        expect(bodiesIn(pieces)).toEqual(written.map((body) => body.slice()));
        expect(damagesIn(pieces)).toBe(0);
        expect(end).toBe(journalOf(written).length);
      }),
    );
  });

  it("with its tail torn off anywhere gives every record before it, and tells of a part", () => {
    fc.assert(
      fc.property(bodies, fc.nat(), (written, cut) => {
        const whole = journalOf(written);
        const torn = whole.slice(0, HEAD + (cut % (whole.length - HEAD + 1)));
        const { pieces } = scanJournal(torn);
        const read = bodiesIn(pieces);

        expect(read).toEqual(written.slice(0, read.length).map((body) => body.slice()));
        expect(damagesIn(pieces)).toBe(torn.length === journalOf(read).length ? 0 : 1);
      }),
    );
  });

  it("with a byte flipped loses the one record it is in, and tells of it", () => {
    fc.assert(
      fc.property(bodies, fc.nat(), fc.integer({ min: 1, max: 255 }), (written, at, change) => {
        fc.pre(written.length > 0);
        const flipped = journalOf(written);
        const where = HEAD + (at % (flipped.length - HEAD));
        flipped[where] = (flipped[where] ?? 0) ^ change;
        const { pieces } = scanJournal(flipped);

        expect(bodiesIn(pieces)).toHaveLength(written.length - 1);
        expect(damagesIn(pieces)).toBe(1);
      }),
    );
  });

  it("goes on behind a tail that was torn", () => {
    const torn = journalOf([text("ett"), text("två")]).slice(0, -2);

    const { end, pieces } = scanJournal(new Uint8Array([...torn, 0, 0, 0]));

    expect(end).toBe(torn.length);
    expect(bodiesIn(pieces)).toEqual([text("ett")]);
  });

  it("in which nothing was written is blank, whatever room was set aside", () => {
    expect([new Uint8Array(), new Uint8Array(4096)].map(isBlank)).toEqual([true, true]);
    expect(isBlank(newHead(0))).toBe(false);
  });
});

describe("a head", () => {
  it("tells the highest number of its two marks", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(Number.MAX_SAFE_INTEGER), { maxLength: 5 }), (numbers) => {
        const head = newHead(0);
        const rising = [...numbers].sort((one, other) => one - other);
        for (const [turn, number] of rising.entries()) {
          const mark = highestMark(number, turn);
          head.set(mark.bytes, mark.at);
        }

        expect(readHead(head)).toEqual({ highest: rising.at(-1) ?? 0, isDamaged: false });
      }),
    );
  });

  it("with a byte flipped says so, and still knows one of the marks", () => {
    fc.assert(
      fc.property(fc.nat(HEAD - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const head = newHead(7);
        head[at] = (head[at] ?? 0) ^ change;

        expect(readHead(head)).toEqual({ highest: 7, isDamaged: true });
      }),
    );
  });

  it("that was cut off is damaged", () => {
    expect(readHead(newHead(7).slice(0, 12))).toEqual({ highest: 0, isDamaged: true });
  });
});
