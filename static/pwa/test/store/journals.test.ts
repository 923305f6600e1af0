/** T11: the files beside the databases: torn, full, shared by tabs, written anew. */

import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type Folder, type OpenFile, writeAll } from "../../src/store/folders";
import { RESERVE } from "../../src/store/journalFolder";
import type { JournalRecord } from "../../src/store/journals";
import { JournalFiles } from "../../src/store/journalFiles";
import { decodeRecord, encodeRecord } from "../../src/store/records";
import { Disk } from "../support/folders";
import { journalsOn } from "../support/ground";

/** A file as an earlier build left it; of each row its store, key, number and whether it is gone. */
interface Golden {
  readonly hex: readonly string[];
  readonly rows: readonly (readonly [string, string | readonly string[], number, boolean])[];
}

const FULL = "QuotaExceededError";

function record(written: number, key = "a", bytes = 10): JournalRecord {
  const row = { visitId: key, sealed: new Uint8Array(bytes).fill(written), written };
  return { written, changes: [{ store: "drafts", key, row }] };
}

function gone(written: number, key = "a"): JournalRecord {
  return { written, changes: [{ store: "drafts", key, row: null }] };
}

describe("a record", () => {
  it("comes out with its bytes as it went in", () => {
    const whole = { ...record(3), changes: [...record(3).changes, ...gone(3, "å").changes] };

    expect(decodeRecord(encodeRecord(whole))).toEqual(whole);
  });

  it("of something else is none", () => {
    expect(decodeRecord(new Uint8Array([0, 0, 0, 2, 1, 2]))).toBeNull();
  });
});

describe("a journal", () => {
  it("gives the newest of each row, deletions too", async () => {
    const journal = journalsOn(new Disk().tab()).of("db");
    await journal.append([record(1), record(2, "b")]);
    await journal.append([record(3), gone(4, "b")]);

    const { gaps, highest, rows } = await journal.gather();

    expect(rows.map(({ key, row, written }) => [key, written, row === null])).toEqual([
      ["a", 3, false],
      ["b", 4, true],
    ]);
    expect([gaps, highest]).toEqual([0, 4]);
  });

  it("in which an older word of a row comes after a newer one keeps the newer", async () => {
    const journal = journalsOn(new Disk().tab()).of("db");
    await journal.append([record(2), record(1)]);

    expect((await journal.gather()).rows.map(({ written }) => written)).toEqual([2]);
  });

  it("torn, and its head damaged too, is thought to have held one more", async () => {
    const disk = new Disk();
    const tab = disk.tab();
    await journalsOn(tab).of("db").append([record(1), record(2, "b")]);
    tab.kill();
    const [path = ""] = disk.paths("journal/");
    disk.damage(path, (bytes) => {
      bytes[10] = 1;
      return bytes.slice(0, -RESERVE - 3);
    });

    const { gaps, highest, rows } = await journalsOn(disk.tab()).of("db").gather();

    expect([gaps, highest, rows.length]).toEqual([2, 2, 1]);
  });

  it("of a tab that went while it was read is none", async () => {
    const gone: Folder = {
      list: async () => ["x"],
      open: async () => null,
      read: async () => null,
      drop: async () => undefined,
      folder: async () => gone,
    };

    const { rows } = await new JournalFiles(gone, () => "y").of("db").gather();

    expect(rows).toEqual([]);
  });

  it("that could not be written anew in passing goes on as it is", async () => {
    const disk = new Disk();
    const [one, other] = [disk.tab(), disk.tab()];
    await journalsOn(one).of("db").append([record(1, "a")]);
    const second = journalsOn(other).of("db");
    await second.append([record(2, "b")]);
    one.kill();
    await second.gather();
    disk.room = disk.used;

    await second.append([record(3, "c")]);

    expect((await second.gather()).rows.map(({ key }) => key)).toEqual(["a", "b", "c"]);
  });

  it("of several tabs is read by each, and taken up when a tab is gone", async () => {
    const disk = new Disk();
    const [one, other] = [disk.tab(), disk.tab()];
    await journalsOn(one).of("db").append([record(1, "a")]);
    const second = journalsOn(other).of("db");
    await second.append([record(2, "b")]);
    const whileBoth = disk.paths("journal/").length;
    one.kill();

    const { rows } = await second.gather();
    await second.append([record(3, "c")]);
    await second.reserve();

    expect(rows.map(({ key }) => key)).toEqual(["a", "b"]);
    expect([whileBoth, disk.paths("journal/").length]).toEqual([2, 1]);
    expect((await second.gather()).rows.map(({ key }) => key)).toEqual(["a", "b", "c"]);
  });

  it("of another tab that writes just now is no damage", async () => {
    const disk = new Disk();
    await journalsOn(disk.tab()).of("db").append([record(1)]);
    const [path = ""] = disk.paths("journal/");
    disk.damage(path, (bytes) => bytes.slice(0, -RESERVE - 5));

    expect((await journalsOn(disk.tab()).of("db").gather()).gaps).toBe(0);
  });

  it("that has grown to twice what counts is written anew", async () => {
    const disk = new Disk();
    const journal = journalsOn(disk.tab()).of("db");
    for (let written = 1; written <= 9; written += 1) {
      await journal.append([record(written, "a", 600_000)]);
    }
    await journal.append([gone(10, "b")]);
    const { rows } = await journal.gather();

    expect(disk.used).toBeLessThan(3_000_000 + RESERVE);
    expect(rows.map(({ key, written }) => [key, written])).toEqual([
      ["a", 9],
      ["b", 10],
    ]);
  });

  it("written anew forgets deletions that are long past", async () => {
    const journal = journalsOn(new Disk().tab()).of("db");
    await journal.append([gone(1), gone(6000, "b")]);
    await journal.compact();

    expect((await journal.gather()).rows.map(({ key }) => key)).toEqual(["b"]);
  });

  it("that cannot be written anew is as it was", async () => {
    const disk = new Disk();
    const journal = journalsOn(disk.tab()).of("db");
    await journal.append([record(1), record(2, "b")]);
    disk.room = disk.used;

    await expect(journal.compact()).rejects.toThrow("quota");
    disk.room = null;

    expect((await journal.gather()).rows).toHaveLength(2);
    expect(disk.paths("journal/")).toHaveLength(1);
  });

  it("says when there is no room for a next record, and refuses it", async () => {
    const disk = new Disk();
    const journal = journalsOn(disk.tab()).of("db");
    await journal.reserve();
    disk.room = disk.used;

    const hasRoom = await journal.append([record(1, "a", RESERVE / 2)]);
    const refused = journal.append([record(2, "a", RESERVE)]);

    expect(hasRoom).toBe(false);
    await expect(refused).rejects.toMatchObject({ name: FULL });
    await expect(journal.reserve()).rejects.toMatchObject({ name: FULL });
    expect((await journal.gather()).rows.map(({ written }) => written)).toEqual([1]);
    expect((await journal.gather()).gaps).toBe(0);
  });

  it("whose file cannot be written any more is taken up anew", async () => {
    const disk = new Disk();
    const journal = journalsOn(disk.tab()).of("db");
    await journal.append([record(1)]);
    disk.fault = new DOMException("Lost", "InvalidStateError");
    await expect(journal.append([record(2)])).rejects.toThrow("Lost");
    disk.fault = null;

    await journal.append([record(3, "b")]);

    expect((await journal.gather()).rows.map(({ key }) => key)).toEqual(["a", "b"]);
  });

  it("takes no name that someone else has", async () => {
    const disk = new Disk();
    await (await (await disk.tab().folder("db")).folder("journal")).open("x");

    const refused = new JournalFiles(disk.tab(), () => "x").of("db").reserve();

    await expect(refused).rejects.toThrow("Someone else");
  });
});

describe("a file", () => {
  it("that takes less than it is given is full", () => {
    const file = { write: () => 1 } as unknown as OpenFile;

    expect(() => writeAll(file, new Uint8Array(2), 0)).toThrow("less");
  });
});

describe("the bytes beside", () => {
  it("are kept, listed, found and dropped by name", async () => {
    const journal = journalsOn(new Disk().tab()).of("db");
    await journal.keepBytes("a", new Uint8Array([1, 2]));
    await journal.keepBytes("b", new Uint8Array([3]));
    await journal.dropBytes(["b", "c"]);

    expect(await journal.listBytes()).toEqual(["a"]);
    expect(await journal.findBytes("a")).toEqual(new Uint8Array([1, 2]));
    expect(await journal.findBytes("b")).toBeNull();
  });

  it("leave nothing half when there is no room", async () => {
    const disk = new Disk();
    const journal = journalsOn(disk.tab()).of("db");
    disk.room = 4;

    await expect(journal.keepBytes("a", new Uint8Array(8))).rejects.toMatchObject({ name: FULL });

    expect(await journal.listBytes()).toEqual([]);
  });

  it("that another tab is writing are left to it", async () => {
    const disk = new Disk();
    await (await (await disk.tab().folder("db")).folder("parcels")).open("a");

    await journalsOn(disk.tab()).of("db").keepBytes("a", new Uint8Array(8));

    expect(disk.used).toBe(0);
  });
});

describe("the ballast", () => {
  it("takes up its room once, and gives it back once", async () => {
    const disk = new Disk();
    const journals = journalsOn(disk.tab());
    await journals.keepBallast(3_000_000);
    await journals.keepBallast(3_000_000);
    const taken = disk.used;

    const dropped = [await journals.dropBallast(), await journals.dropBallast()];

    expect(taken).toBe(3_000_000);
    expect([dropped, disk.used]).toEqual([[true, false], 0]);
  });

  it("is left to the tab that is making it", async () => {
    const disk = new Disk();
    await disk.tab().open("ballast");

    await journalsOn(disk.tab()).keepBallast(1000);

    expect(disk.used).toBe(0);
  });
});

describe("a journal of an earlier build", () => {
  const GOLDEN = new URL("../golden/", import.meta.url);
  const journals = readdirSync(GOLDEN).filter((name) => name.startsWith("journal-"));

  it.each(journals)("%s gives what was saved in it, and is gone on with", async (name) => {
    const { hex, rows } = JSON.parse(readFileSync(new URL(name, GOLDEN), "utf8")) as Golden;
    const disk = new Disk();
    const file = await (await (await disk.tab().folder("db")).folder("journal")).open("old");
    file?.write(new Uint8Array(Buffer.from(hex.join(""), "hex")), { at: 0 });
    file?.close();
    const journal = journalsOn(disk.tab()).of("db");

    const gathered = await journal.gather();
    await journal.append([record(9, "z")]);

    expect(gathered).toMatchObject({ gaps: 0, highest: 4 });
    expect(
      gathered.rows.map(({ key, row, store, written }) => [store, key, written, row === null]),
    ).toEqual(rows);
    expect(gathered.rows[0]?.row).toMatchObject({ sealed: new Uint8Array([1, 2, 3, 0]) });
    expect((await journal.gather()).rows).toHaveLength(rows.length + 1);
  });
});
