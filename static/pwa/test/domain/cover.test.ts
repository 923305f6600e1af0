/** What is covered in a picture cannot be worked back, and what is kept tells nothing else. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawCover, mosaicOf, squareIn, type Drawing, type Pixels } from "../../src/domain/cover";
import { fitWithin, DETAIL_SIDE } from "../../src/domain/fit";
import { metadataIn, withoutMetadata } from "../../src/domain/jpeg";

const SIDE = 64;
const still = (): number => 0.5;

function pictureOf(tone: (x: number, y: number) => number): Pixels {
  const data = new Uint8ClampedArray(SIDE * SIDE * 4);
  for (let at = 0; at < SIDE * SIDE; at += 1) {
    const value = tone(at % SIDE, Math.floor(at / SIDE));
    data.set([value, value, value, 255], at * 4);
  }
  return { width: SIDE, height: SIDE, data };
}

describe("a mosaic", () => {
  it("has sixteen squares along the longest side, whatever the picture's shape", () => {
    const wide = { width: 320, height: 90, data: new Uint8ClampedArray(320 * 90 * 4) };

    const { width, height } = mosaicOf(wide, still);

    expect([width, height]).toEqual([16, 5]);
    expect(squareIn(1600, 1200)).toBe(100);
    expect(squareIn(1, 1)).toBe(1);
  });

  it("is the mean of what lay there, in a few tones", () => {
    const striped = pictureOf((x) => (x % 2 === 0 ? 0 : 255));

    expect([...new Set(mosaicOf(striped, still).data)].sort()).toEqual([128, 255]);
  });

  it("says the same of any two pictures that differ only within the squares", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 }), (one, other) => {
        const dotted = (place: number) => pictureOf((x, y) => ((y % 4) * 4 + (x % 4) === place ? 200 : 30));

        expect(mosaicOf(dotted(one), still)).toEqual(mosaicOf(dotted(other), still));
      }),
    );
  });

  it("is shaken by chance, so that a tone cannot be read back from a square", () => {
    const grey = pictureOf(() => 96);
    const [dark, light] = [mosaicOf(grey, () => 0), mosaicOf(grey, () => 0.999)];

    expect([dark.data[0], light.data[0]]).toEqual([80, 112]);
  });
});

/** A canvas that only remembers what was drawn. */
function drawing() {
  const drawn: (string | number)[][] = [];
  const on: Drawing = {
    lineWidth: 0,
    lineCap: "butt",
    lineJoin: "miter",
    beginPath: () => undefined,
    moveTo: (...at) => drawn.push(["from", ...at]),
    lineTo: (...at) => drawn.push(["to", ...at]),
    arc: (x, y, radius) => drawn.push(["dot", x, y, radius]),
    fill: () => undefined,
    stroke: () => drawn.push(["wide", on.lineWidth]),
    fillRect: (...box) => drawn.push(["box", ...box]),
  };
  return { drawn, on };
}

describe("a cover", () => {
  it("of one touch is a dot as large as the brush", () => {
    const { drawn, on } = drawing();

    drawCover(on, { is: "stroke", radius: 0.05, points: [{ x: 0.5, y: 0.25 }] }, 800, 600);

    expect(drawn).toContainEqual(["dot", 400, 150, 40]);
  });

  it("lies at the same place in a picture of any size", () => {
    const { drawn, on } = drawing();
    const points = [
      { x: 0, y: 0 },
      { x: 0.5, y: 1 },
    ];

    drawCover(on, { is: "stroke", radius: 0.1, points }, 1600, 1200);
    drawCover(on, { is: "box", x: 0.25, y: 0.5, width: 0.5, height: 0.25 }, 1600, 1200);

    expect(drawn.slice(1)).toEqual([
      ["from", 0, 0],
      ["to", 800, 1200],
      ["wide", 320],
      ["box", 400, 600, 800, 300],
    ]);
  });

  it("without a point covers nothing", () => {
    const { drawn, on } = drawing();

    drawCover(on, { is: "stroke", radius: 0.1, points: [] }, 1600, 1200);

    expect(drawn).toEqual([]);
  });
});

function part(marker: number, text: string): number[] {
  const body = [...new TextEncoder().encode(text)];
  return [0xff, marker, 0, body.length + 2, ...body];
}

const PICTURE = [0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9];
const KEPT = [0xff, 0xd8, ...part(0xe0, "JFIF"), ...part(0xdb, "tables"), ...PICTURE];

describe("FM-also: a JPEG", () => {
  it("keeps what draws it and loses EXIF, XMP, colour profiles and comments", () => {
    const said = [
      ...[0xff, 0xd8, ...part(0xe0, "JFIF"), ...part(0xe1, "Exif: 59.1 N"), ...part(0xe1, "xmp")],
      ...[...part(0xe2, "ICC"), ...part(0xfe, "comment"), ...part(0xed, "IPTC")],
      ...[...part(0xdb, "tables"), ...PICTURE],
    ];

    const clean = withoutMetadata(new Uint8Array(said));

    expect(metadataIn(new Uint8Array(said))).toEqual([0xe1, 0xe1, 0xe2, 0xfe, 0xed]);
    expect([...(clean ?? [])]).toEqual(KEPT);
    expect(clean && metadataIn(clean)).toEqual([]);
  });

  it.each([
    ["nothing", []],
    ["another file", [0x89, 0x50, 0x4e, 0x47]],
    ["a part that is cut off", [0xff, 0xd8, 0xff, 0xe1, 0, 40, 1]],
    ["a part without a length", [0xff, 0xd8, 0xff, 0xe1, 0, 0]],
    ["something that is no part", [0xff, 0xd8, 1, 2, 3, 4]],
  ])("is not %s", (_, bytes) => {
    expect(withoutMetadata(new Uint8Array(bytes))).toBeNull();
  });
});

describe("a picture of something small", () => {
  it("is kept larger", () => {
    expect(fitWithin(4000, 3000, DETAIL_SIDE)).toEqual({ width: 2400, height: 1800 });
  });
});
