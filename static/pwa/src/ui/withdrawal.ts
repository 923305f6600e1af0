/** Taking consent back: capture closes first, then it is saved, then the screen follows. */

import { scopeOf } from "../domain/consent";
import type { Moment, Purpose } from "../domain/contract";
import type { ErrorCode, Tablet } from "../domain/tablet";
import type { VisitSession } from "./session";

/**
 * Take back these purposes of these consents, since `at` or now; None: it is done and saved.
 *
 * What was written before is saved before, so that it stays. When no yes to the
 * visit is left, nothing more can be written here, also if the saving failed.
 */
export async function takeBack(
  tablet: Tablet,
  session: VisitSession,
  consentIds: readonly string[],
  purposes: readonly Purpose[],
  at: Moment | null = null,
): Promise<ErrorCode | null> {
  const closes = purposes.includes("visit");
  await session.flush();
  if (closes) session.isClosed.value = true;
  const result = await tablet.withdraw(session.visitId, { consentIds, purposes, at });
  if (!result.ok) return result.error.code;
  session.adopt(result.value);
  if (!closes || scopeOf(result.value.content.consents).visit) session.isClosed.value = false;
  return null;
}
