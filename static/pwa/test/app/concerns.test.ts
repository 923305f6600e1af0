/** A worry for a child: until a person has read it, it has reached no one. */

import { describe, expect, it } from "vitest";
import type { Call, ConcernContent } from "../../src/domain/contract";
import { refusal } from "../support/office";
import { openAtOffice } from "../support/vault";
import { change, code, field, must, value, VISIT, visitId } from "../support/world";

const CONCERN = {
  visitId: VISIT,
  children: ["Barn 1"],
  seen: "Öppet fönster på tredje våningen",
  thought: "Barnet kan falla ut",
  isImmediateDanger: true,
};
const CALL: Call = { whom: "112", at: "2026-03-12T10:10:00.000+01:00", reached: true, note: "" };
const DAY_MS = 24 * 3_600_000;

function acknowledgement(concernId: string) {
  return change("concern_acknowledged", concernId, {
    concern_id: concernId,
    visit_id: VISIT,
    acknowledged_by: "Jourhandläggare Påhittad",
    acknowledged_at: "2026-03-12T10:51:00Z",
  });
}

describe("a concern", () => {
  it("is durable at once, sent without a session, and acknowledged only by a person", async () => {
    const { office, tablet } = await field();
    office.breaks = () => "cut_before";
    const raised = value(await tablet.raiseConcern(CONCERN));
    await tablet.sendNow();
    office.breaks = () => null;
    office.isSignedIn = false;
    value(await tablet.sendNow());
    const [sent] = tablet.snapshot().concerns;
    office.isSignedIn = true;
    office.changes.push(acknowledgement(raised.concernId));

    value(await tablet.pull());

    const [read] = tablet.snapshot().concerns;
    expect(raised).toMatchObject({ ...CONCERN, state: "unsent", sentAt: null, calls: [] });
    expect(sent).toMatchObject({ state: "sent", receiptNumber: "1000", acknowledgedBy: null });
    expect(read).toMatchObject({
      state: "acknowledged",
      acknowledgedBy: "Jourhandläggare Påhittad",
      acknowledgedAt: "2026-03-12T10:51:00Z",
    });
  });

  it("a call that was made is a further revision of it", async () => {
    const { office, tablet } = await field();
    const { concernId } = value(await tablet.raiseConcern(CONCERN));

    const [one, two] = await Promise.all([
      tablet.logCall(concernId, CALL),
      tablet.logCall(concernId, { ...CALL, whom: "on_call" }),
    ]);
    value(await tablet.sendNow());

    const held = [...office.revisions.values()];
    const content = (await openAtOffice(must(held[2]).bytes)) as ConcernContent;
    expect([value(one).calls.length, value(two).calls.length]).toEqual([1, 2]);
    expect(held.map(({ header }) => header.base_revision_id)).toEqual([
      null,
      held[0]?.header.revision_id,
      held[1]?.header.revision_id,
    ]);
    expect(content.calls.map((call) => call.whom)).toEqual(["112", "on_call"]);
  });

  it("a call about one that is not here is refused", async () => {
    const { tablet } = await field();

    expect(code(await tablet.logCall(visitId(9), CALL))).toBe("no_longer_here");
  });

  it("one the office refuses shows why, and stays unsent", async () => {
    const { office, tablet } = await field();
    office.breaks = ({ method }) => (method === "PUT" ? refusal(422, "ids_differ") : null);
    value(await tablet.raiseConcern(CONCERN));

    await tablet.sendNow();

    expect(tablet.snapshot().concerns[0]).toMatchObject({
      state: "unsent",
      attention: { code: "ids_differ" },
    });
  });

  it("the newest is first", async () => {
    const { conditions, tablet } = await field();
    value(await tablet.raiseConcern(CONCERN));
    conditions.pass(60_000);
    value(await tablet.raiseConcern({ ...CONCERN, seen: "Senare" }));

    expect(tablet.snapshot().concerns.map((concern) => concern.seen)).toEqual([
      "Senare",
      CONCERN.seen,
    ]);
  });

  it("stays readable as long as no one has read it; a day after that it is emptied", async () => {
    const { conditions, office, tablet } = await field();
    const { concernId } = value(await tablet.raiseConcern(CONCERN));
    value(await tablet.sendNow());
    conditions.pass(3 * DAY_MS);
    value(await tablet.sendNow());
    const unread = tablet.snapshot().concerns[0]?.seen;
    office.changes.push(acknowledgement(concernId));
    value(await tablet.pull());

    value(await tablet.sendNow());

    const [read] = tablet.snapshot().concerns;
    expect(unread).toBe(CONCERN.seen);
    expect(read).toMatchObject({ seen: "", thought: "", children: [], state: "acknowledged" });
    expect(code(await tablet.logCall(concernId, CALL))).toBe("no_longer_here");
  });

  it("is forgotten thirty days after it was received", async () => {
    const { conditions, office, tablet } = await field();
    const { concernId } = value(await tablet.raiseConcern(CONCERN));
    value(await tablet.logCall(concernId, CALL));
    office.changes.push(acknowledgement(concernId));
    value(await tablet.pull());
    value(await tablet.sendNow());
    conditions.pass(2 * DAY_MS);
    value(await tablet.sendNow());
    conditions.pass(30 * DAY_MS);

    value(await tablet.sendNow());

    expect(tablet.snapshot().concerns).toEqual([]);
    expect(tablet.snapshot().outbox).toEqual([]);
  });
});
