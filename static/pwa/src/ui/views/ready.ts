/** "Klar för fält" in words: each line, and the one thing to do when it is red. */

import type { ReadyAction, ReadyCheck, ReadyCheckName } from "../../domain/tablet";
import { numberOf, sizeOf } from "../format";
import { t, type Key } from "../tongue";

/** A line as it is shown; `todo` None: it is green. */
export interface ReadyLine {
  readonly name: ReadyCheckName;
  readonly text: string;
  readonly isOk: boolean;
  readonly isRequired: boolean;
  readonly todo: string | null;
  readonly action: ReadyAction | null;
}

const GOOD: Readonly<Record<ReadyCheckName, Key>> = {
  installed: "ready.installed",
  storage_persistent: "ready.storage_persistent",
  storage_space: "ready.storage_space",
  write_read: "ready.write_read",
  journal: "ready.journal",
  vault: "ready.vault",
  battery: "ready.battery",
  visits_present: "ready.visits_present",
  checklists_present: "ready.checklists_present",
  consent_texts_present: "ready.consent_texts_present",
  clock: "ready.clock",
  credential: "ready.credential",
  last_contact: "ready.last_contact",
  unsent: "ready.unsent",
};

const BAD: Readonly<Record<ReadyCheckName, Key>> = {
  installed: "ready.installed_not",
  storage_persistent: "ready.storage_persistent_not",
  storage_space: "ready.storage_space_not",
  write_read: "ready.write_read_not",
  journal: "ready.journal_not",
  vault: "ready.vault_not",
  battery: "ready.battery_not",
  visits_present: "ready.visits_present_not",
  checklists_present: "ready.checklists_present_not",
  consent_texts_present: "ready.consent_texts_present_not",
  clock: "ready.clock_not",
  credential: "ready.credential_not",
  last_contact: "ready.last_contact_not",
  unsent: "ready.unsent_not",
};

const TODO: Readonly<Record<ReadyAction, Key>> = {
  install_app: "todo.install_app",
  allow_storage: "todo.allow_storage",
  free_space: "todo.free_space",
  restart_tablet: "todo.restart_tablet",
  pull: "todo.pull",
  set_clock: "todo.set_clock",
  enrol: "todo.enrol",
  unlock: "todo.unlock",
  charge: "todo.charge",
  send_now: "todo.send_now",
};

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

function measured({ name, measured: value }: ReadyCheck): string | number {
  if (value === null) return t("ready.not_known");
  if (name === "storage_space") return sizeOf(value);
  if (name === "last_contact") return numberOf(value / HOUR_MS, 0);
  if (name === "battery") return numberOf(value * 100, 0);
  if (name === "clock") return numberOf(Math.abs(value) / MINUTE_MS, 0);
  return value;
}

/** Whether one may leave: every line that is required is green. */
export function isReadyForField(checks: readonly ReadyCheck[]): boolean {
  return checks.every(({ isOk, isRequired }) => isOk || !isRequired);
}

/** The lines in words. */
export function readyLines(checks: readonly ReadyCheck[]): ReadyLine[] {
  return checks.map((check) => {
    const { name, isOk, isRequired, action } = check;
    const slots = { measured: measured(check), count: check.measured ?? 0 };
    const todo = action === null ? null : t(TODO[action]);
    return { name, text: t((isOk ? GOOD : BAD)[name], slots), isOk, isRequired, todo, action };
  });
}
