/** What is opened on the tablet reaches the office's access log: all of it, once, by who opened it. */

import { describe, expect, it } from "vitest";
import type { ReadRow } from "../../src/store/database";
import { json, type Heard } from "../support/office";
import { DEVICE, storeOf } from "../support/outbox";
import {
  begin,
  code,
  enrol,
  field,
  type Field,
  finish,
  must,
  value,
  VISIT,
  visitId,
} from "../support/world";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const NEW_EPOCH = "0199aa00-0000-7000-8000-00000000e002";

function kept(staffId?: string): Promise<readonly ReadRow[]> {
  return storeOf(staffId).run((database) => database.getAll("reads"));
}

function isTelling({ path }: Heard): boolean {
  return path === "/reads";
}

/** Which visits the log says were opened, and by whose tablet. */
function logged({ office }: Pick<Field, "office">): readonly (readonly [string, string])[] {
  return [...office.reads.values()].map(({ by, visit_id }) => [visit_id, by] as const);
}

describe("a visit that is opened without a line", () => {
  it("is in the log when there is one, with the tablet's clock as it was", async () => {
    const made = await field();
    made.office.breaks = () => "cut_before";
    value(await made.tablet.openVisit(VISIT));
    made.conditions.pass(3 * 60 * MINUTE_MS);
    made.office.breaks = () => null;

    value(await made.tablet.sendNow());

    const [read] = made.office.reads.values();
    expect(read).toMatchObject({ visit_id: VISIT, by: "credential-1" });
    expect(Date.parse(must(read).opened.device_at)).toBe(Date.parse("2026-03-12T09:00:00Z"));
  });

  it("is kept sealed, and says nothing of which visit it was", async () => {
    const { tablet } = await field();
    value(await tablet.openVisit(VISIT));

    const [row] = await kept();

    expect(row).toMatchObject({ deviceId: DEVICE, kid: "office-1", held: null });
    expect(JSON.stringify(row)).not.toContain(VISIT);
  });

  it("is told after a kill, and while the tablet is locked", async () => {
    const made = await field();
    made.office.breaks = () => "cut_before";
    value(await made.tablet.openVisit(VISIT));
    made.running.stop();
    made.office.breaks = () => null;
    const { tablet } = await made.openLocked();

    value(await tablet.sendNow());

    expect(tablet.snapshot().lock.is).toBe("hard");
    expect(logged(made)).toEqual([[VISIT, "credential-1"]]);
  });

  it("is told as who opened it, when another has the tablet", async () => {
    const made = await field();
    made.office.breaks = ({ path }) => (path === "/enrolments" ? null : "cut_before");
    value(await made.tablet.openVisit(VISIT));
    value(await made.tablet.switchUser(null));
    await enrol(made.tablet, "KOD-2");
    made.office.breaks = () => null;

    value(await made.tablet.sendNow());

    expect(logged(made)).toEqual([[VISIT, "credential-1"]]);
  });

  it("is one reading when it is opened again within a quarter of an hour", async () => {
    const { conditions, tablet } = await field(2);
    for (const ms of [0, MINUTE_MS, 13 * MINUTE_MS, 2 * MINUTE_MS]) {
      conditions.steady += ms;
      value(await tablet.openVisit(VISIT));
      value(await tablet.openVisit(visitId(2)));
    }

    expect(await kept()).toHaveLength(4);
  });

  it("is no reading when there was nothing to be opened", async () => {
    const { tablet } = await field();

    expect(code(await tablet.openVisit(visitId(9)))).toBe("visit_unknown");
    expect(await kept()).toEqual([]);
  });

  it("is not shown when it cannot be noted, and can be opened later", async () => {
    const { tablet } = await field();
    const database = IDBObjectStore.prototype;
    const put = database.put;
    database.put = function full(this: IDBObjectStore, ...row: Parameters<typeof put>) {
      if (this.name === "reads") throw new DOMException("full", "QuotaExceededError");
      return put.apply(this, row);
    };
    const refused = code(await tablet.openVisit(VISIT));
    database.put = put;

    expect(refused).toBe("storage_full");
    expect(value(await tablet.openVisit(VISIT)).isReadOnly).toBe(false);
  });
});

describe("telling of it", () => {
  it("goes on until the office has named it", async () => {
    const made = await field(2);
    value(await made.tablet.openVisit(VISIT));
    value(await made.tablet.openVisit(visitId(2)));
    const answers = [
      "cut_after",
      new Response("<html>"),
      json(422, { code: "body_malformed", message: "" }),
      json(200, { epoch: NEW_EPOCH, held: [] }),
      json(200, { epoch: made.office.epoch, held: [] }),
    ] as const;
    for (const answer of answers) {
      made.office.breaks = (heard) => (isTelling(heard) ? answer : null);
      await made.tablet.sendNow();
      expect((await kept()).map(({ held }) => held)).toEqual([null, null]);
    }
    made.office.breaks = () => null;
    await made.tablet.sendNow();
    await made.tablet.sendNow();

    expect((await kept()).map(({ held }) => held?.epoch)).toEqual(Array(2).fill(made.office.epoch));
    expect(made.office.heard.filter(isTelling)).toHaveLength(answers.length + 1);
    expect(made.office.reads.size).toBe(2);
  });

  it("takes fifty at a time", async () => {
    const made = await field();
    for (let times = 0; times < 51; times += 1) {
      value(await made.tablet.openVisit(VISIT));
      made.conditions.steady += 15 * MINUTE_MS;
    }

    await made.tablet.sendNow();

    expect(made.office.heard.filter(isTelling)).toHaveLength(2);
    expect(made.office.reads.size).toBe(51);
  });

  it("FM-22: is done again for an office that was restored, for a month", async () => {
    const made = await field();
    await begin(made.tablet);
    await made.tablet.sendNow();
    made.office.restore(NEW_EPOCH);
    made.office.reads.clear();
    await made.tablet.sendNow();
    const again = logged(made);
    made.conditions.pass(29 * DAY_MS);
    await made.tablet.sendNow();
    const month = await kept();
    made.conditions.pass(DAY_MS);
    await made.tablet.sendNow();

    expect(again).toEqual([[VISIT, "credential-1"]]);
    expect(month).toHaveLength(1);
    expect(await kept()).toEqual([]);
  });

  it("leaves what was finished where it is", async () => {
    const made = await field();
    await finish(made.tablet);
    await made.tablet.sendNow();
    value(await made.tablet.openVisit(VISIT));

    await made.tablet.sendNow();

    expect(made.office.reads.size).toBe(1);
    expect(made.office.revisions.size).toBe(1);
  });
});
