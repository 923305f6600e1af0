/** Binding this tablet to who is signed in at the office. */

import { done, refused } from "../domain/result";
import type { Result } from "../domain/tablet";
import type { Enrolled } from "../domain/contract";
import { readEnrolled, readRefusal } from "./answers";
import { ask, type Line, type Reply } from "./line";

const KNOWN = ["enrolment_code_wrong", "session_ended"] as const;

function refusal(body: unknown): Result<never> {
  const said = readRefusal(body);
  if (said === null) return refused("no_contact");
  const code = KNOWN.find((known) => known === said.code) ?? "refused";
  return refused(code, said.message, said.field);
}

function understand(reply: Reply): Result<Enrolled> {
  if (reply.is === "silence") return refused("no_contact");
  const enrolled = reply.status === 201 ? readEnrolled(reply.body) : null;
  return enrolled === null ? refusal(reply.body) : done(enrolled);
}

/** A way back into a vault whose passphrase was forgotten. */
export interface Recovery {
  readonly kid: string;
  readonly wrapped: string;
  readonly reply_spki: string;
}

/** What is asked for; `recovery` None: nothing was forgotten. */
export interface Enrolling {
  readonly code: string;
  readonly name: string;
  readonly recovery: Recovery | null;
}

/** Ask for a credential by a code from the office. */
export async function enrolTablet(line: Line, enrolling: Enrolling): Promise<Result<Enrolled>> {
  const reply = await ask(line, {
    method: "POST",
    path: "/enrolments",
    credential: null,
    withSession: true,
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(enrolling),
  });
  return understand(reply);
}
