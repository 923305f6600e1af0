/** What counts as delivered, and what never does. */

import { describe, expect, it } from "vitest";
import type { Receipt } from "../../src/domain/contract";
import { type Break, type Heard, json, meddling, refusal, signed } from "../support/office";
import { changeBytes, entries, keptBytes } from "../support/outbox";
import { field, finish, stateOf, value, VISIT } from "../support/world";

const OTHER_ID = "0199aa00-0000-7000-8000-0000000fffff";
const HTML = "<!doctype html><title>Logga in</title>";

function html(status = 200): Response {
  return new Response(HTML, { status, headers: { "Content-Type": "text/html" } });
}

/** Break the calls of one method. */
function only(method: string, broken: () => Break): (heard: Heard) => Break {
  return (heard) => (heard.method === method ? broken() : null);
}

describe("photos", () => {
  it("FM-01: a visit with photos arrives whole, and its receipt is what says so", async () => {
    const { office, tablet } = await field();
    await finish(tablet, VISIT, 3);

    value(await tablet.sendNow());

    expect(stateOf(tablet)).toMatchObject({ is: "received", receiptNumber: "1000" });
    expect(office.blobs.size).toBe(3);
  });

  it("FM-01: photos that did not arrive show as missing, stay, and complete once sent", async () => {
    const { office, tablet } = await field();
    office.breaks = only("PATCH", () => refusal(503, "busy"));
    await finish(tablet, VISIT, 2);
    await tablet.sendNow();
    const missing = stateOf(tablet);
    const kept = await keptBytes();
    office.breaks = () => null;

    value(await tablet.sendNow());

    expect(missing).toMatchObject({ is: "received_photos_missing", missing: 2, total: 2 });
    expect(kept).toHaveLength(3);
    expect(stateOf(tablet)?.is).toBe("received");
  });

  it("FM-01: a photo gone from the tablet itself needs a person, and is not passed over", async () => {
    const { conditions, office, tablet } = await field();
    office.breaks = only("PATCH", () => "cut_before");
    await finish(tablet, VISIT, 1);
    await tablet.sendNow();
    const photo = (await entries())[0]?.blobs[0]?.sha256 ?? "";
    await changeBytes(conditions.disk, photo, null);
    office.breaks = () => null;

    await tablet.sendNow();

    expect(stateOf(tablet)).toMatchObject({
      is: "needs_attention",
      reason: { code: "bytes_missing" },
      receiptNumber: "1000",
    });
  });

  it("FM-01: bytes that are not what was kept are not sent as if they were", async () => {
    const { conditions, office, tablet } = await field();
    office.breaks = () => "cut_before";
    await finish(tablet);
    await tablet.sendNow();
    const sha256 = (await entries())[0]?.sha256 ?? "";
    await changeBytes(conditions.disk, sha256, new Uint8Array(8));
    office.breaks = () => null;

    await tablet.sendNow();

    expect(stateOf(tablet)).toMatchObject({ reason: { code: "bytes_differs" } });
    expect(office.revisions.size).toBe(0);
  });

  it("FM-01: a photo the office says it has lost is sent again", async () => {
    const { office, tablet } = await field();
    office.breaks = ({ path }) => (path.startsWith("/receipts") ? "cut_before" : null);
    await finish(tablet, VISIT, 1);
    await tablet.sendNow();
    office.blobs.clear();
    office.breaks = () => null;
    await tablet.sendNow();

    value(await tablet.sendNow());

    expect(stateOf(tablet)?.is).toBe("received");
  });
});

describe("answers that are no delivery", () => {
  const MEDDLED: readonly [string, (receipt: Receipt) => unknown][] = [
    ["a receipt for another visit", (receipt) => ({ ...receipt, visit_id: OTHER_ID })],
    ["a receipt for another revision", (receipt) => ({ ...receipt, revision_id: OTHER_ID })],
    ["a receipt for other bytes", (receipt) => ({ ...receipt, sha256: "0".repeat(64) })],
    ["a receipt of another epoch", (receipt) => ({ ...receipt, epoch: OTHER_ID })],
    ["a receipt for a concern", (receipt) => ({ ...receipt, kind: "concern" })],
    ["a receipt that names no photos", (receipt) => ({ ...receipt, blobs: [] })],
    ["a receipt of all without the photos", (receipt) => ({ ...receipt, state: "complete" })],
    ["a receipt without a number", (receipt) => ({ ...receipt, number: "" })],
    ["a receipt of no day", (receipt) => ({ ...receipt, received_at: "igår" })],
  ];
  const ANSWERED: readonly [string, () => Break][] = [
    ["200 with a login page", () => html()],
    ["201 with a login page", () => html(201)],
    ["204", () => new Response(null, { status: 204 })],
    ["302 to somewhere else", () => new Response(null, { status: 302 })],
    ["JSON that was cut", () => new Response('{"number":"1000","epo', { status: 201 })],
    ["500 after it was committed", () => async () => refusal(500, "incident")],
    ["502 after it was committed", () => async () => html(502)],
    ["a cut before", () => "cut_before"],
    ["a cut after it was committed", () => "cut_after"],
    ["a list of receipts", () => meddling<Receipt>((receipt) => [receipt])],
    ["nothing in braces", () => meddling<Receipt>(() => ({}))],
    ...MEDDLED.map(([name, meddle]) => [name, () => meddling(meddle)] as [string, () => Break]),
    ...MEDDLED.map(([name, meddle]): [string, () => Break] => [
      `${name}, signed`,
      () => meddling<Receipt>(async (receipt) => await signed(meddle(receipt) as Receipt)),
    ]),
  ];

  it.each(ANSWERED)("FM-02: %s delivers nothing, and the next try converges", async (_, broken) => {
    const { office, tablet } = await field();
    office.breaks = only("PUT", broken);
    await finish(tablet, VISIT, 1);
    await tablet.sendNow();
    const receipts = (await entries()).map((entry) => entry.receipt);
    office.breaks = () => null;

    value(await tablet.sendNow());

    expect(receipts).toEqual([null]);
    expect(stateOf(tablet)?.is).toBe("received");
    expect(office.revisions.size).toBe(1);
  });

  it("FM-02: a redirect that the browser followed is no answer", async () => {
    const { office, tablet } = await field();
    office.breaks = only("PUT", () => async (answer) => {
      Object.defineProperty(answer, "redirected", { value: true });
      return answer;
    });
    await finish(tablet);

    await tablet.sendNow();

    expect(stateOf(tablet)?.is).toBe("ready");
  });

  it("FM-03: a network's login page is no contact, and nothing is sent to it", async () => {
    const { office, tablet } = await field();
    office.breaks = () => html();
    await finish(tablet, VISIT, 1);

    const sent = await tablet.sendNow();

    expect(sent).toMatchObject({ ok: false, error: { code: "no_contact" } });
    expect(tablet.snapshot().contact.is).toBe("none");
    expect(office.told).toEqual([]);
  });

  it("FM-03: an answer that does not prove itself is no contact", async () => {
    const { office, tablet } = await field();
    office.breaks = ({ path }) =>
      path === "/heartbeat" ? meddling<object>((said) => ({ ...said, proof: "0".repeat(64) })) : null;
    await finish(tablet);

    await tablet.sendNow();

    expect(tablet.snapshot().contact.is).toBe("none");
    expect(office.told).toEqual([]);
  });

  const STATUSES = Array.from({ length: 200 }, (_, at) => 400 + at);

  it("FM-09: no status from 400 to 599 takes anything from the tablet", async () => {
    const { office, tablet } = await field();
    office.breaks = () => "cut_before";
    await finish(tablet, VISIT, 2);
    await tablet.sendNow();
    const before = await keptBytes();

    for (const status of STATUSES) {
      office.breaks = ({ path }) => (path === "/heartbeat" ? null : html(status));
      await tablet.sendNow();
      expect(await keptBytes(), `after ${status}`).toEqual(before);
      expect(await entries(), `after ${status}`).toMatchObject([{ receipt: null, copy: "readable" }]);
    }
  });

  it("FM-09: no status of a photo from 400 to 599 takes anything from the tablet", async () => {
    const { office, tablet } = await field();
    office.breaks = ({ path }) => (path.includes("/blobs/") ? "cut_before" : null);
    await finish(tablet, VISIT, 1);
    await tablet.sendNow();
    const before = await keptBytes();

    for (const status of STATUSES) {
      for (const asked of ["HEAD", "PATCH"]) {
        const no = () => json(status, { code: "nej", message: "Nej" });
        office.breaks = ({ method }) => {
          if (method === asked) return no();
          return method === "PATCH" ? refusal(503, "busy") : null;
        };
        await tablet.sendNow();
        expect(await keptBytes(), `after ${status}`).toEqual(before);
        expect(stateOf(tablet)?.is, `after ${status}`).not.toBe("received");
      }
    }
  });
});
