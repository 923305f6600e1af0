/**
 * What is half made in a visit: kept with its draft, so that a killed page loses nothing,
 * and never sent. It counts for nothing before it is made whole in the draft's content.
 */

import type { AdultCapacity, ConsentForm, Moment, Purpose, Signature } from "./contract";

/** An adult's answer on its way; it opens nothing. */
export interface UnfinishedConsent {
  readonly id: string;
  readonly adult: string;
  readonly name: string;
  /** None: not asked yet. */
  readonly capacity: AdultCapacity | null;
  readonly language: string;
  /** A purpose that is lacking has not been answered. */
  readonly answers: Readonly<Partial<Record<Purpose, boolean>>>;
  /** None: every room. */
  readonly rooms: readonly string[] | null;
  readonly form: ConsentForm;
  /** None: not a stroke so far. */
  readonly signature: Signature | null;
  readonly witness: string;
  readonly interpreter: string;
}

/** A worry for a child that is being written, and has reached no one. */
export interface UnfinishedConcern {
  readonly children: readonly string[];
  readonly seen: string;
  readonly thought: string;
  /** None: not answered yet. */
  readonly isImmediateDanger: boolean | null;
}

/** A picture that was taken and is not safe yet: so little that it is named after a kill. */
export interface UnfinishedPhoto {
  readonly item: string;
  /** Which finding of the item's answer. */
  readonly index: number;
  /** Which of the finding's pictures, from 1. */
  readonly number: number;
}

/** Everything half made in one visit. */
export interface Unfinished {
  readonly consent: UnfinishedConsent | null;
  readonly concern: UnfinishedConcern | null;
  /** Values read before the worker has judged them, by the item's id. */
  readonly measured: Readonly<Record<string, number>>;
  /** The picture itself is in memory alone: what is not sealed never lies on the disk. */
  readonly photos: readonly UnfinishedPhoto[];
  /** Since when nothing is written, until somebody says whether consent was taken back; None: it goes on. */
  readonly stopped: Moment | null;
}

/** A visit with nothing half made in it. */
export const NOTHING_UNFINISHED: Unfinished = {
  consent: null,
  concern: null,
  measured: {},
  photos: [],
  stopped: null,
};
