/** T11: whichever of the two memories is damaged, what was called saved is there, and it is told. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HEAD } from "../../src/domain/journal";
import { findMark, keepMark } from "../../src/store/marks";
import { findRepair, findUntold, forgetRepair, noteTold } from "../../src/store/repairs";
import type { StaffStore } from "../../src/store/stores";
import { Ground } from "../support/ground";
import { STAFF } from "../support/ids";

type Rows = ReadonlyMap<string, number>;

async function rowsOf(store: StaffStore): Promise<Rows> {
  const rows = await store.run((database) => database.getAll("held"));
  return new Map(rows.map(({ deviceId, held }) => [deviceId, held]));
}

/** What one transaction does: puts, and deletions (None). */
type Step = readonly (readonly [string, number | null])[];

async function take(store: StaffStore, step: Step): Promise<void> {
  await store.write(["held"], async (writing) => {
    for (const [deviceId, held] of step) {
      if (held === null) await writing.delete("held", deviceId);
      else await writing.put("held", { deviceId, held });
    }
  });
}

function after(rows: Rows, step: Step): Rows {
  const next = new Map(rows);
  for (const [key, held] of step) {
    if (held === null) next.delete(key);
    else next.set(key, held);
  }
  return next;
}

const change = fc.tuple(fc.constantFrom("a", "b", "c", "d"), fc.option(fc.nat(99)));
const steps = fc.array(fc.array(change, { minLength: 1, maxLength: 3 }), { maxLength: 12 });

/** What is done to the journals of a person's database between two starts. */
const damage = fc.record({
  kind: fc.constantFrom("none", "torn", "flipped", "dropped"),
  at: fc.nat(),
  by: fc.integer({ min: 1, max: 255 }),
});
type Damage = typeof damage extends fc.Arbitrary<infer Value> ? Value : never;
const night = fc.oneof(damage, fc.constant({ kind: "lost" as const }));

const JOURNAL = `${STAFF}/journal`;

/** The end of what was written: the room behind it holds nothing to damage. */
function lengthOf(bytes: Uint8Array): number {
  let length = bytes.length;
  while (bytes[length - 1] === 0) length -= 1;
  return length;
}

function harm({ disk }: Ground, { at, by, kind }: Damage): void {
  for (const path of disk.paths(JOURNAL)) {
    if (kind === "dropped") disk.files.delete(path);
    disk.damage(path, (bytes) => {
      const length = lengthOf(bytes);
      const where = HEAD + (at % Math.max(1, length - HEAD));
      if (kind === "torn") return bytes.slice(0, where);
      if (kind === "flipped" && where < length) bytes[where] = (bytes[where] ?? 0) ^ by;
      return bytes;
    });
  }
}

describe("the two memories", () => {
  it("hold what was saved, whatever becomes of one of them each night", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(steps, night), { maxLength: 4 }), async (days) => {
        const ground = new Ground();
        let expected: Rows = new Map();
        for (const [taken, harmed] of days) {
          for (const step of taken) {
            await take(ground.stores.of(STAFF), step);
            expected = after(expected, step);
          }
          if (harmed.kind === "lost") ground.loseDatabases();
          else harm(ground, harmed);
          ground.restart();

          expect(await rowsOf(ground.stores.of(STAFF))).toEqual(expected);
          expect(ground.stores.takeRepair().lost).toBe(0);
        }
      }),
      { numRuns: 150 },
    );
  });

  it("hold what was saved, whatever becomes of the database", async () => {
    await fc.assert(
      fc.asyncProperty(steps, steps, fc.boolean(), async (early, late, isLost) => {
        const ground = new Ground();
        let expected: Rows = new Map();
        for (const step of early) {
          await take(ground.stores.of(STAFF), step);
          expected = after(expected, step);
        }
        const then = await ground.photograph();
        for (const step of late) {
          await take(ground.stores.of(STAFF), step);
          expected = after(expected, step);
        }
        if (isLost) ground.loseDatabases();
        else await ground.rollBack(then);
        ground.restart();

        expect(await rowsOf(ground.stores.of(STAFF))).toEqual(expected);
        expect(ground.stores.takeRepair().lost).toBe(0);
      }),
      { numRuns: 100 },
    );
  });

  it("both damaged hold what was saved, or tell that something is lost", async () => {
    await fc.assert(
      fc.asyncProperty(steps, damage, async (taken, harmed) => {
        const ground = new Ground();
        let expected: Rows = new Map();
        for (const step of taken) {
          await take(ground.stores.of(STAFF), step);
          expected = after(expected, step);
        }
        fc.pre(harmed.kind !== "dropped");
        harm(ground, harmed);
        ground.loseDatabases();
        ground.restart();
        const rows = await rowsOf(ground.stores.of(STAFF));
        const { lost } = ground.stores.takeRepair();

        if (lost === 0) expect(rows).toEqual(expected);
      }),
      { numRuns: 200 },
    );
  });

  it("a journal cut off between two records and a database that is gone tell what is lost", async () => {
    const ground = new Ground();
    await take(ground.stores.of(STAFF), [["a", 1]]);
    const [path = ""] = ground.disk.paths(JOURNAL);
    const length = lengthOf(ground.disk.files.get(path)?.bytes ?? new Uint8Array());
    await take(ground.stores.of(STAFF), [["b", 2]]);
    ground.disk.damage(path, (bytes) => bytes.slice(0, length));
    ground.loseDatabases();
    ground.restart();

    expect(await rowsOf(ground.stores.of(STAFF))).toEqual(new Map([["a", 1]]));
    expect(ground.stores.takeRepair()).toEqual({ putBack: 1, lost: 1 });
  });

  it("a database that was rolled back and a journal whose tail is torn tell what is lost", async () => {
    const ground = new Ground();
    await take(ground.stores.of(STAFF), [["a", 1]]);
    const then = await ground.photograph();
    await take(ground.stores.of(STAFF), [["a", 2]]);
    const [path = ""] = ground.disk.paths(JOURNAL);
    ground.disk.damage(path, (bytes) => bytes.slice(0, lengthOf(bytes) - 2));
    await ground.rollBack(then);
    ground.restart();

    expect(await rowsOf(ground.stores.of(STAFF))).toEqual(new Map([["a", 1]]));
    expect(ground.stores.takeRepair()).toEqual({ putBack: 0, lost: 1 });
  });
});

describe("a deletion", () => {
  it("holds when the database forgets it, and when the journal does", async () => {
    const ground = new Ground();
    await take(ground.stores.of(STAFF), [["a", 1]]);
    const then = await ground.photograph();
    await take(ground.stores.of(STAFF), [["a", null]]);
    await ground.rollBack(then);
    ground.restart();

    expect(await rowsOf(ground.stores.of(STAFF))).toEqual(new Map());
  });
});

describe("what was found", () => {
  it("is told once, and remembered until it was seen", async () => {
    const ground = new Ground();
    await keepMark(ground.stores.tablet, "current", "a");
    await keepMark(ground.stores.tablet, "lockMinutes", 7);
    ground.loseDatabases();
    ground.restart();

    const found = await findRepair(ground.stores);
    ground.restart();
    const again = await findRepair(ground.stores);
    await forgetRepair(ground.stores);
    await forgetRepair(ground.stores);

    expect([found, again]).toEqual([
      { putBack: 2, lost: 0 },
      { putBack: 2, lost: 0 },
    ]);
    expect(await findRepair(ground.stores)).toBeNull();
    expect(await findMark(ground.stores.tablet, "lockMinutes")).toBe(7);
  });

  it("adds up over restarts", async () => {
    const ground = new Ground();
    await keepMark(ground.stores.tablet, "current", "a");
    ground.loseDatabases();
    ground.restart();
    await findRepair(ground.stores);
    ground.loseDatabases();
    ground.restart();

    // The mark itself, what it had remembered for the screen and for the office, and the first.
    expect(await findRepair(ground.stores)).toEqual({ putBack: 1 + 3, lost: 0 });
  });

  it("the office is told once, and of what was found meanwhile the next time", async () => {
    const { stores } = new Ground();
    stores.noteRepair({ putBack: 3, lost: 1 });
    const told = await findUntold(stores);
    stores.noteRepair({ putBack: 2, lost: 0 });
    await findRepair(stores);
    await noteTold(stores, { putBack: 3, lost: 1 });
    const left = await findUntold(stores);
    await noteTold(stores, { putBack: 2, lost: 0 });
    await noteTold(stores, { putBack: 2, lost: 0 });
    await noteTold(stores, { putBack: 0, lost: 0 });

    expect([told, left]).toEqual([
      { putBack: 3, lost: 1 },
      { putBack: 2, lost: 0 },
    ]);
    expect(await findUntold(stores)).toBeNull();
  });

  it("nothing is told of a tablet that was only closed", async () => {
    const ground = new Ground();
    await take(ground.stores.of(STAFF), [["a", 1]]);
    ground.restart();
    await rowsOf(ground.stores.of(STAFF));

    expect(await findRepair(ground.stores)).toBeNull();
  });
});
