/** When the tablet locks, by a clock of the test's own. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  HARD_AFTER_MS,
  idleMinutesWithin,
  type Instant,
  type LockEvent,
  type LockWatch,
  nextLookMs,
  opened,
  warnedLeftMs,
  watched,
} from "../../src/domain/locking";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const START: Instant = { steadyMs: 500, wallMs: Date.parse("2026-03-12T09:00:00Z") };

function later(ms: number, from: Instant = START): Instant {
  return { steadyMs: from.steadyMs + ms, wallMs: from.wallMs + ms };
}

/** The watch after these events, each so long after the start. */
function after(events: readonly (readonly [number, LockEvent])[], minutes = 5): LockWatch {
  return events.reduce(
    (watch, [ms, event]) => watched(watch, { event, at: later(ms), minutes }),
    opened(START),
  );
}

describe("without input", () => {
  it.each([
    [4 * MINUTE + 39 * SECOND, "open"],
    [4 * MINUTE + 40 * SECOND, "warned"],
    [5 * MINUTE - 1, "warned"],
    [5 * MINUTE, "soft"],
    [30 * MINUTE - 1, "soft"],
    [30 * MINUTE, "hard"],
  ] as const)("%i ms are %s", (ms, level) => {
    expect(after([[ms, "time"]]).is).toBe(level);
  });

  it.each([2, 15])("%i minutes may be set", (minutes) => {
    const ms = minutes * MINUTE;

    expect([after([[ms - 1, "time"]], minutes).is, after([[ms, "time"]], minutes).is]).toEqual([
      "warned",
      "soft",
    ]);
  });

  it("any minutes that are set lie between two and fifteen", () => {
    expect([0, 1, 2, 7.4, 15, 90].map(idleMinutesWithin)).toEqual([2, 2, 2, 7, 15, 15]);
  });
});

describe("an input", () => {
  it("begins the time anew, also in the last second", () => {
    const watch = after([
      [5 * MINUTE - 1, "time"],
      [5 * MINUTE - 1, "active"],
      [9 * MINUTE, "time"],
    ]);

    expect(watch.is).toBe("open");
  });

  it("does not open what is locked, also when nobody had looked at the time", () => {
    expect([
      after([[5 * MINUTE, "active"]]).is,
      after([[40 * MINUTE, "active"]]).is,
    ]).toEqual(["soft", "hard"]);
  });
});

describe("a hidden page", () => {
  it.each([
    [MINUTE, "open"],
    [2 * MINUTE - 1, "open"],
    [2 * MINUTE, "soft"],
    [30 * MINUTE, "hard"],
  ] as const)("that was hidden for %i ms is %s when it is shown", (ms, level) => {
    expect(after([[0, "hidden"], [ms, "shown"]]).is).toBe(level);
  });

  it("counts the time before it was hidden too", () => {
    expect(after([[4 * MINUTE, "hidden"], [5 * MINUTE, "time"]]).is).toBe("soft");
  });

  it("counts the wall clock of a tablet that slept", () => {
    const hidden = watched(opened(START), { event: "hidden", at: START, minutes: 5 });
    const woken = { steadyMs: START.steadyMs + 10, wallMs: START.wallMs + 8 * 60 * MINUTE };

    expect(watched(hidden, { event: "shown", at: woken, minutes: 5 }).is).toBe("hard");
  });

  it("that is hidden twice is counted from when it was hidden last", () => {
    const events = [[0, "hidden"], [MINUTE, "shown"], [MINUTE, "hidden"], [2.5 * MINUTE, "shown"]];

    expect(after(events as [number, LockEvent][]).is).toBe("open");
  });

  it("that is said to be hidden again and again does not begin anew", () => {
    expect(after([[0, "hidden"], [MINUTE, "hidden"], [2 * MINUTE, "time"]]).is).toBe("soft");
  });
});

describe("a clock that jumps while one works", () => {
  it.each(["1980-01-01T00:00:00Z", "2036-01-01T00:00:00Z"])("to %s locks nothing", (wall) => {
    const at = { steadyMs: START.steadyMs + MINUTE, wallMs: Date.parse(wall) };

    expect(watched(opened(START), { event: "time", at, minutes: 5 }).is).toBe("open");
  });

  it("set back while hidden does not keep it open", () => {
    const hidden = watched(opened(START), { event: "hidden", at: START, minutes: 5 });
    const at = { steadyMs: START.steadyMs + 2 * MINUTE, wallMs: START.wallMs - 60 * MINUTE };

    expect(watched(hidden, { event: "time", at, minutes: 5 }).is).toBe("soft");
  });
});

describe("locking and unlocking", () => {
  it("locks softly when asked to, and opens as new", () => {
    const locked = after([[MINUTE, "lock"]]);
    const reopened = watched(locked, { event: "unlocked", at: later(6 * MINUTE), minutes: 5 });

    expect([locked.is, reopened]).toEqual(["soft", opened(later(6 * MINUTE))]);
  });

  it("a hard lock is not made softer by anything but being opened", () => {
    const events: LockEvent[] = ["active", "shown", "hidden", "lock", "time"];
    const hard = after([[HARD_AFTER_MS, "time"]]);

    expect(
      events.map((event) => watched(hard, { event, at: later(HARD_AFTER_MS), minutes: 5 }).is),
    ).toEqual(events.map(() => "hard"));
  });

  it("says how long a warning has left", () => {
    expect([
      warnedLeftMs(after([[4 * MINUTE + 45 * SECOND, "time"]]), 5),
      warnedLeftMs(opened(START), 5),
    ]).toEqual([15 * SECOND, null]);
  });
});

describe("when to look next", () => {
  it.each([
    [[], 4 * MINUTE + 40 * SECOND],
    [[[4 * MINUTE + 40 * SECOND, "time"]], 20 * SECOND],
    [[[0, "hidden"]], 2 * MINUTE],
    [[[4 * MINUTE, "hidden"]], 40 * SECOND],
    [[[5 * MINUTE, "time"]], 25 * MINUTE],
    [[[30 * MINUTE, "time"]], null],
  ] as const)("after %j is in %s ms", (events, ms) => {
    expect(nextLookMs(after(events), 5)).toBe(ms);
  });

  it("looking just then always finds the next level, so that nothing is missed", () => {
    const step = fc.tuple(
      fc.integer({ min: 0, max: 3 * MINUTE }),
      fc.constantFrom<LockEvent>("active", "hidden", "shown", "time"),
    );
    const levels = ["open", "warned", "soft", "hard"];
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), fc.integer({ min: 2, max: 15 }), (steps, minutes) => {
        let [watch, at] = [opened(START), START];
        for (const [ms, event] of steps) {
          at = later(ms, at);
          watch = watched(watch, { event, at, minutes });
        }
        const next = nextLookMs(watch, minutes);
        if (next === null) return watch.is === "hard";
        const found = watched(watch, { event: "time", at: later(next, at), minutes });
        return levels.indexOf(found.is) > levels.indexOf(watch.is);
      }),
    );
  });
});
