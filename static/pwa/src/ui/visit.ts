/** Opening a visit for the screens: one at a time, and what was open is saved first. */

import { signal } from "@preact/signals";
import { createContext } from "preact";
import { useContext, useEffect } from "preact/hooks";
import { parseChecklist, type Checklist } from "../domain/checklist";
import type { Draft, ErrorCode, Tablet } from "../domain/tablet";
import { darkroomOf, type Darkroom } from "./darkroom";
import { VisitSession } from "./session";

/** A visit that is open, with the checklist it was begun with. */
export interface OpenVisit {
  readonly session: VisitSession;
  readonly checklist: Checklist;
  readonly darkroom: Darkroom;
}

/** How the opening of a visit stands. */
export type Opening =
  | { readonly is: "none" }
  | { readonly is: "opening"; readonly visitId: string }
  | { readonly is: "open"; readonly visitId: string; readonly visit: OpenVisit }
  | { readonly is: "failed"; readonly visitId: string; readonly code: ErrorCode };

/** The visit that is open in this tab. */
export const opening = signal<Opening>({ is: "none" });

async function opened(tablet: Tablet, draft: Draft): Promise<Opening> {
  const { visitId } = draft;
  const found = await tablet.checklist(draft.content.checklist);
  if (!found.ok) return { is: "failed", visitId, code: found.error.code };
  const checklist = parseChecklist(found.value.body);
  if (checklist === null) return { is: "failed", visitId, code: "checklist_missing" };
  const session = new VisitSession(tablet, draft);
  const darkroom = darkroomOf(tablet, session);
  darkroom.join(session);
  return { is: "open", visitId, visit: { session, checklist, darkroom } };
}

async function open(tablet: Tablet, visitId: string): Promise<void> {
  opening.value = { is: "opening", visitId };
  const result = await tablet.openVisit(visitId);
  const next: Opening = result.ok
    ? await opened(tablet, result.value)
    : { is: "failed", visitId, code: result.error.code };
  const { value } = opening;
  if (value.is === "opening" && value.visitId === visitId) opening.value = next;
}

/** Leave the visit that is open, unless what is written in it cannot be saved. */
async function leave(tablet: Tablet): Promise<boolean> {
  const { value } = opening;
  if (value.is === "none") return true;
  if (value.is === "open") {
    const { darkroom, session } = value.visit;
    await darkroom.settled();
    if (!session.isClosed.value && !(await session.flush())) return false;
    session.end();
  }
  opening.value = { is: "none" };
  await tablet.closeVisit();
  return true;
}

/** Forget a visit that has been closed into a parcel; there is nothing to save any more. */
export function forgetVisit(): void {
  if (opening.value.is === "open") opening.value.visit.session.end();
  opening.value = { is: "none" };
}

let turn: Promise<void> = Promise.resolve();

async function change(tablet: Tablet, visitId: string | null): Promise<void> {
  const { value } = opening;
  if (value.is === "open" && value.visitId === visitId) return;
  if ((await leave(tablet)) && visitId !== null) await open(tablet, visitId);
}

/** Have this visit open; None: no visit. One change after the other, in the order asked for. */
export function ensureVisit(tablet: Tablet, visitId: string | null): Promise<void> {
  turn = turn.then(() => change(tablet, visitId));
  return turn;
}

/** Have this visit open while a screen of it is shown; None: no visit is. */
export function useVisitOpen(tablet: Tablet, visitId: string | null): void {
  useEffect(() => void ensureVisit(tablet, visitId), [tablet, visitId]);
}

/** Where the screens of a visit find it. */
export const VisitContext = createContext<OpenVisit | null>(null);

/** The visit that a screen belongs to. */
export function useVisit(): OpenVisit {
  const visit = useContext(VisitContext);
  if (visit === null) throw new Error("a screen of a visit outside a visit");
  return visit;
}

/** The darkroom of the visit that a screen belongs to. */
export function useDarkroom(): Darkroom {
  return useVisit().darkroom;
}
