/** Opening, writing and finishing visits. */

import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import type { Draft } from "../../src/domain/tablet";
import type { VisitContent } from "../../src/domain/contract";
import { draftRow, plantDraft } from "../support/inside";
import { entries, keptBytes, storeOf } from "../support/outbox";
import { openAtOffice } from "../support/vault";
import {
  answer,
  begin,
  checklistChange,
  code,
  COMPLETED,
  consent,
  field,
  type Field,
  finish,
  must,
  photograph,
  picture,
  stateOf,
  value,
  VISIT,
  visitId,
  withContent,
} from "../support/world";

const ABOUT = { item: "ENT-01", caption: "" };

function answered(draft: Draft, text: string): Draft {
  return withContent(draft, { answers: [answer("ENT-01", text)] });
}

/** What the office holds of the only visit, as it was written. */
async function contentAt({ office }: Field): Promise<VisitContent> {
  const held = must([...office.revisions.values()].at(-1));
  return (await openAtOffice(held.bytes)) as VisitContent;
}

describe("a draft", () => {
  it("is as it was saved when it is opened again, also after the page was killed", async () => {
    const { openTab, running, tablet } = await field();
    const draft = await begin(tablet);
    const place = { step: "zone/kitchen", item: "ENT-01", awaitsPhotoFor: "ENT-01" };
    const saved = value(await tablet.saveDraft({ ...answered(draft, "Mögel"), place }));
    running.stop();
    await tablet.closeVisit();

    const again = value(await (await openTab()).tablet.openVisit(VISIT));

    expect(again).toEqual(saved);
    expect(again.place.awaitsPhotoFor).toBe("ENT-01");
  });

  it("is not there before anything was saved", async () => {
    const { tablet } = await field();

    const draft = value(await tablet.openVisit(VISIT));

    expect(draft.savedAt).toBeNull();
    expect(draft.plan?.address).toBe("Storgatan 4");
    expect(stateOf(tablet)).toEqual({ is: "planned" });
  });

  it("saves in the order they were asked for leave the last one", async () => {
    const { tablet } = await field();
    const draft = await begin(tablet);

    await Promise.all(["a", "ab", "abc"].map((text) => tablet.saveDraft(answered(draft, text))));

    expect(value(await tablet.openVisit(VISIT)).content.answers[0]?.text).toBe("abc");
  });

  it("a visit that is not open cannot be written in", async () => {
    const { tablet } = await field(2);
    const draft = await begin(tablet);
    await tablet.openVisit(visitId(2));

    expect(code(await tablet.saveDraft(draft))).toBe("visit_not_open");
    expect(code(await tablet.finalise(VISIT, COMPLETED))).toBe("visit_not_open");
  });

  it("a visit no one has planned cannot be opened", async () => {
    const { tablet } = await field();

    expect(code(await tablet.openVisit(visitId(99)))).toBe("visit_unknown");
  });

  it("FM-25: of five visits written in any order, no value shows in another", async () => {
    const edit = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.string({ maxLength: 8 }));

    await fc.assert(
      fc.asyncProperty(fc.array(edit, { maxLength: 15 }), async (edits) => {
        const { tablet } = await field(5);
        const expected = new Map<string, string>();
        for (const [number, text] of edits) {
          const id = visitId(number);
          const opened = value(await tablet.openVisit(id));
          const consents = [consent()];
          value(await tablet.saveDraft(withContent(answered(opened, text), { consents })));
          expected.set(id, text);
        }

        for (const number of [1, 2, 3, 4, 5]) {
          const draft = value(await tablet.openVisit(visitId(number)));
          expect(draft.visitId).toBe(visitId(number));
          expect(draft.content.answers[0]?.text).toBe(expected.get(visitId(number)));
        }
      }),
      { numRuns: 15 },
    );
  });
});

describe("FM-05: two tabs", () => {
  it("the second one reads, and is told so when it writes", async () => {
    const { openTab, tablet } = await field();
    await begin(tablet);
    const other = (await openTab()).tablet;

    const draft = value(await other.openVisit(VISIT));

    expect(draft.isReadOnly).toBe(true);
    expect(code(await other.saveDraft(answered(draft, "x")))).toBe("read_only");
    expect(code(await other.finalise(VISIT, COMPLETED))).toBe("read_only");
    expect(code(await other.addPhoto(VISIT, picture("x"), ABOUT))).toBe("read_only");
  });

  it("when the first lets go the second may write", async () => {
    const { openTab, tablet } = await field();
    await begin(tablet);
    const other = (await openTab()).tablet;
    await other.openVisit(VISIT);
    await tablet.closeVisit();

    const draft = value(await other.openVisit(VISIT));

    expect(draft.isReadOnly).toBe(false);
    value(await other.saveDraft(answered(draft, "andra fliken")));
  });

  it("both finish: one revision is made, and it is the first tab's", async () => {
    const { office, openTab, tablet } = await field();
    const draft = await begin(tablet);
    const other = (await openTab()).tablet;
    await other.openVisit(VISIT);
    value(await tablet.saveDraft(answered(draft, "första fliken")));

    const ends = await Promise.all([
      tablet.finalise(VISIT, COMPLETED),
      other.finalise(VISIT, COMPLETED),
    ]);
    expect(ends.map(code)).toEqual([null, "read_only"]);
    await vi.waitFor(async () => {
      await tablet.sendNow(); // while the other tab sends, this one leaves it to that
      expect(office.revisions.size).toBe(1);
    });
  });

  it("two tabs that close at once never share a number", async () => {
    const { openTab, tablet } = await field(2);
    const other = (await openTab()).tablet;
    await Promise.all([begin(tablet, visitId(1)), begin(other, visitId(2))]);

    await Promise.all([
      tablet.finalise(visitId(1), COMPLETED),
      other.finalise(visitId(2), COMPLETED),
    ]);

    expect((await entries()).map((entry) => entry.deviceSeq).sort()).toEqual([1, 2]);
  });
});

describe("FM-13: a draft and its checklist", () => {
  it("keeps its version for life, whatever is published", async () => {
    const { office, tablet } = await field();
    await begin(tablet);
    office.changes.push(checklistChange("2.0.0"));
    value(await tablet.pull());
    const draft = value(await tablet.openVisit(VISIT));
    const moved = { id: draft.content.checklist.id, version: "2.0.0" };

    const saved = value(await tablet.saveDraft(withContent(draft, { checklist: moved })));

    expect(draft.content.checklist.version).toBe("1.0.0");
    expect(saved.content.checklist.version).toBe("1.0.0");
  });

  it("a visit begun after it takes the newer one", async () => {
    const { office, tablet } = await field(2);
    office.changes.push(checklistChange("2.0.0"));
    value(await tablet.pull());

    expect(value(await tablet.openVisit(visitId(2))).content.checklist.version).toBe("2.0.0");
  });

  it("without its checklist it is not opened, and never as an empty form", async () => {
    const { tablet } = await field();
    await begin(tablet);
    await tablet.closeVisit();
    await storeOf().run((database) => database.clear("reference"));

    expect(code(await tablet.openVisit(VISIT))).toBe("checklist_missing");
    expect(tablet.snapshot().openVisitId).toBeNull();
    expect(stateOf(tablet)?.is).toBe("draft");
  });

  it("no visit is begun without any checklist", async () => {
    const { tablet } = await field();
    await storeOf().run((database) => database.clear("reference"));

    expect(code(await tablet.openVisit(VISIT))).toBe("checklist_missing");
  });

  it.each([
    ["without content", { visitId: VISIT }],
    ["of another visit", { visitId: VISIT, content: {}, place: {}, baseRevisionId: null }],
  ])("a draft %s blocks writing and stays as it is", async (_, row) => {
    const { tablet } = await field();
    await plantDraft(VISIT, row);
    const planted = await draftRow(VISIT);

    const opened = await tablet.openVisit(VISIT);
    await tablet.sendNow();

    expect(code(opened)).toBe("draft_unreadable");
    expect(code(await tablet.correctVisit(VISIT, "x"))).toBe("draft_unreadable");
    expect(stateOf(tablet)).toMatchObject({ reason: { code: "draft_unreadable" } });
    expect(await draftRow(VISIT)).toEqual(planted);
  });

  it("a draft that turned unreadable while open is not written over", async () => {
    const { tablet } = await field();
    const draft = await begin(tablet);
    await plantDraft(VISIT, { visitId: VISIT });

    expect(code(await tablet.saveDraft(draft))).toBe("draft_unreadable");
    expect(code(await tablet.finalise(VISIT, COMPLETED))).toBe("draft_unreadable");
    expect(code(await tablet.addPhoto(VISIT, picture("x"), ABOUT))).toBe("draft_unreadable");
    expect(code(await tablet.withdraw(VISIT, { consentIds: [], purposes: [] }))).toBe(
      "draft_unreadable",
    );
  });

  const GOLDEN = new URL("../golden/", import.meta.url);

  const drafts = readdirSync(GOLDEN).filter((name) => name.startsWith("draft-"));

  it.each(drafts)("the draft of an earlier build, %s, opens and is delivered", async (name) => {
    const made = await field();
    const row = JSON.parse(readFileSync(new URL(name, GOLDEN), "utf8")) as { visitId: string };
    await plantDraft(row.visitId, row);

    const draft = value(await made.tablet.openVisit(row.visitId));
    value(await made.tablet.saveDraft(draft));
    value(await made.tablet.finalise(row.visitId, COMPLETED));
    value(await made.tablet.sendNow());

    expect((await contentAt(made)).answers).toEqual(draft.content.answers);
  });
});

describe("FM-15: a full tablet", () => {
  async function full<T>(work: () => Promise<T>): Promise<T> {
    const put = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(() => {
      throw new DOMException("The quota is used up", "QuotaExceededError");
    });
    try {
      return await work();
    } finally {
      put.mockRestore();
    }
  }

  it("says so, and what was saved before stands", async () => {
    const { tablet } = await field();
    const draft = await begin(tablet);
    value(await tablet.saveDraft(answered(draft, "före")));

    const refused = await full(() => tablet.saveDraft(answered(draft, "efter")));

    expect(code(refused)).toBe("storage_full");
    expect(value(await tablet.openVisit(VISIT)).content.answers[0]?.text).toBe("före");
  });

  it("whose journal fails while a visit is finished finishes it once", async () => {
    const { conditions, tablet } = await field();
    const draft = await begin(tablet);
    const real = IDBDatabase.prototype.transaction;
    // The database takes it, and the file beside breaks just after.
    vi.spyOn(IDBDatabase.prototype, "transaction").mockImplementation(function (
      this: IDBDatabase,
      ...asked
    ) {
      const isClosing = Array.isArray(asked[0]) && asked[0].includes("sequences");
      if (isClosing) conditions.disk.fault = new DOMException("Broken", "InvalidStateError");
      return real.apply(this, asked);
    });
    const first = await tablet.finalise(VISIT, COMPLETED);
    vi.restoreAllMocks();
    conditions.disk.fault = null;

    const again = await tablet.finalise(VISIT, COMPLETED);
    const saved = await tablet.saveDraft(draft);

    expect([code(first), code(again), code(saved)]).toEqual([
      "not_saved",
      "already_finished",
      "already_finished",
    ]);
    expect((await entries()).map((entry) => entry.deviceSeq)).toEqual([1]);
    value(await tablet.sendNow());
    expect(stateOf(tablet)?.is).toBe("received");
  });

  it("keeps no half photo", async () => {
    const { tablet } = await field();
    await begin(tablet);

    const refused = await full(() => tablet.addPhoto(VISIT, picture("x"), ABOUT));

    expect(code(refused)).toBe("storage_full");
    expect(await keptBytes()).toEqual([]);
    expect(value(await tablet.openVisit(VISIT)).unplacedPhotos).toEqual([]);
  });

  it("finishes nothing half: the draft stands and no number is used", async () => {
    const { running, tablet } = await field();
    await begin(tablet);

    const refused = await full(() => tablet.finalise(VISIT, COMPLETED));
    await running.refresh();

    expect(code(refused)).toBe("storage_full");
    expect(stateOf(tablet)?.is).toBe("draft");
    expect(tablet.snapshot().sequence.said).toBe(0);
    value(await tablet.finalise(VISIT, COMPLETED));
    expect((await entries()).map((entry) => entry.deviceSeq)).toEqual([1]);
  });

  it("another failure is told as not saved", async () => {
    const { tablet } = await field();
    const draft = await begin(tablet);
    const put = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(() => {
      throw new DOMException("Broken", "DataError");
    });

    const refused = await tablet.saveDraft(draft);
    put.mockRestore();

    expect(code(refused)).toBe("not_saved");
  });
});

describe("consent", () => {
  it("nothing observed is saved without a yes from every adult asked", async () => {
    const { tablet } = await field();
    const draft = value(await tablet.openVisit(VISIT));
    const no = consent({ adult: "Vuxen 2", decision: "declined", purposes: [] });
    const consents = [consent(), no];

    expect(code(await tablet.saveDraft(answered(draft, "x")))).toBe("consent_missing");
    expect(code(await tablet.saveDraft(withContent(answered(draft, "x"), { consents })))).toBe(
      "consent_missing",
    );
    value(await tablet.saveDraft(withContent(draft, { consents })));
  });

  it("no photo is taken without a yes to photos", async () => {
    const { tablet } = await field();
    const draft = value(await tablet.openVisit(VISIT));
    const before = await tablet.addPhoto(VISIT, picture("x"), ABOUT);
    const consents = [consent({ purposes: ["visit"] })];
    value(await tablet.saveDraft(withContent(draft, { consents })));

    const after = await tablet.addPhoto(VISIT, picture("x"), ABOUT);

    expect([code(before), code(after)]).toEqual(["consent_missing", "consent_missing"]);
  });

  it("taken back: what was recorded stays, nothing is added, and the visit ends as withdrawn", async () => {
    const made = await field();
    const { tablet } = made;
    const draft = value(await tablet.saveDraft(answered(await begin(tablet), "Mögel")));
    const consentIds = draft.content.consents.map((each) => each.id);

    const back = value(await tablet.withdraw(VISIT, { consentIds, purposes: ["visit", "photos"] }));

    expect(back.content.consents[0]?.withdrawn_purposes).toEqual(["visit", "photos"]);
    expect(code(await tablet.saveDraft(answered(back, "mer")))).toBe("consent_missing");
    expect(code(await tablet.finalise(VISIT, COMPLETED))).toBe("consent_missing");
    value(await tablet.finalise(VISIT, { ...COMPLETED, ending: "withdrawn" }));
    value(await tablet.sendNow());
    expect(await contentAt(made)).toMatchObject({ ending: "withdrawn", answers: [{ text: "Mögel" }] });
  });

  it("a no from the start is closed with the consents alone", async () => {
    const made = await field();
    const draft = value(await made.tablet.openVisit(VISIT));
    const consents = [consent({ decision: "declined", purposes: [], form: null, witness: "" })];
    value(await made.tablet.saveDraft(withContent(draft, { consents })));

    value(await made.tablet.decline(VISIT));
    value(await made.tablet.sendNow());

    expect(await contentAt(made)).toMatchObject({ ending: "declined", answers: [], assessment: null });
  });

  it("nobody home can be said without anything saved before", async () => {
    const made = await field();
    value(await made.tablet.openVisit(VISIT));

    value(await made.tablet.finalise(VISIT, { ...COMPLETED, ending: "nobody_home" }));
    value(await made.tablet.sendNow());

    expect(await contentAt(made)).toMatchObject({ ending: "nobody_home", consents: [] });
  });

  it("what was begun under a yes is not a no from the start", async () => {
    const { tablet } = await field();
    value(await tablet.saveDraft(answered(await begin(tablet), "Mögel")));

    expect(code(await tablet.decline(VISIT))).toBe("already_begun");
  });
});

describe("photos", () => {
  it("are safe before they are named, and are still there after the page was killed", async () => {
    const { openTab, tablet } = await field();
    await begin(tablet);
    const photo = value(await tablet.addPhoto(VISIT, picture("köket"), ABOUT));
    await tablet.closeVisit();

    const again = (await openTab()).tablet;

    expect(value(await again.openVisit(VISIT)).unplacedPhotos).toEqual([photo]);
    const { bytes } = value(await again.photoBytes(VISIT, photo.id));
    expect(new TextDecoder().decode(bytes)).toContain("köket");
  });

  it("one that was named nowhere comes along rather than be lost", async () => {
    const made = await field();
    await begin(made.tablet);
    const photo = value(await made.tablet.addPhoto(VISIT, picture("köket"), ABOUT));

    value(await made.tablet.finalise(VISIT, COMPLETED));
    value(await made.tablet.sendNow());

    expect((await contentAt(made)).photos).toEqual([photo]);
    expect(stateOf(made.tablet)?.is).toBe("received");
  });

  it("one without bytes cannot be named, nor shown", async () => {
    const { tablet } = await field();
    const draft = await begin(tablet);
    const photo = value(await tablet.addPhoto(VISIT, picture("x"), ABOUT));
    const unknown = { ...photo, id: visitId(88) };

    const saved = await tablet.saveDraft(withContent(draft, { photos: [unknown] }));

    expect(code(saved)).toBe("photo_missing");
    expect(code(await tablet.photoBytes(VISIT, unknown.id))).toBe("no_longer_here");
    expect(code(await tablet.photoBytes(visitId(2), photo.id))).toBe("no_longer_here");
  });

  it("FM-01: a visit whose photo has lost its bytes is not closed without it", async () => {
    const { conditions, tablet } = await field();
    const draft = await photograph(tablet, await begin(tablet), 1);
    const { blob, id } = must(draft.content.photos[0]);
    await storeOf().run((database) => database.delete("bytes", blob));
    for (const path of conditions.disk.paths(blob)) conditions.disk.files.delete(path);

    expect(code(await tablet.finalise(VISIT, COMPLETED))).toBe("photo_missing");
    expect(code(await tablet.photoBytes(VISIT, id))).toBe("photo_missing");
  });

  it("a parcel whose own key is gone is no picture any more", async () => {
    const { tablet } = await field();
    const draft = await photograph(tablet, await begin(tablet), 1);
    const { blob, id } = must(draft.content.photos[0]);
    await storeOf().write(["parcels"], async (writing) => {
      const row = must(await writing.store("parcels").get(blob));
      await writing.put("parcels", { ...row, ownKey: null });
    });

    expect(code(await tablet.photoBytes(VISIT, id))).toBe("photo_missing");
  });

  it("what is no picture is refused", async () => {
    const { tablet } = await field();
    await begin(tablet);
    const text = { bytes: new ArrayBuffer(4), contentType: "text/plain" };

    expect(code(await tablet.addPhoto(VISIT, text, ABOUT))).toBe("picture_unreadable");
  });

  it("there are at most sixty", async () => {
    const { tablet } = await field();
    await begin(tablet);
    for (let at = 0; at < 60; at += 1) value(await tablet.addPhoto(VISIT, picture(`${at}`), ABOUT));

    expect(code(await tablet.addPhoto(VISIT, picture("x"), ABOUT))).toBe("too_many_photos");
  });

  it("one that the saved draft names stays; one that it does not is dropped with its bytes", async () => {
    const { tablet } = await field();
    const draft = await photograph(tablet, await begin(tablet), 1);
    const { id } = must(draft.content.photos[0]);
    const inUse = await tablet.removePhoto(VISIT, id);
    value(await tablet.saveDraft(withContent(draft, { photos: [] })));

    value(await tablet.removePhoto(VISIT, id));
    value(await tablet.removePhoto(VISIT, id));

    expect(code(inUse)).toBe("photo_in_use");
    expect(await keptBytes()).toEqual([]);
  });

  it("none can be dropped of a draft that cannot be read", async () => {
    const { tablet } = await field();
    const draft = await photograph(tablet, await begin(tablet), 1);
    await plantDraft(VISIT, { visitId: VISIT });

    const dropped = await tablet.removePhoto(VISIT, must(draft.content.photos[0]).id);

    expect(code(dropped)).toBe("draft_unreadable");
  });
});

describe("corrections", () => {
  it("a finished visit is read, and a correction is a new revision on the first", async () => {
    const made = await field();
    const { office, tablet } = made;
    await finish(tablet, VISIT, 1);
    value(await tablet.sendNow());
    const read = value(await tablet.openVisit(VISIT));
    const draft = value(await tablet.correctVisit(VISIT, "Fel rum"));
    value(await tablet.saveDraft(answered(draft, "Rätt rum")));

    value(await tablet.finalise(VISIT, COMPLETED));
    value(await tablet.sendNow());

    const [first, second] = [...office.revisions.values()];
    expect(read.isReadOnly).toBe(true);
    expect(second?.header.base_revision_id).toBe(first?.header.revision_id);
    expect(await contentAt(made)).toMatchObject({
      reason_for_change: "Fel rum",
      answers: [{ text: "Rätt rum" }],
    });
    expect(stateOf(tablet)?.is).toBe("received");
  });

  it("asked for twice, the draft that was begun goes on", async () => {
    const { tablet } = await field();
    await finish(tablet);
    const draft = value(await tablet.correctVisit(VISIT, "Fel rum"));
    value(await tablet.saveDraft(answered(draft, "Rätt rum")));

    const again = value(await tablet.correctVisit(VISIT, "Något annat"));

    expect(again.content).toMatchObject({ reason_for_change: "Fel rum", answers: [{ text: "Rätt rum" }] });
  });

  it("a photo of the first revision that the correction leaves out stays with the first", async () => {
    const made = await field();
    await finish(made.tablet, VISIT, 1);
    const draft = value(await made.tablet.correctVisit(VISIT, "Fel foto"));
    const { id } = must(draft.content.photos[0]);
    value(await made.tablet.saveDraft(withContent(draft, { photos: [] })));
    value(await made.tablet.removePhoto(VISIT, id));

    value(await made.tablet.finalise(VISIT, COMPLETED));
    value(await made.tablet.sendNow());

    expect((await contentAt(made)).photos).toEqual([]);
    expect(made.office.blobs.size).toBe(1);
  });

  it("two versions of a visit at the office are told, and nothing is lost", async () => {
    const made = await field();
    await finish(made.tablet);
    await made.tablet.sendNow();
    const held = must([...made.office.revisions.values()][0]);
    const header = { ...held.header, revision_id: visitId(500) };
    made.office.revisions.set(visitId(500), { ...held, header });
    value(await made.tablet.correctVisit(VISIT, "Fel rum"));
    value(await made.tablet.finalise(VISIT, COMPLETED));

    value(await made.tablet.sendNow());

    expect(stateOf(made.tablet)).toMatchObject({ is: "conflicting" });
  });

  it("while one is written, what it corrects stays; its photos stay until it is received", async () => {
    const { conditions, office, tablet } = await field();
    await finish(tablet, VISIT, 1);
    value(await tablet.sendNow());
    value(await tablet.correctVisit(VISIT, "Fel rum"));
    conditions.pass(25 * 3_600_000);
    value(await tablet.sendNow());
    const whileWritten = (await keptBytes()).length;
    office.breaks = ({ method }) => (method === "PUT" ? "cut_before" : null);
    value(await tablet.finalise(VISIT, COMPLETED));
    await tablet.sendNow();
    const whileUnsent = await keptBytes();
    const [first, second] = await entries();
    office.breaks = () => null;

    value(await tablet.sendNow());

    expect(whileWritten).toBe(2);
    expect([first?.copy, second?.copy]).toEqual(["sealed", "readable"]);
    expect(whileUnsent.map(([name]) => name).sort()).toEqual(
      [first?.sha256, second?.sha256, second?.blobs[0]?.sha256].sort(),
    );
    expect(stateOf(tablet)?.is).toBe("received");
  });

  it("one that is no longer here cannot be opened, nor begun again as if it were new", async () => {
    const { conditions, tablet } = await field();
    await finish(tablet);
    value(await tablet.sendNow());
    conditions.pass(25 * 3_600_000);
    value(await tablet.sendNow());

    expect(code(await tablet.openVisit(VISIT))).toBe("no_longer_here");
    expect(code(await tablet.correctVisit(VISIT, "x"))).toBe("no_longer_here");
  });
});
