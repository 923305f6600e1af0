/**
 * The visit being written: its draft as it stands on the screen, and whether that is safe.
 *
 * Every change is on the screen at once and saved within a second of the last key.
 * What `saving` says is what the tablet has answered, never what is hoped for; a save
 * that failed keeps the form as it is and is tried again until it is safe.
 */

import { signal, type Signal } from "@preact/signals";
import type { Moment } from "../domain/contract";
import type { Draft, DraftContent, ErrorCode, Place, Result, Tablet } from "../domain/tablet";
import type { UnfinishedConcern } from "../domain/unfinished";

/** `unsaved`: changed since the last save; `failed`: the tablet could not write. */
export type Saving =
  | { readonly is: "untouched" }
  | { readonly is: "unsaved" }
  | { readonly is: "saved"; readonly at: string }
  | { readonly is: "failed"; readonly code: ErrorCode };

/** How long after the last key a save begins. */
const PAUSE_MS = 500;
/** And how long after the first key that is not saved: who never stops typing is saved as well. */
const MOST_MS = 1000;
/** How long after a failed save it is tried again. */
const RETRY_MS = 5000;

/** How a save of this draft stands when it is opened. */
function savingOf(draft: Draft): Saving {
  return draft.savedAt === null ? { is: "untouched" } : { is: "saved", at: draft.savedAt };
}

/** One visit open for writing. Made from its draft alone, so nothing of another shows in it. */
export class VisitSession {
  readonly draft: Signal<Draft>;
  readonly saving: Signal<Saving>;
  /** Finished, stopped or taken back: nothing more is recorded here. */
  readonly isClosed: Signal<boolean>;
  readonly #tablet: Tablet;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #changes = 0;
  #savedChanges = 0;
  /** When a save must begin at the latest; None: all there was is being saved. */
  #dueAt: number | null = null;
  #hasEnded = false;

  constructor(tablet: Tablet, draft: Draft) {
    this.#tablet = tablet;
    this.draft = signal(draft);
    this.saving = signal(savingOf(draft));
    this.isClosed = signal(draft.unfinished.stopped !== null);
  }

  get visitId(): string {
    return this.draft.value.visitId;
  }

  /** Change what is recorded; on the screen now, saved when the typing pauses. */
  edit(change: (content: DraftContent) => DraftContent): void {
    const { content } = this.draft.value;
    this.revise({ content: change(content) });
  }

  /** Change the draft itself, as where in it the worker is. */
  revise(part: Partial<Pick<Draft, "content" | "place" | "unfinished">>): void {
    if (!this.isClosed.value) this.#change(part);
  }

  /** A worry for a child is written whatever was stopped: the duty to report rests on no consent. */
  worry(concern: UnfinishedConcern | null): void {
    this.#change({ unfinished: { ...this.draft.value.unfinished, concern } });
  }

  /** Remember where the worker is, so that a killed page returns there. */
  moveTo(step: string, item: string | null = null): void {
    const { place } = this.draft.value;
    if (place.step === step && place.item === item) return;
    const there: Place = { ...place, step, item };
    this.revise({ place: there });
  }

  /**
   * Write nothing from now on, until it is said whether consent was taken back. What was
   * written before is kept, and so is that it was stopped: a killed page comes back stopped.
   */
  async stop(at: Moment): Promise<void> {
    const { unfinished } = this.draft.value;
    this.revise({ unfinished: { ...unfinished, stopped: unfinished.stopped ?? at } });
    this.isClosed.value = true;
    await this.flush();
  }

  /** Nobody took anything back: the visit goes on where it was, and no yes was ever gone. */
  async goOn(): Promise<void> {
    this.isClosed.value = false;
    this.revise({ unfinished: { ...this.draft.value.unfinished, stopped: null } });
    await this.flush();
  }

  /** Save what is not saved, now; true when everything written is safe. */
  async flush(): Promise<boolean> {
    this.#stopTimer();
    if (this.#changes === this.#savedChanges) return this.saving.value.is !== "failed";
    const upTo = this.#changes;
    this.#dueAt = null;
    this.#settle(upTo, await this.#tablet.saveDraft(this.draft.value));
    return this.saving.value.is !== "failed";
  }

  /** Take in a draft that the tablet itself has changed and saved. */
  adopt(draft: Draft): void {
    this.#stopTimer();
    this.#savedChanges = this.#changes;
    this.draft.value = draft;
    this.saving.value = savingOf(draft);
  }

  /** Forget the timer; what was written is saved by `flush` before. */
  end(): void {
    this.#hasEnded = true;
    this.#stopTimer();
  }

  #change(part: Partial<Draft>): void {
    if (this.draft.value.isReadOnly) return;
    this.draft.value = { ...this.draft.value, ...part };
    this.#changes += 1;
    if (this.saving.value.is !== "failed") this.saving.value = { is: "unsaved" };
    this.#dueAt ??= performance.now() + MOST_MS;
    this.#saveIn(Math.min(PAUSE_MS, Math.max(0, this.#dueAt - performance.now())));
  }

  #settle(upTo: number, result: Result<Draft>): void {
    if (!result.ok) {
      this.saving.value = { is: "failed", code: result.error.code };
      this.#saveIn(RETRY_MS);
      return;
    }
    this.#savedChanges = Math.max(this.#savedChanges, upTo);
    const { savedAt } = result.value;
    this.draft.value = { ...this.draft.value, savedAt };
    if (this.#changes > this.#savedChanges) this.saving.value = { is: "unsaved" };
    else this.saving.value = savingOf(this.draft.value);
  }

  #saveIn(ms: number): void {
    this.#stopTimer();
    if (this.#hasEnded) return;
    this.#timer = setTimeout(() => void this.flush(), ms);
  }

  #stopTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
