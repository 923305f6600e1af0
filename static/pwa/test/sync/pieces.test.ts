/** Photos in pieces: from where the office stands, no larger than the line can take. */

import { describe, expect, it } from "vitest";
import { patienceFor } from "../../src/sync/line";
import { Pace } from "../../src/sync/pace";
import type { FakeOffice } from "../support/office";
import { json, refusal } from "../support/office";
import { entries } from "../support/outbox";
import {
  begin,
  COMPLETED,
  type Field,
  field,
  picture,
  stateOf,
  value,
  VISIT,
  withContent,
} from "../support/world";

const KIB = 1024;
/** 50 kbit/s. */
const BYTES_PER_MS = 6.25;

/** Finish a visit with one photo of 300 KiB, without a line. */
async function withLargePhoto(): Promise<Field & { readonly photo: string }> {
  const made = await field();
  made.office.breaks = () => "cut_before";
  const draft = await begin(made.tablet);
  const about = { item: null, caption: "" };
  const photo = value(await made.tablet.addPhoto(VISIT, picture("x", 300 * KIB), about));
  value(await made.tablet.saveDraft(withContent(draft, { photos: [photo] })));
  value(await made.tablet.finalise(VISIT, COMPLETED));
  await made.tablet.sendNow();
  made.office.breaks = () => null;
  made.office.heard.length = 0;
  return { ...made, photo: photo.blob };
}

function pieces(office: FakeOffice): readonly { readonly from: number; readonly bytes: number }[] {
  return office.heard
    .filter(({ method }) => method === "PATCH")
    .map(({ body, headers }) => ({
      from: Number(headers.get("Upload-Offset")),
      bytes: body.length,
    }));
}

describe("pieces of a photo", () => {
  it("the first piece is small, and a quick line gets larger ones", async () => {
    const { office, tablet } = await withLargePhoto();

    value(await tablet.sendNow());

    const [first, second] = pieces(office);
    expect(first).toEqual({ from: 0, bytes: 64 * KIB });
    expect(second?.bytes).toBeGreaterThan(64 * KIB);
    expect(stateOf(tablet)?.is).toBe("received");
  });

  it("after a cut it goes on from what the office holds, and sends no more than that", async () => {
    const { office, tablet } = await withLargePhoto();
    let sent = 0;
    office.breaks = ({ method }) => {
      sent += method === "PATCH" ? 1 : 0;
      return method === "PATCH" && sent === 2 ? "cut_after" : null;
    };
    await tablet.sendNow();
    const before = pieces(office).length;
    office.breaks = () => null;

    value(await tablet.sendNow());

    const { photo } = { photo: (await entries())[0]?.blobs[0] };
    const total = pieces(office).reduce((sum, piece) => sum + piece.bytes, 0);
    expect(before).toBe(2);
    expect(total).toBe(photo?.size);
  });

  it("what the office already holds is not sent again", async () => {
    const { office, photo, tablet } = await withLargePhoto();
    await tablet.sendNow();
    const held = office.blobs.get(photo) ?? new Uint8Array();
    const other = await withLargePhoto();
    other.office.blobs.set(other.photo, held);

    value(await other.tablet.sendNow());

    expect(pieces(other.office)).toEqual([]);
  });

  it("the office's own offset is believed when it differs", async () => {
    const { office, tablet } = await withLargePhoto();
    let isFirst = true;
    office.breaks = ({ method }) => {
      if (method !== "PATCH" || !isFirst) return null;
      isFirst = false;
      return json(409, { code: "offset_differs", message: "" }, { "Upload-Offset": "0" });
    };

    value(await tablet.sendNow());

    expect(stateOf(tablet)?.is).toBe("received");
  });

  it("a blob that did not add up is begun anew", async () => {
    const { office, tablet } = await withLargePhoto();
    let isFirst = true;
    office.breaks = ({ headers, method }) => {
      if (method !== "PATCH" || !isFirst || headers.get("Upload-Offset") === "0") return null;
      isFirst = false;
      office.blobs.clear();
      return refusal(422, "hash_differs");
    };

    value(await tablet.sendNow());

    expect(pieces(office).filter((piece) => piece.from === 0)).toHaveLength(2);
    expect(stateOf(tablet)?.is).toBe("received");
  });

  it("one that never adds up needs a person, and the run ends", async () => {
    const { office, tablet } = await withLargePhoto();
    office.breaks = ({ method }) => (method === "PATCH" ? refusal(422, "hash_differs") : null);

    await tablet.sendNow();

    expect(pieces(office)).toHaveLength(4);
    expect(stateOf(tablet)).toMatchObject({ reason: { code: "hash_differs" } });
  });

  it("an office that says it went well and stands still needs a person", async () => {
    const { office, tablet } = await withLargePhoto();
    const still = () => new Response(null, { status: 204, headers: { "Upload-Offset": "0" } });
    office.breaks = ({ method }) => (method === "PATCH" ? still() : null);

    await tablet.sendNow();

    expect(stateOf(tablet)).toMatchObject({ reason: { code: "blob_stuck" } });
  });

  it.each([
    ["no offset", {}],
    ["an offset that is no number", { "Upload-Offset": "lots" }],
    ["an offset beyond the end", { "Upload-Offset": "99999999" }],
  ])("a 200 to the question how much is held, with %s, holds nothing", async (_, headers) => {
    const { office, tablet } = await withLargePhoto();
    const said = new Headers(headers);
    office.breaks = ({ method }) =>
      method === "HEAD" ? new Response(null, { status: 200, headers: said }) : null;

    await tablet.sendNow();

    expect(stateOf(tablet)).toMatchObject({ is: "received_photos_missing", missing: 1 });
  });

  it("a line of 50 kbit/s gets small pieces, all of them from where the one before ended", async () => {
    const { conditions, office, tablet } = await withLargePhoto();
    office.breaks = ({ body, method }) => {
      if (method === "PATCH") conditions.pass(body.length / BYTES_PER_MS);
      return null;
    };

    value(await tablet.sendNow());

    const sizes = pieces(office).map(({ bytes }) => bytes);
    expect(sizes.slice(0, -1)).toEqual(sizes.slice(1).map(() => 64 * KIB));
    expect(stateOf(tablet)?.is).toBe("received");
  });

  it("what was learnt of the line is still known when sending begins anew", async () => {
    const { office, tablet } = await withLargePhoto();
    let sent = 0;
    office.breaks = ({ method }) => {
      sent += method === "PATCH" ? 1 : 0;
      return method === "PATCH" && sent === 1 ? null : method === "PATCH" ? refusal(503, "") : null;
    };
    await tablet.sendNow();
    office.heard.length = 0;
    office.breaks = () => null;

    value(await tablet.sendNow());

    expect(pieces(office)[0]?.from).toBe(64 * KIB);
    expect(pieces(office)[0]?.bytes).toBeGreaterThan(64 * KIB);
  });

  it("a piece that was cut off is followed by one half as large, never less than 64 KiB", () => {
    const pace = new Pace();
    pace.learn(512 * KIB, 1);
    const sizes = [1, 2, 3, 4, 5].map(() => {
      pace.lose();
      return pace.pieceBytes;
    });

    expect(sizes).toEqual([256, 128, 64, 64, 64].map((kib) => kib * KIB));
  });

  it.each([64, 128, 256, 512])("%d KiB at 50 kbit/s are waited for", (kib) => {
    const takes = (kib * KIB) / BYTES_PER_MS;

    expect(patienceFor(kib * KIB)).toBeGreaterThan(2 * takes);
  });

  it("a piece is from 64 to 512 KiB, whatever the line", () => {
    const [quick, slow] = [new Pace(), new Pace()];
    quick.learn(512 * KIB, 0);
    slow.learn(1, 60_000);

    expect(quick.pieceBytes).toBe(512 * KIB);
    expect(slow.pieceBytes).toBe(64 * KIB);
  });
});
