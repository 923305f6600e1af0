/** What the page and the worker of the journals say to one another. */

import type { Journal, Journals } from "./journals";

/** A call of one database's journal, or of what is beside them all (`database` None). */
export type Call =
  | { readonly database: string; readonly call: keyof Journal; readonly args: readonly unknown[] }
  | {
      readonly database: null;
      readonly call: Exclude<keyof Journals, "of">;
      readonly args: readonly unknown[];
    };

/** One question; `id` tells the answers apart. */
export type Question = Call & { readonly id: number };

/** One answer; a failure by its name, which says whether the tablet is full. */
export type Answer =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly name: string; readonly message: string };

function ask(journals: Journals, { args, call, database }: Question): unknown {
  // A method of this name is there: the question was typed by the same interface.
  if (database === null) return Reflect.apply(journals[call], journals, args) as unknown;
  const journal = journals.of(database);
  return Reflect.apply(journal[call], journal, args) as unknown;
}

/** Answer one question. Never fails. */
export async function answer(
  journals: Promise<Journals>,
  question: Question,
): Promise<Answer> {
  const { id } = question;
  try {
    return { id, ok: true, value: await ask(await journals, question) };
  } catch (failure) {
    const { message, name } = failure instanceof Error ? failure : new Error(String(failure));
    return { id, ok: false, name, message };
  }
}
