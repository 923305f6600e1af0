/** The worker that holds an open vault; ended, it has forgotten everything. */

import { answer, buffersOf } from "./answering";
import { VaultCore } from "./core";
import type { Question } from "./protocol";

const core = new VaultCore();

async function reply(question: Question): Promise<void> {
  const sent = await answer(core, question);
  globalThis.postMessage(sent, { transfer: buffersOf(sent) });
}

globalThis.addEventListener("message", (event: MessageEvent<Question>) => {
  void reply(event.data);
});
