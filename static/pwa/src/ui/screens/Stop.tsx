/** "Avbryt besök": consent taken back, by one tap and one confirmation, from every screen. */

import { useSignal } from "@preact/signals";
import type { ErrorCode } from "../../domain/tablet";
import { Button } from "../parts/buttons";
import { Notice } from "../parts/Notice";
import { Sheet } from "../parts/Sheet";
import { sentenceOfCode } from "../refusals";
import { go, visitHref } from "../router";
import { useSlice } from "../slice";
import { useSurroundings } from "../surroundings";
import { t } from "../tongue";
import { PURPOSES, standingIn } from "../views/consents";
import { shown } from "../views/labels";
import { useVisit } from "../visit";
import { takeBack } from "../withdrawal";

/** The button in the bar, and who it is that takes back. */
export function Stop() {
  const { tablet } = useSurroundings();
  const { session } = useVisit();
  const isOpen = useSignal(false);
  const error = useSignal<ErrorCode | null>(null);
  const consents = useSlice(() => session.draft.value.content.consents, [session]);
  const standing = consents.filter((consent) => standingIn(consent).length > 0);
  const stop = async (consentIds: readonly string[]): Promise<void> => {
    error.value = await takeBack(tablet, session, consentIds, PURPOSES);
    if (error.value !== null) return;
    isOpen.value = false;
    go(visitHref(session.visitId, "ended"));
  };
  return (
    <>
      <button
        type="button"
        class="stop"
        disabled={standing.length === 0}
        onClick={() => (isOpen.value = true)}
      >
        {t("bar.stop")}
        <small>{t("bar.stop_why")}</small>
      </button>
      <Sheet title={t("stop.title")} isOpen={isOpen.value} onClose={() => (isOpen.value = false)}>
        <p>{t("stop.what")}</p>
        {error.value !== null && (
          <Notice tone="danger" isSpoken>
            {sentenceOfCode(error.value)}
          </Notice>
        )}
        {standing.map(({ id, adult }) => (
          <Button key={id} isFull onPress={() => void stop([id])}>
            {standing.length === 1
              ? t("stop.confirm")
              : t("stop.confirm_adult", { adult: shown(adult) })}
          </Button>
        ))}
        {standing.length > 1 && (
          <Button isFull onPress={() => void stop(standing.map(({ id }) => id))}>
            {t("stop.confirm_all")}
          </Button>
        )}
        <Button weight="secondary" isFull onPress={() => (isOpen.value = false)}>
          {t("stop.go_on")}
        </Button>
      </Sheet>
    </>
  );
}
