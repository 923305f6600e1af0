/**
 * Makes pictures small and covers what must not be seen in them, off the screen's thread.
 *
 * The picture is drawn anew, upright, and encoded from its pixels alone: where and by
 * what it was taken is gone, and so is what lay under a cover.
 */

import { drawCover, mosaicOf, squareIn, type Cover } from "../domain/cover";
import { DETAIL_SIDE, fitWithin, LONGEST_SIDE } from "../domain/fit";
import { withoutMetadata } from "../domain/jpeg";
import type { Picture } from "../domain/tablet";
import type { ShrunkPicture } from "./photos";

/** What is asked; `id` tells the answers apart. */
export interface ShrinkQuestion {
  readonly id: number;
  readonly picture: Picture;
}

/** What is answered; `shrunk` None: it cannot be read as a picture. */
export interface ShrinkAnswer {
  readonly id: number;
  readonly shrunk: ShrunkPicture | null;
}

const QUALITY = 0.8;
const TYPE = "image/jpeg";

function random(): number {
  const [chance = 0] = crypto.getRandomValues(new Uint32Array(1));
  return chance / 2 ** 32;
}

function paintOf(context: OffscreenCanvasRenderingContext2D): CanvasPattern {
  const { height, width } = context.canvas;
  const mosaic = mosaicOf(context.getImageData(0, 0, width, height), random);
  const small = new OffscreenCanvas(mosaic.width, mosaic.height);
  const drawn = new ImageData(mosaic.data, mosaic.width, mosaic.height);
  contextOf(small).putImageData(drawn, 0, 0);
  const paint = context.createPattern(small, "no-repeat");
  if (paint === null) throw new Error("No paint to cover with");
  const side = squareIn(width, height);
  paint.setTransform({ a: side, d: side });
  return paint;
}

function coverUp(context: OffscreenCanvasRenderingContext2D, covers: readonly Cover[]): void {
  if (covers.length === 0) return;
  const paint = paintOf(context);
  context.imageSmoothingEnabled = false;
  context.fillStyle = paint;
  context.strokeStyle = paint;
  const { height, width } = context.canvas;
  for (const cover of covers) drawCover(context, cover, width, height);
}

function contextOf(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const context = canvas.getContext("2d", { alpha: false });
  if (context === null) throw new Error("No canvas to draw on");
  return context;
}

async function encode(canvas: OffscreenCanvas): Promise<ShrunkPicture | null> {
  const blob = await canvas.convertToBlob({ type: TYPE, quality: QUALITY });
  const clean = withoutMetadata(new Uint8Array(await blob.arrayBuffer()));
  if (clean === null) return null;
  const { height, width } = canvas;
  return { bytes: clean.buffer, contentType: TYPE, width, height };
}

async function draw(bitmap: ImageBitmap, picture: Picture): Promise<ShrunkPicture | null> {
  const longest = picture.isDetail === true ? DETAIL_SIDE : LONGEST_SIDE;
  const { height, width } = fitWithin(bitmap.width, bitmap.height, longest);
  const canvas = new OffscreenCanvas(width, height);
  const context = contextOf(canvas);
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  coverUp(context, picture.covers ?? []);
  return await encode(canvas);
}

async function shrink(picture: Picture): Promise<ShrunkPicture | null> {
  const source = new Blob([picture.bytes], { type: picture.contentType });
  const bitmap = await createImageBitmap(source, { imageOrientation: "from-image" });
  return await draw(bitmap, picture);
}

async function answer({ id, picture }: ShrinkQuestion): Promise<void> {
  const shrunk = await shrink(picture).catch(() => null);
  const reply: ShrinkAnswer = { id, shrunk };
  globalThis.postMessage(reply, { transfer: shrunk === null ? [] : [shrunk.bytes] });
}

globalThis.addEventListener("message", (event: MessageEvent<ShrinkQuestion>) => {
  void answer(event.data);
});
