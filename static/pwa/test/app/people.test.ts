/** FM-20: several people on one tablet; what one has written, the next delivers and cannot see. */

import { describe, expect, it } from "vitest";
import { entries, STAFF } from "../support/outbox";
import { begin, checklistChange, code, field, finish, planned, stateOf, value, VISIT, visitId } from "../support/world";

describe("the next person", () => {
  it("FM-20: sees nothing of the one before, and delivers what they left", async () => {
    const { office, tablet } = await field();
    office.breaks = () => "cut_before";
    await finish(tablet, VISIT, 2);
    await tablet.sendNow();
    office.breaks = ({ path }) => (path === "/enrolments" ? null : "cut_before");
    value(await tablet.enrol("KOD-2", "Platta 1"));
    const seen = tablet.snapshot();
    office.breaks = () => null;
    office.heard.length = 0;

    value(await tablet.sendNow());

    const sent = office.heard.filter(({ method }) => method === "PUT");
    expect(seen.enrolment?.staffName).toBe("Handläggare 2");
    expect([seen.visits, seen.outbox, seen.concerns]).toEqual([[], [], []]);
    expect(seen.othersUnsent).toMatchObject({ items: 1 });
    expect(seen.othersUnsent.bytesLeft).toBeGreaterThan(0);
    expect(sent.map(({ headers }) => headers.get("Authorization"))).toEqual([
      "Bearer credential-1",
    ]);
    expect([...office.revisions.values()][0]?.header.author_id).toBe(STAFF);
    expect(tablet.snapshot().othersUnsent).toEqual({ items: 0, bytesLeft: 0 });
  });

  it("FM-20: cannot open or change a visit of the one before", async () => {
    const { tablet } = await field();
    const draft = await begin(tablet);
    await tablet.closeVisit();
    value(await tablet.enrol("KOD-2", "Platta 1"));

    expect(code(await tablet.openVisit(VISIT))).toBe("visit_unknown");
    expect(code(await tablet.saveDraft(draft))).toBe("visit_not_open");
    expect(code(await tablet.photoBytes(VISIT, "x"))).toBe("no_longer_here");
  });

  it("FM-20: the first, enrolled again, finds the draft as it was", async () => {
    const { tablet } = await field();
    await begin(tablet);
    await tablet.closeVisit();
    value(await tablet.enrol("KOD-2", "Platta 1"));

    value(await tablet.enrol("KOD-1", "Platta 1"));

    expect(stateOf(tablet)?.is).toBe("draft");
  });

  it("one whose tablet is no longer known does not hold the other's", async () => {
    const { office, tablet } = await field();
    office.breaks = () => "cut_before";
    await finish(tablet);
    await tablet.sendNow();
    office.breaks = () => null;
    office.credentials.delete("credential-1");
    office.changes.push(checklistChange(), planned(visitId(7)));
    value(await tablet.enrol("KOD-2", "Platta 1"));
    value(await tablet.pull());
    await finish(tablet, visitId(7));

    value(await tablet.sendNow());

    expect(stateOf(tablet, visitId(7))?.is).toBe("received");
    expect((await entries()).map((entry) => entry.receipt)).toEqual([null]);
  });
});
