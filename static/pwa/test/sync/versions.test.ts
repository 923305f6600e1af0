/** A visit that stood in two versions at the office, until a person held them together. */

import { describe, expect, it } from "vitest";
import { entries } from "../support/outbox";
import { field, finish, must, stateOf, value, VISIT, visitId } from "../support/world";

async function twoVersions() {
  const made = await field();
  await finish(made.tablet);
  await made.tablet.sendNow();
  const held = must([...made.office.revisions.values()][0]);
  const header = { ...held.header, revision_id: visitId(500) };
  made.office.revisions.set(visitId(500), { ...held, header });
  value(await made.tablet.correctVisit(VISIT, "Fel rum"));
  value(await made.tablet.finalise(VISIT, { ending: "completed", assessment: null, readback: null }));
  value(await made.tablet.sendNow());
  return made;
}

describe("two versions of a visit", () => {
  it("FM-06: are told no longer once they have been held together", async () => {
    const { office, tablet } = await twoVersions();
    const before = stateOf(tablet)?.is;
    office.merged.add(VISIT);

    value(await tablet.sendNow());

    expect([before, stateOf(tablet)?.is]).toEqual(["conflicting", "received"]);
  });

  it("are asked about at every contact, and nothing is written as long as they stand", async () => {
    const { office, tablet } = await twoVersions();
    const before = await entries();
    office.heard.length = 0;

    value(await tablet.sendNow());

    expect(office.told).toContain("GET /receipts");
    expect(office.told.filter((call) => call.startsWith("PUT"))).toEqual([]);
    expect(await entries()).toEqual(before);
    expect(stateOf(tablet)?.is).toBe("conflicting");
  });

  it("one version is not asked about again", async () => {
    const { office, tablet } = await field();
    await finish(tablet);
    await tablet.sendNow();
    office.heard.length = 0;

    value(await tablet.sendNow());

    expect(office.told).not.toContain("GET /receipts");
  });
});
