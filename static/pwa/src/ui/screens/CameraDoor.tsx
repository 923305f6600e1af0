/** Where the camera comes up: it is fetched when it is first wanted, and lies ready without a line. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { findItem } from "../../domain/checklist";
import { scopeOf } from "../../domain/consent";
import { Button } from "../parts/buttons";
import { Notice } from "../parts/Notice";
import { Sheet } from "../parts/Sheet";
import { useSlice } from "../slice";
import { say, t } from "../tongue";
import { useDarkroom, useVisit } from "../visit";
import type { Camera as CameraOf } from "./Camera";

function fetchCamera(): Promise<typeof CameraOf> {
  return import("./Camera").then(({ Camera }) => Camera);
}

/** Have the camera at hand before it is wanted; one that cannot be fetched is told of then. */
export function useCameraAtHand(): void {
  useEffect(() => void fetchCamera().catch(() => undefined), []);
}

/** A picture that was taken, and that nobody said yes or no to before the camera was shut. */
function LeftOver() {
  const { checklist } = useVisit();
  const darkroom = useDarkroom();
  const taken = darkroom.taken.value;
  if (taken === null) return null;
  const asked = findItem(checklist, taken.target.question.item);
  return (
    <Notice tone="warning" isSpoken>
      <p>{t("photo.left_over", { item: asked === null ? "" : say(asked) })}</p>
      <div class="row">
        <Button weight="secondary" onPress={() => void darkroom.open(taken.target)}>
          {t("photo.look_at_it")}
        </Button>
        <Button weight="tertiary" onPress={() => darkroom.discard()}>
          {t("photo.give_up")}
        </Button>
      </div>
    </Notice>
  );
}

/** The camera of the visit, when it is open and there is a yes to photos. */
export function CameraDoor() {
  const darkroom = useDarkroom();
  const { session } = useVisit();
  const mayTake = useSlice(() => scopeOf(session.draft.value.content.consents).photos, [session]);
  useEffect(() => {
    if (!mayTake) darkroom.discard();
  }, [darkroom, mayTake]);
  const Camera = useSignal<typeof CameraOf | null>(null);
  const isMissing = useSignal(false);
  const target = darkroom.camera.value;
  const isWanted = target !== null;
  useEffect(() => {
    if (!isWanted) return;
    if (!mayTake) return darkroom.close();
    isMissing.value = false;
    void fetchCamera().then(
      (fetched) => (Camera.value = fetched),
      () => (isMissing.value = true),
    );
  }, [isWanted, mayTake]);
  if (!mayTake) return null;
  if (target === null) return <LeftOver />;
  if (Camera.value !== null) return <Camera.value darkroom={darkroom} target={target} />;
  return (
    <Sheet title={t("camera.title")} isOpen={isMissing.value} onClose={() => darkroom.close()}>
      <p>{t("camera.not_fetched")}</p>
      <Button weight="secondary" isFull onPress={() => darkroom.close()}>
        {t("sheet.back")}
      </Button>
    </Sheet>
  );
}
