/**
 * The rescue file: everything unsent on this tablet, whoever closed it, as it would be sent.
 *
 * A zip of parcels by their names with a list of what they are. They are sealed for the
 * municipality as they lie; nothing is opened, so that a locked tablet can write it too.
 */

import type { Rescued } from "../domain/access";
import type { ManifestBlob } from "../domain/contract";
import { byUrgency, isPending, type OutboxEntry } from "../domain/outbox";
import { done, refused } from "../domain/result";
import type { Result } from "../domain/tablet";
import { listEnrolments } from "../store/enrolments";
import { saved } from "../store/failures";
import { listOutbox } from "../store/outbox";
import { readParcel } from "../store/parcels";
import type { StaffStore, Stores } from "../store/stores";

type Bytes = Uint8Array<ArrayBuffer>;
type Write = (bytes: Bytes) => Promise<void>;

/** One parcel as the list names it; of a photo's, `revision_id` is None. */
interface Listed {
  readonly kind: "visit" | "concern" | "blob";
  readonly visit_id: string;
  readonly revision_id: string | null;
  readonly sha256: string;
  readonly size: number;
}

interface Found {
  readonly listed: Listed;
  readonly store: StaffStore;
}

interface Manifest {
  readonly format: 1;
  readonly device_ids: readonly string[];
  readonly parcels: readonly Listed[];
}

function listedBlob(visitId: string, { sha256, size }: ManifestBlob): Listed {
  return { kind: "blob", visit_id: visitId, revision_id: null, sha256, size };
}

function listedOf(entry: OutboxEntry): readonly Listed[] {
  const { blobs, kind, revisionId, sha256, size, visitId } = entry;
  const revision = { kind, visit_id: visitId, revision_id: revisionId, sha256, size };
  return [revision, ...blobs.map((blob) => listedBlob(visitId, blob))];
}

async function findUnsent(stores: Stores): Promise<{ found: readonly Found[]; ids: string[] }> {
  const enrolments = await listEnrolments(stores.tablet);
  const found = new Map<string, Found>();
  for (const staffId of new Set(enrolments.map((each) => each.staffId))) {
    const store = stores.of(staffId);
    const pending = (await listOutbox(store)).filter(isPending).sort(byUrgency);
    for (const listed of pending.flatMap(listedOf)) found.set(listed.sha256, { listed, store });
  }
  return { found: [...found.values()], ids: enrolments.map(({ deviceId }) => deviceId) };
}

/** Feeds a zip, and hands on what comes of it before more is fed: so it never lies in memory whole. */
class Archive {
  readonly #write: Write;
  readonly #zip;
  readonly #Entry;
  #waiting: Bytes[] = [];
  #failure: Error | null = null;
  written = 0;

  constructor(fflate: typeof import("fflate"), write: Write) {
    this.#write = write;
    this.#Entry = fflate.ZipPassThrough;
    this.#zip = new fflate.Zip((failure, bytes) => {
      if (failure) this.#failure = failure;
      else this.#waiting.push(bytes);
    });
  }

  async add(name: string, bytes: Bytes): Promise<void> {
    const entry = new this.#Entry(name);
    this.#zip.add(entry);
    entry.push(bytes, true);
    await this.#drain();
  }

  async end(): Promise<void> {
    this.#zip.end();
    await this.#drain();
  }

  async #drain(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    if (this.#failure !== null) throw this.#failure;
    for (const bytes of waiting) await this.#write(bytes);
    this.written += waiting.reduce((sum, bytes) => sum + bytes.length, 0);
  }
}

function asJson(manifest: Manifest): Bytes {
  return new TextEncoder().encode(JSON.stringify(manifest));
}

async function writeAll(stores: Stores, archive: Archive): Promise<number> {
  const { found, ids } = await findUnsent(stores);
  const whole: Listed[] = [];
  for (const { listed, store } of found) {
    const kept = await readParcel(store, listed.sha256);
    if (kept.is !== "whole") continue;
    await archive.add(`parcels/${listed.sha256}`, kept.bytes);
    whole.push(listed);
  }
  await archive.add("manifest.json", asJson({ format: 1, device_ids: ids, parcels: whole }));
  await archive.end();
  return whole.length;
}

/** Write it, piece by piece. What is not whole here is left out, and stays in the outbox as it is. */
export function writeRescue(stores: Stores, write: Write): Promise<Result<Rescued>> {
  return saved(async () => {
    const archive = new Archive(await import("fflate"), write);
    const parcels = await writeAll(stores, archive);
    if (parcels === 0) return refused("nothing_unsent");
    return done({ parcels, bytes: archive.written });
  });
}
