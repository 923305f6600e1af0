/** Until a person has said that a worry for a child is read, every screen says so, and whom to call. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { concernHref, route } from "../router";
import { useSurroundings } from "../surroundings";
import { t } from "../tongue";
import { firstNumber, labelOf, phoneOf, telHref } from "../views/numbers";
import { unreachedOf } from "../views/unreached";

const TICK_MS = 20_000;

/** Now, anew often enough for an age in minutes. */
function useNow(): string {
  const { tablet } = useSurroundings();
  const now = useSignal(tablet.now());
  useEffect(() => {
    const timer = setInterval(() => (now.value = tablet.now()), TICK_MS);
    return () => clearInterval(timer);
  }, [tablet]);
  return now.value;
}

function isShown(concernId: string): boolean {
  const { value } = route;
  return value.page === "concern" && value.concernId === concernId;
}

function CallFirst() {
  const { snapshot } = useSurroundings();
  const number = firstNumber(snapshot.value.directory);
  if (number === null) return <span class="unreached__call">{t("concern.call_no_number")}</span>;
  return (
    <a class="unreached__call unreached__call--number" href={telHref(number.phone)}>
      {t("concern.call", { whom: labelOf(number), phone: phoneOf(number) })}
    </a>
  );
}

/** The red line below the bar on top; the page of a worry says it itself. */
export function Unreached() {
  const { snapshot } = useSurroundings();
  const now = useNow();
  const concerns = snapshot.value.concerns.filter(({ concernId }) => !isShown(concernId));
  const unreached = unreachedOf(concerns, now);
  if (unreached === null) return null;
  return (
    <div class="unreached">
      <a class="unreached__what" href={concernHref(unreached.concernId)}>
        <span aria-hidden="true">⬣</span> <span role="status">{unreached.text}</span>{" "}
        {unreached.since !== null && <span class="unreached__since">{unreached.since}</span>}
      </a>
      <CallFirst />
    </div>
  );
}
