/** A visit that does not come about: somebody said no, or nobody was home. */

import { useSignal } from "@preact/signals";
import type { ErrorCode } from "../../domain/tablet";
import { Button } from "../parts/buttons";
import { Notice } from "../parts/Notice";
import { Sheet } from "../parts/Sheet";
import { sentenceOfCode } from "../refusals";
import { go, hrefOf } from "../router";
import { useSurroundings } from "../surroundings";
import { t } from "../tongue";
import { forgetVisit, useVisit } from "../visit";

/** Somebody said no: the visit ends there. */
export function Declined() {
  const { tablet } = useSurroundings();
  const { session } = useVisit();
  const error = useSignal<ErrorCode | null>(null);
  const end = async (): Promise<void> => {
    await session.flush();
    const result = await tablet.decline(session.visitId);
    if (!result.ok) {
      error.value = result.error.code;
      return;
    }
    forgetVisit();
    go(hrefOf("today"));
  };
  return (
    <section class="panel">
      <p class="lead">{t("consent.declined")}</p>
      {error.value !== null && <Notice tone="danger">{sentenceOfCode(error.value)}</Notice>}
      <Button isFull onPress={() => void end()}>
        {t("consent.end_declined")}
      </Button>
    </section>
  );
}

/** Nobody was home: nothing is written of it. */
export function NobodyHome() {
  const { tablet } = useSurroundings();
  const { session } = useVisit();
  const isOpen = useSignal(false);
  const error = useSignal<ErrorCode | null>(null);
  const end = async (): Promise<void> => {
    await session.flush();
    const closing = { ending: "nobody_home", assessment: null, readback: null } as const;
    const result = await tablet.finalise(session.visitId, closing);
    if (!result.ok) {
      error.value = result.error.code;
      return;
    }
    forgetVisit();
    go(hrefOf("today"));
  };
  return (
    <>
      <Button weight="tertiary" onPress={() => (isOpen.value = true)}>
        {t("consent.nobody_home")}
      </Button>
      <Sheet
        title={t("consent.nobody_home")}
        isOpen={isOpen.value}
        onClose={() => (isOpen.value = false)}
      >
        <p>{t("consent.nobody_home_what")}</p>
        {error.value !== null && <Notice tone="danger">{sentenceOfCode(error.value)}</Notice>}
        <Button isFull onPress={() => void end()}>
          {t("consent.end_nobody_home")}
        </Button>
        <Button weight="secondary" isFull onPress={() => (isOpen.value = false)}>
          {t("sheet.back")}
        </Button>
      </Sheet>
    </>
  );
}
