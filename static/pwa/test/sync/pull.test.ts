/** Pulling: what was planned comes in, and what was written here is never touched. */

import { describe, expect, it } from "vitest";
import type { Change } from "../../src/domain/contract";
import { json, meddling, refusal } from "../support/office";
import { entries, keptBytes } from "../support/outbox";
import { newOfficeKeys } from "../support/vault";
import {
  change,
  checklistChange,
  code,
  consentTextChange,
  field,
  finish,
  enrol,
  freshField,
  must,
  plan,
  planned,
  stateOf,
  value,
  VISIT,
  visitId,
} from "../support/world";

const NORM_SET = {
  id: visitId(77),
  municipality_code: "1460",
  publisher: "Påhittad kommun",
  name: "Normhyror",
  starts_on: "2026-01-01",
  ends_on: null,
  decision_reference: "SN 2025/1",
  source: "påhittad",
  includes: { heating: "yes" },
  rows: [
    {
      label: "1 vuxen",
      adults_min: 1,
      adults_max: 1,
      children_min: 0,
      children_max: 0,
      age_from: null,
      age_under: null,
      rooms: null,
      area_m2: null,
      amount_ore: 500_000,
      per_extra_child_ore: null,
    },
  ],
};

describe("pull", () => {
  it("brings plans, checklists, consent texts, norms and the numbers to call", async () => {
    const { office, tablet } = await field();
    office.changes.push(
      consentTextChange("1.0.0", ["sv", "ar"]),
      consentTextChange("1.1.0", ["sv"]),
      change("norm_set", NORM_SET.id, NORM_SET),
      checklistChange("1.2.0"),
      checklistChange("1.10.0"),
    );

    value(await tablet.pull());

    const texts = await tablet.consentTexts();
    expect(texts.map((text) => [text.language, text.version])).toEqual([
      ["ar", "1.0.0"],
      ["sv", "1.1.0"],
    ]);
    expect(await tablet.normSets()).toEqual([NORM_SET]);
    expect(value(await tablet.checklist(null)).version).toBe("1.10.0");
    expect(value(await tablet.checklist({ id: "hembesok-bostad-barn", version: "1.0.0" })).body)
      .toMatchObject({ sections: [] });
    expect(tablet.snapshot().directory?.numbers).toHaveLength(1);
    expect(stateOf(tablet)).toEqual({ is: "planned" });
  });

  it("goes on from the checkpoint, page by page", async () => {
    const { office, tablet } = await field();
    office.pageSize = 2;
    office.changes.push(...[2, 3, 4].map((number) => planned(visitId(number))));

    value(await tablet.pull());

    const asked = office.heard.filter(({ path }) => path.startsWith("/changes"));
    expect(asked).toHaveLength(2);
    expect(asked[0]?.path).not.toContain("after=0");
    expect(tablet.snapshot().visits).toHaveLength(4);
  });

  it("the first time takes all pages before it replaces what was known", async () => {
    const { office, tablet } = await freshField();
    office.pageSize = 1;
    office.changes.push(checklistChange(), planned(VISIT), planned(visitId(2)));
    await enrol(tablet, "KOD-1");

    value(await tablet.pull());

    expect(tablet.snapshot().visits).toHaveLength(2);
  });

  it("an error on a later page of the first pull keeps nothing half", async () => {
    const { office, tablet } = await freshField();
    office.pageSize = 1;
    office.changes.push(planned(VISIT), planned(visitId(2)));
    await enrol(tablet, "KOD-1");
    let pages = 0;
    office.breaks = ({ path }) => {
      pages += path.startsWith("/changes") ? 1 : 0;
      return pages === 2 ? "cut_before" : null;
    };

    const pulled = await tablet.pull();

    expect(code(pulled)).toBe("no_contact");
    expect(tablet.snapshot().visits).toEqual([]);
  });

  it("the municipality's next key is sealed for from then on; one that is none is passed over", async () => {
    const { office, openTab, tablet } = await field();
    const next = await newOfficeKeys("office-2");
    const broken = { ...next.officeKey, kid: "office-3", fingerprint: "0000" };
    office.pageSize = 1;
    office.changes.push(change("office_key", "office_key", next.officeKey));
    value(await tablet.pull());
    office.changes.push(change("office_key", "office_key", broken));
    value(await tablet.pull());
    await finish(tablet);

    value(await tablet.sendNow());

    const header = must([...office.revisions.values()][0]).header as unknown as {
      readonly sealing: { readonly keys: readonly { readonly kid: string }[] };
    };
    expect(header.sealing.keys.map(({ kid }) => kid)).toEqual(["office-2"]);
    expect((await openTab()).tablet.snapshot().fingerprint).toBe(next.officeKey.fingerprint);
  });

  it("from the start the last of several keys counts", async () => {
    const { office, tablet } = await freshField();
    const [one, next] = [await newOfficeKeys("office-2"), await newOfficeKeys("office-3")];
    office.pageSize = 1;
    await enrol(tablet, "KOD-1");
    office.changes.push(
      change("office_key", "office_key", one.officeKey),
      change("office_key", "office_key", next.officeKey),
      planned(VISIT),
    );

    value(await tablet.pull());

    expect(tablet.snapshot().fingerprint).toBe(next.officeKey.fingerprint);
  });

  it("a plan that changed or was taken away is so here too", async () => {
    const { office, tablet } = await field(2);
    const moved = { address: "Bruksvägen 12", planned_at: "2026-03-12T15:00:00Z" };
    office.changes.push(planned(VISIT, moved), change("visit_removed", visitId(2), null));

    value(await tablet.pull());

    expect(tablet.snapshot().visits.map((visit) => visit.plan?.address)).toEqual(["Bruksvägen 12"]);
  });

  it("FM-13: a plan taken away leaves the draft that was begun of it", async () => {
    const { office, tablet } = await field();
    const draft = value(await tablet.openVisit(VISIT));
    value(await tablet.saveDraft(draft));
    office.changes.push(change("visit_removed", VISIT, null));

    value(await tablet.pull());

    expect(stateOf(tablet)?.is).toBe("draft");
    expect(value(await tablet.openVisit(VISIT)).plan).toBeNull();
  });

  it("a kind we do not know yet is passed over", async () => {
    const { office, tablet } = await field();
    const unknown = { seq: 100_001, kind: "weather", id: "x", body: {} } as unknown as Change;
    office.changes.push(unknown, { ...planned(visitId(2)), seq: 100_002 });

    value(await tablet.pull());

    expect(tablet.snapshot().visits).toHaveLength(2);
  });

  it.each([
    ["visit", { ...plan(VISIT), planned_at: "i morgon" }],
    ["checklist", { checklist: {} }],
    ["checklist", null],
    ["consent_text", { consent_text: { id: "a", version: "1" }, languages: { sv: {} } }],
    ["directory", {}],
    ["norm_set", { ...NORM_SET, rows: [{}] }],
    ["concern_acknowledged", {}],
    ["office_key", { kid: "" }],
  ] as const)("a %s that cannot be read ends the pull and changes nothing", async (kind, body) => {
    const { office, tablet } = await field();
    office.changes.push(change(kind, "x", body), planned(visitId(2)));

    const pulled = await tablet.pull();

    expect(code(pulled)).toBe("no_contact");
    expect(tablet.snapshot().visits).toHaveLength(1);
  });

  it.each([
    ["another epoch", { epoch: visitId(9) }],
    ["a checkpoint that stands still", { has_more: true, next: 0 }],
  ])("a page of %s is no page", async (_, part) => {
    const { office, tablet } = await field();
    office.breaks = ({ path }) =>
      path.startsWith("/changes") ? meddling<object>((page) => ({ ...page, ...part })) : null;

    const pulled = await tablet.pull();

    expect(code(pulled)).toBe("no_contact");
  });

  it("an ended session is told, and what is unsent is delivered all the same", async () => {
    const { office, tablet } = await field();
    office.isSignedIn = false;
    await finish(tablet, VISIT, 1);

    const pulled = await tablet.pull();
    value(await tablet.sendNow());

    expect(code(pulled)).toBe("session_ended");
    expect(tablet.snapshot().session).toBe("ended");
    expect(stateOf(tablet)?.is).toBe("received");
  });

  it("FM-19: what is delivered goes without the session's cookie", async () => {
    const { office, tablet } = await field();
    await finish(tablet, VISIT, 1);

    await tablet.sendNow();

    expect(new Set(office.heard.map(({ credentials }) => credentials))).toEqual(new Set(["omit"]));
  });

  it.each([
    ["a tablet the office does not know", refusal(401, "credential_unknown"), "credential_unknown"],
    ["another history", refusal(409, "epoch_differs"), "refused"],
    ["a login page", new Response("<html>"), "no_contact"],
  ])("%s is told as it is", async (_, answer, expected) => {
    const { office, tablet } = await field();
    office.breaks = ({ path }) => (path.startsWith("/changes") ? answer : null);

    expect(code(await tablet.pull())).toBe(expected);
  });

  it("a tablet the office no longer knows is told so by the heartbeat", async () => {
    const { office, tablet } = await field();
    office.credentials.clear();

    const pulled = await tablet.pull();

    expect(code(pulled)).toBe("credential_unknown");
    expect(tablet.snapshot().isRevoked).toBe(true);
  });

  it("without contact nothing is asked for", async () => {
    const { office, tablet } = await field();
    office.breaks = () => "cut_before";

    const pulled = await tablet.pull();

    expect(code(pulled)).toBe("no_contact");
    expect(office.told).toEqual([]);
  });

  it("FM-also: whatever a pull brings, the outbox and its bytes stay as they are", async () => {
    const { office, tablet } = await field();
    office.breaks = ({ path }) => (path.startsWith("/visits") ? "cut_before" : null);
    await finish(tablet, VISIT, 2);
    await tablet.sendNow();
    const before = [await entries(), await keptBytes()];
    office.changes.push(change("visit_removed", VISIT, null), planned(VISIT, { state: "received" }));

    value(await tablet.pull());

    expect([await entries(), await keptBytes()]).toEqual(before);
  });

  it("clearing what was read leaves what was written", async () => {
    const { office, tablet } = await field(2);
    office.breaks = ({ path }) => (path.startsWith("/visits") ? "cut_before" : null);
    await finish(tablet, visitId(2), 1);
    value(await tablet.saveDraft(value(await tablet.openVisit(VISIT))));
    await tablet.sendNow();

    value(await tablet.clearReadCache());

    const { visits } = tablet.snapshot();
    expect(visits.map((visit) => [visit.plan, visit.state.is])).toEqual([
      [null, "draft"],
      [null, "ready"],
    ]);
    expect(value(await tablet.openVisit(VISIT)).content.checklist.version).toBe("1.0.0");
    expect(await tablet.normSets()).toEqual([]);
  });

  it("after that the next pull brings all of it again", async () => {
    const { office, tablet } = await field(2);
    value(await tablet.clearReadCache());
    office.heard.length = 0;

    value(await tablet.pull());

    expect(office.heard.at(-1)?.path).toContain("after=0");
    expect(tablet.snapshot().visits).toHaveLength(2);
  });

  it("a draft whose checklist has two versions here keeps its own when the rest goes", async () => {
    const { office, tablet } = await field();
    value(await tablet.saveDraft(value(await tablet.openVisit(VISIT))));
    office.changes.push(checklistChange("2.0.0"));
    value(await tablet.pull());

    value(await tablet.clearReadCache());

    expect(value(await tablet.checklist(null)).version).toBe("1.0.0");
  });

  it("a checklist no draft is bound to goes with what was read", async () => {
    const { tablet } = await field();

    value(await tablet.clearReadCache());

    expect(code(await tablet.checklist(null))).toBe("checklist_missing");
  });

  it("an answer that is no JSON at all is no page", async () => {
    const { office, tablet } = await field();
    office.breaks = ({ path }) => (path.startsWith("/changes") ? json(200, []) : null);

    expect(code(await tablet.pull())).toBe("no_contact");
  });
});
