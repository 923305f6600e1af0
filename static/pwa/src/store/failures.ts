/** What the browser says when it cannot write, in our words. */

import { refused } from "../domain/result";
import type { Result } from "../domain/tablet";

function isFull(failure: unknown): boolean {
  return failure instanceof Error && failure.name === "QuotaExceededError";
}

/** Do it; a write that failed left everything as it was, and is told as a value. */
export async function saved<T>(write: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await write();
  } catch (failure) {
    return isFull(failure) ? refused("storage_full") : refused("not_saved", String(failure));
  }
}
