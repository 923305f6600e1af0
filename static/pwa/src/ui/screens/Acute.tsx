/** "Akut", always at hand: 112, out of there, whom to call, and a worry for a child. */

import { useSignal } from "@preact/signals";
import { Button, LinkButton } from "../parts/buttons";
import { Sheet } from "../parts/Sheet";
import { go, visitHref } from "../router";
import { useSurroundings } from "../surroundings";
import { t } from "../tongue";
import { labelOf, ownNumbers, telHref } from "../views/numbers";
import { useVisit } from "../visit";

/** The button in the bar, and what it opens: one tap here, the next one calls. */
export function Acute() {
  const { snapshot } = useSurroundings();
  const { session } = useVisit();
  const isOpen = useSignal(false);
  const concern = (): void => {
    isOpen.value = false;
    go(visitHref(session.visitId, "concern"));
  };
  return (
    <>
      <button type="button" class="acute" onClick={() => (isOpen.value = true)}>
        {t("bar.acute")}
      </button>
      <Sheet title={t("bar.acute")} isOpen={isOpen.value} onClose={() => (isOpen.value = false)}>
        <LinkButton href="tel:112" tone="danger" isFull>
          {t("acute.call_112")}
        </LinkButton>
        <p>
          <strong>{t("acute.leave")}</strong> {t("acute.leave_when")}
        </p>
        {ownNumbers(snapshot.value.directory).map((number) => (
          <LinkButton key={number.phone} href={telHref(number.phone)} weight="secondary" isFull>
            {t("acute.call", { whom: labelOf(number), phone: number.phone })}
          </LinkButton>
        ))}
        <Button weight="secondary" isFull onPress={concern}>
          {t("concern.raise")}
        </Button>
        <Button weight="tertiary" isFull onPress={() => (isOpen.value = false)}>
          {t("sheet.back")}
        </Button>
      </Sheet>
    </>
  );
}
