/** The page's end of the journals: asks the worker, and starts another if it has died. */

import { TABLET_DATABASE } from "./database";
import { isFull } from "./failures";
import type { Journal, Journals } from "./journals";
import type { Answer, Call, Question } from "./journalProtocol";

/** What is needed of a worker. */
export interface JournalWorker {
  postMessage(question: Question): void;
  addEventListener(type: "message", heard: (event: { readonly data: Answer }) => void): void;
  addEventListener(type: "error", heard: () => void): void;
  terminate(): void;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (failure: Error) => void;
}

function failureOf(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}

/** The journals behind a worker, which starts with the first question. */
export class RemoteJournals implements Journals {
  readonly #start: () => JournalWorker;
  readonly #waiting = new Map<number, Waiting>();
  #worker: JournalWorker | null = null;
  #asked = 0;

  constructor(start: () => JournalWorker) {
    this.#start = start;
  }

  of(database: string): Journal {
    const ask =
      <Name extends keyof Journal>(call: Name) =>
      (...args: Parameters<Journal[Name]>): ReturnType<Journal[Name]> =>
        // The worker answers with what its own journal of the same interface has answered.
        this.#ask({ database, call, args }) as ReturnType<Journal[Name]>;
    return {
      gather: ask("gather"),
      reserve: ask("reserve"),
      append: ask("append"),
      compact: ask("compact"),
      keepBytes: ask("keepBytes"),
      findBytes: ask("findBytes"),
      listBytes: ask("listBytes"),
      dropBytes: ask("dropBytes"),
    };
  }

  async keepBallast(size: number): Promise<void> {
    await this.#ask({ database: null, call: "keepBallast", args: [size] });
  }

  async dropBallast(): Promise<boolean> {
    return (await this.#ask({ database: null, call: "dropBallast", args: [] })) === true;
  }

  #ask(call: Call): Promise<unknown> {
    this.#asked += 1;
    const question: Question = { ...call, id: this.#asked };
    return new Promise((resolve, reject) => {
      this.#waiting.set(question.id, { resolve, reject });
      this.#running().postMessage(question);
    });
  }

  #running(): JournalWorker {
    if (this.#worker !== null) return this.#worker;
    const worker = this.#start();
    worker.addEventListener("message", ({ data }) => this.#settle(data));
    worker.addEventListener("error", () => this.#bury(worker));
    this.#worker = worker;
    return worker;
  }

  #settle(answer: Answer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if (answer.ok) waiting?.resolve(answer.value);
    else waiting?.reject(failureOf(answer.name, answer.message));
  }

  /** It died: what was asked of it is not known to be done. The next question starts another. */
  #bury(worker: JournalWorker): void {
    worker.terminate();
    if (this.#worker === worker) this.#worker = null;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(failureOf("JournalDied", "The journal's worker died"));
  }
}

/** The journals, if this browser has private files that can be written; else None. */
export async function probeJournals(start: () => JournalWorker): Promise<Journals | null> {
  const journals = new RemoteJournals(start);
  try {
    await journals.of(TABLET_DATABASE).reserve();
    return journals;
  } catch (failure) {
    // A full tablet has them: what is saved will say that there is no room.
    return isFull(failure) ? journals : null;
  }
}
