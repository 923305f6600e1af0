/** Keeping and dropping pictures: safe before they are named, unnamed before they are dropped. */

import type { ErrorCode, Tablet } from "../domain/tablet";
import type { VisitSession } from "./session";
import { withoutPhoto, withPhoto, type Question } from "./views/answers";

/** Which finding of which answer a picture belongs to. */
export interface Target {
  readonly question: Question;
  readonly index: number;
}

/** Keep a picture and name it in its finding; None: it is done and saved. */
export async function keepPhoto(
  tablet: Tablet,
  session: VisitSession,
  { file, target }: { readonly file: File; readonly target: Target },
): Promise<ErrorCode | null> {
  if (!(await session.flush())) return "not_saved";
  const picture = { bytes: await file.arrayBuffer(), contentType: file.type };
  const about = { item: target.question.item, caption: "" };
  const result = await tablet.addPhoto(session.visitId, picture, about);
  if (!result.ok) return result.error.code;
  session.edit((content) => withPhoto(content, result.value, target));
  session.revise({ place: { ...session.draft.value.place, awaitsPhotoFor: null } });
  return (await session.flush()) ? null : "not_saved";
}

/** Drop pictures: the content that no longer names them is saved first. */
export async function dropPhotos(
  tablet: Tablet,
  session: VisitSession,
  photoIds: readonly string[],
): Promise<void> {
  if (photoIds.length === 0) return;
  session.edit((content) => photoIds.reduce(withoutPhoto, content));
  if (!(await session.flush())) return;
  for (const photoId of photoIds) await tablet.removePhoto(session.visitId, photoId);
}
