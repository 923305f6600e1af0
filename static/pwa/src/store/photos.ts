/** Photos of a visit: their bytes are safe before anything names them. */

import type { ManifestBlob, Photo } from "../domain/contract";
import { done, refused } from "../domain/result";
import type { PhotoAbout, PhotoBytes, Result } from "../domain/tablet";
import type { SealedParcel } from "../domain/vault";
import type { Numbered, PhotoRow } from "./database";
import { findDraft } from "./drafts";
import {
  type Author,
  bytesBeside,
  dropBytes,
  dropUnnamed,
  keepBytes,
  readPayload,
  sha256,
} from "./parcels";
import { open, openAll, type OpenStore, seal } from "./sealed";
import type { StaffStore } from "./stores";

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

function placeOf({ id }: Pick<PhotoRow, "id">): string {
  return `photos/${id}`;
}

function closeBlob(
  { vault }: OpenStore,
  { picture, visitId }: NewPhoto,
  author: Author,
): Promise<SealedParcel> {
  const { deviceId, staffId } = author.enrolment;
  const ids = { visit_id: visitId, author_id: staffId, device_id: deviceId };
  const { contentType, bytes } = picture;
  return vault.closeParcel(
    { format: 1, kind: "blob", ...ids, content_type: contentType, clock: author.clock },
    new Uint8Array(bytes),
  );
}

async function describe(photo: NewPhoto, blob: string, author: Author): Promise<Photo> {
  const { device_at, server_offset_ms } = author.clock;
  const { bytes, contentType, height, width } = photo.picture;
  return {
    id: photo.id,
    blob,
    sha256: await sha256(bytes),
    content_type: contentType,
    width,
    height,
    item: photo.about.item,
    caption: photo.about.caption,
    taken: { device_at, server_offset_ms },
  };
}

async function keepRows(to: OpenStore, parcel: SealedParcel, row: PhotoRow): Promise<void> {
  const { ownKey, sha256: name } = parcel;
  await to.store.writeIfRoom(["photos", "parcels"], async (writing) => {
    await writing.put("parcels", { sha256: name, size: row.size, ownKey });
    await writing.put("photos", row);
  });
}

/** Close a picture and keep it; resolves when it is durable. Nothing is given up for it. */
export async function keepPhoto(to: OpenStore, author: Author, photo: NewPhoto): Promise<Photo> {
  const parcel = await closeBlob(to, photo, author);
  const described = await describe(photo, parcel.sha256, author);
  const { id, visitId } = photo;
  const sealed = await seal(to.vault, placeOf(photo), described);
  const row = { id, visitId, blob: parcel.sha256, size: parcel.bytes.length, sealed };
  await keepBytes(to.store, parcel);
  try {
    await keepRows(to, parcel, row);
  } catch (failure) {
    await dropUnnamed(to.store, parcel.sha256).catch(() => undefined);
    throw failure;
  }
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
  from: OpenStore,
  visitId: string,
  named: readonly Photo[],
): Promise<readonly Photo[]> {
  const { store, vault } = from;
  const rows = await store.run((database) => database.getAllFromIndex("photos", "visit", visitId));
  const closed = await closedBlobs(store, visitId);
  const names = new Set(named.map((photo) => photo.id));
  const unplaced = rows.filter((row) => !names.has(row.id) && !closed.has(row.blob));
  // What was sealed there is a photo.
  return (await openAll(vault, unplaced, placeOf)) as readonly Photo[];
}

/** The manifest of these photos, each blob once; refused if the bytes of one are not here. */
export async function manifestOf(
  store: StaffStore,
  photos: readonly Photo[],
): Promise<Result<readonly ManifestBlob[]>> {
  const manifest = new Map<string, ManifestBlob>();
  for (const { blob, id } of photos) {
    const row = await store.run((database) => database.get("photos", id));
    if (row === undefined || !(await areBytesHere(store, blob))) return refused("photo_missing");
    manifest.set(blob, { sha256: blob, size: row.size });
  }
  return done([...manifest.values()]);
}

async function areBytesHere(store: StaffStore, blob: string): Promise<boolean> {
  if ((await store.run((database) => database.getKey("bytes", blob))) !== undefined) return true;
  return (await bytesBeside(store, blob)).is === "whole";
}

/** How many photos of a visit lie here. */
export function countPhotos(store: StaffStore, visitId: string): Promise<number> {
  return store.run((database) => database.countFromIndex("photos", "visit", visitId));
}

async function findRow(
  store: StaffStore,
  visitId: string,
  photoId: string,
): Promise<(PhotoRow & Numbered) | null> {
  const row = await store.run((database) => database.get("photos", photoId));
  return row === undefined || row.visitId !== visitId ? null : row;
}

/**
 * Drop a photo that the saved draft does not name. One that a closed revision has stays
 * with that revision.
 */
export async function dropPhoto(
  from: OpenStore,
  visitId: string,
  photoId: string,
): Promise<Result<void>> {
  const { store } = from;
  const row = await findRow(store, visitId, photoId);
  if (row === null) return done(undefined);
  const draft = await findDraft(from, visitId);
  if (!draft.ok) return draft;
  if (draft.value?.content.photos.some(({ id }) => id === photoId)) return refused("photo_in_use");
  if (!(await closedBlobs(store, visitId)).has(row.blob)) await erase(store, row);
  return done(undefined);
}

async function erase(store: StaffStore, { blob, id }: PhotoRow): Promise<void> {
  await store.write(["photos", "parcels"], async (writing) => {
    await writing.delete("photos", id);
    await writing.delete("parcels", blob);
  });
  await dropBytes(store, [blob]);
}

/** The picture of a photo, as long as it may be seen here. */
export async function readPhoto(
  from: OpenStore,
  visitId: string,
  photoId: string,
): Promise<Result<PhotoBytes>> {
  const row = await findRow(from.store, visitId, photoId);
  if (row === null) return refused("no_longer_here");
  const opened = await open(from.vault, placeOf(row), row);
  const bytes = await readPayload(from, row.blob);
  if (opened === null || bytes === null) return refused("photo_missing");
  // What was sealed there is a photo.
  const { content_type: contentType } = opened.value as Photo;
  return done({ bytes: bytes.slice().buffer, contentType });
}
