/** Making and reading `Result`s. */

import type { ErrorCode, Result, TabletError } from "./tablet";

/** It worked. */
export function done<T>(value: T): Result<T> {
  return { ok: true, value };
}

/** It did not, and this is why. */
export function refused(
  code: ErrorCode,
  message = "",
  field: string | null = null,
): { readonly ok: false; readonly error: TabletError } {
  return { ok: false, error: { code, message, field } };
}
