/** FM-22: the office was restored from a backup, and must get back what it lost. */

import { describe, expect, it } from "vitest";
import { giveUpReceived } from "../../src/store/expiry";
import { type FakeOffice, json, refusal } from "../support/office";
import { entries, keptBytes, storeOf } from "../support/outbox";
import { code, type Conditions, field, finish, must, stateOf, value, VISIT, visitId } from "../support/world";

const NEW_EPOCH = "0199aa00-0000-7000-8000-00000000e002";
const DAY_MS = 24 * 3_600_000;

/** The tablet's clock apart from the office's, and what makes it jump. */
function clockOfItsOwn(conditions: Conditions, office: FakeOffice) {
  let ahead = 0;
  office.serverAt = () => new Date(conditions.at.getTime() - ahead);
  return {
    jump(ms: number): void {
      ahead += ms;
      conditions.at = new Date(conditions.at.getTime() + ms);
    },
  };
}

describe("a new history", () => {
  it("FM-22: what the restored office does not know is sent again, and nothing twice", async () => {
    const { office, tablet } = await field(2);
    await finish(tablet, visitId(1), 2);
    await finish(tablet, visitId(2), 1);
    await tablet.sendNow();
    const lost = tablet.snapshot().outbox.find((item) => item.visitId === visitId(1))?.id ?? "";
    const blobs = new Map(office.blobs);
    office.restore(NEW_EPOCH, [lost]);
    for (const blob of (await entries()).flatMap((entry) => entry.blobs).slice(2)) {
      office.blobs.set(blob.sha256, blobs.get(blob.sha256) ?? new Uint8Array());
    }
    office.heard.length = 0;

    value(await tablet.sendNow());

    const sent = office.told.filter((call) => call.startsWith("PUT"));
    expect(sent).toEqual([`PUT /visits/${visitId(1)}/revisions/${lost}`]);
    expect(tablet.snapshot().outbox.map((item) => item.state.is)).toEqual(["received", "received"]);
    expect((await entries()).map((entry) => entry.receipt?.epoch)).toEqual([NEW_EPOCH, NEW_EPOCH]);
  });

  it("FM-22: before the office has answered nothing counts as received any more", async () => {
    const { office, tablet } = await field();
    await finish(tablet);
    await tablet.sendNow();
    office.restore(NEW_EPOCH);
    office.breaks = ({ path }) => (path === "/heartbeat" ? null : "cut_before");

    await tablet.sendNow();

    expect(stateOf(tablet)?.is).toBe("ready");
  });

  it("FM-22: what can no longer be read here is sent again for a month, sealed as it is", async () => {
    const { conditions, office, tablet } = await field();
    await finish(tablet, VISIT, 2);
    await tablet.sendNow();
    const [first] = [...office.revisions.values()];
    conditions.pass(29 * DAY_MS);
    await tablet.sendNow();
    const unread = code(await tablet.openVisit(VISIT));
    office.restore(NEW_EPOCH);

    await tablet.sendNow();

    expect(unread).toBe("no_longer_here");
    expect([...office.revisions.values()][0]?.bytes).toEqual(first?.bytes);
    expect(office.blobs.size).toBe(2);
    expect(stateOf(tablet)?.is).toBe("received");
  });

  it("FM-22: after a month it is gone from here, photos and all", async () => {
    const { conditions, tablet } = await field();
    await finish(tablet, VISIT, 2);
    await tablet.sendNow();
    conditions.pass(2 * DAY_MS);
    await tablet.sendNow();
    conditions.pass(30 * DAY_MS);
    await tablet.sendNow();

    expect(await entries()).toEqual([]);
    expect(await keptBytes()).toEqual([]);
    expect(conditions.disk.paths("parcels/")).toEqual([]);
  });

  const YEARS_MS = 10 * 365 * DAY_MS;

  it.each([
    ["31 days ahead", 31 * DAY_MS],
    ["ten years ahead", YEARS_MS],
    ["ten years back", -YEARS_MS],
  ])("FM-21: a tablet's clock that jumps %s drops nothing before its month", async (_, jump) => {
    const { conditions, office, tablet } = await field();
    const own = clockOfItsOwn(conditions, office);
    await finish(tablet, VISIT, 2);
    await tablet.sendNow();
    own.jump(jump);
    for (const days of [0, 2, 27]) {
      conditions.pass(days * DAY_MS);
      await tablet.sendNow();
    }
    const copies = (await entries()).map((entry) => entry.copy);
    office.restore(NEW_EPOCH);
    await tablet.sendNow();

    expect(copies).toEqual(["sealed"]);
    expect(office.revisions.size).toBe(1);
    expect(office.blobs.size).toBe(2);
    expect(stateOf(tablet)?.is).toBe("received");
  });

  it.each([
    ["ahead", YEARS_MS],
    ["back", -YEARS_MS],
  ])("FM-21: a clock ten years %s and right again counts the office's month", async (_, jump) => {
    const { conditions, office, tablet } = await field();
    const own = clockOfItsOwn(conditions, office);
    own.jump(jump);
    await finish(tablet);
    await tablet.sendNow();
    own.jump(-jump);
    conditions.pass(29 * DAY_MS);
    await tablet.sendNow();
    const after29 = (await entries()).length;
    conditions.pass(DAY_MS);
    await tablet.sendNow();

    expect(after29).toBe(1);
    expect(await entries()).toEqual([]);
    expect(await keptBytes()).toEqual([]);
  });

  it("FM-21: without contact no month is over, whatever the tablet's clock says", async () => {
    const { conditions, office, tablet } = await field();
    await finish(tablet);
    await tablet.sendNow();
    conditions.pass(2 * DAY_MS);
    await tablet.sendNow();
    office.breaks = () => "cut_before";
    conditions.pass(60 * DAY_MS);
    await tablet.sendNow();

    expect((await entries()).map((entry) => entry.copy)).toEqual(["sealed"]);
  });

  it("FM-21: what an older program kept has its month from the next contact on", async () => {
    const { conditions, tablet } = await field();
    await finish(tablet);
    await tablet.sendNow();
    await storeOf().write(["outbox"], async (writing) => {
      const { heldSince, ...older } = must((await writing.store("outbox").getAll())[0]);
      expect(heldSince).toBeDefined();
      await writing.put("outbox", older);
    });
    conditions.pass(40 * DAY_MS);
    await tablet.sendNow();
    const atFirst = (await entries()).map((entry) => entry.copy);
    conditions.pass(30 * DAY_MS);
    await tablet.sendNow();

    expect(atFirst).toEqual(["sealed"]);
    expect(await entries()).toEqual([]);
  });

  it("FM-21: an office whose own clock was years ahead, and is right again, counts anew", async () => {
    const { conditions, office, tablet } = await field();
    office.serverAt = () => new Date(conditions.at.getTime() + YEARS_MS);
    await finish(tablet);
    await tablet.sendNow();
    office.serverAt = () => conditions.at;
    conditions.pass(2 * DAY_MS);
    await tablet.sendNow();
    conditions.pass(30 * DAY_MS);
    await tablet.sendNow();

    expect(await entries()).toEqual([]);
  });

  it("FM-22: what it lost and was given up here for room is told, not forgotten", async () => {
    const { conditions, office, tablet } = await field();
    await finish(tablet);
    await tablet.sendNow();
    conditions.pass(2 * DAY_MS);
    await tablet.sendNow();
    await giveUpReceived(storeOf());
    office.restore(NEW_EPOCH);

    await tablet.sendNow();

    expect(stateOf(tablet)).toMatchObject({
      is: "needs_attention",
      reason: { code: "lost_at_office" },
    });
  });

  it("FM-22: what is no longer here and still held keeps its receipt", async () => {
    const { conditions, office, tablet } = await field();
    await finish(tablet);
    await tablet.sendNow();
    conditions.pass(2 * DAY_MS);
    await tablet.sendNow();
    office.restore(NEW_EPOCH, []);

    await tablet.sendNow();

    expect(stateOf(tablet)?.is).toBe("received");
  });

  it("FM-22: more than a hundred are asked for a hundred at a time", async () => {
    const { office, tablet } = await field();
    await finish(tablet);
    await tablet.sendNow();
    const entry = must((await entries())[0]);
    await storeOf().write(["outbox"], async (writing) => {
      for (let number = 1; number <= 100; number += 1) {
        await writing.put("outbox", { ...entry, revisionId: visitId(9000 + number) });
      }
    });
    office.restore(NEW_EPOCH, []);
    office.breaks = ({ method }) => (method === "PUT" ? refusal(503, "busy") : null);
    office.heard.length = 0;

    await tablet.sendNow();

    const asked = office.heard.filter(({ path }) => path.startsWith("/receipts"));
    expect(asked.map(({ path }) => path.split(",").length)).toEqual([100, 1]);
  });

  it("FM-22: receipts of yet another history are not believed", async () => {
    const { office, tablet } = await field();
    await finish(tablet);
    await tablet.sendNow();
    office.restore(NEW_EPOCH, []);
    office.breaks = ({ method, path }) => {
      if (method === "PUT") return "cut_before";
      const old = { epoch: "0199aa00-0000-7000-8000-00000000e009", receipts: [], unknown: [] };
      return path.startsWith("/receipts") ? json(200, old) : null;
    };

    await tablet.sendNow();

    expect(stateOf(tablet)?.is).toBe("ready");
  });

  it("FM-22: the pull begins from the start, and drops plans that are no more", async () => {
    const { office, tablet } = await field(2);
    office.restore(NEW_EPOCH);
    office.changes.splice(-1, 1);
    office.heard.length = 0;

    value(await tablet.pull());

    expect(office.heard.at(-1)?.path).toContain(`epoch=${NEW_EPOCH}&after=0`);
    expect(tablet.snapshot().visits.map((visit) => visit.visitId)).toEqual([VISIT]);
  });
});
