/** T1: what lies on the disk says nothing of anyone, and opens in its own place alone. */

import { describe, expect, it, vi } from "vitest";
import type { Acknowledgement, ConcernContent } from "../../src/domain/contract";
import { FIRST_PLACE, newContent, type StoredDraft } from "../../src/domain/draft";
import { NOTHING_UNFINISHED } from "../../src/domain/unfinished";
import { closeConcern, closeVisit, readFinished } from "../../src/store/closing";
import { findConcern, hasUnreadConcern, listConcerns } from "../../src/store/concerns";
import { beginCorrection, findDraft, keepDraft, listDrafts } from "../../src/store/drafts";
import { saved } from "../../src/store/failures";
import { dropPhoto, keepPhoto, listUnplaced, readPhoto } from "../../src/store/photos";
import { shredReadCache } from "../../src/store/readCache";
import { findPlan, keepTold, listPlans } from "../../src/store/reference";
import type { OpenStore } from "../../src/store/sealed";
import { listOutbox } from "../../src/store/outbox";
import { Ground } from "../support/ground";
import { DEVICE, STAFF } from "../support/ids";
import { newVault, officeKeys, openAtOffice } from "../support/vault";
import { answer, consent, must, plan, value, VISIT, visitId } from "../support/world";

const AT = "2026-03-12T10:00:00.000+01:00";
const SECRET = "Hemligheten i hallen";
const { vault } = await newVault();
const other = await newVault();

const author = {
  enrolment: {
    deviceId: DEVICE,
    staffId: STAFF,
    staffName: "Handläggare 1",
    credential: "credential-1",
    enrolledAt: AT,
    officeKey: officeKeys.officeKey,
  },
  clock: { device_at: AT, server_offset_ms: null, since_contact_ms: null },
};

function draftOf(text: string): StoredDraft {
  const started = { device_at: AT, server_offset_ms: null };
  const content = {
    ...newContent({ id: "c", version: "1" }, started),
    consents: [consent({ name: SECRET })],
    answers: [answer("ENT-01", text)],
  };
  const place = FIRST_PLACE;
  const rest = { baseRevisionId: null, place, unfinished: NOTHING_UNFINISHED, savedAt: AT };
  return { visitId: VISIT, content, ...rest };
}

function photoOf(id = visitId(50)) {
  const bytes = new TextEncoder().encode(`bild ${SECRET}`).buffer;
  const picture = { bytes, contentType: "image/jpeg", width: 4, height: 3 } as const;
  return { id, visitId: VISIT, about: { item: "ENT-01", caption: SECRET }, picture };
}

function concernOf(revision = visitId(60)): ConcernContent {
  return {
    schema_version: 1,
    concern_id: visitId(61),
    visit_id: VISIT,
    revision_id: revision,
    raised: { device_at: AT, server_offset_ms: null },
    children: [SECRET],
    seen: SECRET,
    thought: SECRET,
    is_immediate_danger: false,
    calls: [],
  };
}

const ACKNOWLEDGEMENT: Acknowledgement = {
  concern_id: visitId(61),
  visit_id: VISIT,
  acknowledged_by: SECRET,
  acknowledged_at: "2026-03-12T10:51:00Z",
};

async function tell(open: OpenStore): Promise<void> {
  await keepTold(open, {
    changes: [
      { kind: "visit", plan: plan(VISIT, { address: SECRET, note: SECRET }) },
      { kind: "acknowledged", acknowledgement: ACKNOWLEDGEMENT },
    ],
    checkpoint: { epoch: visitId(1), after: 4 },
    at: AT,
    isWhole: true,
  });
}

function visitOf(draft: StoredDraft, revision = visitId(70)) {
  const { assessment: _none, readback: _nor, ...content } = draft.content;
  const ids = { schema_version: 2, visit_id: VISIT, revision_id: revision } as const;
  const finished = { device_at: AT, server_offset_ms: null };
  const end = { finished, ending: "completed", assessment: null, readback: null } as const;
  return { content: { ...content, ...ids, ...end }, baseRevisionId: null, blobs: [] };
}

/** A day's work in a person's store. */
async function workedIn(ground: Ground): Promise<OpenStore> {
  const open = await ground.open(vault);
  await tell(open);
  value(await keepDraft(open, draftOf(SECRET)));
  await keepPhoto(open, author, photoOf());
  await closeConcern(open, author, { content: concernOf(), baseRevisionId: null });
  return open;
}

/** Everything that is stored, as one piece of text. */
async function everythingIn(ground: Ground): Promise<string> {
  const rows = await ground.photograph();
  const files = [...ground.disk.files.values()].map(({ bytes }) => bytes);
  const bytes = rows.flatMap(([, , row]) => bytesIn(row));
  const clear = JSON.stringify(rows, (_, each: unknown) => (isBytes(each) ? null : each));
  return [...files, ...bytes].map((each) => Buffer.from(each).toString("latin1")).join() + clear;
}

function isBytes(each: unknown): each is Uint8Array | ArrayBuffer {
  return each instanceof Uint8Array || each instanceof ArrayBuffer;
}

function bytesIn(row: unknown): readonly Uint8Array[] {
  if (row instanceof ArrayBuffer) return [new Uint8Array(row)];
  if (row instanceof Uint8Array) return [row];
  return typeof row === "object" && row !== null ? Object.values(row).flatMap(bytesIn) : [];
}

describe("at rest", () => {
  it("nothing that was written or planned can be read off the disk", async () => {
    const ground = new Ground();
    const open = await workedIn(ground);
    value(await keepDraft(open, draftOf(`${SECRET} igen`)));
    const latin = Buffer.from(SECRET, "utf8").toString("latin1");

    const stored = await everythingIn(ground);

    const wide = Buffer.from(SECRET, "utf16le").toString("latin1");
    for (const form of [SECRET, latin, btoa(latin), wide]) {
      expect(stored).not.toContain(form.slice(0, -2));
    }
    expect(stored).toContain(VISIT);
    // The same search finds what is not sealed.
    await open.store.write(["held"], (writing) =>
      writing.put("held", { deviceId: SECRET, held: 1 }),
    );
    expect(await everythingIn(ground)).toContain(SECRET);
  });

  it("with the vault all of it is there", async () => {
    const open = await workedIn(new Ground());

    const [known] = await listConcerns(open);

    expect((await findPlan(open, VISIT))?.address).toBe(SECRET);
    expect((await listPlans(open)).map(({ note }) => note)).toEqual([SECRET]);
    expect(value(await findDraft(open, VISIT))?.content.answers[0]?.text).toBe(SECRET);
    expect((await listUnplaced(open, VISIT, [])).map(({ caption }) => caption)).toEqual([SECRET]);
    expect(known?.concern.content?.seen).toBe(SECRET);
    expect(known?.acknowledgement?.acknowledged_by).toBe(SECRET);
    const photo = value(await readPhoto(open, VISIT, visitId(50)));
    expect(new TextDecoder().decode(photo.bytes)).toBe(`bild ${SECRET}`);
    expect(await hasUnreadConcern(open.store)).toBe(false);
  });

  it("what is closed is what the office opens, and what is read here for a while", async () => {
    const ground = new Ground();
    const open = await ground.open(vault);
    const visit = visitOf(draftOf(SECRET));
    const entry = await closeVisit(open, author, visit);
    const bytes = await open.store.run((database) => database.get("bytes", entry.sha256));

    const atOffice = await openAtOffice(new Uint8Array(must(bytes)));

    expect(atOffice).toEqual(visit.content);
    expect(await readFinished(open, VISIT)).toEqual(visit.content);
    expect(await readFinished(open, visitId(2))).toBeNull();
  });
});

describe("two tabs that save a draft", () => {
  it("each look again at what the other has saved", async () => {
    const ground = new Ground();
    const open = await ground.open(vault);
    const other = { store: ground.otherTab().of(STAFF), vault };
    value(await keepDraft(open, draftOf("ett")));

    const kept = await Promise.all(
      ["två", "tre", "fyra"].map((text, at) => keepDraft(at === 1 ? other : open, draftOf(text))),
    );

    expect(kept.map(({ ok }) => ok)).toEqual([true, true, true]);
    expect(value(await findDraft(open, VISIT))?.content.answers[0]?.text).not.toBe("ett");
  });
});

describe("a photo whose row finds no room", () => {
  it("leaves no bytes behind", async () => {
    const ground = new Ground();
    const open = await ground.open(vault);
    await keepPhoto(open, author, photoOf());
    await ground.stores.keepBallast(1000);
    const real = IDBObjectStore.prototype.put;
    vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function (
      this: IDBObjectStore,
      ...asked
    ) {
      if (this.name !== "photos") return real.apply(this, asked);
      throw new DOMException("The quota is used up", "QuotaExceededError");
    });

    await expect(keepPhoto(open, author, photoOf(visitId(51)))).rejects.toThrow("quota");
    vi.restoreAllMocks();

    expect(ground.disk.paths("parcels/")).toHaveLength(1);
    expect(ground.disk.paths("ballast")).toHaveLength(1);
    expect(await listUnplaced(open, VISIT, [])).toHaveLength(1);
  });
});

describe("a photo of a visit without a draft", () => {
  it("is dropped when it is asked for", async () => {
    const open = await new Ground().open(vault);
    await keepPhoto(open, author, photoOf());

    value(await dropPhoto(open, VISIT, visitId(50)));

    expect(await listUnplaced(open, VISIT, [])).toEqual([]);
  });
});

describe("another vault", () => {
  it("opens nothing, and shows nothing empty in its place", async () => {
    const ground = new Ground();
    const open = await workedIn(ground);
    await closeVisit(open, author, visitOf({ ...draftOf(SECRET), visitId: VISIT }));
    await beginCorrection(open, draftOf(SECRET));

    const strange = { store: open.store, vault: other.vault };

    expect(await listPlans(strange)).toEqual([]);
    expect(await findPlan(strange, VISIT)).toBeNull();
    expect(await findDraft(strange, VISIT)).toMatchObject({ error: { code: "draft_unreadable" } });
    expect(await listDrafts(strange)).toEqual([{ visitId: VISIT, savedAt: "", checklist: null }]);
    expect(await keepDraft(strange, draftOf("x"))).toMatchObject({
      error: { code: "draft_unreadable" },
    });
    expect(await listUnplaced(strange, VISIT, [])).toEqual([]);
    expect(await dropPhoto(strange, VISIT, visitId(50))).toMatchObject({
      error: { code: "draft_unreadable" },
    });
    expect(await readPhoto(strange, VISIT, visitId(50))).toMatchObject({
      error: { code: "photo_missing" },
    });
    expect((await findConcern(strange, visitId(61)))?.content).toBeNull();
    expect(await readFinished(strange, VISIT)).toBeNull();
  });

  it("rows moved to another key do not open there", async () => {
    const open = await workedIn(new Ground());
    const row = must(await open.store.run((database) => database.get("drafts", VISIT)));
    await open.store.write(["drafts"], (writing) =>
      writing.put("drafts", { ...row, visitId: visitId(2) }),
    );

    expect(await findDraft(open, visitId(2))).toMatchObject({ error: { code: "draft_unreadable" } });
  });

  it("a closed vault says that it is locked", async () => {
    const ground = new Ground();
    const { vault: closing } = await newVault();
    const open = await ground.open(closing);
    await tell(open);
    closing.close();

    const refused = await saved(() => keepDraft(open, draftOf(SECRET)));

    expect(refused).toMatchObject({ ok: false, error: { code: "locked" } });
  });
});

describe("T1: the read cache destroyed", () => {
  it("takes what was fetched and the keys to what was closed, and no draft", async () => {
    const ground = new Ground();
    const open = await workedIn(ground);
    const photo = must((await listUnplaced(open, VISIT, []))[0]);
    const visit = visitOf(draftOf(SECRET));
    const blobs = [{ sha256: photo.blob, size: 1 }];
    await closeVisit(open, author, { ...visit, blobs });
    await beginCorrection(open, draftOf("Utkast"));
    await keepPhoto(open, author, photoOf(visitId(51)));
    const before = (await listOutbox(open.store)).length;

    await shredReadCache(open.store);

    expect(await listPlans(open)).toEqual([]);
    expect(await readFinished(open, VISIT)).toBeNull();
    expect((await findConcern(open, visitId(61)))?.content).toBeNull();
    expect(await readPhoto(open, VISIT, visitId(50))).toMatchObject({
      error: { code: "no_longer_here" },
    });
    expect((await readPhoto(open, VISIT, visitId(51))).ok).toBe(true);
    expect(value(await findDraft(open, VISIT))?.content.answers[0]?.text).toBe("Utkast");
    expect((await listOutbox(open.store)).map(({ copy }) => copy)).toEqual(
      Array.from({ length: before }, () => "sealed"),
    );
  });

  it("is gone from the journal too", async () => {
    const ground = new Ground();
    const open = await workedIn(ground);
    const plans = await open.store.run((database) => database.getAll("plans"));
    const sealed = Buffer.from(must(plans[0]).sealed).toString("latin1");
    const isInFiles = () =>
      [...ground.disk.files.values()].some(({ bytes }) =>
        Buffer.from(bytes).toString("latin1").includes(sealed),
      );
    const before = isInFiles();

    await shredReadCache(open.store);

    expect([before, isInFiles()]).toEqual([true, false]);
  });
});
