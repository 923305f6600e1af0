/**
 * Fetching what the office planned, page by page from the last checkpoint.
 *
 * An error ends the pull and nothing else: what was written here is in other stores.
 */

import { done, refused } from "../domain/result";
import type { Result } from "../domain/tablet";
import type { OfficeKey } from "../domain/vault";
import type { Checkpoint, StoredEnrolment } from "../store/database";
import { findCheckpoint, keepTold } from "../store/reference";
import type { OpenStore } from "../store/sealed";
import { readChangePage, readRefusal } from "./answers";
import { type ReadChanges, readChanges } from "./changes";
import { ask, type Line, type Reply } from "./line";

/** What a pull needs: an open vault too, as plans are sealed when they come. */
export interface Pulling extends OpenStore {
  readonly line: Line;
  readonly enrolment: StoredEnrolment;
  /** The history as the last proof of contact told it. */
  readonly epoch: string;
  readonly at: string;
  /** The municipality has another key to seal for. */
  readonly keepOfficeKey: (key: OfficeKey) => Promise<void>;
}

interface Page {
  readonly changes: ReadChanges;
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

async function keep(pulling: Pulling, page: Page, isWhole: boolean): Promise<void> {
  const { changes, checkpoint } = page;
  if (changes.officeKey !== null) await pulling.keepOfficeKey(changes.officeKey);
  await keepTold(pulling, { changes: changes.known, checkpoint, at: pulling.at, isWhole });
}

function joined(one: ReadChanges, other: ReadChanges): ReadChanges {
  return {
    known: [...one.known, ...other.known],
    officeKey: other.officeKey ?? one.officeKey,
  };
}

/** All pages at once: read from the start, they replace what was known. */
async function pullWhole(pulling: Pulling, start: Checkpoint): Promise<Result<void>> {
  let changes: ReadChanges = { known: [], officeKey: null };
  let from = start;
  for (;;) {
    const page = await fetchPage(pulling, from);
    if (!page.ok) return page;
    changes = joined(changes, page.value.changes);
    from = page.value.checkpoint;
    if (!page.value.hasMore) break;
  }
  await keep(pulling, { changes, checkpoint: from, hasMore: false }, true);
  return done(undefined);
}

async function pullOn(pulling: Pulling, start: Checkpoint): Promise<Result<void>> {
  let from = start;
  for (;;) {
    const page = await fetchPage(pulling, from);
    if (!page.ok) return page;
    await keep(pulling, page.value, false);
    if (!page.value.hasMore) return done(undefined);
    from = page.value.checkpoint;
  }
}

/** Fetch what changed; from the start if the history is another than the one last read. */
export async function pullChanges(pulling: Pulling): Promise<Result<void>> {
  const checkpoint = await findCheckpoint(pulling.store);
  const isKnown = checkpoint?.epoch === pulling.epoch && checkpoint.after > 0;
  if (isKnown) return await pullOn(pulling, checkpoint);
  return await pullWhole(pulling, { epoch: pulling.epoch, after: 0 });
}
