/**
 * Makes pictures small, off the screen's thread.
 *
 * The picture is drawn anew, upright, and encoded from its pixels alone: where and by
 * what it was taken is gone.
 */

import { fitWithin } from "../domain/fit";
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

async function draw(bitmap: ImageBitmap): Promise<ShrunkPicture> {
  const { height, width } = fitWithin(bitmap.width, bitmap.height);
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d", { alpha: false });
  if (context === null) throw new Error("No canvas to draw on");
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, width, height);
  const blob = await canvas.convertToBlob({ type: TYPE, quality: QUALITY });
  return { bytes: await blob.arrayBuffer(), contentType: TYPE, width, height };
}

async function shrink({ bytes, contentType }: Picture): Promise<ShrunkPicture | null> {
  const source = new Blob([bytes], { type: contentType });
  const options = { imageOrientation: "from-image" } as const;
  const bitmap = await createImageBitmap(source, options).catch(() => null);
  if (bitmap === null) return null;
  try {
    return await draw(bitmap);
  } finally {
    bitmap.close();
  }
}

async function answer({ id, picture }: ShrinkQuestion): Promise<void> {
  const shrunk = await shrink(picture).catch(() => null);
  const reply: ShrinkAnswer = { id, shrunk };
  globalThis.postMessage(reply, { transfer: shrunk === null ? [] : [shrunk.bytes] });
}

globalThis.addEventListener("message", (event: MessageEvent<ShrinkQuestion>) => {
  void answer(event.data);
});
