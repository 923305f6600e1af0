/** Answering the page's questions with a core: all that the worker does. */

import type { VaultCore } from "./core";
import type { Answer, Question } from "./protocol";

async function given(core: VaultCore, { args, call }: Question): Promise<unknown> {
  return Reflect.apply(core[call], core, args);
}

/** The answer to one question; what fails is told by name. */
export async function answer(core: VaultCore, question: Question): Promise<Answer> {
  const { id } = question;
  try {
    return { id, ok: true, value: await given(core, question) };
  } catch (failure) {
    const { message, name } = failure instanceof Error ? failure : new Error(String(failure));
    return { id, ok: false, name, message };
  }
}

/** The buffers of an answer, to be handed over and not copied. */
export function buffersOf(sent: Answer): ArrayBuffer[] {
  if (!sent.ok || typeof sent.value !== "object" || sent.value === null) return [];
  const parts = [sent.value, ...Object.values(sent.value)];
  return parts.flatMap((part: unknown) =>
    part instanceof Uint8Array && part.buffer instanceof ArrayBuffer ? [part.buffer] : [],
  );
}
