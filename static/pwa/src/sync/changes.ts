/** Changes as the office sends them, each read by its kind. */

import type { OfficeKey } from "../domain/vault";
import type { StoredReference } from "../store/database";
import type { KnownChange } from "../store/reference";
import {
  readAcknowledgement,
  readChecklist,
  readConsentText,
  readDirectory,
  readNormSet,
  readOfficeKey,
  readVisitPlan,
} from "./answers";

type Body = Readonly<Record<string, unknown>> | null;

/** One change on the wire, of a kind that may be newer than we are. */
export interface SentChange {
  readonly kind: string;
  readonly id: string;
  readonly body: Body;
}

type Reader = (id: string, body: Body) => readonly KnownChange[] | null;

function told<T>(value: T | null, make: (value: T) => KnownChange): readonly KnownChange[] | null {
  return value === null ? null : [make(value)];
}

function row(stored: StoredReference): KnownChange {
  return { kind: "reference", row: stored };
}

function checklist(id: string, body: Body): readonly KnownChange[] | null {
  const read = readChecklist(body);
  if (read === null || body === null) return null;
  const value = { ...read.checklist, body };
  return [row({ kind: "checklist", id, value })];
}

/** A text comes with the languages it is about, and is kept as one row for each. */
function consentText(_: string, body: Body): readonly KnownChange[] | null {
  const read = readConsentText(body);
  if (read === null) return null;
  const { id, version } = read.consent_text;
  return Object.entries(read.languages).map(([language, words]) =>
    row({
      kind: "consent_text",
      id: `${id}/${version}/${language}`,
      value: { id, version, language, ...words },
    }),
  );
}

const READERS: Readonly<Record<string, Reader>> = {
  visit: (_, body) => told(readVisitPlan(body), (plan) => ({ kind: "visit", plan })),
  visit_removed: (id) => [{ kind: "visit_removed", visitId: id }],
  concern_acknowledged: (_, body) =>
    told(readAcknowledgement(body), (acknowledgement) => ({
      kind: "acknowledged",
      acknowledgement,
    })),
  directory: (id, body) =>
    told(readDirectory(body), (value) => row({ kind: "directory", id, value })),
  norm_set: (id, body) => told(readNormSet(body), (value) => row({ kind: "norm_set", id, value })),
  checklist,
  consent_text: consentText,
};

/** What a page of changes comes to. */
export interface ReadChanges {
  readonly known: readonly KnownChange[];
  /** The municipality's key, the last one told; None: none was. */
  readonly officeKey: OfficeKey | null;
}

/** The changes we know; None: one of a known kind could not be read, so none may count. */
export function readChanges(changes: readonly SentChange[]): ReadChanges | null {
  const known: KnownChange[] = [];
  let officeKey: OfficeKey | null = null;
  for (const { kind, id, body } of changes) {
    if (kind === "office_key") {
      officeKey = readOfficeKey(body);
      if (officeKey === null) return null;
    }
    const reader = READERS[kind];
    const read = reader === undefined ? [] : reader(id, body);
    if (read === null) return null;
    known.push(...read);
  }
  return { known, officeKey };
}
