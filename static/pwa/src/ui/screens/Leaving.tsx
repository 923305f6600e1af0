/** What waits to leave, also from a locked tablet: how much, since when, now, or as a file. */

import { useSignal } from "@preact/signals";
import { useAsked } from "../asked";
import { momentOf, sizeOf } from "../format";
import { Button } from "../parts/buttons";
import { sentenceOfCode } from "../refusals";
import { rescueTo } from "../rescue";
import { useSurroundings } from "../surroundings";
import { t } from "../tongue";
import { waitingIn } from "../views/lock";

/** Send it now, and say how that went. */
export function SendNow() {
  const { tablet, snapshot } = useSurroundings();
  const { isUnderWay, press, said } = useAsked(
    () => tablet.sendNow(),
    () => t("outbox.tried"),
  );
  const isSending = isUnderWay || snapshot.value.isSending;
  return (
    <>
      <Button isFull onPress={press}>
        {isSending ? t("outbox.sending") : t("outbox.send_now")}
      </Button>
      <p role="status" class="small">
        {said}
      </p>
    </>
  );
}

/** Everything unsent as a file that only the municipality can open. */
export function Rescue() {
  const { tablet } = useSurroundings();
  const said = useSignal<string | null>(null);
  const isBusy = useSignal(false);
  const rescue = async (): Promise<void> => {
    [isBusy.value, said.value] = [true, null];
    const result = await rescueTo(tablet, new Date(tablet.now()));
    isBusy.value = false;
    if (result === "not_chosen") return;
    const { ok } = result;
    said.value = ok
      ? t("rescue.done", { count: result.value.parcels, size: sizeOf(result.value.bytes) })
      : sentenceOfCode(result.error.code);
  };
  return (
    <>
      <Button weight="tertiary" isFull isDisabled={isBusy.value} onPress={() => void rescue()}>
        {isBusy.value ? t("rescue.writing") : t("rescue.file")}
      </Button>
      <p class="small quiet">{t("rescue.what")}</p>
      <p role="status" class="small">
        {said.value}
      </p>
    </>
  );
}

/** The outbox as the lock shows it. */
export function Leaving() {
  const { snapshot } = useSurroundings();
  const { contact } = snapshot.value;
  const waiting = waitingIn(snapshot.value);
  const at = contact.provenAt === null ? t("outbox.never") : momentOf(contact.provenAt);
  return (
    <section class="panel">
      <h2 class="ds-heading" data-size="xs">
        {t("outbox.chip", { count: waiting })}
      </h2>
      <p>
        {contact.is === "proven" ? t("outbox.has_contact") : t("outbox.no_contact")}{" "}
        <span class="quiet">{t("outbox.contact_last", { at })}</span>
      </p>
      <SendNow />
      {waiting > 0 && <Rescue />}
    </section>
  );
}

