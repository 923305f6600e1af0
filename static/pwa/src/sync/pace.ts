/** How fast the line is, and how large a piece of a photo it can take. */

const SMALLEST = 64 * 1024;
const LARGEST = 512 * 1024;
/** A piece should take about so long: a cut costs no more than that. */
const PIECE_MS = 4000;

/** Learns from each piece that arrived. */
export class Pace {
  #bytesPerMs = SMALLEST / PIECE_MS;

  /** The size of the next piece, from 64 to 512 KiB. */
  get pieceBytes(): number {
    const bytes = Math.floor(this.#bytesPerMs * PIECE_MS);
    return Math.min(LARGEST, Math.max(SMALLEST, bytes));
  }

  /** So many bytes took so long. */
  learn(bytes: number, ms: number): void {
    this.#bytesPerMs = (this.#bytesPerMs + bytes / Math.max(1, ms)) / 2;
  }
}
