/** A vault's worker in this process, on a wire: what it is asked and answers is copied and handed over. */

import { answer, buffersOf } from "../../src/vault/answering";
import { VaultClient, type VaultWorker } from "../../src/vault/client";
import { VaultCore } from "../../src/vault/core";
import type { Answer, Question } from "../../src/vault/protocol";

/** A worker that can be made to die, and counts what it was asked. */
export class WiredWorker implements VaultWorker {
  readonly #wire = new MessageChannel();
  readonly #core = new VaultCore();
  readonly #errors: ((event: MessageEvent<Answer>) => void)[] = [];
  asked = 0;
  isTerminated = false;

  constructor() {
    this.#wire.port2.onmessage = (event: MessageEvent<Question>) => {
      this.asked += 1;
      void answer(this.#core, event.data).then((sent) => {
        if (!this.isTerminated) this.#wire.port2.postMessage(sent, buffersOf(sent));
      });
    };
  }

  postMessage(question: Question, transfer: ArrayBuffer[]): void {
    this.#wire.port1.postMessage(question, transfer);
  }

  addEventListener(type: "message" | "error", heard: (event: MessageEvent<Answer>) => void): void {
    if (type === "error") this.#errors.push(heard);
    else this.#wire.port1.onmessage = heard;
  }

  terminate(): void {
    this.isTerminated = true;
    this.#wire.port1.close();
    this.#wire.port2.close();
  }

  /** As when the browser takes its memory away. */
  die(): void {
    for (const heard of this.#errors) heard(new MessageEvent("error"));
  }
}

/** A client and the workers it has started. */
export function newClient(): { readonly client: VaultClient; readonly workers: WiredWorker[] } {
  const workers: WiredWorker[] = [];
  const client = new VaultClient(() => {
    const worker = new WiredWorker();
    workers.push(worker);
    return worker;
  });
  return { client, workers };
}
