/**
 * What is made unreadable in a picture before it is kept: faces, names on doors, papers.
 *
 * Under a cover there is a mosaic so coarse that a face is a few squares: each is the mean of
 * what lay there, rounded to a few tones and shaken by chance, so that nothing can be
 * worked back from it. The screen shows the same before the picture is kept.
 */

/** A place in a picture, in parts of its width and of its height. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Drawn by thumb; `radius` in parts of the picture's longest side. */
export interface Stroke {
  readonly is: "stroke";
  readonly radius: number;
  readonly points: readonly Spot[];
}

/** Set by keys; in parts of the picture's width and height. */
export interface Box {
  readonly is: "box";
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What hides a part of a picture. */
export type Cover = Stroke | Box;

/** Red, green, blue and alpha of every pixel, as a canvas has them. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

/** How many squares a picture has along its longest side. */
const SQUARES = 16;
/** How far apart the tones of a square are, of 256. */
const TONES = 32;

/** The side of a square, in pixels of a picture so large. */
export function squareIn(width: number, height: number): number {
  return Math.max(1, Math.ceil(Math.max(width, height) / SQUARES));
}

interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

function meanOf({ data, width }: Pixels, { bottom, left, right, top }: Area): readonly number[] {
  const sums = [0, 0, 0];
  for (let y = top; y < bottom; y += 1) {
    for (let at = (y * width + left) * 4; at < (y * width + right) * 4; at += 4) {
      for (let tone = 0; tone < 3; tone += 1) sums[tone] = (sums[tone] ?? 0) + (data[at + tone] ?? 0);
    }
  }
  const count = (bottom - top) * (right - left);
  return sums.map((sum) => sum / count);
}

/** The mosaic of a picture, a pixel for each square; `random` as `Math.random`. */
export function mosaicOf(picture: Pixels, random: () => number): Pixels {
  const { height, width } = picture;
  const side = squareIn(width, height);
  const [across, down] = [Math.ceil(width / side), Math.ceil(height / side)];
  const data = new Uint8ClampedArray(across * down * 4);
  for (let square = 0; square < across * down; square += 1) {
    const left = (square % across) * side;
    const top = Math.floor(square / across) * side;
    const [right, bottom] = [Math.min(width, left + side), Math.min(height, top + side)];
    const mean = meanOf(picture, { left, top, right, bottom });
    const shaken = mean.map((tone) => Math.round(tone / TONES) * TONES + (random() - 0.5) * TONES);
    data.set([...shaken, 255], square * 4);
  }
  return { width: across, height: down, data };
}

/** As much of a canvas as it takes to draw a cover on it. */
export interface Drawing {
  lineWidth: number;
  lineCap: string;
  lineJoin: string;
  beginPath(): void;
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  arc(x: number, y: number, radius: number, from: number, to: number): void;
  fill(): void;
  stroke(): void;
  fillRect(x: number, y: number, width: number, height: number): void;
}

function drawStroke(on: Drawing, { points, radius }: Stroke, width: number, height: number): void {
  const [first, ...others] = points;
  if (first === undefined) return;
  const reach = radius * Math.max(width, height);
  on.beginPath();
  on.arc(first.x * width, first.y * height, reach, 0, 2 * Math.PI);
  on.fill();
  on.lineWidth = 2 * reach;
  on.lineCap = "round";
  on.lineJoin = "round";
  on.beginPath();
  on.moveTo(first.x * width, first.y * height);
  for (const { x, y } of others) on.lineTo(x * width, y * height);
  on.stroke();
}

/** Draw a cover over a picture so large, with the paint that the canvas has. */
export function drawCover(on: Drawing, cover: Cover, width: number, height: number): void {
  if (cover.is === "stroke") return drawStroke(on, cover, width, height);
  on.fillRect(cover.x * width, cover.y * height, cover.width * width, cover.height * height);
}
