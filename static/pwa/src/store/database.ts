/**
 * What lies on the tablet: one database of the tablet itself, and one for each person.
 *
 * A version is a step that only adds; a step once shipped is never changed.
 */

import type { DBSchema, IDBPDatabase } from "idb";
import type {
  Acknowledgement,
  ConcernContent,
  Directory,
  Photo,
  TabletNormSet,
  VisitContent,
  VisitPlan,
} from "../domain/contract";
import type { OutboxEntry } from "../domain/outbox";
import type { ChecklistDocument, ConsentText } from "../domain/tablet";

/** Being bound to a person, and the credential that delivers for them for ever after. */
export interface StoredEnrolment {
  readonly deviceId: string;
  readonly staffId: string;
  readonly staffName: string;
  readonly credential: string;
  readonly enrolledAt: string;
}

/** Bytes by the hash of all of them. */
export interface StoredParcel {
  readonly sha256: string;
  readonly bytes: ArrayBuffer;
}

/** A photo whose parcel is in `parcels`. */
export interface StoredPhoto {
  readonly id: string;
  readonly visitId: string;
  readonly photo: Photo;
  /** Of the blob parcel. */
  readonly size: number;
}

/** What was finished, for as long as it may be read here. */
export interface ReadableCopy {
  readonly visitId: string;
  readonly content: VisitContent;
}

/** A concern; `content` None: its time here is over. */
export interface StoredConcern {
  readonly concernId: string;
  readonly visitId: string;
  readonly raisedAt: string;
  readonly headRevisionId: string;
  readonly content: ConcernContent | null;
}

/** How far the office's changes were read, in which history. */
export interface Checkpoint {
  readonly epoch: string;
  readonly after: number;
}

/** What the office says of things, as it was last told; nothing of it was written here. */
export interface Reference {
  norm_set: TabletNormSet;
  checklist: ChecklistDocument;
  consent_text: ConsentText;
  directory: Directory;
}

/** A row of the reference. */
export type StoredReference = {
  readonly [Kind in keyof Reference]: {
    readonly kind: Kind;
    readonly id: string;
    readonly value: Reference[Kind];
  };
}[keyof Reference];

/** Single values of a person's database. */
export interface Marks {
  checkpoint: Checkpoint;
  pulledAt: string;
  /** The history that the receipts in the outbox are of. */
  epoch: string;
}

/** The tablet's own database. */
export interface TabletSchema extends DBSchema {
  enrolments: { key: string; value: StoredEnrolment };
  /** Under `current`: the device id of whom the tablet works for. Under `contact`: the last proof. */
  marks: { key: string; value: string | StoredContact };
}

/** The last proven contact. */
export interface StoredContact {
  readonly provenAt: string;
  readonly serverOffsetMs: number;
}

/** One person's database. */
export interface StaffSchema extends DBSchema {
  drafts: { key: string; value: unknown };
  photos: { key: string; value: StoredPhoto; indexes: { visit: string } };
  outbox: { key: string; value: OutboxEntry; indexes: { visit: string } };
  parcels: { key: string; value: StoredParcel };
  copies: { key: string; value: ReadableCopy };
  concerns: { key: string; value: StoredConcern };
  /** The last number given, by device. */
  sequences: { key: string; value: number };
  /** The highest gap-free number the office holds, by device. */
  held: { key: string; value: number };
  plans: { key: string; value: VisitPlan };
  reference: { key: [string, string]; value: StoredReference };
  acknowledgements: { key: string; value: Acknowledgement };
  marks: { key: string; value: Marks[keyof Marks] };
}

export type TabletDatabase = IDBPDatabase<TabletSchema>;
export type StaffDatabase = IDBPDatabase<StaffSchema>;

export const TABLET_DATABASE = "landlord-watch";
export const TABLET_VERSION = 1;
export const STAFF_VERSION = 1;

/** The name of a person's database: an id that says nothing. */
export function staffDatabaseName(staffId: string): string {
  return `${TABLET_DATABASE}-${staffId}`;
}

/** Bring the tablet's database up from any version. */
export function upgradeTablet(database: TabletDatabase, from: number): void {
  if (from < 1) {
    database.createObjectStore("enrolments", { keyPath: "deviceId" });
    database.createObjectStore("marks");
  }
}

/** Bring a person's database up from any version. */
export function upgradeStaff(database: StaffDatabase, from: number): void {
  if (from < 1) {
    database.createObjectStore("drafts", { keyPath: "visitId" });
    database.createObjectStore("photos", { keyPath: "id" }).createIndex("visit", "visitId");
    database
      .createObjectStore("outbox", { keyPath: "revisionId" })
      .createIndex("visit", "visitId");
    database.createObjectStore("parcels", { keyPath: "sha256" });
    database.createObjectStore("copies", { keyPath: "visitId" });
    database.createObjectStore("concerns", { keyPath: "concernId" });
    database.createObjectStore("plans", { keyPath: "visit_id" });
    database.createObjectStore("reference", { keyPath: ["kind", "id"] });
    database.createObjectStore("acknowledgements", { keyPath: "concern_id" });
    for (const name of ["sequences", "held", "marks"] as const) database.createObjectStore(name);
  }
}
