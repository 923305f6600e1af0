/** Keeping and dropping pictures: safe before they are named, unnamed before they are dropped. */

import { scopeOf } from "../domain/consent";
import type { Photo } from "../domain/contract";
import type { DraftContent, ErrorCode, Picture, Tablet } from "../domain/tablet";
import type { Unfinished, UnfinishedPhoto } from "../domain/unfinished";
import type { VisitSession } from "./session";
import { withoutPhoto, withPhoto } from "./views/answers";
import { isSameNote, targetOf } from "./views/photos";

/** The unfinished without the note of a picture. */
export function withoutNote(unfinished: Unfinished, note: UnfinishedPhoto): Unfinished {
  const photos = unfinished.photos.filter((each) => !isSameNote(each, note));
  return { ...unfinished, photos };
}

/** Why the last save failed; what was written stands on the screen and is tried again. */
function failureOf({ saving }: VisitSession): ErrorCode {
  return saving.value.is === "failed" ? saving.value.code : "not_saved";
}

function name(session: VisitSession, photo: Photo, note: UnfinishedPhoto): void {
  const { content, unfinished } = session.draft.value;
  session.revise({
    content: withPhoto(content, photo, targetOf(note)),
    unfinished: withoutNote(unfinished, note),
  });
}

/**
 * Keep a picture and name it in its finding; None: it is done and saved.
 *
 * A picture that is safe and could not be named is found again when the visit is opened.
 */
export async function keepPhoto(
  tablet: Tablet,
  session: VisitSession,
  { picture, note }: { readonly picture: Picture; readonly note: UnfinishedPhoto },
): Promise<ErrorCode | null> {
  if (!(await session.flush())) return failureOf(session);
  const about = { item: note.item, caption: "" };
  const result = await tablet.addPhoto(session.visitId, picture, about);
  if (!result.ok) return result.error.code;
  name(session, result.value, note);
  await session.flush();
  return null;
}

function isLocked({ consents }: DraftContent): boolean {
  return !scopeOf(consents).photos;
}

/**
 * Drop pictures: the content that no longer names them is saved first. Those taken under a yes
 * that was taken back are locked: they stay, and the office decides.
 */
export async function dropPhotos(
  tablet: Tablet,
  session: VisitSession,
  photoIds: readonly string[],
): Promise<void> {
  if (photoIds.length === 0 || isLocked(session.draft.value.content)) return;
  session.edit((content) => photoIds.reduce(withoutPhoto, content));
  if (!(await session.flush())) return;
  for (const photoId of photoIds) await tablet.removePhoto(session.visitId, photoId);
}
