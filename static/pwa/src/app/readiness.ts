/** Measuring what "Klar för fält" is judged by. */

import type { ChecklistRef } from "../domain/contract";
import { isPending } from "../domain/outbox";
import { type ReadyFacts, readyChecks } from "../domain/ready";
import type { Contact, ReadyCheck } from "../domain/tablet";
import { listDrafts } from "../store/drafts";
import { listOutbox } from "../store/outbox";
import { canWriteAndRead } from "../store/probe";
import { findChecklist, listPlans, newestConsentTexts } from "../store/reference";
import type { OpenStore } from "../store/sealed";
import type { Desk } from "./desk";
import type { World } from "./world";

type OfPerson = Pick<
  ReadyFacts,
  "visits" | "checklistsLacking" | "consentTexts" | "unsent"
>;

const NOBODY: OfPerson = {
  visits: 0,
  checklistsLacking: 1,
  consentTexts: 0,
  unsent: 0,
};

async function countLacking(open: OpenStore): Promise<number> {
  const { store } = open;
  const drafts = await listDrafts(open);
  const needed: readonly (ChecklistRef | null)[] = [null, ...drafts.map((each) => each.checklist)];
  const found = await Promise.all(needed.map((ref) => findChecklist(store, ref)));
  return found.filter((checklist) => checklist === null).length;
}

async function ofPerson(open: OpenStore): Promise<OfPerson> {
  const { store } = open;
  const plans = await listPlans(open);
  return {
    visits: plans.filter((plan) => plan.state === "planned").length,
    checklistsLacking: await countLacking(open),
    consentTexts: (await newestConsentTexts(store)).length,
    unsent: (await listOutbox(store)).filter(isPending).length,
  };
}

/** One that is being filled lasts. */
async function batteryOf({ device }: World): Promise<number | null> {
  const battery = await device.battery();
  return battery === null || battery.isCharging ? null : battery.level;
}

/** Look at everything, and say what is lacking. */
export async function checkReadiness(
  { lock, stores, world }: Desk,
  contact: Contact,
  isRevoked: boolean,
): Promise<readonly ReadyCheck[]> {
  const { device } = world;
  const { known, sealer: vault } = lock;
  const isOpen = known !== null && vault !== null;
  const store = known && stores.of(known.enrolment.staffId);
  const own = store === null || vault === null ? NOBODY : await ofPerson({ store, vault });
  const { provenAt, serverOffsetMs } = contact;
  return readyChecks({
    ...own,
    hasCredential: known !== null && !isRevoked,
    hasJournal: stores.journals !== null,
    hasVault: isOpen,
    battery: await batteryOf(world),
    isInstalled: device.isInstalled(),
    isPersistent: await device.isPersistent(),
    freeBytes: await device.freeBytes(),
    hasWriteRead: await canWriteAndRead(stores.tablet, world.newId()),
    skewMs: serverOffsetMs,
    silenceMs: provenAt === null ? null : world.now().getTime() - Date.parse(provenAt),
  });
}
