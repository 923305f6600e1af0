/**
 * An office that keeps the protocol, in memory, behind `fetch`; and a line that can break it.
 */

import type {
  Change,
  Enrolment,
  Heartbeat,
  ManifestBlob,
  Reads,
  Receipt,
  RevisionHeader,
  SignOff,
  VisitRead,
} from "../../src/domain/contract";
import { openFrame } from "../../src/domain/parcel";
import { receiptText, type UnsignedReceipt } from "../../src/domain/receipt";
import { sha256 } from "../../src/store/parcels";
import { proofOf } from "../../src/sync/heartbeat";
import { officeKeys, openReadAtOffice, recoveredFor } from "./vault";

/** A call as it reached the line. */
export interface Heard {
  readonly method: string;
  readonly path: string;
  readonly body: Uint8Array<ArrayBuffer>;
  readonly headers: Headers;
  readonly credentials: RequestCredentials | undefined;
}

/** What the line does to a call: answers itself, cuts it before or after the office, or meddles. */
export type Break =
  | Response
  | "cut_before"
  | "cut_after"
  | ((answer: Response) => Promise<Response>)
  | null;

interface Held {
  readonly header: RevisionHeader;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly sha256: string;
  readonly number: string;
}

export const EPOCH = "0199aa00-0000-7000-8000-00000000e001";
export const CREDENTIAL = "credential-1";
const PREFIX = "/api/field/v1";

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers });
}

export function refusal(status: number, code: string): Response {
  return json(status, { code, message: `Nej: ${code}`, field: null, receipt: null });
}

/** A receipt as the office signs it. */
export async function signed(unsigned: UnsignedReceipt, credential = CREDENTIAL): Promise<Receipt> {
  return { ...unsigned, signature: await proofOf(credential, receiptText(unsigned)) };
}

/** Change what a JSON answer says. */
export function meddling<T>(meddle: (said: T) => unknown): (answer: Response) => Promise<Response> {
  return async (answer) => json(answer.status, await meddle((await answer.json()) as T));
}

export class FakeOffice {
  epoch = EPOCH;
  readonly credentials = new Map<string, string>([[CREDENTIAL, "a"]]);
  readonly heard: Heard[] = [];
  readonly revisions = new Map<string, Held>();
  readonly blobs = new Map<string, Uint8Array<ArrayBuffer>>();
  readonly changes: Change[] = [];
  /** The visits whose versions a person has held together. */
  readonly merged = new Set<string>();
  isSignedIn = true;
  isRevoked = false;
  orders: readonly string[] = [];
  /** What was opened on tablets, by id: the access log. */
  readonly reads = new Map<string, VisitRead & { readonly by: string }>();
  /** For how long tablets had been locked when they said so. */
  readonly signOffs: number[] = [];
  /** Whether the browser's session was the one of who locked the tablet. */
  endsSessions = false;
  pageSize = 200;
  serverAt = (): Date => new Date();
  /** How the line treats a call. */
  breaks: (heard: Heard) => Break = () => null;

  /** Calls but those that are made whenever there is contact, as `PUT /visits/…`. */
  get told(): readonly string[] {
    return this.heard
      .filter(({ path }) => !["/heartbeat", "/reads", "/sign-off"].includes(path))
      .map(({ method, path }) => `${method} ${path.split("?")[0]}`);
  }

  fetch: typeof fetch = async (input, init) => {
    const heard: Heard = {
      method: init?.method ?? "GET",
      path: String(input).slice(PREFIX.length),
      body: await bytesOf(init?.body),
      headers: new Headers(init?.headers),
      credentials: init?.credentials,
    };
    this.heard.push(heard);
    const broken = this.breaks(heard);
    if (broken instanceof Response) return broken;
    if (broken === "cut_before") throw new TypeError("Failed to fetch");
    const answer = await this.#answer(heard);
    if (broken === "cut_after") throw new TypeError("Failed to fetch");
    return broken === null ? answer : await broken(answer);
  };

  /** As after a restore of a backup that had none of these. */
  restore(epoch: string, lost: readonly string[] = [...this.revisions.keys()]): void {
    this.epoch = epoch;
    for (const id of lost) this.revisions.delete(id);
    this.blobs.clear();
  }

  async #answer(heard: Heard): Promise<Response> {
    if (heard.path === "/enrolments") return await this.#enrol(heard);
    const credential = heard.headers.get("Authorization")?.replace("Bearer ", "") ?? "";
    if (!this.credentials.has(credential)) return refusal(401, "credential_unknown");
    if (heard.path === "/reads") return await this.#logReads(heard, credential);
    if (heard.path === "/sign-off") return this.#signOff(heard);
    if (heard.path === "/heartbeat") return await this.#heartbeat(heard, credential);
    if (heard.path.startsWith("/receipts")) return await this.#receipts(heard, credential);
    if (heard.path.startsWith("/changes")) return this.#changes(heard);
    return heard.path.includes("/blobs/") ? await this.#blob(heard) : await this.#revision(heard, credential);
  }

  /** `KOD-1` and `KOD-2` are for two people; `KOD-1-2` is another code for the first. */
  async #enrol({ body }: Heard): Promise<Response> {
    if (!this.isSignedIn) return refusal(401, "session_ended");
    const { code, recovery } = JSON.parse(new TextDecoder().decode(body)) as Enrolment;
    const [, person, again] = /^KOD-([12])(?:-([2-9]))?$/.exec(code) ?? [];
    if (person === undefined) return refusal(422, "enrolment_code_wrong");
    const staff_id = `0199aa00-0000-7000-8000-00000000a00${person}`;
    const recovered = recovery ? await recoveredFor(recovery, staff_id) : null;
    if (recovery && recovered === null) return refusal(422, "recovery_refused");
    const credential = code.replace("KOD", "credential");
    this.credentials.set(credential, code);
    return json(201, {
      device_id: `0199aa00-0000-7000-8000-00000000d${again ?? 0}0${person}`,
      credential,
      staff_id,
      staff_name: `Handläggare ${person}`,
      epoch: this.epoch,
      office_key: officeKeys.officeKey,
      recovered,
    });
  }

  async #heartbeat({ body }: Heard, credential: string): Promise<Response> {
    const { nonce } = JSON.parse(new TextDecoder().decode(body)) as Heartbeat;
    return json(200, {
      epoch: this.epoch,
      proof: await proofOf(credential, nonce),
      server_at: this.serverAt().toISOString(),
      held_seq: this.revisions.size,
      is_revoked: this.isRevoked,
      orders: this.orders,
    });
  }

  /** What cannot be opened is not held. */
  async #logReads({ body }: Heard, by: string): Promise<Response> {
    const { reads } = JSON.parse(new TextDecoder().decode(body)) as Reads;
    const held: string[] = [];
    for (const { id, wrapped } of reads) {
      const read = await openReadAtOffice(id, wrapped);
      if (read === null) continue;
      this.reads.set(id, { ...read, by });
      held.push(id);
    }
    return json(200, { epoch: this.epoch, held });
  }

  #signOff({ body }: Heard): Response {
    const { locked_for_ms } = JSON.parse(new TextDecoder().decode(body)) as SignOff;
    this.signOffs.push(locked_for_ms);
    const ended = this.isSignedIn && this.endsSessions;
    if (ended) this.isSignedIn = false;
    return json(200, { ended });
  }

  /** Signed for the tablet that asks. */
  async receiptOf(held: Held, credential: string): Promise<Receipt> {
    return await signed(this.#unsigned(held), credential);
  }

  #unsigned({ header, number, sha256: hash }: Held): UnsignedReceipt {
    const blobs = header.blobs.map((blob) => ({ ...blob, is_held: this.#holds(blob) }));
    const isWhole = blobs.every((blob) => blob.is_held);
    return {
      number,
      epoch: this.epoch,
      kind: header.kind,
      visit_id: header.visit_id,
      revision_id: header.revision_id,
      sha256: hash,
      seq: header.device_seq,
      received_at: this.serverAt().toISOString(),
      state: isWhole ? "complete" : "blobs_missing",
      blobs,
      is_conflicting: this.#heads(header) > 1 && !this.merged.has(header.visit_id),
    };
  }

  #heads(header: RevisionHeader): number {
    const chain = [...this.revisions.values()].filter(
      (each) => each.header.kind === header.kind && each.header.visit_id === header.visit_id,
    );
    const bases = new Set(chain.map((each) => each.header.base_revision_id));
    const heads = chain.filter((each) => !bases.has(each.header.revision_id));
    return header.kind === "concern" ? 1 : heads.length;
  }

  #holds(blob: ManifestBlob): boolean {
    return this.blobs.get(blob.sha256)?.length === blob.size;
  }

  async #revision({ body, headers, path }: Heard, credential: string): Promise<Response> {
    const parts = openFrame(body);
    if (parts === null) return refusal(422, "parcel_malformed");
    const hash = await sha256(body);
    const digest = Buffer.from(hash, "hex").toString("base64");
    if (headers.get("Content-Digest") !== `sha-256=:${digest}:`) {
      return refusal(422, "digest_mismatch");
    }
    const header = JSON.parse(new TextDecoder().decode(parts.header)) as RevisionHeader;
    if (path !== `/visits/${header.visit_id}/revisions/${header.revision_id}`) {
      return refusal(422, "ids_differ");
    }
    const before = this.revisions.get(header.revision_id);
    const held = before ?? { header, bytes: body, sha256: hash, number: `${1000 + this.revisions.size}` };
    if (held.sha256 !== hash) return refusal(409, "revision_differs");
    this.revisions.set(header.revision_id, held);
    const receipt = await this.receiptOf(held, credential);
    return json(before === undefined ? 201 : 200, receipt);
  }

  async #blob({ body, headers, method, path }: Heard): Promise<Response> {
    const name = path.split("/").at(-1) ?? "";
    const kept = this.blobs.get(name) ?? new Uint8Array();
    if (method === "HEAD") {
      if (kept.length === 0) return new Response(null, { status: 404 });
      const length = String(kept.length);
      return new Response(null, { headers: { "Upload-Offset": length, "Upload-Length": length } });
    }
    if (Number(headers.get("Upload-Offset")) !== kept.length) {
      const code = { code: "offset_differs", message: "", field: null, receipt: null };
      return json(409, code, { "Upload-Offset": String(kept.length) });
    }
    const grown = new Uint8Array([...kept, ...body]);
    const isWhole = grown.length === Number(headers.get("Upload-Length"));
    if (isWhole && (await sha256(grown)) !== name) {
      this.blobs.delete(name);
      return refusal(422, "hash_differs");
    }
    this.blobs.set(name, grown);
    return new Response(null, { status: 204, headers: { "Upload-Offset": String(grown.length) } });
  }

  async #receipts({ path }: Heard, credential: string): Promise<Response> {
    const ids = new URL(path, "http://office").searchParams.get("ids")?.split(",") ?? [];
    const held = ids.flatMap((id) => this.revisions.get(id) ?? []);
    const receipts = await Promise.all(held.map((each) => this.receiptOf(each, credential)));
    const unknown = ids.filter((id) => !this.revisions.has(id));
    return json(200, { epoch: this.epoch, receipts, unknown });
  }

  #changes({ path }: Heard): Response {
    if (!this.isSignedIn) return refusal(401, "session_ended");
    const { searchParams } = new URL(path, "http://office");
    if (searchParams.get("epoch") !== this.epoch) return refusal(409, "epoch_differs");
    const after = Number(searchParams.get("after"));
    const later = this.changes.filter((change) => change.seq > after);
    const changes = later.slice(0, this.pageSize);
    const next = changes.at(-1)?.seq ?? after;
    return json(200, { epoch: this.epoch, changes, next, has_more: later.length > changes.length });
  }
}

async function bytesOf(body: BodyInit | null | undefined): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await new Response(body ?? null).arrayBuffer());
}
