/** FM-20: several people on one tablet; what one has written, the next delivers and cannot see. */

import { describe, expect, it } from "vitest";
import { entries, STAFF } from "../support/outbox";
import { PHRASE } from "../support/vault";
import {
  begin,
  checklistChange,
  code,
  enrol,
  field,
  type Field,
  finish,
  planned,
  stateOf,
  value,
  VISIT,
  visitId,
} from "../support/world";

const OTHER = "0199aa00-0000-7000-8000-00000000a002";

/** A hands the tablet to B, who has a code. */
async function handOver({ tablet }: Pick<Field, "tablet">, to = "KOD-2"): Promise<void> {
  value(await tablet.switchUser(null));
  await enrol(tablet, to);
}

describe("the next person", () => {
  it("FM-20: sees nothing of the one before, and delivers what they left", async () => {
    const made = await field();
    const { office, tablet } = made;
    office.breaks = () => "cut_before";
    await finish(tablet, VISIT, 2);
    await tablet.sendNow();
    office.breaks = ({ path }) => (path === "/enrolments" ? null : "cut_before");
    await handOver(made);
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
    const made = await field();
    const { tablet } = made;
    const draft = await begin(tablet);
    await handOver(made);

    expect(code(await tablet.openVisit(VISIT))).toBe("visit_unknown");
    expect(code(await tablet.saveDraft(draft))).toBe("visit_not_open");
    expect(code(await tablet.photoBytes(VISIT, "x"))).toBe("no_longer_here");
  });

  it("FM-20: the first, back again, finds the draft as it was", async () => {
    const made = await field();
    const { tablet } = made;
    await begin(tablet);
    await handOver(made);

    value(await tablet.switchUser(STAFF));
    value(await tablet.unlockWithPassphrase(PHRASE));

    expect(stateOf(tablet)?.is).toBe("draft");
  });

  it("FM-20: the first, bound again with a new code, opens with the passphrase they had", async () => {
    const made = await field();
    const { tablet } = made;
    await begin(tablet);
    await handOver(made);

    value(await tablet.switchUser(null));
    const binding = value(await tablet.enrol("KOD-1", "Platta 1"));
    value(await tablet.unlockWithPassphrase(PHRASE));

    expect(binding).toBeNull();
    expect(stateOf(tablet)?.is).toBe("draft");
  });

  it("is not let in by a code while the tablet is open for another", async () => {
    const { tablet } = await field();

    expect(code(await tablet.enrol("KOD-2", "Platta 1"))).toBe("locked");
    expect(tablet.snapshot().enrolment?.staffId).toBe(STAFF);
  });

  it("everyone who was bound is offered, once each", async () => {
    const made = await field();
    await handOver(made);

    expect(made.tablet.snapshot().people).toEqual([
      { staffId: STAFF, staffName: "Handläggare 1" },
      { staffId: OTHER, staffName: "Handläggare 2" },
    ]);
    expect(code(await made.tablet.switchUser("0199aa00-0000-7000-8000-00000000a009"))).toBe(
      "not_enrolled",
    );
  });

  it("in another tab the change is seen, and that tab locks too", async () => {
    const made = await field();
    const other = await made.openTab();
    await handOver(made);

    await other.refresh();

    expect(other.tablet.snapshot().lock.is).not.toBe("open");
    expect(other.tablet.snapshot().visits).toEqual([]);
  });

  it("one whose tablet is no longer known does not hold the other's", async () => {
    const made = await field();
    const { office, tablet } = made;
    office.breaks = () => "cut_before";
    await finish(tablet);
    await tablet.sendNow();
    office.breaks = () => null;
    office.credentials.delete("credential-1");
    office.changes.push(checklistChange(), planned(visitId(7)));
    await handOver(made);
    value(await tablet.pull());
    await finish(tablet, visitId(7));

    value(await tablet.sendNow());

    expect(stateOf(tablet, visitId(7))?.is).toBe("received");
    expect((await entries()).map((entry) => entry.receipt)).toEqual([null]);
  });
});
