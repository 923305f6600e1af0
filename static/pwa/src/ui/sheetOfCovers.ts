/** A picture on the screen with what is to be covered in it, as it will be when it is kept. */

import { drawCover, mosaicOf, squareIn, type Box, type Cover, type Spot } from "../domain/cover";
import { fitWithin } from "../domain/fit";
import type { Picture } from "../domain/tablet";

/** The longest side of what is shown: enough for any tablet, little to draw. */
const SHOWN_SIDE = 1280;

interface Size {
  readonly width: number;
  readonly height: number;
}

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext("2d", { alpha: false });
  if (context === null) throw new Error("No canvas to draw on");
  return context;
}

function sizedCanvas({ height, width }: Size): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  return canvas;
}

function paintFor(
  context: CanvasRenderingContext2D,
  picture: CanvasRenderingContext2D,
): CanvasPattern {
  const { height, width } = picture.canvas;
  const mosaic = mosaicOf(picture.getImageData(0, 0, width, height), Math.random);
  const small = sizedCanvas(mosaic);
  const drawn = new ImageData(mosaic.data, mosaic.width, mosaic.height);
  contextOf(small).putImageData(drawn, 0, 0);
  const paint = context.createPattern(small, "no-repeat");
  if (paint === null) throw new Error("No paint to cover with");
  const side = squareIn(width, height);
  paint.setTransform({ a: side, d: side });
  return paint;
}

/** What a canvas shows of a picture. */
export class SheetOfCovers {
  readonly #context: CanvasRenderingContext2D;
  readonly #picture: HTMLCanvasElement;

  constructor(canvas: HTMLCanvasElement, bitmap: ImageBitmap) {
    const size = fitWithin(bitmap.width, bitmap.height, SHOWN_SIDE);
    [canvas.width, canvas.height] = [size.width, size.height];
    this.#picture = sizedCanvas(size);
    const picture = contextOf(this.#picture);
    picture.drawImage(bitmap, 0, 0, size.width, size.height);
    this.#context = contextOf(canvas);
    const paint = paintFor(this.#context, picture);
    this.#context.imageSmoothingEnabled = false;
    this.#context.fillStyle = paint;
    this.#context.strokeStyle = paint;
  }

  /** Show the picture with its covers; `box` is where the next would be. */
  draw(covers: readonly Cover[], box: Box | null): void {
    const { height, width } = this.#context.canvas;
    this.#context.drawImage(this.#picture, 0, 0);
    for (const cover of covers) drawCover(this.#context, cover, width, height);
    if (box !== null) this.#frame(box);
  }

  /** Show one cover more, over what is shown: a stroke follows the finger. */
  add(cover: Cover): void {
    const { height, width } = this.#context.canvas;
    drawCover(this.#context, cover, width, height);
  }

  /** Where on the picture a finger is. */
  spotAt({ clientX, clientY }: PointerEvent): Spot {
    const { left, top, width, height } = this.#context.canvas.getBoundingClientRect();
    return { x: (clientX - left) / width, y: (clientY - top) / height };
  }

  /** Two lines, one light and one dark, so that the box is seen on any picture. */
  #frame({ x, y, ...size }: Box): void {
    const context = this.#context;
    const { height, width } = context.canvas;
    context.save();
    for (const [colour, line] of [
      ["#000000", 8],
      ["#ffffff", 3],
    ] as const) {
      context.strokeStyle = colour;
      context.lineWidth = line;
      context.strokeRect(x * width, y * height, size.width * width, size.height * height);
    }
    context.restore();
  }
}

/** The picture on a canvas; None: it cannot be read. */
export async function sheetOf(
  canvas: HTMLCanvasElement,
  { bytes, contentType }: Picture,
): Promise<SheetOfCovers | null> {
  const source = new Blob([bytes], { type: contentType });
  const options = { imageOrientation: "from-image" } as const;
  const bitmap = await createImageBitmap(source, options).catch(() => null);
  if (bitmap === null) return null;
  try {
    return new SheetOfCovers(canvas, bitmap);
  } finally {
    bitmap.close();
  }
}
