/** From the strokes on a pad to the signature that is kept, and back to a pad of any size. */

import type { Signature } from "../../domain/contract";

/** A point as the pad gives and takes it. */
export interface PadPoint {
  readonly x: number;
  readonly y: number;
  readonly pressure: number;
  readonly time: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Less than this, in parts of the pad's width, is a touch or a slip of the hand and no signature. */
const LEAST_INK = 0.03;

/** How much larger the pad is now than when it was signed, the same both ways. */
export function scaleOf(signed: Size, now: Size): number {
  if (signed.width <= 0 || signed.height <= 0) return 1;
  return Math.min(now.width / signed.width, now.height / signed.height) || 1;
}

/** The signature of what is on the pad, in the size it was begun in; None: no ink, or too little. */
export function strokesFrom(
  drawn: readonly (readonly PadPoint[])[],
  base: Size,
  scale: number,
): Signature | null {
  const start = drawn.flat().reduce((least, { time }) => Math.min(least, time), Infinity);
  const strokes = drawn
    .filter((points) => points.length > 0)
    .map((points) =>
      points.map(({ x, y, time }) => ({
        x: round(x / scale),
        y: round(y / scale),
        t: Math.max(0, Math.round(time - start)),
      })),
    );
  const signature = { width: Math.round(base.width), height: Math.round(base.height), strokes };
  return hasInk(signature) ? signature : null;
}

function lengthOf(stroke: Signature["strokes"][number]): number {
  return stroke.reduce((sum, { x, y }, at) => {
    const before = stroke[at - 1];
    return before === undefined ? sum : sum + Math.hypot(x - before.x, y - before.y);
  }, 0);
}

/** Whether a signature is more than a touch of the pad: its strokes together have a length. */
export function hasInk(signature: Signature | null): boolean {
  if (signature === null) return false;
  const ink = signature.strokes.reduce((sum, stroke) => sum + lengthOf(stroke), 0);
  return ink >= LEAST_INK * signature.width;
}

/** The strokes as they are drawn on a pad of this size. */
export function strokesOn(signature: Signature, now: Size): PadPoint[][] {
  const scale = scaleOf(signature, now);
  return signature.strokes.map((stroke) =>
    stroke.map(({ x, y, t }) => ({ x: x * scale, y: y * scale, pressure: 0.5, time: t })),
  );
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
