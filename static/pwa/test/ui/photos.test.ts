/** Pictures of findings: named, kept one by one, tried again, found after a kill, locked. */

import { beforeAll, describe, expect, it } from "vitest";
import { itemsOf, type Checklist } from "../../src/domain/checklist";
import type { DraftContent, Picture, Tablet } from "../../src/domain/tablet";
import { lackOf } from "../../src/ui/camera";
import { darkroomOf } from "../../src/ui/darkroom";
import { dropPhotos } from "../../src/ui/photos";
import { VisitSession } from "../../src/ui/session";
import { newAnswer, newFinding, withAnswer } from "../../src/ui/views/answers";
import { FIRST_BOX, moved } from "../../src/ui/views/box";
import { canRetry, mustRemind, nameOf, photoConsentOf, whyNot } from "../../src/ui/views/photos";
import { readChecklist } from "../domain/vectors";
import { begin, code, consent, type Field, field, picture, value, VISIT } from "../support/world";
import { AT, contentOf, yes } from "./records";

const TARGET = { question: { item: "DMP-01", child: null }, index: 0 };

function withFinding(content: DraftContent): DraftContent {
  const answer = { ...newAnswer(TARGET.question, "deficiency", AT), findings: [newFinding("minor")] };
  return withAnswer(content, answer);
}

/** A visit with a finding, its session, and its darkroom. */
async function darkroom() {
  const made: Field = await field();
  const { tablet } = made;
  const begun = await begin(tablet);
  const draft = value(await tablet.saveDraft({ ...begun, content: withFinding(begun.content) }));
  const session = new VisitSession(tablet, draft);
  return { ...made, session, room: darkroomOf(tablet, session) };
}

type Darkroom = Awaited<ReturnType<typeof darkroom>>;

async function take({ room }: Darkroom, ...pictures: readonly Picture[]): Promise<void> {
  await room.open(TARGET);
  for (const each of pictures) room.keep({ target: TARGET, picture: each });
  await room.settled();
}

function named({ session }: Darkroom): readonly string[] {
  return session.draft.value.content.answers[0]?.findings[0]?.photos ?? [];
}

/** The page is killed, and the visit opened in a new one. */
async function reopened({ openTab, tablet }: Darkroom) {
  await tablet.closeVisit();
  const { tablet: next } = await openTab();
  const session = new VisitSession(next, value(await next.openVisit(VISIT)));
  return { tablet: next, session, room: darkroomOf(next, session) };
}

/** As the tablet, but that its photos meet this. */
function meeting(tablet: Tablet, addPhoto: Tablet["addPhoto"]): Tablet {
  return new Proxy(tablet, {
    get: (real, name) => (name === "addPhoto" ? addPhoto : Reflect.get(real, name, real)),
  });
}

describe("a picture", () => {
  it("is safe before it is named, and nothing is left of it in the darkroom", async () => {
    const made = await darkroom();

    await take(made, picture("one"), picture("two"));

    const saved = (await reopened(made)).session.draft.value;
    expect(named(made)).toHaveLength(2);
    expect(saved.content.photos).toHaveLength(2);
    expect(saved.unfinished.photos).toEqual([]);
    expect(made.room.unsafe.value).toEqual([]);
  });

  it("is waited for in the draft while the camera is open, and no longer", async () => {
    const made = await darkroom();
    await made.room.open(TARGET);
    const waited = (await reopened(made)).session.draft.value.place.awaitsPhotoFor;
    made.room.close();

    expect([waited, made.session.draft.value.place.awaitsPhotoFor]).toEqual(["DMP-01", null]);
  });

  it("FM-17: the camera is not opened before what is written is safe", async () => {
    const made = await darkroom();
    await made.tablet.closeVisit();

    const refusal = await made.room.open(TARGET);

    expect([refusal, made.room.camera.value]).toEqual(["visit_not_open", null]);
  });

  it("that cannot be read is told of by its number, and the others are kept", async () => {
    const made = await darkroom();

    await take(made, picture("one"), { ...picture("two"), contentType: "text/plain" });

    expect(made.room.failed.value).toMatchObject([
      { note: { item: "DMP-01", index: 0, number: 2 }, failed: "picture_unreadable" },
    ]);
    expect(named(made)).toHaveLength(1);
  });

  it("that found no room is kept in memory, and safe when there is room again", async () => {
    const made = await darkroom();
    let isFull = true;
    const real = made.tablet.addPhoto;
    const tablet = meeting(made.tablet, async (...photo) =>
      isFull
        ? { ok: false, error: { code: "storage_full", message: "", field: null } }
        : await real(...photo),
    );
    const session = new VisitSession(tablet, made.session.draft.value);
    const full = { ...made, tablet, session, room: darkroomOf(tablet, session) };
    session.edit((content) => ({ ...content, interpreter: "Skrivet under tiden" }));
    await take(full, picture("one"));
    const failed = full.room.failed.value;
    isFull = false;

    full.room.retry({ item: "DMP-01", index: 0, number: 1 });
    await full.room.settled();

    expect(failed).toMatchObject([{ failed: "storage_full" }]);
    expect(named(full)).toHaveLength(1);
    expect(session.draft.value.content.interpreter).toBe("Skrivet under tiden");
  });

  it("that nobody said yes to is still there when the camera was shut over it", async () => {
    const made = await darkroom();
    await made.room.open(TARGET);
    made.room.take(TARGET, picture("one"));

    made.room.close();

    expect(made.room.camera.value).toBeNull();
    expect(made.room.taken.value?.target).toEqual(TARGET);
  });

  it("that is given up is not told of again", async () => {
    const made = await darkroom();
    await take(made, { ...picture("one"), contentType: "text/plain" });

    made.room.giveUp({ item: "DMP-01", index: 0, number: 1 });

    expect([made.room.failed.value, made.room.lost.value]).toEqual([[], []]);
  });

  it("FM-17: that was safe when the page was killed is found, and named where it was taken", async () => {
    const made = await darkroom();
    await made.room.open(TARGET);
    const note = { item: "DMP-01", index: 0, number: 1 };
    made.session.revise({ unfinished: { ...made.session.draft.value.unfinished, photos: [note] } });
    await made.session.flush();
    value(await made.tablet.addPhoto(VISIT, picture("one"), { item: "DMP-01", caption: "" }));

    const again = await reopened(made);

    const { content } = again.session.draft.value;
    expect(content.answers[0]?.findings[0]?.photos).toEqual(content.photos.map(({ id }) => id));
    expect(content.photos).toHaveLength(1);
    expect(again.room.lost.value).toEqual([]);
  });

  it("FM-17: that was not safe when the page was killed is told of by its name", async () => {
    const made = await darkroom();
    await take(made, { ...picture("one"), contentType: "text/plain" });
    await made.session.flush();

    const { room } = await reopened(made);

    expect(room.lost.value).toEqual([{ item: "DMP-01", index: 0, number: 1 }]);
  });

  it("taken under a yes that was taken back is locked, and stays", async () => {
    const made = await darkroom();
    await take(made, picture("one"));
    const { consents } = made.session.draft.value.content;
    const consentIds = consents.map(({ id }) => id);
    const back = await made.tablet.withdraw(VISIT, { consentIds, purposes: ["photos"] });
    made.session.adopt(value(back));

    const [photoId = ""] = named(made);

    await dropPhotos(made.tablet, made.session, [photoId]);

    expect(named(made)).toEqual([photoId]);
    expect(code(await made.tablet.photoBytes(VISIT, photoId))).toBe("consent_missing");
    expect(code(await made.tablet.removePhoto(VISIT, photoId))).toBe("consent_missing");
  });
});

describe("consent to photos", () => {
  const back = { device_at: AT, server_offset_ms: 0 };

  it.each([
    ["given", { is: "given" }, yes()],
    ["lacking", { is: "lacking" }, yes({ purposes: ["visit", "rooms"] })],
    ["taken back", { is: "taken_back", at: AT }, yes({ withdrawn: back, withdrawn_purposes: ["photos"] })],
    ["taken back whole", { is: "taken_back", at: AT }, yes({ withdrawn: back, decision: "withdrawn" })],
    [
      "lacking, whatever else was taken back",
      { is: "lacking" },
      yes({ purposes: ["visit"], withdrawn: back, withdrawn_purposes: ["visit"] }),
    ],
  ])("is %s", (_, expected, given) => {
    expect(photoConsentOf(contentOf({ consents: [given] }))).toEqual(expected);
  });

  it("is lacking when no one was asked", () => {
    expect(photoConsentOf(contentOf())).toEqual({ is: "lacking" });
    expect(photoConsentOf(contentOf({ consents: [consent()] }))).toEqual({ is: "given" });
  });
});

describe("what is said of a picture", () => {
  let checklist: Checklist;

  beforeAll(async () => {
    checklist = await readChecklist();
  });

  it("is its number and its question", () => {
    expect([
      nameOf(checklist, { item: "CLI-05", index: 0, number: 3 }),
      nameOf(checklist, { item: "GONE-01", index: 0, number: 1 }),
    ]).toEqual([
      "Bild 3 till ”Dagsljus i rum där man vistas, och belysning som fungerar”",
      "Bild 1 till ”GONE-01”",
    ]);
  });

  it.each([
    ["storage_full", "plattan är full.", true],
    ["not_saved", "plattan kunde inte skriva.", true],
    ["picture_unreadable", "bilden går inte att läsa. Ta den igen.", false],
    ["visit_not_open", "något gick fel på plattan.", true],
  ] as const)("when it failed by %s is why, and whether it can be tried again", (code, why, again) => {
    expect([whyNot(code), canRetry(code)]).toEqual([why, again]);
  });

  it("reminds of people and papers where the checklist's tip names them", () => {
    const items = itemsOf(checklist).map(([, item]) => item);
    const reminding = items.filter(({ photo }) => photo !== "none" && mustRemind(photo));

    expect(reminding.map(({ id }) => id)).toEqual([
      ...["ENT-02", "ENT-03", "CLI-08", "PES-01", "CRO-02", "CFA-05"],
      ...["CPO-02", "CPO-03", "CSL-01", "CSL-02", "COU-01"],
    ]);
  });
});

describe("a camera that does not open", () => {
  it.each([
    ["NotAllowedError", "refused"],
    ["NotFoundError", "absent"],
    ["NotReadableError", "in_use"],
    ["SomethingNew", "failed"],
  ])("by %s is %s", (name, lack) => {
    expect(lackOf(new DOMException("", name))).toBe(lack);
  });

  it("for no reason that is an error has failed", () => {
    expect(lackOf("no")).toBe("failed");
  });
});

describe("the box that covers by keys", () => {
  it("moves by arrows, grows by shift and arrows, and stays inside the picture", () => {
    const right = moved(FIRST_BOX, "ArrowRight", false);
    let corner = FIRST_BOX;
    for (let press = 0; press < 60; press += 1) {
      corner = moved(corner, press % 2 === 0 ? "ArrowRight" : "ArrowDown", false) ?? corner;
    }
    const grown = moved(corner, "ArrowRight", true);
    let small = FIRST_BOX;
    for (let press = 0; press < 20; press += 1) small = moved(small, "ArrowUp", true) ?? small;

    expect(right?.x).toBeCloseTo(0.43);
    expect([corner.x + corner.width, corner.y + corner.height]).toEqual([1, 1]);
    expect(grown?.width).toBeCloseTo(0.2);
    expect(small.height).toBeCloseTo(0.04);
    expect(moved(FIRST_BOX, "a", false)).toBeNull();
  });
});
