/** Failure modes that go through the whole tablet: erased visits, wrong clocks. */

import { describe, expect, it } from "vitest";
import { openFrame } from "../../src/domain/parcel";
import type { RevisionHeader } from "../../src/domain/contract";
import { refusal } from "../support/office";
import { entries, keptBytes } from "../support/outbox";
import { type Field, field, finish, stateOf, value, VISIT, visitId } from "../support/world";

const HOUR_MS = 3_600_000;

describe("FM-23: a visit that the office has erased", () => {
  it("stays on the tablet, needs a person, and holds up no other", async () => {
    const { office, tablet } = await field(2);
    office.breaks = () => "cut_before";
    await finish(tablet, VISIT, 1);
    await finish(tablet, visitId(2));
    await tablet.sendNow();
    const before = await keptBytes();
    office.breaks = ({ method, path }) =>
      path.startsWith(`/visits/${VISIT}/`) && method !== "HEAD" ? refusal(410, "visit_erased") : null;

    await tablet.sendNow();

    expect(stateOf(tablet)).toMatchObject({ is: "needs_attention", reason: { code: "visit_erased" } });
    expect(stateOf(tablet, visitId(2))?.is).toBe("received");
    expect(await keptBytes()).toEqual(before);
    expect((await entries()).map(({ receipt }) => receipt === null)).toEqual([true, false]);
  });
});

/** The clear header of what the office took, in the order it came. */
function headers({ office }: Field): readonly RevisionHeader[] {
  return [...office.revisions.values()].map(({ bytes }) => {
    const frame = openFrame(bytes);
    return JSON.parse(new TextDecoder().decode(frame?.header)) as RevisionHeader;
  });
}

describe("FM-21: a clock that is wrong", () => {
  const REAL = "2026-03-12T09:00:00Z";

  it.each([
    ["in 1980", "1980-01-06T00:00:30Z"],
    ["a day ahead", "2026-03-13T09:00:00Z"],
    ["six minutes behind", "2026-03-12T08:54:00Z"],
  ])("%s is told of, and what it says is sent as it said it, with how far off it was", async (_, wall) => {
    const made = await field();
    const { conditions, office, tablet } = made;
    conditions.at = new Date(wall);
    office.serverAt = () => new Date(REAL);
    value(await tablet.pull());
    await finish(tablet);

    value(await tablet.sendNow());

    const [header] = headers(made);
    const checks = await tablet.readyForField();
    expect(Date.parse(header?.clock.device_at ?? "")).toBe(Date.parse(wall));
    expect(header?.clock.server_offset_ms).toBe(Date.parse(REAL) - Date.parse(wall));
    expect(checks.find(({ name }) => name === "clock")).toMatchObject({ isOk: false });
    expect(stateOf(tablet)).toMatchObject({ receivedAt: "2026-03-12T09:00:00.000Z" });
  });

  it("that jumps between two visits leaves them in the order they were finished", async () => {
    const made = await field(3);
    const { conditions, office, tablet } = made;
    office.breaks = () => "cut_before";
    for (const [number, wall] of [
      [2, "2026-03-12T10:00:00Z"],
      [3, "1980-01-06T00:00:00Z"],
      [1, "2036-03-12T10:00:00Z"],
    ] as const) {
      conditions.at = new Date(wall);
      conditions.steady += HOUR_MS;
      await finish(tablet, visitId(number));
    }
    await tablet.sendNow();
    office.breaks = () => null;

    value(await tablet.sendNow());

    const sent = headers(made);
    expect(sent.map(({ visit_id }) => visit_id)).toEqual([2, 3, 1].map(visitId));
    expect(sent.map(({ device_seq }) => device_seq)).toEqual([1, 2, 3]);
    const waited = sent.map(({ clock }) => clock.since_contact_ms ?? 0);
    expect(waited).toEqual([...waited].sort((one, other) => one - other));
    expect(new Set(waited).size).toBe(3);
  });

  it("that is put forward in the night, as in March, keeps every moment an instant", async () => {
    const { conditions, tablet } = await field();
    const moments: string[] = [];
    for (const wall of ["2026-03-29T00:59:59Z", "2026-03-29T01:00:01Z", "2026-10-25T00:59:59Z"]) {
      conditions.at = new Date(wall);
      moments.push(tablet.moment().device_at);
    }

    expect(moments.map((at) => new Date(at).toISOString())).toEqual([
      "2026-03-29T00:59:59.000Z",
      "2026-03-29T01:00:01.000Z",
      "2026-10-25T00:59:59.000Z",
    ]);
    expect(moments.every((at) => /[+-]\d\d:\d\d$/.test(at))).toBe(true);
  });
});
