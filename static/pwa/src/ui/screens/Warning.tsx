/** Twenty seconds before it locks: any input keeps it open, and so does the button. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Button } from "../parts/buttons";
import { Sheet } from "../parts/Sheet";
import { useSurroundings } from "../surroundings";
import { t } from "../tongue";

const SECOND_MS = 1000;

function useSecondsLeft(ms: number | null): number {
  const left = useSignal(0);
  useEffect(() => {
    if (ms === null) return undefined;
    const end = performance.now() + ms;
    const look = (): void => {
      left.value = Math.max(0, Math.ceil((end - performance.now()) / SECOND_MS));
    };
    look();
    const timer = setInterval(look, SECOND_MS);
    return () => clearInterval(timer);
  }, [ms]);
  return left.value;
}

/** The warning, when there is one. */
export function Warning() {
  const { snapshot } = useSurroundings();
  const { lock } = snapshot.value;
  const locksInMs = lock.is === "open" ? lock.locksInMs : null;
  const seconds = useSecondsLeft(locksInMs);
  // To press it is an input, and that alone keeps the tablet open.
  const stay = (): void => undefined;
  return (
    <Sheet title={t("lock.soon")} isOpen={locksInMs !== null} onClose={stay}>
      <p>{t("lock.soon_what", { count: seconds })}</p>
      <Button isFull onPress={stay}>
        {t("lock.stay")}
      </Button>
    </Sheet>
  );
}
