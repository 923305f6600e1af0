/** The sentence for each thing that could not be done. */

import type { ErrorCode, TabletError } from "../domain/tablet";
import { t, type Key } from "./tongue";

const SENTENCES: Readonly<Record<ErrorCode, Key>> = {
  no_contact: "error.no_contact",
  session_ended: "error.session_ended",
  credential_unknown: "error.credential_unknown",
  refused: "error.refused",
  enrolment_code_wrong: "error.enrolment_code_wrong",
  not_enrolled: "error.not_enrolled",
  not_saved: "error.not_saved",
  storage_full: "error.storage_full",
  visit_unknown: "error.visit_unknown",
  visit_not_open: "error.visit_not_open",
  read_only: "error.read_only",
  already_finished: "error.already_finished",
  already_begun: "error.already_begun",
  checklist_missing: "error.checklist_missing",
  draft_unreadable: "error.draft_unreadable",
  consent_missing: "error.consent_missing",
  picture_unreadable: "error.picture_unreadable",
  too_many_photos: "error.too_many_photos",
  photo_missing: "error.photo_missing",
  photo_in_use: "error.photo_in_use",
  no_longer_here: "error.no_longer_here",
  visit_open: "error.visit_open",
  locked: "error.locked",
  passphrase_wrong: "error.passphrase_wrong",
  passphrase_weak: "error.passphrase_weak",
  passphrase_spent: "error.passphrase_spent",
  pin_wrong: "error.pin_wrong",
  pin_unfit: "error.pin_unfit",
  device_key_refused: "error.device_key_refused",
  office_key_missing: "error.office_key_missing",
  recovery_needed: "error.recovery_needed",
  recovery_failed: "error.recovery_failed",
  nothing_begun: "error.nothing_begun",
  nothing_unsent: "outbox.empty",
};

/** What to tell a person of a refusal; the office's own words where it gave some. */
export function sentenceOf(error: Pick<TabletError, "code" | "message">): string {
  if (error.code === "refused" && error.message !== "") return error.message;
  return t(SENTENCES[error.code]);
}

/** What to tell of a refusal of which only the code is left. */
export function sentenceOfCode(code: ErrorCode): string {
  return sentenceOf({ code, message: "" });
}
