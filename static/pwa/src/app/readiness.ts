/** Measuring what "Klar för fält" is judged by. */

import type { ChecklistRef } from "../domain/contract";
import { isPending } from "../domain/outbox";
import { type ReadyFacts, readyChecks } from "../domain/ready";
import type { Contact, ReadyCheck } from "../domain/tablet";
import { listDrafts } from "../store/drafts";
import { findCurrent } from "../store/enrolments";
import { listOutbox } from "../store/outbox";
import { canWriteAndRead } from "../store/probe";
import { findChecklist, listPlans, newestConsentTexts } from "../store/reference";
import type { StaffStore } from "../store/stores";
import type { Desk } from "./desk";

type OfPerson = Pick<
  ReadyFacts,
  "visits" | "checklistsLacking" | "consentTexts" | "unsent" | "hasCredential"
>;

const NOBODY: OfPerson = {
  visits: 0,
  checklistsLacking: 1,
  consentTexts: 0,
  unsent: 0,
  hasCredential: false,
};

async function countLacking(store: StaffStore): Promise<number> {
  const drafts = await listDrafts(store);
  const needed: readonly (ChecklistRef | null)[] = [null, ...drafts.map((each) => each.checklist)];
  const found = await Promise.all(needed.map((ref) => findChecklist(store, ref)));
  return found.filter((checklist) => checklist === null).length;
}

async function ofPerson(store: StaffStore): Promise<OfPerson> {
  const plans = await listPlans(store);
  return {
    visits: plans.filter((plan) => plan.state === "planned").length,
    checklistsLacking: await countLacking(store),
    consentTexts: (await newestConsentTexts(store)).length,
    unsent: (await listOutbox(store)).filter(isPending).length,
    hasCredential: true,
  };
}

/** Look at everything, and say what is lacking. */
export async function checkReadiness(
  { stores, world }: Desk,
  contact: Contact,
  isRevoked: boolean,
): Promise<readonly ReadyCheck[]> {
  const { device } = world;
  const current = await findCurrent(stores.tablet);
  const own = current === null ? NOBODY : await ofPerson(stores.of(current.staffId));
  const { provenAt, serverOffsetMs } = contact;
  return readyChecks({
    ...own,
    hasCredential: own.hasCredential && !isRevoked,
    isInstalled: device.isInstalled(),
    isPersistent: await device.isPersistent(),
    freeBytes: await device.freeBytes(),
    hasWriteRead: await canWriteAndRead(stores.tablet, world.newId()),
    skewMs: serverOffsetMs,
    silenceMs: provenAt === null ? null : world.now().getTime() - Date.parse(provenAt),
  });
}
