/**
 * Fetching what the office planned, page by page from the last checkpoint.
 *
 * An error ends the pull and nothing else: what was written here is in other stores.
 */

import { done, refused } from "../domain/result";
import type { Result } from "../domain/tablet";
import type { Checkpoint, StoredEnrolment } from "../store/database";
import { findCheckpoint, keepTold, type KnownChange } from "../store/reference";
import type { StaffStore } from "../store/stores";
import { readChangePage, readRefusal } from "./answers";
import { readChanges } from "./changes";
import { ask, type Line, type Reply } from "./line";

/** What a pull needs. */
export interface Pulling {
  readonly line: Line;
  readonly store: StaffStore;
  readonly enrolment: StoredEnrolment;
  /** The history as the last proof of contact told it. */
  readonly epoch: string;
  readonly at: string;
}

interface Page {
  readonly changes: readonly KnownChange[];
  readonly checkpoint: Checkpoint;
  readonly hasMore: boolean;
}

const KNOWN = ["session_ended", "credential_unknown"] as const;

function refusal(body: unknown): Result<never> {
  const said = readRefusal(body);
  if (said === null) return refused("no_contact");
  const code = KNOWN.find((known) => known === said.code) ?? "refused";
  return refused(code, said.message);
}

function understand(reply: Reply, asked: Checkpoint): Result<Page> {
  if (reply.is === "silence") return refused("no_contact");
  const page = reply.status === 200 ? readChangePage(reply.body) : null;
  if (page === null) return refusal(reply.body);
  const changes = readChanges(page.changes);
  if (changes === null || page.epoch !== asked.epoch) return refused("no_contact");
  if (page.has_more && page.next <= asked.after) return refused("no_contact");
  const checkpoint = { epoch: page.epoch, after: page.next };
  return done({ changes, checkpoint, hasMore: page.has_more });
}

async function fetchPage(pulling: Pulling, from: Checkpoint): Promise<Result<Page>> {
  const query = new URLSearchParams({ epoch: from.epoch, after: String(from.after) });
  const reply = await ask(pulling.line, {
    method: "GET",
    path: `/changes?${query.toString()}`,
    credential: pulling.enrolment.credential,
    withSession: true,
    headers: {},
    body: null,
  });
  return understand(reply, from);
}

/** All pages at once: read from the start, they replace what was known. */
async function pullWhole(pulling: Pulling, start: Checkpoint): Promise<Result<void>> {
  const changes: KnownChange[] = [];
  let from = start;
  for (;;) {
    const page = await fetchPage(pulling, from);
    if (!page.ok) return page;
    changes.push(...page.value.changes);
    from = page.value.checkpoint;
    if (!page.value.hasMore) break;
  }
  await keepTold(pulling.store, { changes, checkpoint: from, at: pulling.at, isWhole: true });
  return done(undefined);
}

async function pullOn(pulling: Pulling, start: Checkpoint): Promise<Result<void>> {
  let from = start;
  for (;;) {
    const page = await fetchPage(pulling, from);
    if (!page.ok) return page;
    const { changes, checkpoint, hasMore } = page.value;
    await keepTold(pulling.store, { changes, checkpoint, at: pulling.at, isWhole: false });
    if (!hasMore) return done(undefined);
    from = checkpoint;
  }
}

/** Fetch what changed; from the start if the history is another than the one last read. */
export async function pullChanges(pulling: Pulling): Promise<Result<void>> {
  const checkpoint = await findCheckpoint(pulling.store);
  const isKnown = checkpoint?.epoch === pulling.epoch && checkpoint.after > 0;
  if (isKnown) return await pullOn(pulling, checkpoint);
  return await pullWhole(pulling, { epoch: pulling.epoch, after: 0 });
}
