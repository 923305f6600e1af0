/** How fast the line is, and how large a piece of a photo it can take. */

import type { Line } from "./line";

const SMALLEST = 64 * 1024;
const LARGEST = 512 * 1024;
/** A piece should take about so long: a cut costs no more than that. */
const PIECE_MS = 4000;
/** Nothing is known of the line yet. */
const UNKNOWN = SMALLEST / PIECE_MS;

/** Learns from each piece that arrived, and from each that did not. */
export class Pace {
  #bytesPerMs = UNKNOWN;

  /** The size of the next piece, from 64 to 512 KiB. */
  get pieceBytes(): number {
    const bytes = Math.floor(this.#bytesPerMs * PIECE_MS);
    return Math.min(LARGEST, Math.max(SMALLEST, bytes));
  }

  /** So many bytes took so long. */
  learn(bytes: number, ms: number): void {
    this.#bytesPerMs = (this.#bytesPerMs + bytes / Math.max(1, ms)) / 2;
  }

  /** A piece was cut off: the next is half as large, so that a poor line gets something through. */
  lose(): void {
    this.#bytesPerMs = this.pieceBytes / PIECE_MS / 2;
  }
}

const PACES = new WeakMap<Line, Pace>();

/** The pace of a line, as it was when something was last sent over it. */
export function paceOf(line: Line): Pace {
  const pace = PACES.get(line) ?? new Pace();
  PACES.set(line, pace);
  return pace;
}
