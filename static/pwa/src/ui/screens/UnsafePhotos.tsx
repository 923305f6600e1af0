/** Pictures that are not safe: each by its name, why, and what can be done. The text is never at stake. */

import type { UnfinishedPhoto } from "../../domain/unfinished";
import type { UnsafePhoto } from "../darkroom";
import { Button } from "../parts/buttons";
import { Notice } from "../parts/Notice";
import { t } from "../tongue";
import { canRetry, nameOf, targetOf, whyNot } from "../views/photos";
import { useDarkroom, useVisit } from "../visit";

function useIsTextSafe(): boolean {
  const { session } = useVisit();
  return session.saving.value.is !== "failed";
}

function Failed({ photo }: { readonly photo: UnsafePhoto }) {
  const { checklist } = useVisit();
  const darkroom = useDarkroom();
  const isTextSafe = useIsTextSafe();
  const { failed, note } = photo;
  if (failed === null) return null;
  const name = nameOf(checklist, note);
  return (
    <Notice tone="danger" isSpoken>
      <p>
        {t("photo.not_kept", { name, why: whyNot(failed) })} {isTextSafe && t("photo.text_is_safe")}
      </p>
      <div class="row">
        {canRetry(failed) && (
          <Button weight="secondary" onPress={() => darkroom.retry(note)}>
            {t("photo.retry")}
            <span class="sr-only"> {name}</span>
          </Button>
        )}
        <Button weight="tertiary" onPress={() => darkroom.giveUp(note)}>
          {t("photo.give_up")}
          <span class="sr-only"> {name}</span>
        </Button>
      </div>
    </Notice>
  );
}

function Lost({ note }: { readonly note: UnfinishedPhoto }) {
  const { checklist } = useVisit();
  const darkroom = useDarkroom();
  const name = nameOf(checklist, note);
  const takeAgain = (): void => {
    darkroom.giveUp(note);
    void darkroom.open(targetOf(note));
  };
  return (
    <Notice tone="warning" isSpoken>
      <p>{t("photo.lost", { name })}</p>
      <div class="row">
        <Button weight="secondary" onPress={takeAgain}>
          {t("photo.take_again")}
          <span class="sr-only"> {name}</span>
        </Button>
        <Button weight="tertiary" onPress={() => darkroom.giveUp(note)}>
          {t("photo.leave_it")}
          <span class="sr-only"> {name}</span>
        </Button>
      </div>
    </Notice>
  );
}

/** Those of them that `isOurs` says belong on this part of the screen. */
export function UnsafePhotos({ isOurs }: { readonly isOurs: (note: UnfinishedPhoto) => boolean }) {
  const darkroom = useDarkroom();
  const failed = darkroom.failed.value.filter(({ note }) => isOurs(note));
  const lost = darkroom.lost.value.filter(isOurs);
  if (failed.length + lost.length === 0) return null;
  return (
    <div class="stack stack--tight">
      {failed.map((photo) => (
        <Failed key={`${photo.note.item}/${photo.note.index}/${photo.note.number}`} photo={photo} />
      ))}
      {lost.map((note) => (
        <Lost key={`${note.item}/${note.index}/${note.number}`} note={note} />
      ))}
    </div>
  );
}
