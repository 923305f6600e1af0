/** A box to cover with, moved and sized by keys. */

import type { Box } from "../../domain/cover";

/** Where the box is when it comes up: in the middle, as large as a face near by. */
export const FIRST_BOX: Box = { is: "box", x: 0.4, y: 0.4, width: 0.2, height: 0.2 };

const STEP = 0.03;
const LEAST = 0.04;

const WAYS: Readonly<Record<string, readonly [across: number, down: number]>> = {
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
  ArrowUp: [0, -STEP],
  ArrowDown: [0, STEP],
};

function within(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

/** The box after a key, kept inside the picture; None: it is no key of the box's. */
export function moved(box: Box, key: string, isSizing: boolean): Box | null {
  const way = WAYS[key];
  if (way === undefined) return null;
  const [across, down] = way;
  if (isSizing) {
    const width = within(box.width + across, LEAST, 1 - box.x);
    return { ...box, width, height: within(box.height + down, LEAST, 1 - box.y) };
  }
  const x = within(box.x + across, 0, 1 - box.width);
  return { ...box, x, y: within(box.y + down, 0, 1 - box.height) };
}
