/** What every screen says while it is so: practice, a clock that is wrong, something put back. */

import { MOST_SKEW_MS } from "../../domain/ready";
import type { PracticeReason } from "../../domain/tablet";
import { clockOf, dayOf } from "../format";
import { useSurroundings } from "../surroundings";
import { t, type Key } from "../tongue";
import { Button } from "./buttons";
import { Notice } from "./Notice";

const WHY: Readonly<Record<PracticeReason, Key>> = {
  demo: "practice.demo",
  not_installed: "practice.not_installed",
  one_memory: "practice.one_memory",
  storage_not_kept: "practice.storage_not_kept",
};

/** What is done here is not for real, and why. */
export function PracticeBanner() {
  const { snapshot } = useSurroundings();
  const { practice } = snapshot.value;
  if (practice.length === 0) return null;
  return (
    <p class="practice">
      <strong>{t("practice.title")}</strong> {practice.map((reason) => t(WHY[reason])).join(" ")}
    </p>
  );
}

/** The clock of this tablet is wrong: told, and nothing waits for it. */
export function ClockNotice() {
  const { tablet, snapshot } = useSurroundings();
  const offset = snapshot.value.contact.serverOffsetMs;
  if (offset === null || Math.abs(offset) <= MOST_SKEW_MS) return null;
  const now = new Date(tablet.now());
  const right = new Date(now.getTime() + offset);
  const shown = `${dayOf(now)} ${clockOf(now)}`;
  return (
    <Notice tone="warning">{t("clock.is_off", { shown, right: `${dayOf(right)} ${clockOf(right)}` })}</Notice>
  );
}

/** Something was found damaged at the start, and what came of it. */
export function RepairNotice() {
  const { tablet, snapshot } = useSurroundings();
  const { repair } = snapshot.value;
  if (repair === null) return null;
  const { lost, putBack } = repair;
  return (
    <Notice tone={lost > 0 ? "danger" : "info"} isSpoken>
      <p>{t("repair.put_back", { count: putBack })}</p>
      {lost > 0 && <p>{t("repair.lost", { count: lost })}</p>}
      <Button weight="secondary" onPress={() => void tablet.noteRepair()}>
        {t("repair.noted")}
      </Button>
    </Notice>
  );
}
