/**
 * What lies on the tablet: one database of the tablet itself, and one for each person.
 *
 * In the clear lie random ids, sizes, hashes, times, receipts, the credential, the name of the
 * staff and what the office publishes. All that says something of a home or of who lives in it
 * is in `sealed` or in a parcel, and takes the person's vault to be read.
 *
 * Every row has a number, `written`, that grows with each transaction of its database, also
 * over restarts. What was deleted is in `gone` under its number. So can the journals beside a
 * database be joined with it, whichever of them was damaged: see `union`.
 *
 * A version is a step that only adds; a step once shipped is never changed.
 */

import type { DBSchema, IDBPDatabase } from "idb";
import type { Repair } from "../domain/access";
import type { ConsentText, ChecklistDocument } from "../domain/tablet";
import type { Directory, TabletNormSet } from "../domain/contract";
import type { OutboxEntry } from "../domain/outbox";
import type { ForOffice, OfficeKey, VaultRecord } from "../domain/vault";

/** What every row carries, put there by `Writing` alone. */
export interface Numbered {
  readonly written: number;
}

/** Bytes that the person's vault alone can read, bound to the store and the key they lie under. */
export interface SealedRow {
  readonly sealed: Uint8Array<ArrayBuffer>;
}

/** Being bound to a person, and the credential that delivers for them for ever after. */
export interface StoredEnrolment {
  readonly deviceId: string;
  readonly staffId: string;
  readonly staffName: string;
  readonly credential: string;
  readonly enrolledAt: string;
  /** What everything is sealed for, as it was last told. */
  readonly officeKey: OfficeKey;
}

/** A code that was taken: the enrolment that counts once a vault is there for it. */
export interface StoredBinding extends StoredEnrolment {
  readonly epoch: string;
}

/** The last proven contact. */
export interface StoredContact {
  readonly provenAt: string;
  readonly serverOffsetMs: number;
}

/** That a tablet was locked hard, and the office was not told yet. */
export interface StoredSignOff {
  readonly deviceId: string;
  readonly lockedAt: string;
}

/** Single values of the tablet's database. */
export interface TabletMarks {
  /** The device id of whom the tablet works for. */
  current: string;
  contact: StoredContact;
  /** A code that was taken. */
  binding: StoredBinding;
  lockMinutes: number;
  /** Whose sessions at the office are to end, since when the tablet was locked over them. */
  signOffs: readonly StoredSignOff[];
  /** What was found damaged and was not seen yet. */
  repair: Repair;
  /** What was found damaged and the office was not told yet. */
  untold: Repair;
  probe: string;
}

/** A draft (`StoredDraft`, sealed). */
export interface DraftRow extends SealedRow {
  readonly visitId: string;
}

/** A parcel that is kept; its bytes lie in `bytes` and in a file beside, under this name. */
export interface ParcelRow {
  readonly sha256: string;
  readonly size: number;
  /** The parcel's key under the vault's; None: it can be sent, and not be read here any more. */
  readonly ownKey: Uint8Array<ArrayBuffer> | null;
}

/** A photo (`Photo`, sealed) whose parcel is `blob`. */
export interface PhotoRow extends SealedRow {
  readonly id: string;
  readonly visitId: string;
  readonly blob: string;
  /** Of the blob parcel. */
  readonly size: number;
}

/** A concern; what it says is in the parcel of its head. */
export interface ConcernRow {
  readonly concernId: string;
  readonly visitId: string;
  readonly raisedAt: string;
  readonly headRevisionId: string;
  readonly sha256: string;
}

/** The last number given on a device. */
export interface SequenceRow {
  readonly deviceId: string;
  readonly last: number;
}

/** The highest gap-free number the office holds of a device. */
export interface HeldRow {
  readonly deviceId: string;
  readonly held: number;
}

/** That a visit was opened here (`VisitRead`, sealed for the office). */
export interface ReadRow extends ForOffice {
  readonly id: string;
  readonly deviceId: string;
  /** Whose log has it, by its history, and since when, by its clock; None: not told yet. */
  readonly held: { readonly epoch: string; readonly at: string } | null;
}

/** What the office planned (`VisitPlan`, sealed). */
export interface PlanRow extends SealedRow {
  readonly visitId: string;
}

/** Who has read a concern (`Acknowledgement`, sealed). */
export interface AcknowledgementRow extends SealedRow {
  readonly concernId: string;
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
export interface StaffMarks {
  checkpoint: Checkpoint;
  pulledAt: string;
  /** The history that the receipts in the outbox are of. */
  epoch: string;
}

/** A single value under its name. */
export type MarkRow<Marks> = {
  readonly [Name in keyof Marks]: { readonly name: Name; readonly value: Marks[Name] };
}[keyof Marks];

/** A row that was deleted. */
export interface GoneRow extends Numbered {
  /** As `placeOf` names it. */
  readonly place: string;
}

/** What every database keeps of its own writing. */
export interface Ledger extends DBSchema {
  /** Under `written`: the number of the last transaction. */
  numbers: { key: string; value: number };
  gone: { key: string; value: GoneRow };
}

/** The tablet's own database. */
export interface TabletSchema extends Ledger {
  enrolments: { key: string; value: StoredEnrolment & Numbered };
  /** Kept for ever with its enrolments; nothing in it opens it. */
  vaults: { key: string; value: VaultRecord & Numbered };
  marks: { key: string; value: MarkRow<TabletMarks> & Numbered };
}

/** One person's database. */
export interface StaffSchema extends Ledger {
  drafts: { key: string; value: DraftRow & Numbered };
  photos: { key: string; value: PhotoRow & Numbered; indexes: { visit: string } };
  outbox: { key: string; value: OutboxEntry & Numbered; indexes: { visit: string } };
  parcels: { key: string; value: ParcelRow & Numbered };
  concerns: { key: string; value: ConcernRow & Numbered };
  sequences: { key: string; value: SequenceRow & Numbered };
  held: { key: string; value: HeldRow & Numbered };
  reads: { key: string; value: ReadRow & Numbered };
  plans: { key: string; value: PlanRow & Numbered };
  acknowledgements: { key: string; value: AcknowledgementRow & Numbered };
  reference: { key: [string, string]; value: StoredReference & Numbered };
  marks: { key: string; value: MarkRow<StaffMarks> & Numbered };
  /** Of parcels; in no journal, but each in a file of its own. */
  bytes: { key: string; value: ArrayBuffer };
}

export type TabletDatabase = IDBPDatabase<TabletSchema>;
export type StaffDatabase = IDBPDatabase<StaffSchema>;

export const TABLET_DATABASE = "landlord-watch";
export const TABLET_VERSION = 1;
export const STAFF_VERSION = 2;

/** The name of a person's database: an id that says nothing. */
export function staffDatabaseName(staffId: string): string {
  return `${TABLET_DATABASE}-${staffId}`;
}

function createLedger(database: TabletDatabase | StaffDatabase): void {
  // Of what the two schemas share the compiler cannot tell that it is shared.
  const untyped = database as unknown as IDBPDatabase;
  untyped.createObjectStore("numbers");
  untyped.createObjectStore("gone", { keyPath: "place" });
}

/** Bring the tablet's database up from any version. */
export function upgradeTablet(database: TabletDatabase, from: number): void {
  if (from < 1) {
    createLedger(database);
    database.createObjectStore("enrolments", { keyPath: "deviceId" });
    database.createObjectStore("vaults", { keyPath: "staffId" });
    database.createObjectStore("marks", { keyPath: "name" });
  }
}

/** Bring a person's database up from any version. */
export function upgradeStaff(database: StaffDatabase, from: number): void {
  if (from < 1) {
    createLedger(database);
    database.createObjectStore("drafts", { keyPath: "visitId" });
    database.createObjectStore("photos", { keyPath: "id" }).createIndex("visit", "visitId");
    database
      .createObjectStore("outbox", { keyPath: "revisionId" })
      .createIndex("visit", "visitId");
    database.createObjectStore("parcels", { keyPath: "sha256" });
    database.createObjectStore("concerns", { keyPath: "concernId" });
    database.createObjectStore("sequences", { keyPath: "deviceId" });
    database.createObjectStore("held", { keyPath: "deviceId" });
    database.createObjectStore("plans", { keyPath: "visitId" });
    database.createObjectStore("acknowledgements", { keyPath: "concernId" });
    database.createObjectStore("reference", { keyPath: ["kind", "id"] });
    database.createObjectStore("marks", { keyPath: "name" });
    database.createObjectStore("bytes");
  }
  if (from < 2) database.createObjectStore("reads", { keyPath: "id" });
}
