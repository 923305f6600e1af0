/** Asking the worker that makes pictures small. It is started with the first picture. */

import type { Picture } from "../domain/tablet";
import type { ShrunkPicture } from "../store/photos";
import type { ShrinkAnswer, ShrinkQuestion } from "../store/shrinkWorker";
import address from "../store/shrinkWorker?worker&url";
import { trustedScript } from "./trusted";

type Waiting = (shrunk: ShrunkPicture | null) => void;

/** The worker, and who waits for its answers. */
export class Shrinker {
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | null = null;
  #asked = 0;

  /** The picture made small; None: it cannot be read. Takes the bytes over. */
  shrink = (picture: Picture): Promise<ShrunkPicture | null> => {
    this.#asked += 1;
    const question: ShrinkQuestion = { id: this.#asked, picture };
    return new Promise((resolve) => {
      this.#waiting.set(question.id, resolve);
      this.#start().postMessage(question, [picture.bytes]);
    });
  };

  #start(): Worker {
    this.#worker ??= this.#newWorker();
    return this.#worker;
  }

  #newWorker(): Worker {
    const worker = new Worker(trustedScript(address), { type: "module" });
    worker.addEventListener("message", (event: MessageEvent<ShrinkAnswer>) => {
      this.#settle(event.data.id, event.data.shrunk);
    });
    worker.addEventListener("error", () => this.#giveUp());
    return worker;
  }

  #settle(id: number, shrunk: ShrunkPicture | null): void {
    this.#waiting.get(id)?.(shrunk);
    this.#waiting.delete(id);
  }

  /** The worker died, as of too little memory: say so of each picture, and start anew next time. */
  #giveUp(): void {
    this.#worker?.terminate();
    this.#worker = null;
    for (const id of [...this.#waiting.keys()]) this.#settle(id, null);
  }
}
