/** Consent was taken back: nothing more is written; what was written before stays. */

import { useSignal } from "@preact/signals";
import type { ErrorCode } from "../../domain/tablet";
import { clockOf } from "../format";
import { Button } from "../parts/buttons";
import { Notice } from "../parts/Notice";
import { Heading } from "../parts/Shell";
import { sentenceOfCode } from "../refusals";
import { go, hrefOf } from "../router";
import { useSurroundings } from "../surroundings";
import { t } from "../tongue";
import { assessmentOf } from "../views/summary";
import { forgetVisit, useVisit } from "../visit";
import { StoppedWords } from "./Stopped";

/** The end of a visit that was stopped. */
export function Ended() {
  const { tablet } = useSurroundings();
  const { session, checklist } = useVisit();
  const error = useSignal<ErrorCode | null>(null);
  const { content } = session.draft.value;
  const at = content.consents.find(({ withdrawn }) => withdrawn !== null)?.withdrawn?.device_at;
  const end = async (): Promise<void> => {
    const result = await tablet.finalise(session.visitId, {
      ending: "withdrawn",
      assessment: content.answers.length > 0 ? assessmentOf(checklist, content) : null,
      readback: content.readback,
    });
    if (!result.ok) {
      error.value = result.error.code;
      return;
    }
    forgetVisit();
    go(hrefOf("today"));
  };
  return (
    <>
      <Heading>{t("step.ended")}</Heading>
      <p class="lead">
        {at === undefined ? t("ended.taken_back") : t("ended.taken_back_at", { at: clockOf(at) })}
      </p>
      <StoppedWords />
      <p>{t("ended.what")}</p>
      {error.value !== null && (
        <Notice tone="danger" isSpoken>
          {sentenceOfCode(error.value)}
        </Notice>
      )}
      <Button isFull onPress={() => void end()}>
        {t("ended.end")}
      </Button>
    </>
  );
}
