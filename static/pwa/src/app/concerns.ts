/** Raising a worry for a child, and what was done about it. */

import type { Call, ConcernContent } from "../domain/contract";
import type { OutboxEntry } from "../domain/outbox";
import { done, refused } from "../domain/result";
import type { ConcernView, NewConcern, Result } from "../domain/tablet";
import { closeConcern } from "../store/closing";
import { findConcern, type KnownConcern, listConcerns } from "../store/concerns";
import { listOutbox } from "../store/outbox";
import type { OpenStore } from "../store/sealed";
import { Turns } from "../domain/turns";
import { asWorker, type Desk, type Worker } from "./desk";

type Sent = Pick<ConcernView, "state" | "sentAt" | "receiptNumber" | "attention">;

function sentOf(entries: readonly OutboxEntry[], isRead: boolean): Sent {
  const receipt = entries.find((entry) => entry.receipt !== null)?.receipt ?? null;
  const attention = entries.find((entry) => entry.attention !== null)?.attention ?? null;
  const unread = receipt === null ? "unsent" : "sent";
  return {
    state: isRead ? "acknowledged" : unread,
    sentAt: receipt?.received_at ?? null,
    receiptNumber: receipt?.number ?? null,
    attention,
  };
}

/** A concern as the screens show it. What is no longer readable here is empty. */
export function viewConcern(
  { acknowledgement, concern }: KnownConcern,
  entries: readonly OutboxEntry[],
): ConcernView {
  const own = entries.filter((entry) => entry.concernId === concern.concernId);
  const { content } = concern;
  return {
    concernId: concern.concernId,
    visitId: concern.visitId,
    raisedAt: concern.raisedAt,
    isImmediateDanger: content?.is_immediate_danger ?? false,
    children: content?.children ?? [],
    seen: content?.seen ?? "",
    thought: content?.thought ?? "",
    calls: content?.calls ?? [],
    acknowledgedBy: acknowledgement?.acknowledged_by ?? null,
    acknowledgedAt: acknowledgement?.acknowledged_at ?? null,
    ...sentOf(own, acknowledgement !== null),
  };
}

/** Every concern of a person, the newest first. */
export async function viewConcerns(
  open: OpenStore,
  entries: readonly OutboxEntry[],
): Promise<readonly ConcernView[]> {
  return (await listConcerns(open)).map((known) => viewConcern(known, entries));
}

/** The concerns of this tablet. */
export class Concerns {
  readonly #desk: Desk;
  readonly #turns = new Turns();

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  raise(concern: NewConcern): Promise<Result<ConcernView>> {
    return this.#turns.take(() =>
      asWorker(this.#desk, (worker) => this.#close(worker, this.#contentOf(concern), null)),
    );
  }

  logCall(concernId: string, call: Call): Promise<Result<ConcernView>> {
    return this.#turns.take(() =>
      asWorker(this.#desk, async (worker) => {
        const known = await findConcern(worker, concernId);
        const content = known?.content ?? null;
        if (known === null || content === null) return refused("no_longer_here");
        const calls = [...content.calls, call];
        const next = { ...content, revision_id: this.#desk.world.newId(), calls };
        return await this.#close(worker, next, known.headRevisionId);
      }),
    );
  }

  #contentOf(concern: NewConcern): ConcernContent {
    const { newId } = this.#desk.world;
    return {
      schema_version: 1,
      concern_id: newId(),
      visit_id: concern.visitId,
      revision_id: newId(),
      raised: this.#desk.clock.moment(),
      children: concern.children,
      seen: concern.seen,
      thought: concern.thought,
      is_immediate_danger: concern.isImmediateDanger,
      calls: [],
    };
  }

  async #close(
    worker: Worker,
    content: ConcernContent,
    baseRevisionId: string | null,
  ): Promise<Result<ConcernView>> {
    await closeConcern(worker, worker.author(), { content, baseRevisionId });
    this.#desk.send();
    await this.#desk.changed();
    const views = await viewConcerns(worker, await listOutbox(worker.store));
    const view = views.find((each) => each.concernId === content.concern_id);
    return view === undefined ? refused("no_longer_here") : done(view);
  }
}
