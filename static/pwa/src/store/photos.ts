/** Photos of a visit: their bytes are safe before anything names them. */

import type { ManifestBlob, Photo } from "../domain/contract";
import { done, refused } from "../domain/result";
import type { PhotoAbout, PhotoBytes, Result } from "../domain/tablet";
import type { StoredPhoto } from "./database";
import { findDraft } from "./drafts";
import { type Author, type ClosedParcel, closeParcel, readPayload, sha256 } from "./parcels";
import type { StaffStore } from "./stores";
import { write } from "./transaction";

/** A picture made small and stripped of everything but what it shows. */
export interface ShrunkPicture {
  readonly bytes: ArrayBuffer;
  readonly contentType: "image/jpeg";
  readonly width: number;
  readonly height: number;
}

/** A picture about to become a photo of a visit. */
export interface NewPhoto {
  readonly id: string;
  readonly visitId: string;
  readonly about: PhotoAbout;
  readonly picture: ShrunkPicture;
}

function closeBlob({ visitId, picture }: NewPhoto, author: Author): Promise<ClosedParcel> {
  const { deviceId, staffId } = author.enrolment;
  const ids = { visit_id: visitId, author_id: staffId, device_id: deviceId };
  const { contentType, bytes } = picture;
  return closeParcel(
    { format: 1, kind: "blob", ...ids, content_type: contentType, clock: author.clock },
    new Uint8Array(bytes),
  );
}

async function describe(photo: NewPhoto, parcel: ClosedParcel, author: Author): Promise<Photo> {
  const { device_at, server_offset_ms } = author.clock;
  const { bytes, contentType, height, width } = photo.picture;
  return {
    id: photo.id,
    blob: parcel.sha256,
    sha256: await sha256(bytes),
    content_type: contentType,
    width,
    height,
    item: photo.about.item,
    caption: photo.about.caption,
    taken: { device_at, server_offset_ms },
  };
}

/** Close a picture and keep it; resolves when it is durable. */
export async function keepPhoto(
  store: StaffStore,
  author: Author,
  photo: NewPhoto,
): Promise<Photo> {
  const parcel = await closeBlob(photo, author);
  const described = await describe(photo, parcel, author);
  const size = parcel.bytes.length;
  const row: StoredPhoto = { id: photo.id, visitId: photo.visitId, photo: described, size };
  const kept = { sha256: parcel.sha256, bytes: parcel.bytes.buffer };
  await store.run((database) =>
    write(database, ["photos", "parcels"], async (writing) => {
      await writing.objectStore("parcels").put(kept);
      await writing.objectStore("photos").put(row);
    }),
  );
  return described;
}

/** The blobs that closed revisions of a visit name. */
async function closedBlobs(store: StaffStore, visitId: string): Promise<ReadonlySet<string>> {
  const entries = await store.run((database) =>
    database.getAllFromIndex("outbox", "visit", visitId),
  );
  return new Set(entries.flatMap((entry) => entry.blobs.map((blob) => blob.sha256)));
}

/** Photos that are safe here, that no closed revision has, and that are not in `named`. */
export async function listUnplaced(
  store: StaffStore,
  visitId: string,
  named: readonly Photo[],
): Promise<readonly Photo[]> {
  const rows = await store.run((database) => database.getAllFromIndex("photos", "visit", visitId));
  const closed = await closedBlobs(store, visitId);
  const names = new Set(named.map((photo) => photo.id));
  return rows
    .map((row) => row.photo)
    .filter((photo) => !names.has(photo.id) && !closed.has(photo.blob));
}

/** The manifest of these photos, each blob once; refused if the bytes of one are not here. */
export async function manifestOf(
  store: StaffStore,
  photos: readonly Photo[],
): Promise<Result<readonly ManifestBlob[]>> {
  const manifest = new Map<string, ManifestBlob>();
  for (const { blob, id } of photos) {
    const [row, kept] = await store.run((database) =>
      Promise.all([database.get("photos", id), database.getKey("parcels", blob)]),
    );
    if (row === undefined || kept === undefined) return refused("photo_missing");
    manifest.set(blob, { sha256: blob, size: row.size });
  }
  return done([...manifest.values()]);
}

/** How many photos of a visit lie here. */
export function countPhotos(store: StaffStore, visitId: string): Promise<number> {
  return store.run((database) => database.countFromIndex("photos", "visit", visitId));
}

async function findPhoto(
  store: StaffStore,
  visitId: string,
  photoId: string,
): Promise<Photo | null> {
  const row = await store.run((database) => database.get("photos", photoId));
  return row === undefined || row.visitId !== visitId ? null : row.photo;
}

/**
 * Drop a photo that the saved draft does not name. One that a closed revision has stays
 * with that revision.
 */
export async function dropPhoto(
  store: StaffStore,
  visitId: string,
  photoId: string,
): Promise<Result<void>> {
  const photo = await findPhoto(store, visitId, photoId);
  if (photo === null) return done(undefined);
  const draft = await findDraft(store, visitId);
  if (!draft.ok) return draft;
  if (draft.value?.content.photos.some(({ id }) => id === photoId)) return refused("photo_in_use");
  if (!(await closedBlobs(store, visitId)).has(photo.blob)) await erase(store, photo);
  return done(undefined);
}

async function erase(store: StaffStore, photo: Photo): Promise<void> {
  await store.run((database) =>
    write(database, ["photos", "parcels"], async (writing) => {
      await writing.objectStore("photos").delete(photo.id);
      await writing.objectStore("parcels").delete(photo.blob);
    }),
  );
}

/** The picture of a photo, as long as it may be seen here. */
export async function readPhoto(
  store: StaffStore,
  visitId: string,
  photoId: string,
): Promise<Result<PhotoBytes>> {
  const photo = await findPhoto(store, visitId, photoId);
  if (photo === null) return refused("no_longer_here");
  const bytes = await readPayload(store, photo.blob);
  if (bytes === null) return refused("photo_missing");
  return done({ bytes, contentType: photo.content_type });
}
