/** The order of what leaves, and that nothing holds up anything else. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FakeOffice, Heard } from "../support/office";
import { refusal } from "../support/office";
import { entries } from "../support/outbox";
import {
  begin,
  type Field,
  field,
  finish,
  stateOf,
  value,
  VISIT,
  visitId,
} from "../support/world";

const CONCERN = {
  visitId: VISIT,
  children: ["Barn 1"],
  seen: "Öppet fönster på tredje våningen",
  thought: "",
  isImmediateDanger: true,
};

function offline(office: FakeOffice): void {
  office.breaks = () => "cut_before";
}

function online(office: FakeOffice): void {
  office.breaks = () => null;
  office.heard.length = 0;
}

function puts(office: FakeOffice): readonly string[] {
  return office.heard.filter(({ method }) => method === "PUT").map(({ path }) => path);
}

/** Cut the calls whose numbers are given, before or after the office heard them. */
function cutting(cuts: ReadonlyMap<number, "cut_before" | "cut_after">): FakeOffice["breaks"] {
  let number = 0;
  return ({ path }: Heard) => {
    if (path === "/heartbeat") return null;
    number += 1;
    return cuts.get(number) ?? null;
  };
}

async function sendUntilDelivered({ tablet }: Field, most = 12): Promise<number> {
  for (let runs = 1; runs <= most; runs += 1) {
    await tablet.sendNow();
    if (tablet.snapshot().outbox.every((item) => item.state.is === "received")) return runs;
  }
  throw new Error("It never was delivered");
}

describe("the queue", () => {
  it("a concern leaves before every visit that was closed before it", async () => {
    const { office, tablet } = await field(2);
    offline(office);
    await finish(tablet, visitId(1), 1);
    await finish(tablet, visitId(2), 1);
    const concern = value(await tablet.raiseConcern(CONCERN));
    await tablet.sendNow();
    online(office);

    value(await tablet.sendNow());

    const told = office.told;
    const first = (await entries()).find((entry) => entry.concernId === concern.concernId);
    expect(told[0]).toBe(`PUT /visits/${VISIT}/revisions/${first?.revisionId}`);
    expect(told.findIndex((call) => call.startsWith("PATCH"))).toBeGreaterThan(1);
  });

  it("visits leave in the order they were finished, each with its photos", async () => {
    const { office, tablet } = await field(3);
    offline(office);
    for (const number of [2, 3, 1]) await finish(tablet, visitId(number), 1);
    await tablet.sendNow();
    online(office);

    value(await tablet.sendNow());

    const order = puts(office).map((path) => path.split("/")[2]);
    expect(order).toEqual([visitId(2), visitId(3), visitId(1)]);
  });

  it("FM-08: an item that is always refused and one that always fails hold no other", async () => {
    const { office, tablet } = await field(10);
    offline(office);
    for (let number = 1; number <= 10; number += 1) await finish(tablet, visitId(number));
    await tablet.sendNow();
    office.breaks = ({ path }) => {
      if (path.startsWith(`/visits/${visitId(3)}/`)) return refusal(422, "ids_differ");
      return path.startsWith(`/visits/${visitId(5)}/`) ? refusal(500, "incident") : null;
    };

    await tablet.sendNow();

    const states = tablet.snapshot().outbox.map((item) => item.state.is);
    expect(states.filter((state) => state === "received")).toHaveLength(8);
    expect(stateOf(tablet, visitId(3))).toMatchObject({
      is: "needs_attention",
      reason: { code: "ids_differ", message: "Nej: ids_differ" },
    });
    expect(stateOf(tablet, visitId(5))).toMatchObject({ reason: { code: "incident" } });
  });

  it("FM-08: what needed a person is delivered when the office has put it right", async () => {
    const { office, tablet } = await field();
    office.breaks = ({ method }) => (method === "PUT" ? refusal(422, "ids_differ") : null);
    await finish(tablet, VISIT, 1);
    await tablet.sendNow();
    online(office);

    value(await tablet.sendNow());

    expect(stateOf(tablet)?.is).toBe("received");
  });

  it("FM-08: a photo that is refused does not hold the others of its visit", async () => {
    const { office, tablet } = await field();
    offline(office);
    await finish(tablet, VISIT, 3);
    await tablet.sendNow();
    const bad = (await entries())[0]?.blobs[1]?.sha256 ?? "";
    office.breaks = ({ method, path }) =>
      method === "PATCH" && path.endsWith(bad) ? refusal(413, "too_large") : null;

    await tablet.sendNow();

    expect(office.blobs.size).toBe(2);
    expect(stateOf(tablet)).toMatchObject({ is: "needs_attention", reason: { code: "too_large" } });
  });

  it("FM-08: one that only ever meets silence does not hold the others", async () => {
    const { office, tablet } = await field(3);
    offline(office);
    for (const number of [1, 2, 3]) await finish(tablet, visitId(number));
    await tablet.sendNow();
    office.breaks = ({ path }) =>
      path.startsWith(`/visits/${visitId(1)}/`) ? "cut_before" : null;

    await tablet.sendNow();

    expect(stateOf(tablet, visitId(1))?.is).toBe("ready");
    expect(stateOf(tablet, visitId(3))?.is).toBe("received");
  });

  it("a run ends when the contact is gone, and tries no further items", async () => {
    const { office, tablet } = await field(3);
    offline(office);
    for (const number of [1, 2, 3]) await finish(tablet, visitId(number));
    await tablet.sendNow();
    office.heard.length = 0;
    let beats = 0;
    office.breaks = ({ path }) => {
      beats += path === "/heartbeat" ? 1 : 0;
      return beats === 1 && path === "/heartbeat" ? null : "cut_before";
    };

    await tablet.sendNow();

    expect(puts(office)).toHaveLength(1);
  });

  it("a tablet the office does not know keeps everything and says so", async () => {
    const { office, tablet } = await field(2);
    offline(office);
    for (const number of [1, 2]) await finish(tablet, visitId(number));
    await tablet.sendNow();
    office.breaks = ({ method }) => (method === "PUT" ? refusal(401, "credential_unknown") : null);
    office.heard.length = 0;

    const sent = await tablet.sendNow();

    expect(sent).toMatchObject({ ok: false, error: { code: "credential_unknown" } });
    expect(puts(office)).toHaveLength(1);
    expect(tablet.snapshot().outbox).toHaveLength(2);
  });

  it("FM-04: the same visit sent by two tabs at once is sent once", async () => {
    const { office, openTab, tablet } = await field();
    offline(office);
    await finish(tablet);
    await tablet.sendNow();
    const other = await openTab();
    online(office);

    await Promise.all([tablet.sendNow(), other.tablet.sendNow()]);

    expect(puts(office)).toHaveLength(1);
  });

  it("FM-04: what was committed and not heard of gets its first receipt", async () => {
    const { office, tablet } = await field();
    office.breaks = ({ method }) => (method === "PUT" ? "cut_after" : null);
    await finish(tablet);
    await tablet.sendNow();
    await tablet.sendNow();
    office.breaks = () => null;

    value(await tablet.sendNow());

    expect(office.revisions.size).toBe(1);
    expect(stateOf(tablet)).toMatchObject({ is: "received", receiptNumber: "1000" });
  });

  it("FM-07, FM-10: cut anywhere, any number of times, it ends whole and once", async () => {
    const cut = fc.constantFrom("cut_before" as const, "cut_after" as const);
    const cuts = fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 14 }), cut), {
      selector: ([number]) => number,
      maxLength: 8,
    });

    await fc.assert(
      fc.asyncProperty(cuts, async (where) => {
        const made = await field();
        made.office.breaks = cutting(new Map(where));
        await finish(made.tablet, VISIT, 3);

        await sendUntilDelivered(made);

        expect(made.office.revisions.size).toBe(1);
        expect(made.office.blobs.size).toBe(3);
      }),
      { numRuns: 25 },
    );
  });

  it("FM-10: killed after any call, a new start goes on without loss or duplicate", async () => {
    for (let call = 1; call <= 7; call += 1) {
      const made = await field();
      made.office.breaks = cutting(
        new Map(Array.from({ length: 40 }, (_, at) => [call + at, "cut_before" as const])),
      );
      await finish(made.tablet, VISIT, 2);
      await made.tablet.sendNow();
      made.running.stop();
      made.office.breaks = () => null;

      const again = await made.openTab();
      await again.tablet.sendNow();

      expect(stateOf(again.tablet)?.is, `killed at call ${call}`).toBe("received");
      expect(made.office.revisions.size).toBe(1);
    }
  });

  it("FM-10: ninety days without a line take nothing away", async () => {
    const { conditions, office, tablet } = await field();
    offline(office);
    await finish(tablet, VISIT, 1);
    conditions.pass(90 * 24 * 3_600_000);
    await tablet.sendNow();
    online(office);

    value(await tablet.sendNow());

    expect(stateOf(tablet)?.is).toBe("received");
  });

  it("what is not finished is not sent", async () => {
    const { office, tablet } = await field();
    await begin(tablet);

    value(await tablet.sendNow());

    expect(office.told).toEqual([]);
  });
});
