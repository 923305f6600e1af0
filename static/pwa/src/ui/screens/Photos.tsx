/** Photos of a deficiency: only with a yes to photos, and safe before they are named. */

import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { scopeOf } from "../../domain/consent";
import type { Item } from "../../domain/checklist";
import type { ErrorCode, Tablet } from "../../domain/tablet";
import { Button } from "../parts/buttons";
import { Notice } from "../parts/Notice";
import { dropPhotos, keepPhoto, type Target } from "../photos";
import { sentenceOfCode } from "../refusals";
import type { VisitSession } from "../session";
import { useSlice } from "../slice";
import { useSurroundings } from "../surroundings";
import { say, t } from "../tongue";
import { withPhoto } from "../views/answers";
import { useVisit } from "../visit";

const ACCEPTED = "image/jpeg,image/png,image/webp";

interface ThumbProps {
  readonly photoId: string;
  readonly number: number;
}

function usePicture(tablet: Tablet, visitId: string, photoId: string): string | null {
  const address = useSignal<string | null>(null);
  useEffect(() => {
    let made: string | null = null;
    let isGone = false;
    void tablet.photoBytes(visitId, photoId).then((result) => {
      if (!result.ok || isGone) return;
      const { bytes, contentType: type } = result.value;
      made = URL.createObjectURL(new Blob([bytes], { type }));
      address.value = made;
    });
    return () => {
      isGone = true;
      if (made !== null) URL.revokeObjectURL(made);
    };
  }, [tablet, visitId, photoId]);
  return address.value;
}

function Thumb({ photoId, number }: ThumbProps) {
  const { tablet } = useSurroundings();
  const { session } = useVisit();
  const picture = usePicture(tablet, session.visitId, photoId);
  return (
    <li class="thumb">
      {picture !== null && <img src={picture} alt={t("photo.number", { number })} />}
      <Button weight="tertiary" onPress={() => void dropPhotos(tablet, session, [photoId])}>
        {t("photo.drop")}
        <span class="sr-only"> {t("photo.number", { number })}</span>
      </Button>
    </li>
  );
}

function Take({ target }: { readonly target: Target }) {
  const { tablet } = useSurroundings();
  const { session } = useVisit();
  const input = useRef<HTMLInputElement>(null);
  const error = useSignal<ErrorCode | null>(null);
  const isKeeping = useSignal(false);
  const open = async (): Promise<void> => {
    const { place } = session.draft.value;
    session.revise({ place: { ...place, awaitsPhotoFor: target.question.item } });
    input.current?.click();
    await session.flush();
  };
  const take = async (files: FileList | null): Promise<void> => {
    const file = files?.[0];
    if (file === undefined) return;
    isKeeping.value = true;
    error.value = await keepPhoto(tablet, session, { file, target });
    isKeeping.value = false;
    if (input.current !== null) input.current.value = "";
  };
  return (
    <div class="stack stack--tight">
      <input
        ref={input}
        type="file"
        class="sr-only"
        tabIndex={-1}
        aria-label={t("photo.take")}
        accept={ACCEPTED}
        capture="environment"
        onChange={(event) => void take(event.currentTarget.files)}
      />
      <div class="row">
        <Button weight="secondary" isDisabled={isKeeping.value} onPress={() => void open()}>
          {isKeeping.value ? t("photo.keeping") : t("photo.take")}
        </Button>
      </div>
      {error.value !== null && (
        <Notice tone="danger" isSpoken>
          {sentenceOfCode(error.value)}
        </Notice>
      )}
    </div>
  );
}

interface PhotosProps extends Target {
  readonly item: Item;
  readonly photos: readonly string[];
}

/** The photos of a finding, or why there can be none. */
export function Photos({ item, question, index, photos }: PhotosProps) {
  const { session } = useVisit();
  const mayTake = useSlice(() => scopeOf(session.draft.value.content.consents).photos, [session]);
  if (item.photo === "none") return null;
  return (
    <div class="stack stack--tight">
      <p class="group-label">{t("photo.title", { count: photos.length })}</p>
      {photos.length > 0 && (
        <ul class="thumbs">
          {photos.map((photoId, at) => (
            <Thumb key={photoId} photoId={photoId} number={at + 1} />
          ))}
        </ul>
      )}
      {mayTake ? (
        <>
          <p class="small quiet">
            {t("photo.tip", { tip: say(item.photo) })} {t("photo.never")}
          </p>
          <Take target={{ question, index }} />
        </>
      ) : (
        <p class="small quiet">{t("photo.no_consent")}</p>
      )}
    </div>
  );
}

/** Pictures that were safe before the page was killed, and that nothing names yet. */
export function UnplacedPhotos() {
  const { tablet } = useSurroundings();
  const { session } = useVisit();
  const waiting = useSlice(() => {
    const { unplacedPhotos, content } = session.draft.value;
    const named = new Set(content.photos.map(({ id }) => id));
    return unplacedPhotos.filter(({ id }) => !named.has(id));
  }, [session]);
  if (waiting.length === 0) return null;
  return (
    <Notice tone="warning">
      <p>{t("photo.unplaced", { count: waiting.length })}</p>
      <ul class="thumbs">
        {waiting.map((photo, at) => (
          <li key={photo.id} class="row">
            <UnplacedThumb tablet={tablet} session={session} photoId={photo.id} number={at + 1} />
            <Button
              weight="secondary"
              onPress={() =>
                session.edit((now) => {
                  const question = { item: photo.item ?? "", child: null };
                  return withPhoto(now, photo, { question, index: 0 });
                })
              }
            >
              {photo.item === null ? t("photo.keep") : t("photo.place", { item: photo.item })}
            </Button>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

interface UnplacedThumbProps extends ThumbProps {
  readonly tablet: Tablet;
  readonly session: VisitSession;
}

function UnplacedThumb({ tablet, session, photoId, number }: UnplacedThumbProps) {
  const picture = usePicture(tablet, session.visitId, photoId);
  return picture === null ? null : (
    <img class="thumb__small" src={picture} alt={t("photo.number", { number })} />
  );
}
