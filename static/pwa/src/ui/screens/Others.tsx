/** "Byt användare": what one has written stays sealed, and leaves as theirs. */

import { useSignal } from "@preact/signals";
import { Button } from "../parts/buttons";
import { Notice } from "../parts/Notice";
import { Sheet } from "../parts/Sheet";
import { sentenceOf } from "../refusals";
import { hrefOf } from "../router";
import { useSurroundings } from "../surroundings";
import { t } from "../tongue";

/** The button, and whom the tablet knows. */
export function Others() {
  const { tablet, snapshot } = useSurroundings();
  const isOpen = useSignal(false);
  const error = useSignal<string | null>(null);
  const { enrolment, people } = snapshot.value;
  const others = people.filter(({ staffId }) => staffId !== enrolment?.staffId);
  const switchTo = async (staffId: string | null): Promise<void> => {
    if (staffId === null) window.location.hash = hrefOf("enrol");
    const result = await tablet.switchUser(staffId);
    error.value = result.ok ? null : sentenceOf(result.error);
    if (result.ok) isOpen.value = false;
  };
  return (
    <>
      <Button weight="tertiary" onPress={() => (isOpen.value = true)}>
        {t("switch.open")}
      </Button>
      <Sheet
        title={t("switch.open")}
        isOpen={isOpen.value}
        onClose={() => (isOpen.value = false)}
      >
        <p>{t("switch.what")}</p>
        {error.value !== null && (
          <Notice tone="danger" isSpoken>
            {error.value}
          </Notice>
        )}
        {others.map(({ staffId, staffName }) => (
          <Button key={staffId} weight="secondary" isFull onPress={() => void switchTo(staffId)}>
            {staffName}
          </Button>
        ))}
        <Button weight="secondary" isFull onPress={() => void switchTo(null)}>
          {t("switch.somebody_new")}
        </Button>
        <Button weight="tertiary" isFull onPress={() => (isOpen.value = false)}>
          {t("sheet.back")}
        </Button>
      </Sheet>
    </>
  );
}
