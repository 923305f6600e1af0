/**
 * What the tablet tells the screens: how it stands with every visit, every concern, the
 * outbox and the office, as it was at one moment.
 */

import type { Binding, LockView, Person, PracticeReason, Repair } from "./access";
import type { Call, Directory, VisitPlan } from "./contract";

/** Why an item needs a person. `code` is the office's, or `http_NNN`, or one of ours. */
export interface Attention {
  readonly code: string;
  /** The office's sentence; empty when it gave none. */
  readonly message: string;
  readonly at: string;
}

/** Where a planned or begun visit stands; exactly one at a time. */
export type VisitState =
  /** Planned by the office, not begun here. */
  | { readonly is: "planned" }
  /** Utkast på plattan. */
  | { readonly is: "draft"; readonly savedAt: string }
  /** Klar, väntar på kontakt. */
  | { readonly is: "ready"; readonly since: string }
  /** Skickar n av m: the revision and each of its photos counts one. */
  | { readonly is: "sending"; readonly sent: number; readonly total: number }
  /** Mottaget, bilder saknas. */
  | {
      readonly is: "received_photos_missing";
      readonly missing: number;
      readonly total: number;
      readonly receiptNumber: string;
    }
  /** Mottaget. */
  | { readonly is: "received"; readonly receiptNumber: string; readonly receivedAt: string }
  /** Kräver åtgärd. Nothing is lost; others go on. */
  | {
      readonly is: "needs_attention";
      readonly reason: Attention;
      readonly receiptNumber: string | null;
    }
  /** Två versioner, inget förlorat. */
  | { readonly is: "conflicting"; readonly receiptNumber: string };

/** A visit of the day, or one begun here. */
export interface VisitView {
  readonly visitId: string;
  /** None: the office took the plan away, or the read cache was cleared. */
  readonly plan: VisitPlan | null;
  readonly state: VisitState;
}

/** One thing on its way to the office. `bytes` counts what is left to send. */
export interface OutboxItem {
  /** The revision's id. */
  readonly id: string;
  readonly kind: "visit" | "concern";
  readonly visitId: string;
  readonly state: VisitState;
  /** When it was closed, by the tablet's clock. */
  readonly since: string;
  readonly ageMs: number;
  readonly bytesLeft: number;
  readonly photosSent: number;
  readonly photos: number;
  /** To be read aloud; None: the office has not answered. */
  readonly receiptNumber: string | null;
}

/** What another person's parcels on this tablet come to; no more is told of them. */
export interface OthersUnsent {
  readonly items: number;
  readonly bytesLeft: number;
}

/** How far a concern has come. Until `acknowledged` it has reached no one. */
export interface ConcernView {
  readonly concernId: string;
  readonly visitId: string;
  readonly raisedAt: string;
  readonly isImmediateDanger: boolean;
  readonly children: readonly string[];
  readonly seen: string;
  readonly thought: string;
  readonly calls: readonly Call[];
  readonly state: "unsent" | "sent" | "acknowledged";
  /** When the office's machine had it; None: not yet. */
  readonly sentAt: string | null;
  readonly receiptNumber: string | null;
  /** The person who has read it; None: no one has said so. */
  readonly acknowledgedBy: string | null;
  readonly acknowledgedAt: string | null;
  readonly attention: Attention | null;
}

/** A concern as it is written. What was seen is kept apart from what is thought. */
export interface NewConcern {
  readonly visitId: string;
  readonly children: readonly string[];
  readonly seen: string;
  readonly thought: string;
  readonly isImmediateDanger: boolean;
}

/** Whether there is contact with the office; only its own proof counts. */
export interface Contact {
  /** `unknown` until the first heartbeat of this run has ended. */
  readonly is: "unknown" | "proven" | "none";
  /** The last proof ever; None: never. */
  readonly provenAt: string | null;
  /** Server clock less tablet clock; None: never measured. */
  readonly serverOffsetMs: number | null;
}

/** Plattan säger 42, kontoret har 41. */
export interface Sequence {
  readonly said: number;
  /** None: not told yet. */
  readonly held: number | null;
}

/** Whom the tablet works for. */
export interface Enrolment {
  readonly deviceId: string;
  readonly staffId: string;
  readonly staffName: string;
}

/** Everything the screens show, as it was at one moment; a new object whenever it changes. */
export interface Snapshot {
  readonly enrolment: Enrolment | null;
  /** Locked, `visits` and `concerns` are empty; what is sent, and by whom to be called, is not. */
  readonly lock: LockView;
  /** None: no code waits for its passphrase. */
  readonly binding: Binding | null;
  /** Everyone who was ever bound to this tablet. */
  readonly people: readonly Person[];
  /** Of the municipality's key that everything is sealed for; None: not bound yet. */
  readonly fingerprint: string | null;
  readonly appVersion: string;
  /** Minutes without input before it locks. */
  readonly lockMinutes: number;
  /** Why this is practice; empty: it is for real. */
  readonly practice: readonly PracticeReason[];
  /** What was put back at the start, and what could not be; None: nothing was damaged. */
  readonly repair: Repair | null;
  /** Whether the office lets us read plans; `unknown` before the first pull. */
  readonly session: "unknown" | "signed_in" | "ended";
  /** The office no longer knows this tablet; it keeps everything. */
  readonly isRevoked: boolean;
  readonly contact: Contact;
  /** By the planned hour, those without plan last. */
  readonly visits: readonly VisitView[];
  /** Concerns first, then the oldest; also what was received in the last 24 hours. */
  readonly outbox: readonly OutboxItem[];
  readonly othersUnsent: OthersUnsent;
  /** Whether a worry waits for a person to say that they have read it; told also while locked. */
  readonly hasUnread: boolean;
  /** The newest first. */
  readonly concerns: readonly ConcernView[];
  readonly directory: Directory | null;
  readonly sequence: Sequence;
  readonly isSending: boolean;
  readonly isPulling: boolean;
  readonly pulledAt: string | null;
  /** The visit open in this tab. */
  readonly openVisitId: string | null;
  readonly update: { readonly isWaiting: boolean; readonly mayApply: boolean };
}
