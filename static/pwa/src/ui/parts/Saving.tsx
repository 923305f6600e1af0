/** Whether what is written is safe: the truth, and a way out when it is not. */

import { useEffect } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { clockOf } from "../format";
import { sentenceOfCode } from "../refusals";
import type { VisitSession } from "../session";
import { t } from "../tongue";
import { Button } from "./buttons";

/** Shorter than this a save is not worth telling of: the mark would only flicker. */
const SLOW_MS = 1200;

function useIsSlow(isUnsaved: boolean): boolean {
  const isSlow = useSignal(false);
  useEffect(() => {
    isSlow.value = false;
    if (!isUnsaved) return undefined;
    const timer = setTimeout(() => (isSlow.value = true), SLOW_MS);
    return () => clearTimeout(timer);
  }, [isUnsaved]);
  return isSlow.value;
}

/** The state of saving, for the bar on top. */
export function SavingState({ session }: { readonly session: VisitSession }) {
  const saving = session.saving.value;
  const isSlow = useIsSlow(saving.is === "unsaved");
  const { savedAt } = session.draft.value;
  if (saving.is === "failed") {
    return (
      <div class="saving saving--failed" role="alert">
        <strong>{t("saving.failed")}</strong>
        <span>{sentenceOfCode(saving.code)}</span>
        <Button weight="secondary" onPress={() => void session.flush()}>
          {t("saving.again")}
        </Button>
      </div>
    );
  }
  const isUnsaved = saving.is === "unsaved" && (isSlow || savedAt === null);
  return (
    <span class="saving" role="status">
      {savedAt === null && !isUnsaved && t("saving.untouched")}
      {isUnsaved && t("saving.unsaved")}
      {savedAt !== null && !isUnsaved && t("saving.saved", { at: clockOf(savedAt) })}
    </span>
  );
}
