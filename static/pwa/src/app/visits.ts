/** Opening, writing and finishing visits: one open in a tab, one writer over all tabs. */

import { scopeOf } from "../domain/consent";
import type { Photo } from "../domain/contract";
import {
  correctionOf,
  finishedContent,
  hasRecorded,
  type StoredDraft,
  withdrawn,
} from "../domain/draft";
import { done, refused } from "../domain/result";
import type {
  Closing,
  Draft,
  DraftContent,
  PhotoAbout,
  PhotoBytes,
  Picture,
  Result,
  Withdrawal,
} from "../domain/tablet";
import { closeVisit, readFinished, wasVisitClosed } from "../store/closing";
import { beginCorrection, findDraft, keepDraft } from "../store/drafts";
import { saved } from "../store/failures";
import {
  countPhotos,
  dropPhoto,
  keepPhoto,
  listUnplaced,
  manifestOf,
  readPhoto,
} from "../store/photos";
import { Turns } from "../domain/turns";
import { asSaver, asWorker, type Desk, type Worker } from "./desk";
import { Reads } from "./reads";
import { BLANK, readVisit } from "./visitReading";
import { takeVisitLock, type VisitLock } from "./visitLock";

/** The most photos a visit can hold. */
export const MOST_PHOTOS = 60;

interface Open {
  readonly visitId: string;
  readonly lock: VisitLock;
  /** As it was opened; counts as long as nothing was saved. */
  readonly draft: Draft;
}

/** The visits of this tab. */
export class Visits {
  readonly #desk: Desk;
  readonly #turns = new Turns();
  readonly #reads: Reads;
  #open: Open | null = null;

  constructor(desk: Desk) {
    this.#desk = desk;
    this.#reads = new Reads(desk);
  }

  get openVisitId(): string | null {
    return this.#open?.visitId ?? null;
  }

  open(visitId: string): Promise<Result<Draft>> {
    return this.#turns.take(() => asWorker(this.#desk, (worker) => this.#openAs(worker, visitId)));
  }

  close(): Promise<void> {
    return this.#turns.take(async () => {
      await this.#letGo();
      await this.#desk.changed();
    });
  }

  correct(visitId: string, reason: string): Promise<Result<Draft>> {
    return this.#turns.take(() =>
      asWorker(this.#desk, async (worker) => {
        const begun = await this.#beginCorrection(worker, visitId, reason);
        return begun.ok ? await this.#openAs(worker, visitId) : begun;
      }),
    );
  }

  save(draft: Draft): Promise<Result<Draft>> {
    return this.#writing(draft.visitId, (worker) => this.#keep(worker, draft), asSaver);
  }

  /**
   * The picture is made small outside the turns, so that saving never waits for it. One that was
   * taken before the screen was covered is kept behind the cover.
   */
  async addPhoto(visitId: string, picture: Picture, about: PhotoAbout): Promise<Result<Photo>> {
    const mayTake = (worker: Worker) => this.#mayPhotograph(worker, visitId);
    const allowed = await this.#writing(visitId, mayTake, asSaver);
    if (!allowed.ok) return allowed;
    const shrunk = await this.#desk.world.shrink(picture);
    if (shrunk === null) return refused("picture_unreadable");
    const photo = { id: this.#desk.world.newId(), visitId, about, picture: shrunk };
    // Consent may have been taken back while the picture was made small.
    const keep = async (worker: Worker) => {
      const stillAllowed = await this.#mayPhotograph(worker, visitId);
      return stillAllowed.ok ? done(await keepPhoto(worker, worker.author(), photo)) : stillAllowed;
    };
    return await this.#writing(visitId, keep, asSaver);
  }

  removePhoto(visitId: string, photoId: string): Promise<Result<void>> {
    return this.#writing(visitId, async (worker) => {
      const seen = await this.#maySee(worker, visitId);
      return seen.ok ? await dropPhoto(worker, visitId, photoId) : seen;
    });
  }

  /** A picture, unless the yes it was taken under was taken back. */
  photoBytes(visitId: string, photoId: string): Promise<Result<PhotoBytes>> {
    return asWorker(this.#desk, async (worker) => {
      const seen = await this.#maySee(worker, visitId);
      return seen.ok ? await readPhoto(worker, visitId, photoId) : seen;
    });
  }

  withdraw(visitId: string, withdrawal: Withdrawal): Promise<Result<Draft>> {
    return this.#writing(visitId, async (worker, open) => {
      const found = await this.#saved(worker, open);
      if (!found.ok) return found;
      const draft = { ...open.draft, ...found.value };
      const at = withdrawal.at ?? this.#desk.clock.moment();
      const content = withdrawn(draft.content, withdrawal, at);
      const unfinished = { ...draft.unfinished, stopped: null };
      return await this.#keep(worker, { ...draft, content, unfinished });
    });
  }

  decline(visitId: string): Promise<Result<void>> {
    return this.finalise(visitId, { ending: "declined", assessment: null, readback: null });
  }

  finalise(visitId: string, closing: Closing): Promise<Result<void>> {
    return this.#writing(visitId, async (worker, open) => {
      const found = await this.#saved(worker, open);
      if (!found.ok) return found;
      const closed = await this.#closeAs(worker, found.value, closing);
      if (!closed.ok) return closed;
      await this.#letGo();
      await this.#desk.changed();
      this.#desk.send();
      return closed;
    });
  }

  #writing<T>(
    visitId: string,
    write: (worker: Worker, open: Open) => Promise<Result<T>>,
    as: typeof asWorker = asWorker,
  ): Promise<Result<T>> {
    return this.#turns.take(() =>
      as(this.#desk, async (worker) => {
        const open = this.#open;
        if (open?.visitId !== visitId) return refused("visit_not_open");
        return open.draft.isReadOnly ? refused("read_only") : await write(worker, open);
      }),
    );
  }

  async #openAs(worker: Worker, visitId: string): Promise<Result<Draft>> {
    await this.#letGo();
    const lock = await takeVisitLock(this.#desk.world.locks, visitId);
    const found = await saved(() => this.#readAs(worker, visitId, !lock.isHeld));
    if (!found.ok || found.value.isReadOnly) await lock.release();
    if (found.ok) this.#open = { visitId, lock, draft: found.value };
    await this.#desk.changed();
    return found;
  }

  async #readAs(worker: Worker, visitId: string, isReadOnly: boolean): Promise<Result<Draft>> {
    const at = this.#desk.clock.moment();
    const found = await readVisit(worker, visitId, { isReadOnly, at });
    if (found.ok) await this.#reads.note(worker, visitId, at);
    return found;
  }

  async #letGo(): Promise<void> {
    const open = this.#open;
    this.#open = null;
    await open?.lock.release();
  }

  async #beginCorrection(
    worker: Worker,
    visitId: string,
    reason: string,
  ): Promise<Result<void>> {
    const found = await findDraft(worker, visitId);
    if (!found.ok) return found;
    if (found.value !== null) return done(undefined);
    const copy = await readFinished(worker, visitId);
    if (copy === null) return refused("no_longer_here");
    const content = correctionOf(copy, reason);
    const savedAt = this.#desk.clock.now();
    const baseRevisionId = copy.revision_id;
    await beginCorrection(worker, { ...BLANK, visitId, content, baseRevisionId, savedAt });
    return done(undefined);
  }

  async #keep(worker: Worker, draft: Draft): Promise<Result<Draft>> {
    const { baseRevisionId, content, place, unfinished, visitId } = draft;
    const savedAt = this.#desk.clock.now();
    const stored = { visitId, baseRevisionId, content, place, unfinished, savedAt };
    const kept = await keepDraft(worker, stored);
    if (!kept.ok) return kept;
    const unplacedPhotos = await listUnplaced(worker, visitId, content.photos);
    void this.#desk.changed();
    return done({ ...draft, ...kept.value, unplacedPhotos });
  }

  /** What was saved last; what was opened, if nothing was. */
  async #saved(worker: Worker, { draft }: Open): Promise<Result<StoredDraft>> {
    const found = await findDraft(worker, draft.visitId);
    if (!found.ok) return found;
    const { baseRevisionId, content, place, unfinished, visitId } = draft;
    // It was closed, and only the word that it is safe in both memories is lacking.
    const isFinished = found.value === null && (await wasVisitClosed(worker.store, visitId));
    if (isFinished) return refused("already_finished");
    const savedAt = this.#desk.clock.now();
    const opened = { visitId, baseRevisionId, content, place, unfinished, savedAt };
    return done(found.value ?? opened);
  }

  /**
   * Whether pictures of a visit may be seen and changed here: not once a yes to photos was taken
   * back. They stay, and the office decides. What is finished says so itself.
   */
  async #maySee(worker: Worker, visitId: string): Promise<Result<void>> {
    const found = await findDraft(worker, visitId);
    if (!found.ok || found.value === null) return found.ok ? done(undefined) : found;
    const { photos } = scopeOf(found.value.content.consents);
    return photos ? done(undefined) : refused("consent_missing");
  }

  async #mayPhotograph(worker: Worker, visitId: string): Promise<Result<void>> {
    const found = await findDraft(worker, visitId);
    if (!found.ok) return found;
    const { content, unfinished } = found.value ?? {};
    const isStopped = unfinished !== undefined && unfinished.stopped !== null;
    if (isStopped || !scopeOf(content?.consents ?? []).photos) return refused("consent_missing");
    const isFull = (await countPhotos(worker.store, visitId)) >= MOST_PHOTOS;
    return isFull ? refused("too_many_photos") : done(undefined);
  }

  async #closeAs(worker: Worker, draft: StoredDraft, closing: Closing): Promise<Result<void>> {
    const { baseRevisionId, content, visitId } = draft;
    const fault = faultOf(content, closing);
    if (fault !== null) return refused(fault);
    const unplaced = await listUnplaced(worker, visitId, content.photos);
    const finished = this.#desk.clock.moment();
    const revisionId = this.#desk.world.newId();
    const end = { visitId, revisionId, finished, closing, unplaced };
    const whole = finishedContent(content, end);
    const manifest = await manifestOf(worker.store, whole.photos);
    if (!manifest.ok) return manifest;
    await closeVisit(worker, worker.author(), { content: whole, baseRevisionId, blobs: manifest.value });
    return done(undefined);
  }
}

/** Why a visit cannot end like that; None: it can. */
function faultOf(
  content: DraftContent,
  { ending }: Closing,
): "consent_missing" | "already_begun" | null {
  const isBegun = hasRecorded(content);
  if (ending === "completed" && !scopeOf(content.consents).visit) return "consent_missing";
  const hasBegun = isBegun && (ending === "declined" || ending === "nobody_home");
  return hasBegun ? "already_begun" : null;
}
