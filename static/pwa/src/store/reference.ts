/**
 * What the office told us: plans, texts, lists. Written by pulling alone, dropped at will.
 *
 * Nothing here ever opens a store that holds what was written on the tablet.
 */

import type { Acknowledgement, ChecklistRef, VisitPlan } from "../domain/contract";
import { shownTexts } from "../domain/consentTexts";
import type { ChecklistDocument, ConsentText } from "../domain/tablet";
import type { Sealer } from "../domain/vault";
import { newestOf } from "../domain/versions";
import type {
  AcknowledgementRow,
  Checkpoint,
  PlanRow,
  Reference,
  StaffSchema,
  StoredReference,
} from "./database";
import { findStaffMark } from "./marks";
import { open, openAll, type OpenStore, seal } from "./sealed";
import type { StaffStore } from "./stores";
import type { Writing } from "./transaction";

const TOLD = ["plans", "reference", "acknowledgements", "marks"] as const;
type Telling = Writing<StaffSchema, (typeof TOLD)[number]>;

/** One change, understood. */
export type KnownChange =
  | { readonly kind: "visit"; readonly plan: VisitPlan }
  | { readonly kind: "visit_removed"; readonly visitId: string }
  | { readonly kind: "reference"; readonly row: StoredReference }
  | { readonly kind: "acknowledged"; readonly acknowledgement: Acknowledgement };

/** One change, as it is kept. */
type SealedChange =
  | { readonly kind: "visit"; readonly row: PlanRow }
  | { readonly kind: "visit_removed"; readonly visitId: string }
  | { readonly kind: "reference"; readonly row: StoredReference }
  | { readonly kind: "acknowledged"; readonly row: AcknowledgementRow };

/** Changes and how far they reach. `isWhole`: they are all there is, and replace the rest. */
export interface Told {
  readonly changes: readonly KnownChange[];
  readonly checkpoint: Checkpoint;
  readonly at: string;
  readonly isWhole: boolean;
}

function placeOfPlan({ visitId }: Pick<PlanRow, "visitId">): string {
  return `plans/${visitId}`;
}

async function sealed(vault: Sealer, change: KnownChange): Promise<SealedChange> {
  switch (change.kind) {
    case "visit": {
      const visitId = change.plan.visit_id;
      const bytes = await seal(vault, placeOfPlan({ visitId }), change.plan);
      return { kind: "visit", row: { visitId, sealed: bytes } };
    }
    case "acknowledged": {
      const concernId = change.acknowledgement.concern_id;
      const place = `acknowledgements/${concernId}`;
      const bytes = await seal(vault, place, change.acknowledgement);
      return { kind: "acknowledged", row: { concernId, sealed: bytes } };
    }
    default:
      return change;
  }
}

async function tell(writing: Telling, change: SealedChange): Promise<void> {
  switch (change.kind) {
    case "visit":
      return await writing.put("plans", change.row);
    case "visit_removed":
      return await writing.delete("plans", change.visitId);
    case "reference":
      return await writing.put("reference", change.row);
    case "acknowledged":
      return await writing.put("acknowledgements", change.row);
  }
}

/** Take in what was told, and the checkpoint with it, in one transaction. Checklists stay. */
export async function keepTold({ store, vault }: OpenStore, told: Told): Promise<void> {
  const changes = await Promise.all(told.changes.map((change) => sealed(vault, change)));
  await store.write(TOLD, async (writing) => {
    if (told.isWhole) await forget(writing, null);
    for (const change of changes) await tell(writing, change);
    await writing.put("marks", { name: "checkpoint", value: told.checkpoint });
    await writing.put("marks", { name: "pulledAt", value: told.at });
  });
}

/** `checklists` None: all of them stay; else those named. */
async function forget(
  writing: Telling,
  checklists: readonly ChecklistRef[] | null,
): Promise<void> {
  const rows = await writing.store("reference").getAll();
  const stays = (row: StoredReference): boolean =>
    row.kind === "checklist" &&
    (checklists === null || checklists.some((pinned) => isVersion(row.value, pinned)));
  await writing.clear("plans");
  for (const row of rows) if (!stays(row)) await writing.delete("reference", [row.kind, row.id]);
}

/** Drop plans and reference but for the checklists that drafts are bound to. */
export async function clearReference(
  store: StaffStore,
  pinned: readonly ChecklistRef[],
): Promise<void> {
  await store.write(TOLD, async (writing) => {
    await forget(writing, pinned);
    await writing.delete("marks", "checkpoint");
    await writing.delete("marks", "pulledAt");
  });
  await store.journal?.compact();
}

/** How far the changes were read; None: never, or the history is not known. */
export function findCheckpoint(store: StaffStore): Promise<Checkpoint | null> {
  return findStaffMark(store, "checkpoint");
}

/** When changes were last taken in; None: never. */
export function findPulledAt(store: StaffStore): Promise<string | null> {
  return findStaffMark(store, "pulledAt");
}

/** What the office has planned, by the hour. What cannot be read is left out; it can be fetched. */
export async function listPlans({ store, vault }: OpenStore): Promise<readonly VisitPlan[]> {
  const rows = await store.run((database) => database.getAll("plans"));
  // What was sealed there is a plan.
  const plans = (await openAll(vault, rows, placeOfPlan)) as VisitPlan[];
  return plans.sort((a, b) => Date.parse(a.planned_at) - Date.parse(b.planned_at));
}

/** One plan; None: it is not here. */
export async function findPlan(
  { store, vault }: OpenStore,
  visitId: string,
): Promise<VisitPlan | null> {
  const row = await store.run((database) => database.get("plans", visitId));
  if (row === undefined) return null;
  // What was sealed there is a plan.
  return ((await open(vault, placeOfPlan(row), row))?.value ?? null) as VisitPlan | null;
}

/** All of one kind. */
export async function listReference<Kind extends keyof Reference>(
  store: StaffStore,
  kind: Kind,
): Promise<readonly Reference[Kind][]> {
  const range = IDBKeyRange.bound([kind], [kind, []]);
  const rows = await store.run((database) => database.getAll("reference", range));
  return rows.filter((row) => row.kind === kind).map((row) => row.value as Reference[Kind]);
}

function isVersion(document: ChecklistDocument, ref: ChecklistRef): boolean {
  return document.id === ref.id && document.version === ref.version;
}

/** One version of a checklist, or the newest; None: it is not here. */
export async function findChecklist(
  store: StaffStore,
  ref: ChecklistRef | null,
): Promise<ChecklistDocument | null> {
  const all = await listReference(store, "checklist");
  if (ref === null) return newestOf(all);
  return all.find((document) => isVersion(document, ref)) ?? null;
}

/** The consent text that is shown in each language, by language. */
export async function newestConsentTexts(store: StaffStore): Promise<readonly ConsentText[]> {
  return shownTexts(await listReference(store, "consent_text"));
}
