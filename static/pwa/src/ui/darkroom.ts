/**
 * Pictures between the camera and the tablet's store, one visit's at a time.
 *
 * They are made safe one by one while the worker goes on writing. One that could not be kept
 * stays here, in memory, until somebody tries again or gives it up: a picture that is not
 * sealed never lies on the disk. What the draft holds of it is a note of three words, so
 * that a killed page can still say which picture is gone.
 */

import { computed, signal, type ReadonlySignal, type Signal } from "@preact/signals";
import type { ErrorCode, Picture, Tablet } from "../domain/tablet";
import type { UnfinishedPhoto } from "../domain/unfinished";
import { keepPhoto, withoutNote } from "./photos";
import { awaitPhoto, stopAwaiting } from "./returning";
import type { VisitSession } from "./session";
import { steady } from "./slice";
import {
  isSameFinding,
  isSameNote,
  noteOf,
  photosOf,
  reclaimed,
  targetOf,
  type Target,
} from "./views/photos";

/** A picture that is not safe yet; `failed` None: it is being made safe. */
export interface UnsafePhoto {
  readonly note: UnfinishedPhoto;
  readonly picture: Picture;
  readonly failed: ErrorCode | null;
}

/** A picture that was taken, and not yet said yes to. */
export interface Taken {
  readonly target: Target;
  readonly picture: Picture;
}

/** The darkroom of a visit. */
export class Darkroom {
  /** The finding that the camera is open for; None: it is shut. */
  readonly camera = signal<Target | null>(null);
  /** It outlasts the camera: the screen may be covered before it was said yes to. */
  readonly taken = signal<Taken | null>(null);
  readonly unsafe = signal<readonly UnsafePhoto[]>([]);
  readonly failed: ReadonlySignal<readonly UnsafePhoto[]> = computed(() =>
    this.unsafe.value.filter(({ failed }) => failed !== null),
  );
  /** Written of before a kill, and neither safe nor in memory. */
  readonly lost: ReadonlySignal<readonly UnfinishedPhoto[]> = computed(
    steady(() =>
      this.#session.value.draft.value.unfinished.photos.filter(
        (note) => !this.unsafe.value.some((each) => isSameNote(each.note, note)),
      ),
    ),
  );
  readonly #tablet: Tablet;
  readonly #session: Signal<VisitSession>;
  #turn: Promise<void> = Promise.resolve();

  constructor(tablet: Tablet, session: VisitSession) {
    this.#tablet = tablet;
    this.#session = signal(session);
    this.join(session);
  }

  /** The visit was opened, or opened again: what was safe before a kill is named. */
  join(session: VisitSession): void {
    this.#session.value = session;
    const { unfinished, content } = reclaimed(session.draft.peek());
    if (unfinished !== session.draft.peek().unfinished) session.revise({ content, unfinished });
  }

  /** How many are being made safe. */
  get saving(): number {
    return this.unsafe.value.length - this.failed.value.length;
  }

  /** Open the camera; what is written is safe before. None: it opens. */
  async open(target: Target): Promise<ErrorCode | null> {
    const session = this.#session.value;
    this.#await(target.question.item);
    if (!(await session.flush())) {
      return session.saving.value.is === "failed" ? session.saving.value.code : "not_saved";
    }
    awaitPhoto(session.visitId);
    this.camera.value = target;
    return null;
  }

  /** Shut the camera; what was taken and not said yes to can be looked at again. */
  close(): void {
    this.camera.value = null;
    this.forgetAwaiting();
  }

  /** The camera has taken a picture. */
  take(target: Target, picture: Picture): void {
    this.taken.value = { target, picture };
  }

  /** Throw away what was taken. */
  discard(): void {
    this.taken.value = null;
  }

  /** No picture is waited for any more, as after a kill when the worker goes on. */
  forgetAwaiting(): void {
    stopAwaiting();
    this.#await(null);
  }

  /** Keep what was taken, with what covers it; the camera is ready for the next at once. */
  keep({ target, picture }: Taken): void {
    this.taken.value = null;
    const note = noteOf(target, this.#nextNumber(target));
    const { unfinished } = this.#session.value.draft.value;
    const photos = [...unfinished.photos, note];
    this.#session.value.revise({ unfinished: { ...unfinished, photos } });
    this.unsafe.value = [...this.unsafe.value, { note, picture, failed: null }];
    this.#make(note);
  }

  /** Try again with the picture that failed. */
  retry(note: UnfinishedPhoto): void {
    this.#mark(note, null);
    this.#make(note);
  }

  /** Leave a picture that failed, or that was lost in a kill. */
  giveUp(note: UnfinishedPhoto): void {
    this.#forget(note);
    const { unfinished } = this.#session.value.draft.value;
    this.#session.value.revise({ unfinished: withoutNote(unfinished, note) });
  }

  /** Ends when every picture is safe or has failed. */
  async settled(): Promise<void> {
    while (this.saving > 0) await this.#turn;
  }

  #await(item: string | null): void {
    const { place } = this.#session.value.draft.value;
    if (place.awaitsPhotoFor === item) return;
    this.#session.value.revise({ place: { ...place, awaitsPhotoFor: item } });
  }

  #nextNumber(target: Target): number {
    const notes = this.#session.value.draft.value.unfinished.photos;
    const waiting = notes.filter((note) => isSameFinding(targetOf(note), target));
    const named = photosOf(this.#session.value.draft.value.content, target).length;
    return Math.max(named, ...waiting.map(({ number }) => number)) + 1;
  }

  #make(note: UnfinishedPhoto): void {
    const make = (): Promise<void> => this.#keepSafe(note);
    this.#turn = this.#turn.then(make, make);
  }

  async #keepSafe(note: UnfinishedPhoto): Promise<void> {
    const one = this.unsafe.value.find((each) => isSameNote(each.note, note));
    if (one === undefined) return;
    const code = await keepPhoto(this.#tablet, this.#session.value, one);
    if (code === null) this.#forget(note);
    else this.#mark(note, code);
  }

  #mark(note: UnfinishedPhoto, failed: ErrorCode | null): void {
    this.unsafe.value = this.unsafe.value.map((each) =>
      isSameNote(each.note, note) ? { ...each, failed } : each,
    );
  }

  #forget(note: UnfinishedPhoto): void {
    this.unsafe.value = this.unsafe.value.filter((each) => !isSameNote(each.note, note));
  }
}

const DARKROOMS = new WeakMap<Tablet, Map<string, Darkroom>>();

/** The darkroom of a visit; it outlives the session, so that leaving a visit loses no picture. */
export function darkroomOf(tablet: Tablet, session: VisitSession): Darkroom {
  const own = DARKROOMS.get(tablet) ?? new Map<string, Darkroom>();
  DARKROOMS.set(tablet, own);
  const darkroom = own.get(session.visitId) ?? new Darkroom(tablet, session);
  own.set(session.visitId, darkroom);
  return darkroom;
}
