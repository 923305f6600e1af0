/** Telling the office that a tablet was locked hard, so that the browser's session there ends too. */

import type { SignOff } from "../domain/contract";
import type { StoredEnrolment } from "../store/database";
import { dropSignOff, findSignOff } from "../store/signOffs";
import type { TabletStore } from "../store/stores";
import { readSignedOff } from "./answers";
import { ask, type Line } from "./line";

/** Ten years: what the office takes. */
const LONGEST_MS = 315_360_000_000;

/** Tell it, if it is to be told; what the office did not answer is told again. */
export async function signOff(
  line: Line,
  tablet: TabletStore,
  { credential, deviceId }: StoredEnrolment,
  now: Date,
): Promise<void> {
  const waiting = await findSignOff(tablet, deviceId);
  if (waiting === null) return;
  const since = now.getTime() - Date.parse(waiting.lockedAt);
  const body: SignOff = { locked_for_ms: Math.min(LONGEST_MS, Math.max(0, since)) };
  const reply = await ask(line, {
    method: "POST",
    path: "/sign-off",
    credential,
    withSession: true,
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  const isTold = reply.is === "answer" && readSignedOff(reply.body) !== null;
  if (isTold) await dropSignOff(tablet, waiting);
}
