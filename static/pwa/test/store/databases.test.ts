/** The databases themselves: opening, upgrading, dying, and what is written together. */

import "fake-indexeddb/auto";
import { deleteDB, openDB, unwrap } from "idb";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { forceCloseDatabase, IDBFactory } from "fake-indexeddb";
import type { ConcernContent } from "../../src/domain/contract";
import { closeConcern, lastSequence } from "../../src/store/closing";
import { Connection } from "../../src/store/connection";
import {
  STAFF_VERSION,
  type StaffSchema,
  TABLET_VERSION,
  upgradeStaff,
  upgradeTablet,
} from "../../src/store/database";
import { FIRST_PLACE, newContent } from "../../src/domain/draft";
import { NOTHING_UNFINISHED } from "../../src/domain/unfinished";
import { beginCorrection, findDraft } from "../../src/store/drafts";
import { findContact, findCurrent } from "../../src/store/enrolments";
import { getEntry, keepAttention, listOutbox } from "../../src/store/outbox";
import { canWriteAndRead } from "../../src/store/probe";
import { Stores } from "../../src/store/stores";
import { DEVICE, STAFF, storeOf } from "../support/outbox";
import { begin, field, value, VISIT, visitId, withContent, answer } from "../support/world";

const AUTHOR = {
  enrolment: {
    deviceId: DEVICE,
    staffId: STAFF,
    staffName: "Handläggare 1",
    credential: "credential-1",
    enrolledAt: "2026-03-12T10:00:00.000+01:00",
  },
  clock: {
    device_at: "2026-03-12T10:00:00.000+01:00",
    server_offset_ms: null,
    since_contact_ms: null,
  },
};

function concern(revision: number): ConcernContent {
  return {
    schema_version: 1,
    concern_id: visitId(700),
    visit_id: VISIT,
    revision_id: visitId(revision),
    raised: { device_at: AUTHOR.clock.device_at, server_offset_ms: null },
    children: [],
    seen: "Öppet fönster",
    thought: "",
    is_immediate_danger: false,
    calls: [],
  };
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

describe("upgrades", () => {
  it("a person's database comes up from nothing to the version of today", async () => {
    const database = await openDB<StaffSchema>("own", STAFF_VERSION, { upgrade: upgradeStaff });

    expect([...database.objectStoreNames]).toEqual([
      "acknowledgements",
      "concerns",
      "copies",
      "drafts",
      "held",
      "marks",
      "outbox",
      "parcels",
      "photos",
      "plans",
      "reference",
      "sequences",
    ]);
    database.close();
  });

  it.each([
    ["a person's", STAFF_VERSION, upgradeStaff],
    ["the tablet's", TABLET_VERSION, upgradeTablet],
  ] as const)("%s database that is up to date is left as it is", async (_, version, upgrade) => {
    const database = await openDB("own", version);

    (upgrade as (database: unknown, from: number) => void)(database, version);

    expect([...database.objectStoreNames]).toEqual([]);
    database.close();
  });

  it("a newer build in another tab is made way for", async () => {
    const stores = new Stores();
    await findCurrent(stores.tablet);

    const newer = await openDB("landlord-watch", TABLET_VERSION + 1);

    expect(newer.version).toBe(TABLET_VERSION + 1);
    newer.close();
  });
});

describe("FM-16: a connection that dies", () => {
  it("is opened once more, and the save goes through", async () => {
    const { tablet } = await field();
    const draft = await begin(tablet);
    const real = IDBDatabase.prototype.transaction;
    let dead = 1;
    vi.spyOn(IDBDatabase.prototype, "transaction").mockImplementation(function (
      this: IDBDatabase,
      ...asked
    ) {
      if (dead > 0) {
        dead -= 1;
        throw new DOMException("The database connection is closing", "InvalidStateError");
      }
      return real.apply(this, asked);
    });

    const saved = await tablet.saveDraft(
      withContent(draft, { answers: [answer("ENT-01", "efter")] }),
    );
    vi.restoreAllMocks();

    expect(value(saved).content.answers[0]?.text).toBe("efter");
    expect(value(await tablet.openVisit(VISIT)).content.answers[0]?.text).toBe("efter");
  });

  it("that stays dead is told as not saved", async () => {
    const { tablet } = await field();
    const draft = await begin(tablet);
    vi.spyOn(IDBDatabase.prototype, "transaction").mockImplementation(() => {
      throw new DOMException("Connection to Indexed Database server lost", "UnknownError");
    });

    const saved = await tablet.saveDraft(draft);
    vi.restoreAllMocks();

    expect(saved).toMatchObject({ ok: false, error: { code: "not_saved" } });
  });

  it("another failure is not tried again", async () => {
    const connection = new Connection<StaffSchema>({
      name: "own",
      version: STAFF_VERSION,
      upgrade: upgradeStaff,
    });
    let tries = 0;

    const failing = connection.run(async () => {
      tries += 1;
      throw new Error("ours");
    });

    await expect(failing).rejects.toThrow("ours");
    expect(tries).toBe(1);
  });

  it("a database that could not be opened is tried anew by the next call", async () => {
    const connection = new Connection<StaffSchema>({
      name: "own",
      version: STAFF_VERSION,
      upgrade: upgradeStaff,
    });
    const open = vi.spyOn(indexedDB, "open").mockImplementationOnce(() => {
      throw new DOMException("Not now", "AbortError");
    });
    const failed = connection.run(async () => 1);
    await expect(failed).rejects.toThrow("Not now");

    const found = await connection.run(async () => 2);
    open.mockRestore();
    connection.close();

    expect(found).toBe(2);
  });

  it("a connection the browser ended is opened anew", async () => {
    const connection = new Connection<StaffSchema>({
      name: "own",
      version: STAFF_VERSION,
      upgrade: upgradeStaff,
    });
    const opened: unknown[] = [];
    const look = () => connection.run(async (database) => opened.push(unwrap(database)));
    await look();
    forceCloseDatabase(opened[0] as Parameters<typeof forceCloseDatabase>[0]);

    await look();
    connection.close();

    expect(opened[1]).not.toBe(opened[0]);
  });
});

describe("closing", () => {
  it("gives numbers without gaps, however many close at once", async () => {
    const store = storeOf();

    await Promise.all(
      [1, 2, 3, 4, 5].map((number) =>
        closeConcern(store, AUTHOR, { content: concern(number), baseRevisionId: null }),
      ),
    );

    const numbers = (await listOutbox(store)).map((entry) => entry.deviceSeq);
    expect(numbers.sort()).toEqual([1, 2, 3, 4, 5]);
    expect(await lastSequence(store, DEVICE)).toBe(5);
  });

  it("done twice, as after a connection that died late, it is closed once", async () => {
    const store = storeOf();
    const made = { content: concern(1), baseRevisionId: null };
    const first = await closeConcern(store, AUTHOR, made);

    const second = await closeConcern(store, AUTHOR, made);

    expect(second).toEqual(first);
    expect(await lastSequence(store, DEVICE)).toBe(1);
  });

  it("the record and the outbox row come together or not at all", async () => {
    const store = storeOf();
    await closeConcern(store, AUTHOR, { content: concern(1), baseRevisionId: null });
    const add = vi.spyOn(IDBObjectStore.prototype, "add").mockImplementation(() => {
      throw new DOMException("The quota is used up", "QuotaExceededError");
    });

    const failing = closeConcern(store, AUTHOR, { content: concern(2), baseRevisionId: null });
    await expect(failing).rejects.toThrow("quota");
    add.mockRestore();

    const record = await store.run((database) => database.get("concerns", visitId(700)));
    expect(record?.headRevisionId).toBe(visitId(1));
    expect(await lastSequence(store, DEVICE)).toBe(1);
  });
});

describe("corrections", () => {
  it("one that another tab has just begun goes on, and is not begun over it", async () => {
    const store = storeOf();
    const started = { device_at: AUTHOR.clock.device_at, server_offset_ms: null };
    const content = newContent({ id: "c", version: "1" }, started);
    const draft = {
      visitId: VISIT,
      baseRevisionId: visitId(1),
      content: { ...content, reason_for_change: "Först" },
      place: FIRST_PLACE,
      unfinished: NOTHING_UNFINISHED,
      savedAt: AUTHOR.clock.device_at,
    };
    await beginCorrection(store, draft);

    await beginCorrection(store, { ...draft, content: { ...content, reason_for_change: "Sedan" } });

    const kept = value(await findDraft(store, VISIT));
    expect(kept?.content.reason_for_change).toBe("Först");
  });
});

describe("what is not there", () => {
  it("is said to be none", async () => {
    const stores = new Stores();
    const attention = { code: "x", message: "", at: "" };

    await expect(getEntry(storeOf(), visitId(1))).rejects.toThrow(visitId(1));
    expect(await keepAttention(storeOf(), visitId(1), attention)).toBeNull();
    expect(await findContact(stores.tablet)).toBeNull();
    expect(await canWriteAndRead(stores.tablet, "x")).toBe(true);
    stores.close();
  });

  it("an enrolment that is marked and gone is none", async () => {
    const stores = new Stores();
    await stores.tablet.run((database) => database.put("marks", DEVICE, "current"));

    expect(await findCurrent(stores.tablet)).toBeNull();
    stores.close();
    await deleteDB("landlord-watch");
  });
});
