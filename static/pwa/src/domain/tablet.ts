/**
 * What the screens may ask of the tablet, and everything it tells them.
 *
 * The screens hold no truth of their own: they show a `Snapshot`, and a form is
 * always made from the `Draft` that was opened. Nothing here throws for what can
 * go wrong in the field; it answers a `Result`.
 */

import type {
  Assessment,
  Call,
  ChecklistRef,
  Ending,
  Moment,
  Photo,
  Purpose,
  Readback,
  TabletNormSet,
  VisitContent,
  VisitPlan,
} from "./contract";
import type { Cover } from "./cover";
import type { Access } from "./access";
import type { ConsentText } from "./consentTexts";
import type { ConcernView, NewConcern, Snapshot } from "./snapshot";
import type { Unfinished } from "./unfinished";

export type * from "./access";
export type * from "./consentTexts";
export type * from "./snapshot";

/** Why something could not be done; the screens have a sentence for each. */
export type ErrorCode =
  /** No answer, or an answer that was not ours (a login page of a network, a proxy). */
  | "no_contact"
  /** Who is signed in must sign in again; what is unsent is still delivered. */
  | "session_ended"
  /** The office does not know this tablet, or revoked it; everything is kept. */
  | "credential_unknown"
  /** The office said no, in its own words in `message`. */
  | "refused"
  | "enrolment_code_wrong"
  /** No one has bound this tablet to a person yet. */
  | "not_enrolled"
  /** The tablet could not write; what was saved before stands, and the form must stay open. */
  | "not_saved"
  /** As `not_saved`, because the tablet is full. */
  | "storage_full"
  | "visit_unknown"
  | "visit_not_open"
  /** Another tab writes in this visit. */
  | "read_only"
  /** The visit was finished; a change of it is a correction. */
  | "already_finished"
  /** Something was recorded under a yes: it is consent taken back, not a no from the start. */
  | "already_begun"
  /** No checklist, or not the one that the draft was begun with, is on the tablet. */
  | "checklist_missing"
  /** A stored draft that cannot be read; it is kept, and nothing empty is shown for it. */
  | "draft_unreadable"
  /** No adult's standing yes covers this. */
  | "consent_missing"
  | "picture_unreadable"
  | "too_many_photos"
  /** The draft names a photo whose bytes are not on the tablet. */
  | "photo_missing"
  /** The saved draft still names it. */
  | "photo_in_use"
  /** The visit, its photo or its concern is no longer readable here: it was received long ago. */
  | "no_longer_here"
  /** An update waits until no visit is open. */
  | "visit_open"
  /** Everything that reads or writes what people said waits until the tablet is opened. */
  | "locked"
  | "passphrase_wrong"
  | "passphrase_weak"
  /** Too many wrong ones: it opens nothing any more, and only the office can help. */
  | "passphrase_spent"
  | "pin_wrong"
  | "pin_unfit"
  /** The device's own lock said no, was not used, or cannot be a key. */
  | "device_key_refused"
  /** The municipality has no key to seal for, or not the one it showed. */
  | "office_key_missing"
  /** What lies here of this person is opened by the office alone, as for who has forgotten. */
  | "recovery_needed"
  /** What the office opened is not what lies here; nothing was changed. */
  | "recovery_failed"
  /** There was nothing to do it with, as no code was taken. */
  | "nothing_begun"
  /** Everything is at the office. */
  | "nothing_unsent";

/** A refusal as a value. `message` is the office's sentence, `field` the one at fault. */
export interface TabletError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly field: string | null;
}

/** What came of it. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: TabletError };

/** Where in a visit the worker was: kept, so that a killed page returns there. */
export interface Place {
  /** A name that the screens choose, as `zone/kitchen` or `consent`. */
  readonly step: string;
  readonly item: string | null;
  /** The item a photo is being taken for, written before the camera opens. */
  readonly awaitsPhotoFor: string | null;
}

/** A visit while it is being written: what is known only at its end may be lacking. */
export type DraftContent = Omit<
  VisitContent,
  "schema_version" | "visit_id" | "revision_id" | "finished" | "ending" | "assessment" | "readback"
> & {
  readonly readback: Readback | null;
  /** The worker's choices so far; the outcomes in it are computed anew at the end. */
  readonly assessment: Assessment | null;
};

/** A visit open for writing, or for reading beside another tab. Its subject never changes. */
export interface Draft {
  readonly visitId: string;
  readonly plan: VisitPlan | null;
  readonly content: DraftContent;
  readonly place: Place;
  /** What the screens keep of half-made things; saved with the draft, never sent. */
  readonly unfinished: Unfinished;
  /** None: begun, nothing written yet. */
  readonly savedAt: string | null;
  /** The revision this corrects; None: the first. */
  readonly baseRevisionId: string | null;
  /** Another tab writes, or the visit is finished; saving answers `read_only`. */
  readonly isReadOnly: boolean;
  /** Photos safe on the tablet that the content does not name, as after a crash. */
  readonly unplacedPhotos: readonly Photo[];
}

/** How a visit ends. `assessment` None: declined, or nobody was home. */
export interface Closing {
  readonly ending: Ending;
  readonly assessment: Assessment | null;
  readonly readback: Readback | null;
}

/** What is taken back, by which consents, and since when; without `at`: now. */
export interface Withdrawal {
  readonly consentIds: readonly string[];
  readonly purposes: readonly Purpose[];
  readonly at?: Moment | null;
}

/** A picture as the camera gave it, and what is to be done with it before it is kept. */
export interface Picture {
  readonly bytes: ArrayBuffer;
  readonly contentType: string;
  /** What is made unreadable in it; lacking: nothing. */
  readonly covers?: readonly Cover[];
  /** Kept larger than others, for what is small in it; lacking: it is not. */
  readonly isDetail?: boolean;
}

/** What a photo shows. */
export interface PhotoAbout {
  readonly item: string | null;
  readonly caption: string;
}

/** A finished picture, without metadata. */
export interface PhotoBytes {
  readonly bytes: ArrayBuffer;
  readonly contentType: "image/jpeg" | "image/webp" | "image/png";
}

/** A checklist as the office sent it; `domain/checklist` knows what is in it. */
export interface ChecklistDocument {
  readonly id: string;
  readonly version: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What is looked at before one leaves. */
export type ReadyCheckName =
  | "installed"
  | "storage_persistent"
  | "storage_space"
  | "write_read"
  | "visits_present"
  | "checklists_present"
  | "consent_texts_present"
  | "clock"
  | "credential"
  | "last_contact"
  | "vault"
  | "journal"
  | "battery"
  | "unsent";

/** The one thing to do when a check fails. */
export type ReadyAction =
  | "install_app"
  | "allow_storage"
  | "free_space"
  | "restart_tablet"
  | "pull"
  | "set_clock"
  | "enrol"
  | "unlock"
  | "charge"
  | "send_now";

/** One line of "Klar för fält"; green needs every `isRequired` one. */
export interface ReadyCheck {
  readonly name: ReadyCheckName;
  readonly isOk: boolean;
  readonly isRequired: boolean;
  /** None: it is ok. */
  readonly action: ReadyAction | null;
  /** For the sentence: bytes, hours, minutes or a number of things, as the name says. */
  readonly measured: number | null;
  readonly needed: number | null;
}

/** The tablet as the screens see it. Locked, all that is here and not in `Access` but sending answers `locked`. */
export interface Tablet extends Access {
  /** The same object until something has changed. */
  snapshot(): Snapshot;
  /** Be told of each new snapshot; returns how to stop. */
  subscribe(listener: (snapshot: Snapshot) => void): () => void;

  /** An id for a consent or whatever else the screens make. */
  newId(): string;
  /** Now, by both clocks. */
  moment(): Moment;
  /** Now, by the tablet's clock with its zone, for `answered_at` and its like. */
  now(): string;

  /** Fetch what the office planned. Never touches what is unsent. */
  pull(): Promise<Result<void>>;
  /** Send all there is, other people's parcels too; ends when each was tried once. */
  sendNow(): Promise<Result<void>>;

  /** Begin a visit, or go on with its draft. Ends what was open in this tab. */
  openVisit(visitId: string): Promise<Result<Draft>>;
  /** A new draft from a finished visit that is still readable here. */
  correctVisit(visitId: string, reason: string): Promise<Result<Draft>>;
  /** Leave the visit; its draft stays. */
  closeVisit(): Promise<void>;
  /**
   * Keep the draft; resolves when it is durably on the tablet, never before.
   * Saves of one visit are kept in the order they were asked for.
   */
  saveDraft(draft: Draft): Promise<Result<Draft>>;
  /**
   * Shrink, strip and keep a picture. It is safe when this resolves; name the
   * photo in the content and save. Consent to photos is looked for in the saved draft.
   */
  addPhoto(visitId: string, picture: Picture, about: PhotoAbout): Promise<Result<Photo>>;
  /** Drop a photo, from a saved draft that no longer names it. */
  removePhoto(visitId: string, photoId: string): Promise<Result<void>>;
  photoBytes(visitId: string, photoId: string): Promise<Result<PhotoBytes>>;

  /** Close the visit into a parcel; after this it is on its way. The saved draft counts. */
  finalise(visitId: string, closing: Closing): Promise<Result<void>>;
  /** The resident said no: close with the consents alone. */
  decline(visitId: string): Promise<Result<void>>;
  /**
   * Take consent back and save that at once. When no yes to the visit is left, nothing
   * can be recorded any more, and the visit is ended with `finalise` and ending `withdrawn`.
   */
  withdraw(visitId: string, withdrawal: Withdrawal): Promise<Result<Draft>>;

  /** Leaves before anything else; resolves when durably on the tablet. */
  raiseConcern(concern: NewConcern): Promise<Result<ConcernView>>;
  /** A call made about it, as a further revision of the concern. */
  logCall(concernId: string, call: Call): Promise<Result<ConcernView>>;

  /** One version; None in `ref`: the newest. */
  checklist(ref: ChecklistRef | null): Promise<Result<ChecklistDocument>>;
  /** The text that is shown in each language; a language that has none is not there. */
  consentTexts(): Promise<readonly ConsentText[]>;
  normSets(): Promise<readonly TabletNormSet[]>;

  readyForField(): Promise<readonly ReadyCheck[]>;
  /** Ask the browser to keep our storage; true when it does. */
  keepStorage(): Promise<boolean>;
  /** Drop plans and reference; never what was written here. For signing out. */
  clearReadCache(): Promise<Result<void>>;
  /** Start the waiting version; the page loads anew. */
  applyUpdate(): Promise<Result<void>>;
}
