/** The journals behind a worker: as the journals themselves, and more than one worker's life. */

import { describe, expect, it, vi } from "vitest";
import { type Answer, answer, type Question } from "../../src/store/journalProtocol";
import type { JournalRecord, Journals } from "../../src/store/journals";
import { type JournalWorker, probeJournals, RemoteJournals } from "../../src/store/remoteJournals";
import { Disk, type Tab } from "../support/folders";
import { journalsOn } from "../support/ground";

const FULL = "QuotaExceededError";

function record(written: number, key = "a"): JournalRecord {
  return { written, changes: [{ store: "drafts", key, row: { visitId: key, written } }] };
}

type Heard = (event: { readonly data: Answer }) => void;

/** A worker in this same process, which can be made to die. */
class PlacedWorker implements JournalWorker {
  readonly #tab: Tab;
  readonly #journals: Journals;
  readonly #heard: Heard[] = [];
  readonly #errors: (() => void)[] = [];
  isDeaf = false;

  constructor(disk: Disk) {
    this.#tab = disk.tab();
    this.#journals = journalsOn(this.#tab);
  }

  postMessage(question: Question): void {
    if (this.isDeaf) return;
    void answer(Promise.resolve(this.#journals), structuredClone(question)).then((data) => {
      for (const heard of this.#heard) heard({ data });
    });
  }

  addEventListener(type: string, heard: (event: never) => void): void {
    if (type === "message") this.#heard.push(heard as Heard);
    else this.#errors.push(heard as () => void);
  }

  terminate(): void {
    this.#tab.kill();
  }

  die(): void {
    for (const heard of this.#errors) heard();
  }
}

describe("the journals behind a worker", () => {
  it("are as the journals themselves", async () => {
    const disk = new Disk();
    const journals = new RemoteJournals(() => new PlacedWorker(disk));
    const journal = journals.of("db");
    await journal.reserve();
    await journal.append([record(1)]);
    await journal.compact();
    await journal.keepBytes("x", new Uint8Array([1]));
    await journals.keepBallast(10);

    expect((await journal.gather()).rows).toHaveLength(1);
    expect(await journal.listBytes()).toEqual(["x"]);
    expect(await journal.findBytes("x")).toEqual(new Uint8Array([1]));
    await journal.dropBytes(["x"]);
    expect(await journal.findBytes("x")).toBeNull();
    expect([await journals.dropBallast(), await journals.dropBallast()]).toEqual([true, false]);
  });

  it("tell by name what failed", async () => {
    const disk = new Disk();
    const journal = new RemoteJournals(() => new PlacedWorker(disk)).of("db");
    disk.room = 1;

    await expect(journal.reserve()).rejects.toMatchObject({ name: FULL });
    disk.fault = "kaputt" as unknown as Error;
    await expect(journal.listBytes()).rejects.toThrow("kaputt");
  });

  it("fail what a dead worker was asked, and go on with another", async () => {
    const disk = new Disk();
    const workers: PlacedWorker[] = [];
    const journal = new RemoteJournals(() => {
      workers.push(new PlacedWorker(disk));
      return workers.at(-1) as PlacedWorker;
    }).of("db");
    await journal.append([record(1)]);
    const [first] = workers;
    if (first !== undefined) first.isDeaf = true;
    const asked = journal.append([record(2)]);
    first?.die();
    await expect(asked).rejects.toMatchObject({ name: "JournalDied" });
    first?.die();

    await vi.waitFor(async () => {
      expect(await journal.append([record(3, "b")])).toBe(true);
    });

    expect((await journal.gather()).rows.map(({ written }) => written)).toEqual([1, 3]);
    expect(workers).toHaveLength(2);
  });
});

describe("a browser", () => {
  it("with private files has journals, full as it may be", async () => {
    const disk = new Disk();
    const free = await probeJournals(() => new PlacedWorker(disk));
    disk.room = 0;
    const full = await probeJournals(() => new PlacedWorker(disk));

    expect([free === null, full === null]).toEqual([false, false]);
  });

  it("without has none", async () => {
    const disk = new Disk();
    disk.fault = new DOMException("Not here", "SecurityError");

    expect(await probeJournals(() => new PlacedWorker(disk))).toBeNull();
  });
});
