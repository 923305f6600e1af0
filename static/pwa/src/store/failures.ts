/** What the browser says when it cannot write, in our words. */

import { refused } from "../domain/result";
import type { Result } from "../domain/tablet";
import { VaultClosed } from "../domain/vault";

/** Whether there was no room for it. */
export function isFull(failure: unknown): boolean {
  return failure instanceof Error && failure.name === "QuotaExceededError";
}

/** Do it; a write that failed left everything as it was, and is told as a value. */
export async function saved<T>(write: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await write();
  } catch (failure) {
    if (failure instanceof VaultClosed) return refused("locked");
    return isFull(failure) ? refused("storage_full") : refused("not_saved", String(failure));
  }
}
