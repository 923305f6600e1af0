/**
 * The visit is stopped: nothing is written, and the form is out of sight, until it is said
 * whether consent was taken back. A tap by mistake takes nothing back, so that no "no" is
 * ever undone into a "yes"; a withdrawal counts from the tap, not from this answer.
 */

import { useSignal } from "@preact/signals";
import type { ErrorCode } from "../../domain/tablet";
import { askedLanguage, spokenOf, useConsentTexts } from "../consentTexts";
import { clockOf } from "../format";
import { Button } from "../parts/buttons";
import { Notice } from "../parts/Notice";
import { SaidLine } from "../parts/Said";
import { Heading } from "../parts/Shell";
import { sentenceOfCode } from "../refusals";
import { go, visitHref } from "../router";
import { useSurroundings } from "../surroundings";
import { language, t } from "../tongue";
import { PURPOSES, standingIn, textFor } from "../views/consents";
import { shown } from "../views/labels";
import { useVisit } from "../visit";
import { takeBack } from "../withdrawal";

/** The resident reads in their own language that it has stopped. */
export function StoppedWords() {
  const { session } = useVisit();
  const texts = useConsentTexts().value ?? [];
  const asked = askedLanguage(session.draft.value.content.consents);
  const text = textFor(spokenOf(texts), asked ?? "");
  if (text === null || text.language === language.value) return null;
  return <SaidLine text={text}>{text.on_tablet.stopped}</SaidLine>;
}

/** The two answers, one as large as the other. */
export function Stopped() {
  const { tablet } = useSurroundings();
  const { session } = useVisit();
  const error = useSignal<ErrorCode | null>(null);
  const { content, unfinished } = session.draft.value;
  const at = unfinished.stopped;
  const standing = content.consents.filter((consent) => standingIn(consent).length > 0);
  const end = async (consentIds: readonly string[]): Promise<void> => {
    error.value = await takeBack(tablet, session, consentIds, PURPOSES, at);
    if (error.value === null) go(visitHref(session.visitId, "ended"));
  };
  return (
    <>
      <Heading>{t("step.stopped")}</Heading>
      <p class="lead" role="status">
        {at !== null && t("stopped.at", { at: clockOf(at.device_at) })}{" "}
        {session.saving.value.is === "saved" && t("stopped.kept")}
      </p>
      <StoppedWords />
      <p>{t("stopped.ask")}</p>
      {error.value !== null && (
        <Notice tone="danger" isSpoken>
          {sentenceOfCode(error.value)}
        </Notice>
      )}
      <div class="stack stack--tight answers">
        {standing.map(({ id, adult }) => (
          <Button key={id} weight="secondary" isFull onPress={() => void end([id])}>
            {standing.length === 1
              ? t("stop.confirm")
              : t("stop.confirm_adult", { adult: shown(adult) })}
          </Button>
        ))}
        {standing.length > 1 && (
          <Button
            weight="secondary"
            isFull
            onPress={() => void end(standing.map(({ id }) => id))}
          >
            {t("stop.confirm_all")}
          </Button>
        )}
        <Button weight="secondary" isFull onPress={() => void session.goOn()}>
          {t("stop.mistap")}
        </Button>
      </div>
      <p class="small quiet">{t("stopped.what")}</p>
    </>
  );
}
