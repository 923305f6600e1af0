/**
 * What the office told us: plans, texts, lists. Written by pulling alone, dropped at will.
 *
 * Nothing here ever opens a store that holds what was written on the tablet.
 */

import type { Acknowledgement, ChecklistRef, VisitPlan } from "../domain/contract";
import { shownTexts } from "../domain/consentTexts";
import type { ChecklistDocument, ConsentText } from "../domain/tablet";
import { newestOf } from "../domain/versions";
import type { Checkpoint, Reference, StaffSchema, StoredReference } from "./database";
import type { StaffStore } from "./stores";
import { type Writing, write } from "./transaction";

const TOLD = ["plans", "reference", "acknowledgements", "marks"] as const;
type Telling = Writing<StaffSchema, typeof TOLD>;

/** One change, understood. */
export type KnownChange =
  | { readonly kind: "visit"; readonly plan: VisitPlan }
  | { readonly kind: "visit_removed"; readonly visitId: string }
  | { readonly kind: "reference"; readonly row: StoredReference }
  | { readonly kind: "acknowledged"; readonly acknowledgement: Acknowledgement };

/** Changes and how far they reach. `isWhole`: they are all there is, and replace the rest. */
export interface Told {
  readonly changes: readonly KnownChange[];
  readonly checkpoint: Checkpoint;
  readonly at: string;
  readonly isWhole: boolean;
}

function tell(telling: Telling, change: KnownChange): Promise<unknown> {
  switch (change.kind) {
    case "visit":
      return telling.objectStore("plans").put(change.plan);
    case "visit_removed":
      return telling.objectStore("plans").delete(change.visitId);
    case "reference":
      return telling.objectStore("reference").put(change.row);
    case "acknowledged":
      return telling.objectStore("acknowledgements").put(change.acknowledgement);
  }
}

/** Take in what was told, and the checkpoint with it, in one transaction. Checklists stay. */
export async function keepTold(store: StaffStore, told: Told): Promise<void> {
  await store.run((database) =>
    write(database, TOLD, async (telling) => {
      const marks = telling.objectStore("marks");
      if (told.isWhole) await forget(telling, null);
      for (const change of told.changes) await tell(telling, change);
      await marks.put(told.checkpoint, "checkpoint");
      await marks.put(told.at, "pulledAt");
    }),
  );
}

/** `checklists` None: all of them stay; else those named. */
async function forget(
  telling: Telling,
  checklists: readonly ChecklistRef[] | null,
): Promise<void> {
  const reference = telling.objectStore("reference");
  const rows = await reference.getAll();
  const stays = (row: StoredReference): boolean =>
    row.kind === "checklist" &&
    (checklists === null || checklists.some((pinned) => isVersion(row.value, pinned)));
  const gone = rows.filter((row) => !stays(row));
  await Promise.all([
    telling.objectStore("plans").clear(),
    ...gone.map((row) => reference.delete([row.kind, row.id])),
  ]);
}

/** Drop plans and reference but for the checklists that drafts are bound to. */
export async function clearReference(
  store: StaffStore,
  pinned: readonly ChecklistRef[],
): Promise<void> {
  await store.run((database) =>
    write(database, TOLD, async (telling) => {
      const marks = telling.objectStore("marks");
      await forget(telling, pinned);
      await marks.delete("checkpoint");
      await marks.delete("pulledAt");
    }),
  );
}

/** How far the changes were read; None: never, or the history is not known. */
export async function findCheckpoint(store: StaffStore): Promise<Checkpoint | null> {
  const checkpoint = await store.run((database) => database.get("marks", "checkpoint"));
  return typeof checkpoint === "object" ? checkpoint : null;
}

/** When changes were last taken in; None: never. */
export async function findPulledAt(store: StaffStore): Promise<string | null> {
  const at = await store.run((database) => database.get("marks", "pulledAt"));
  return typeof at === "string" ? at : null;
}

/** What the office has planned, by the hour. */
export async function listPlans(store: StaffStore): Promise<readonly VisitPlan[]> {
  const plans = await store.run((database) => database.getAll("plans"));
  return plans.sort((a, b) => Date.parse(a.planned_at) - Date.parse(b.planned_at));
}

/** One plan; None: it is not here. */
export async function findPlan(store: StaffStore, visitId: string): Promise<VisitPlan | null> {
  return (await store.run((database) => database.get("plans", visitId))) ?? null;
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
