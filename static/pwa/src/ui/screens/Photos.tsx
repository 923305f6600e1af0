/** Photos of a deficiency: only with a yes to photos, and safe before they are named. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { findItem, type Item } from "../../domain/checklist";
import { scopeOf } from "../../domain/consent";
import type { ErrorCode, Tablet } from "../../domain/tablet";
import type { UnfinishedPhoto } from "../../domain/unfinished";
import { clockOf } from "../format";
import { Button } from "../parts/buttons";
import { Notice } from "../parts/Notice";
import { dropPhotos } from "../photos";
import { sentenceOfCode } from "../refusals";
import type { VisitSession } from "../session";
import { useSlice } from "../slice";
import { useSurroundings } from "../surroundings";
import { say, t } from "../tongue";
import { withPhoto } from "../views/answers";
import {
  isSameFinding,
  photoConsentOf,
  targetOf,
  type PhotoConsent,
  type Target,
} from "../views/photos";
import { useDarkroom, useVisit } from "../visit";
import { useCameraAtHand } from "./CameraDoor";
import { UnsafePhotos } from "./UnsafePhotos";

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
  const { session } = useVisit();
  const darkroom = useDarkroom();
  const error = useSignal<ErrorCode | null>(null);
  useCameraAtHand();
  const saving = darkroom.unsafe.value.filter(
    ({ failed, note }) => failed === null && isSameFinding(targetOf(note), target),
  ).length;
  const wasTaking = useSlice(
    () => session.draft.value.place.awaitsPhotoFor === target.question.item,
    [session, target.question.item],
  );
  const open = async (): Promise<void> => {
    error.value = await darkroom.open(target);
  };
  return (
    <div class="stack stack--tight">
      {wasTaking && darkroom.camera.value === null && (
        <Notice tone="info" isSpoken>
          <p>{t("photo.was_taking")}</p>
          <Button weight="tertiary" onPress={() => darkroom.forgetAwaiting()}>
            {t("photo.go_on")}
          </Button>
        </Notice>
      )}
      <div class="row">
        <Button weight="secondary" onPress={() => void open()}>
          {t("photo.take")}
        </Button>
        <span role="status">{saving > 0 && t("photo.saving", { count: saving })}</span>
      </div>
      {error.value !== null && (
        <Notice tone="danger" isSpoken>
          <p>{t("photo.not_opened")}</p>
          <p>{sentenceOfCode(error.value)}</p>
        </Notice>
      )}
    </div>
  );
}

interface PhotosProps extends Target {
  readonly item: Item;
  readonly photos: readonly string[];
}

function Taken({ photos }: Pick<PhotosProps, "photos">) {
  if (photos.length === 0) return null;
  return (
    <ul class="thumbs">
      {photos.map((photoId, at) => (
        <Thumb key={photoId} photoId={photoId} number={at + 1} />
      ))}
    </ul>
  );
}

/** Why there is no button: nobody said yes, or a yes was taken back, and since when. */
function NoPhotos({ consent, count }: { readonly consent: PhotoConsent; readonly count: number }) {
  if (consent.is !== "taken_back") return <p class="small quiet">{t("photo.no_consent")}</p>;
  return (
    <p class="small quiet">
      {t("photo.taken_back", { at: clockOf(consent.at) })}{" "}
      {count > 0 && t("photo.locked", { count })}
    </p>
  );
}

/** The photos of a finding, or why there can be none. */
export function Photos({ item, question, index, photos }: PhotosProps) {
  const { session } = useVisit();
  const consent = useSlice(() => photoConsentOf(session.draft.value.content), [session]);
  if (item.photo === "none") return null;
  const target = { question, index };
  return (
    <div class="stack stack--tight">
      <p class="group-label">{t("photo.title", { count: photos.length })}</p>
      {consent.is === "given" ? (
        <>
          <Taken photos={photos} />
          <p class="small quiet">
            {t("photo.tip", { tip: say(item.photo) })} {t("photo.never")}
          </p>
          <UnsafePhotos isOurs={(note) => isSameFinding(targetOf(note), target)} />
          <Take target={target} />
        </>
      ) : (
        <NoPhotos consent={consent} count={photos.length} />
      )}
    </div>
  );
}

/** Pictures not safe whose finding is not on the screen just now. */
export function OtherUnsafePhotos({ step }: { readonly step: string }) {
  const { session, checklist } = useVisit();
  const shown = useSlice(() => {
    const { content } = session.draft.value;
    if (!scopeOf(content.consents).photos) return [];
    return content.answers
      .filter(({ item }) => step === `zone/${findItem(checklist, item)?.walk}`)
      .map(({ item, findings }) => ({ item, findings: findings.length }));
  }, [session, checklist, step]);
  const isHere = ({ item, index }: UnfinishedPhoto): boolean =>
    shown.some((each) => each.item === item && index < each.findings);
  return <UnsafePhotos isOurs={(note) => !isHere(note)} />;
}

/** Pictures that were safe before the page was killed, and that nothing names yet. */
export function UnplacedPhotos() {
  const { tablet } = useSurroundings();
  const { session } = useVisit();
  const waiting = useSlice(() => {
    const { unplacedPhotos, content } = session.draft.value;
    if (!scopeOf(content.consents).photos) return [];
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
