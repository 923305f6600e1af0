import { describe, expect, it } from "vitest";
import type { OutboxItem, ReadyCheck, VisitState } from "../../src/domain/tablet";
import { ageOf, progressOf, reasonOf, waitingLong } from "../../src/ui/views/outbox";
import { isReadyForField, readyLines } from "../../src/ui/views/ready";
import { wordsOf } from "../../src/ui/views/states";
import { hasInk, scaleOf, strokesFrom, strokesOn } from "../../src/ui/views/strokes";
import { dayOf, distanceKm, offerOf } from "../../src/ui/views/today";
import { AT, planned } from "./records";

const NOW = new Date(AT);
const BENGTSFORS = { latitude: 59.03, longitude: 12.22 };
const ED = { latitude: 58.91, longitude: 11.93 };

describe("the day", () => {
  it("has its visits by the hour, with the way from the one before", () => {
    const late = planned({ visit_id: "b", planned_at: "2026-03-12T14:00:00+01:00", ...ED });
    const early = planned({ visit_id: "a", ...BENGTSFORS });

    const { visits } = dayOf([late, early], NOW);

    expect(visits.map(({ view, kilometres }) => [view.visitId, kilometres?.toFixed(0)])).toEqual([
      ["a", undefined],
      ["b", "21"],
    ]);
  });

  it("keeps other days apart, but not what is begun and not finished", () => {
    const tomorrow = planned({ visit_id: "c", planned_at: "2026-03-13T09:00:00+01:00" });
    const begun = {
      ...planned({ visit_id: "d", planned_at: "2026-03-10T09:00:00+01:00" }),
      state: { is: "draft", savedAt: AT } as const,
    };

    const day = dayOf([tomorrow, begun], NOW);

    expect([
      day.visits.map(({ view }) => view.visitId),
      day.others.map(({ day: on }) => on),
    ]).toEqual([["d"], ["2026-03-13"]]);
  });

  it("goes by the day in Sweden", () => {
    const justAfterMidnight = planned({ planned_at: "2026-03-11T23:30:00Z" });

    expect(dayOf([justAfterMidnight], NOW).visits.length).toBe(1);
  });

  it("is zero kilometres from where one is", () => {
    expect(distanceKm(BENGTSFORS, BENGTSFORS)).toBe(0);
  });

  it.each([
    ["a planned visit", planned(), "start"],
    ["a cancelled one", planned({ state: "cancelled" }), "none"],
    ["one begun", { ...planned(), state: { is: "draft", savedAt: AT } }, "continue"],
    ["one finished", { ...planned(), state: { is: "ready", since: AT } }, "look"],
  ] as const)("offers of %s what can be done", (_, view, offer) => {
    expect(offerOf(view)).toBe(offer);
  });
});

const ATTENTION = { code: "parcel_malformed", message: "", at: AT };

describe("FM-24: a visit's state", () => {
  it.each<[VisitState, string]>([
    [{ is: "draft", savedAt: AT }, "Utkast på plattan"],
    [{ is: "ready", since: AT }, "Klar, väntar på kontakt"],
    [{ is: "sending", sent: 3, total: 8 }, "Skickar 3 av 8"],
    [
      { is: "received_photos_missing", missing: 1, total: 4, receiptNumber: "1" },
      "Mottaget, bilder saknas",
    ],
    [{ is: "received", receiptNumber: "1", receivedAt: AT }, "Mottaget"],
    [{ is: "needs_attention", reason: ATTENTION, receiptNumber: null }, "Kräver åtgärd"],
    [{ is: "conflicting", receiptNumber: "1" }, "Två versioner, inget förlorat"],
  ])("%o is said in one way", (state, words) => {
    expect(wordsOf(state).text).toBe(words);
  });
});

describe("the outbox", () => {
  const item: OutboxItem = {
    id: "r",
    kind: "visit",
    visitId: "v",
    state: { is: "sending", sent: 4, total: 9 },
    since: AT,
    ageMs: 2 * 3_600_000,
    bytesLeft: 1_500_000,
    photosSent: 3,
    photos: 8,
    receiptNumber: null,
  };

  it("tells how much and how old", () => {
    expect(progressOf(item)).toBe("3 av 8 bilder · 1,5\u00a0MB kvar · 2 timmar");
  });

  it("FM-24: what has waited for longer than a day is told of on the first screen", () => {
    const day = 24 * 3_600_000;
    const aged = (...ages: readonly number[]) => ages.map((ageMs) => ({ ...item, ageMs }));
    const received = { is: "received", receiptNumber: "1", receivedAt: AT } as const;

    expect(waitingLong(aged(day, 0))).toBeNull();
    expect(waitingLong([{ ...item, ageMs: 9 * day, state: received }])).toBeNull();
    expect(waitingLong(aged(day + 1, 3 * day, 0))).toEqual({ count: 2, age: "3 dagar" });
  });

  it.each([
    [20_000, "nyss"],
    [60_000, "1 minut"],
    [25 * 3_600_000, "1 dag"],
  ])("says of %d ms: %s", (ms, age) => {
    expect(ageOf(ms)).toBe(age);
  });

  it("gives the office's own words for what it has no sentence for, else the code", () => {
    const unknown = { ...ATTENTION, code: "odd" };

    expect([reasonOf({ ...unknown, message: "Ring 123" }), reasonOf(unknown)]).toEqual([
      "Ring 123",
      "Kontoret tog inte emot det här (kod odd).",
    ]);
  });
});

describe("ready for the field", () => {
  const red: ReadyCheck = {
    name: "storage_space",
    isOk: false,
    isRequired: true,
    action: "free_space",
    measured: 2_000_000,
    needed: 15_000_000,
  };

  it("is not, for one red line that is required", () => {
    expect([isReadyForField([red]), isReadyForField([{ ...red, isRequired: false }])]).toEqual([
      false,
      true,
    ]);
  });

  it("has one thing to do for each red line", () => {
    expect(readyLines([red])[0]).toMatchObject({
      text: "Det är ont om plats (2\u00a0MB kvar).",
      todo: "Ta bort annat från plattan, som filmer och appar.",
    });
  });
});

describe("FM-18: a signature", () => {
  const stroke = [
    { x: 10, y: 20, pressure: 0.5, time: 1000 },
    { x: 30, y: 40, pressure: 0.5, time: 1040 },
  ];
  const SIZE = { width: 400, height: 200 };

  it("is its strokes, from its own start and in the size it was begun in", () => {
    expect(strokesFrom([stroke], SIZE, 2)).toEqual({
      ...SIZE,
      strokes: [
        [
          { x: 5, y: 10, t: 0 },
          { x: 15, y: 20, t: 40 },
        ],
      ],
    });
  });

  it.each([
    ["nothing", []],
    ["a touch", [stroke.slice(0, 1)]],
    ["a touch that was held", [stroke.slice(0, 1), stroke.slice(0, 1), stroke.slice(0, 1)]],
    ["a slip of a few pixels", [[...stroke.slice(0, 1), { x: 18, y: 20, pressure: 0.5, time: 1010 }]]],
  ])("of %s is none", (_, drawn) => {
    expect(hasInk(strokesFrom(drawn, SIZE, 1))).toBe(false);
  });

  it("is the same however often the tablet is turned between its strokes", () => {
    const [upright, lying] = [SIZE, { width: 800, height: 180 }];
    const before = strokesFrom([stroke], upright, 1);
    let kept = before;
    for (const size of [lying, upright, lying, upright]) {
      const shown = strokesOn(kept ?? { ...upright, strokes: [] }, size);
      kept = strokesFrom(shown, upright, scaleOf(upright, size));
    }

    expect(kept).toEqual(before);
  });

  it("is drawn as large as the pad is now, without being drawn out", () => {
    const signature = strokesFrom([stroke], SIZE, 1);

    const drawn = signature && strokesOn(signature, { width: 800, height: 300 });

    expect(drawn?.[0]?.map(({ x, y }) => [x, y])).toEqual([
      [15, 30],
      [45, 60],
    ]);
  });
});
