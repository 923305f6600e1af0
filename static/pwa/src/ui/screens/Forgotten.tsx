/** "Jag har glömt": nothing is lost; the office opens what lies here, for a new passphrase. */

import { useSignal } from "@preact/signals";
import { Button } from "../parts/buttons";
import { Sheet } from "../parts/Sheet";
import { go, hrefOf } from "../router";
import { t } from "../tongue";

/** The button, and what to do. */
export function Forgotten() {
  const isOpen = useSignal(false);
  const close = (): void => {
    isOpen.value = false;
  };
  const enrolAgain = (): void => {
    close();
    go(hrefOf("enrol_again"));
  };
  return (
    <>
      <Button weight="tertiary" onPress={() => (isOpen.value = true)}>
        {t("forgot.open")}
      </Button>
      <Sheet title={t("forgot.title")} isOpen={isOpen.value} onClose={close}>
        <p>{t("forgot.nothing_lost")}</p>
        <ol>
          <li>{t("forgot.ask")}</li>
          <li>{t("forgot.line")}</li>
          <li>{t("forgot.choose")}</li>
        </ol>
        <Button isFull onPress={enrolAgain}>
          {t("forgot.have_code")}
        </Button>
        <Button weight="secondary" isFull onPress={close}>
          {t("sheet.back")}
        </Button>
      </Sheet>
    </>
  );
}
