/** Small rules: time, sizes, versions, states, what may be recorded. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TabletClock } from "../../src/domain/clock";
import type { Receipt } from "../../src/domain/contract";
import { finishedContent, mayRecord, newContent, withdrawn } from "../../src/domain/draft";
import { fitWithin } from "../../src/domain/fit";
import { byUrgency, type OutboxEntry, stateOf, visitState } from "../../src/domain/outbox";
import { inZone, withZone } from "../../src/domain/time";
import { compareVersions, newestOf } from "../../src/domain/versions";
import { answer, consent, VISIT, visitId } from "../support/world";

const AT = "2026-03-12T10:00:00.000+01:00";

describe("a visit that is finished", () => {
  it("states all that its version does, also of a draft an older program began", () => {
    const draft = newContent({ id: "hembesok-bostad-barn", version: "1.0.0" }, { device_at: AT, server_offset_ms: null });
    const given = consent();
    const { status: _status, ...text } = given.text;
    const older = { ...given, text: text as typeof given.text };
    const outcome = { home: "H0", child: null, is_preliminary: true } as const;
    const assessed = { as_found: outcome, as_left: outcome, override: null, actions: [] };
    const assessment = assessed as unknown as typeof assessed & { readonly done: [] };
    const end = { visitId: VISIT, revisionId: visitId(2), finished: draft.started, unplaced: [] };

    const content = finishedContent(
      { ...draft, consents: [given, older] },
      { ...end, closing: { ending: "completed", assessment, readback: null } },
    );

    expect(content.schema_version).toBe(2);
    expect(content.consents.map((each) => each.text.status)).toEqual([given.text.status, null]);
    expect(content.assessment?.done).toEqual([]);
  });
});

describe("FM-21: time", () => {
  it.each([
    [60, "2026-03-12T10:00:00.000+01:00"],
    [0, "2026-03-12T09:00:00.000+00:00"],
    [-210, "2026-03-12T05:30:00.000-03:30"],
    [-30, "2026-03-12T08:30:00.000-00:30"],
    [345, "2026-03-12T14:45:00.000+05:45"],
  ])("%d minutes ahead of UTC", (ahead, expected) => {
    expect(inZone(new Date("2026-03-12T09:00:00Z"), ahead)).toBe(expected);
  });

  it("is the same instant whatever the zone", () => {
    const zones = fc.integer({ min: -14 * 60, max: 14 * 60 });
    const days = fc.date({
      min: new Date("1980-01-01T00:00:00Z"),
      max: new Date("2100-01-01T00:00:00Z"),
      noInvalidDate: true,
    });

    fc.assert(
      fc.property(days, zones, (at, zone) => {
        expect(Date.parse(inZone(at, zone))).toBe(at.getTime());
        expect(Date.parse(withZone(at))).toBe(at.getTime());
      }),
    );
  });

  it("the office's offset is kept beside our clock, with how long ago it was learnt", () => {
    let steady = 1000;
    const source = { now: () => new Date("1980-01-01T00:00:00Z"), steadyMs: () => steady };
    const clock = new TabletClock(source, 250);
    const before = clock.stamp();
    clock.learn(-4000);
    steady = 61_000.4;

    const after = clock.stamp();

    expect(before).toMatchObject({ server_offset_ms: 250, since_contact_ms: null });
    expect(after).toMatchObject({ server_offset_ms: -4000, since_contact_ms: 60_000 });
    expect(Date.parse(after.device_at)).toBe(Date.parse("1980-01-01T00:00:00Z"));
  });
});

describe("sizes", () => {
  it.each([
    [4032, 3024, { width: 1600, height: 1200 }],
    [3024, 4032, { width: 1200, height: 1600 }],
    [800, 600, { width: 800, height: 600 }],
    [1600, 1, { width: 1600, height: 1 }],
    [20_000, 1, { width: 1600, height: 1 }],
  ])("%d × %d is made to fit", (width, height, expected) => {
    expect(fitWithin(width, height)).toEqual(expected);
  });
});

describe("versions", () => {
  it("go by their numbers, not their letters", () => {
    const versions = ["1.9.2", "1.10.0", "1.2", "1.2.0", "0.9"].map((version) => ({ version }));

    expect(newestOf(versions)?.version).toBe("1.10.0");
    expect(newestOf([])).toBeNull();
    expect(compareVersions("1.2", "1.2.0")).toBe(0);
    expect(compareVersions("1.x", "1.0")).toBe(0);
  });
});

describe("states", () => {
  const receipt: Receipt = {
    number: "1000",
    epoch: visitId(1),
    kind: "visit",
    visit_id: VISIT,
    revision_id: visitId(2),
    sha256: "a".repeat(64),
    seq: 1,
    received_at: AT,
    state: "complete",
    blobs: [],
    is_conflicting: false,
    signature: "b".repeat(64),
  };
  const entry: OutboxEntry = {
    revisionId: visitId(2),
    kind: "visit",
    visitId: VISIT,
    concernId: null,
    deviceId: "d1",
    deviceSeq: 1,
    closedAt: AT,
    sha256: "a".repeat(64),
    size: 10,
    blobs: [{ sha256: "b".repeat(64), size: 5 }],
    heldBlobs: [],
    receipt: null,
    formerReceipt: null,
    attention: null,
    completedAt: null,
    copy: "readable",
  };
  const attention = { code: "x", message: "", at: AT };
  const received = { ...entry, receipt };

  it("of one revision are one at a time", () => {
    const lacking = { ...entry, receipt: { ...receipt, state: "blobs_missing" as const } };
    const conflicting = { ...entry, receipt: { ...receipt, is_conflicting: true } };

    expect(stateOf(entry, false).is).toBe("ready");
    expect(stateOf(entry, true)).toEqual({ is: "sending", sent: 0, total: 2 });
    expect(stateOf(lacking, true)).toEqual({ is: "sending", sent: 1, total: 2 });
    expect(stateOf(lacking, false)).toMatchObject({ is: "received_photos_missing", missing: 1 });
    expect(stateOf({ ...lacking, attention }, false)).toMatchObject({ receiptNumber: "1000" });
    expect(stateOf({ ...entry, attention }, false)).toMatchObject({ receiptNumber: null });
    expect(stateOf(conflicting, false).is).toBe("conflicting");
    expect(stateOf(received, true).is).toBe("received");
  });

  it("of a visit with several revisions is the one that most needs to be seen", () => {
    expect(visitState([], null)).toBeNull();
    expect(visitState([received, entry], null)?.is).toBe("ready");
    expect(visitState([{ ...entry, attention }, received], null)?.is).toBe("needs_attention");
    expect(visitState([received, received], null)?.is).toBe("received");
    expect(visitState([{ ...entry, attention }, entry], entry.revisionId)?.is).toBe("sending");
  });

  it("the order of leaving: concerns, then by tablet, then by its numbers", () => {
    const concern = { ...entry, kind: "concern" as const, deviceSeq: 9 };
    const later = { ...entry, deviceSeq: 10 };
    const other = { ...entry, deviceId: "d2", deviceSeq: 1 };

    const sorted = [other, later, concern, entry].sort(byUrgency);
    const turned = [entry, concern, other, later].sort(byUrgency);

    expect(sorted).toEqual([concern, entry, later, other]);
    expect(turned).toEqual(sorted);
  });
});

describe("what may be recorded", () => {
  const content = newContent({ id: "c", version: "1" }, { device_at: AT, server_offset_ms: null });
  const silent = { ...answer("ENT-02"), kind: "not_inspected" as const, reason: "no_consent" };

  it("that an item was not inspected may be said without consent", () => {
    expect(mayRecord(null, { ...content, answers: [silent] })).toBe(true);
    expect(mayRecord(null, { ...content, answers: [answer("ENT-01")] })).toBe(false);
  });

  it("what was recorded under a yes cannot be taken out once it is taken back", () => {
    const yes = consent();
    const before = { ...content, consents: [yes], answers: [answer("ENT-01")] };
    const everything = { consentIds: [yes.id], purposes: yes.purposes };
    const after = withdrawn(before, everything, { device_at: AT, server_offset_ms: null });

    expect(after.consents[0]?.decision).toBe("withdrawn");
    expect(mayRecord(before, { ...after, answers: [...after.answers, silent] })).toBe(true);
    expect(mayRecord(before, { ...after, answers: [] })).toBe(false);
  });

  it("taking back touches only what is named, and what was given", () => {
    const [one, two] = [consent({ purposes: ["visit", "photos"] }), consent()];
    const before = { ...content, consents: [one, two] };
    const photos = { consentIds: [one.id], purposes: ["photos" as const] };
    const at = { device_at: AT, server_offset_ms: null };

    const after = withdrawn(before, photos, at);
    const nothing = withdrawn(before, { ...photos, purposes: ["tell_landlord"] }, at);

    expect(after.consents[0]).toMatchObject({ decision: "granted", withdrawn_purposes: ["photos"] });
    expect(after.consents[1]).toBe(two);
    expect(nothing.consents).toEqual(before.consents);
  });
});
