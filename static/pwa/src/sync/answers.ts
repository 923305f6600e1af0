/**
 * Reading the office's answers: what does not fit is not an answer.
 *
 * A later office may add fields and kinds; they are passed over.
 */

import * as v from "valibot";
import type {
  Acknowledgement,
  Directory,
  Enrolled,
  HeartbeatAnswer,
  ReadReceipts,
  Receipt,
  ReceiptList,
  Refusal,
  SignedOff,
  TabletNormSet,
  VisitPlan,
} from "../domain/contract";
import type { Attention, TabletWords } from "../domain/tablet";
import type { OfficeKey } from "../domain/vault";
import type { Reply } from "./line";

type Shape<T> = v.GenericSchema<unknown, T>;

const Id = v.pipe(v.string(), v.uuid());
const Hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const Whole = v.pipe(v.number(), v.integer());
/** A signed text has a line for each value: none of them may make two. */
const Line = v.pipe(v.string(), v.regex(/^[^\p{Cc}]+$/u));
const Instant = v.pipe(
  Line,
  v.check((text) => !Number.isNaN(Date.parse(text))),
);

const ReceiptShape: Shape<Receipt> = v.object({
  number: Line,
  epoch: Id,
  kind: v.picklist(["visit", "concern"]),
  visit_id: Id,
  revision_id: Id,
  sha256: Hash,
  seq: Whole,
  received_at: Instant,
  state: v.picklist(["complete", "blobs_missing"]),
  blobs: v.array(v.object({ sha256: Hash, size: Whole, is_held: v.boolean() })),
  is_conflicting: v.boolean(),
  signature: Hash,
});

const ReceiptListShape: Shape<ReceiptList> = v.object({
  epoch: Id,
  receipts: v.array(ReceiptShape),
  unknown: v.array(Id),
});

const RefusalShape: Shape<Refusal> = v.object({
  code: v.string(),
  message: v.string(),
  field: v.optional(v.nullable(v.string()), null),
  receipt: v.optional(v.nullable(ReceiptShape), null),
});

const OfficeKeyShape: Shape<OfficeKey> = v.object({
  kid: v.pipe(v.string(), v.nonEmpty()),
  spki: v.pipe(v.string(), v.nonEmpty()),
  fingerprint: v.string(),
});

const EnrolledShape: Shape<Enrolled> = v.object({
  device_id: Id,
  credential: v.pipe(v.string(), v.nonEmpty()),
  staff_id: Id,
  staff_name: v.string(),
  epoch: Id,
  office_key: OfficeKeyShape,
  recovered: v.optional(v.nullable(v.object({ wrapped: v.string() })), null),
});

/** What the office has ordered a tablet to do; an order that is not known here is passed over. */
const OrdersShape = v.pipe(
  v.optional(v.array(v.string()), []),
  v.transform((orders) => orders.filter((order) => order === "shred_read_cache")),
);

const HeartbeatAnswerShape: Shape<HeartbeatAnswer> = v.object({
  epoch: Id,
  proof: Hash,
  server_at: Instant,
  held_seq: Whole,
  is_revoked: v.boolean(),
  orders: OrdersShape,
});

const ReadReceiptsShape: Shape<ReadReceipts> = v.object({ epoch: Id, held: v.array(Id) });

const SignedOffShape: Shape<SignedOff> = v.object({ ended: v.boolean() });

/** `kind` is any text here: which ones we know is looked at one by one. */
const ChangePageShape = v.object({
  epoch: Id,
  changes: v.array(
    v.object({
      seq: Whole,
      kind: v.string(),
      id: v.string(),
      body: v.nullable(v.record(v.string(), v.unknown())),
    }),
  ),
  next: Whole,
  has_more: v.boolean(),
});

const VisitPlanShape: Shape<VisitPlan> = v.object({
  visit_id: Id,
  planned_at: Instant,
  asked_at: v.nullable(Instant),
  purpose: v.string(),
  address: v.string(),
  postal_town: v.string(),
  dwelling_number: v.string(),
  rooms: v.nullable(v.number()),
  area_m2: v.nullable(v.number()),
  latitude: v.nullable(v.number()),
  longitude: v.nullable(v.number()),
  language: v.string(),
  interpreter: v.string(),
  adults: v.number(),
  children: v.array(v.object({ age_group: v.string() })),
  note: v.string(),
  state: v.picklist(["planned", "received", "cancelled"]),
});

const AcknowledgementShape: Shape<Acknowledgement> = v.object({
  concern_id: Id,
  visit_id: Id,
  acknowledged_by: v.string(),
  acknowledged_at: Instant,
});

const DirectoryShape: Shape<Directory> = v.object({
  municipality_code: v.string(),
  municipality: v.string(),
  is_demo: v.boolean(),
  numbers: v.array(
    v.object({
      label_sv: v.string(),
      label_en: v.string(),
      phone: v.string(),
      kind: v.optional(v.picklist(["emergency", "on_call", "other"]), "other"),
    }),
  ),
});

const NormSetShape: Shape<TabletNormSet> = v.object({
  id: Id,
  municipality_code: v.nullable(v.string()),
  publisher: v.string(),
  name: v.string(),
  starts_on: v.nullable(v.string()),
  ends_on: v.nullable(v.string()),
  decision_reference: v.string(),
  source: v.string(),
  includes: v.record(v.string(), v.picklist(["yes", "no", "unknown"])),
  rows: v.array(
    v.object({
      label: v.string(),
      adults_min: Whole,
      adults_max: v.nullable(Whole),
      children_min: Whole,
      children_max: v.nullable(Whole),
      age_from: v.nullable(Whole),
      age_under: v.nullable(Whole),
      rooms: v.nullable(Whole),
      area_m2: v.nullable(v.number()),
      amount_ore: Whole,
      per_extra_child_ore: v.nullable(Whole),
    }),
  ),
});

const Version = v.object({ id: v.string(), version: v.string() });

/** Which checklist a document is. */
const ChecklistShape = v.object({ checklist: Version });

const TabletWordsShape: Shape<TabletWords> = v.object({
  answer_yes: v.string(),
  answer_no: v.string(),
  decline: v.string(),
  agree: v.string(),
  all_rooms: v.string(),
  some_rooms: v.string(),
  sign_here: v.string(),
  answer_aloud: v.string(),
  change_mind: v.string(),
  listen: v.string(),
  unreviewed: v.string(),
  stopped: v.string(),
  found: v.string(),
  not_translated: v.string(),
  fixed: v.string(),
  next: v.string(),
  nothing_decided: v.string(),
  not_everything: v.string(),
  rights: v.string(),
  sign_if_you_want: v.string(),
  levels: v.object({
    minor: v.string(),
    moderate: v.string(),
    serious: v.string(),
    acute: v.string(),
  }),
  home: v.object({
    H0: v.string(),
    H1: v.string(),
    H2: v.string(),
    H3: v.string(),
    H4: v.string(),
  }),
});

const ConsentTextShape = v.object({
  consent_text: Version,
  languages: v.record(
    v.string(),
    v.object({
      sha256: Hash,
      name: v.string(),
      // One that a later office knows is not adopted, whatever else it is.
      status: v.fallback(v.picklist(["proposal", "machine_translated", "adopted"]), "proposal"),
      direction: v.picklist(["ltr", "rtl"]),
      title: v.string(),
      sections: v.array(v.object({ heading: v.string(), paragraphs: v.array(v.string()) })),
      purposes: v.object({
        visit: v.string(),
        rooms: v.string(),
        photos: v.string(),
        tell_landlord: v.string(),
        tell_municipality: v.string(),
      }),
      on_tablet: v.fallback(v.optional(v.nullable(TabletWordsShape), null), null),
    }),
  ),
});

function reader<T>(shape: Shape<T>): (body: unknown) => T | null {
  return (body) => {
    const read = v.safeParse(shape, body);
    return read.success ? read.output : null;
  };
}

export const readReceipt = reader(ReceiptShape);
export const readReceiptList = reader(ReceiptListShape);
export const readRefusal = reader(RefusalShape);
export const readOfficeKey = reader(OfficeKeyShape);
export const readEnrolled = reader(EnrolledShape);
export const readHeartbeatAnswer = reader(HeartbeatAnswerShape);
export const readReadReceipts = reader(ReadReceiptsShape);
export const readSignedOff = reader(SignedOffShape);
export const readChangePage = reader(ChangePageShape);
export const readVisitPlan = reader(VisitPlanShape);
export const readAcknowledgement = reader(AcknowledgementShape);
export const readDirectory = reader(DirectoryShape);
export const readNormSet = reader(NormSetShape);
export const readChecklist = reader(ChecklistShape);
export const readConsentText = reader(ConsentTextShape);

/** The code of a refusal; None: it was no refusal of the office. */
export function refusalCode(reply: Reply): string | null {
  return reply.is === "silence" ? null : (readRefusal(reply.body)?.code ?? null);
}

/** What a person is told of an answer that was not the one hoped for. */
export function attentionOf(
  answer: { readonly status: number; readonly body: unknown },
  at: string,
): Attention {
  const refusal = readRefusal(answer.body);
  return { code: refusal?.code ?? `http_${answer.status}`, message: refusal?.message ?? "", at };
}
