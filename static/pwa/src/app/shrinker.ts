/** Asking the worker that makes pictures small. It is started with the first picture. */

import type { Picture } from "../domain/tablet";
import type { ShrunkPicture } from "../store/photos";
import type { ShrinkAnswer, ShrinkQuestion } from "../store/shrinkWorker";
import address from "../store/shrinkWorker?worker&url";
import { Turns } from "../domain/turns";
import { trustedScript } from "./trusted";

/** Longer than this no tablet takes for a picture: the worker has died unseen. */
const PATIENCE_MS = 60_000;

interface Waiting {
  readonly id: number;
  readonly settle: (shrunk: ShrunkPicture | null) => void;
}

/** The worker, and who waits for its answer: one picture at a time, for a decoded one is large. */
export class Shrinker {
  readonly #turns = new Turns();
  readonly #made = new WeakMap<Picture, Promise<ShrunkPicture | null>>();
  #worker: Worker | null = null;
  #waiting: Waiting | null = null;
  #asked = 0;

  /**
   * The picture made small; None: it cannot be read. Takes the camera's bytes over; what was
   * made of a picture is remembered as long as the picture is, to be kept in a second try.
   */
  shrink = (picture: Picture): Promise<ShrunkPicture | null> => {
    const made = this.#made.get(picture) ?? this.#turns.take(() => this.#ask(picture));
    this.#made.set(picture, made);
    return made;
  };

  #ask(picture: Picture): Promise<ShrunkPicture | null> {
    this.#asked += 1;
    const question: ShrinkQuestion = { id: this.#asked, picture };
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#giveUp(), PATIENCE_MS);
      const settle = (shrunk: ShrunkPicture | null): void => {
        clearTimeout(timer);
        resolve(shrunk);
      };
      this.#waiting = { id: question.id, settle };
      this.#start().postMessage(question, [picture.bytes]);
    });
  }

  #start(): Worker {
    this.#worker ??= this.#newWorker();
    return this.#worker;
  }

  #newWorker(): Worker {
    const worker = new Worker(trustedScript(address), { type: "module" });
    worker.addEventListener("message", ({ data }: MessageEvent<ShrinkAnswer>) => {
      if (data.id === this.#waiting?.id) this.#settle(data.shrunk);
    });
    worker.addEventListener("error", () => this.#giveUp());
    return worker;
  }

  #settle(shrunk: ShrunkPicture | null): void {
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting?.settle(shrunk);
  }

  /** The worker died, as of too little memory: say so of the picture, and start anew next time. */
  #giveUp(): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#settle(null);
  }
}
