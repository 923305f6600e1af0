/** "Akut", always at hand: 112, out of there, whom to call, and a worry for a child. */

import { useSignal } from "@preact/signals";
import type { Snapshot } from "../../domain/tablet";
import { Button, LinkButton } from "./buttons";
import { Sheet } from "./Sheet";
import { go, visitHref } from "../router";
import { useSurroundings } from "../surroundings";
import { t } from "../tongue";
import { labelOf, ownNumbers, phoneOf, telHref } from "../views/numbers";
import { dayOf, offerOf } from "../views/today";

/** A visit that a worry can belong to. */
interface Place {
  readonly visitId: string;
  readonly name: string;
}

/** The visit that is open, else those of today that can be opened. */
function placesIn({ openVisitId, visits }: Snapshot, now: Date): readonly Place[] {
  if (openVisitId !== null) return [{ visitId: openVisitId, name: "" }];
  return dayOf(visits, now)
    .visits.map(({ view }) => view)
    .filter((view) => ["start", "continue"].includes(offerOf(view)))
    .map(({ plan, visitId }) => ({ visitId, name: plan?.address ?? t("today.no_address") }));
}

function Raise({ onGo }: { readonly onGo: () => void }) {
  const { tablet, snapshot } = useSurroundings();
  const places = placesIn(snapshot.value, new Date(tablet.now()));
  if (places.length === 0) return <p>{t("acute.no_visit")}</p>;
  return (
    <>
      {places.map(({ name, visitId }) => (
        <Button
          key={visitId}
          weight="secondary"
          isFull
          onPress={() => {
            onGo();
            go(visitHref(visitId, "concern"));
          }}
        >
          {name === "" ? t("concern.raise") : t("concern.raise_at", { place: name })}
        </Button>
      ))}
    </>
  );
}

/** The button in the bar, and what it opens: one tap here, the next one calls. */
export function Acute() {
  const { snapshot } = useSurroundings();
  const isOpen = useSignal(false);
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
            {t("acute.call", { whom: labelOf(number), phone: phoneOf(number) })}
          </LinkButton>
        ))}
        <Raise onGo={() => (isOpen.value = false)} />
        <Button weight="tertiary" isFull onPress={() => (isOpen.value = false)}>
          {t("sheet.back")}
        </Button>
      </Sheet>
    </>
  );
}
