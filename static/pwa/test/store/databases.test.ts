/** The databases themselves: opening, upgrading, dying, and what is written together. */

import "fake-indexeddb/auto";
import { deleteDB, openDB, unwrap } from "idb";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { forceCloseDatabase, IDBFactory } from "fake-indexeddb";
import type { ConcernContent } from "../../src/domain/contract";
import { closeConcern, lastSequence } from "../../src/store/closing";
import { Connection } from "../../src/store/connection";
import { findConcern } from "../../src/store/concerns";
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
import { keepMark } from "../../src/store/marks";
import type { OpenStore } from "../../src/store/sealed";
import { Stores } from "../../src/store/stores";
import { countTry } from "../../src/store/vaults";
import { FakeLocks } from "../support/locks";
import { DEVICE, keptBytes, STAFF, storeOf } from "../support/outbox";
import { newVault, officeKeys } from "../support/vault";
import { begin, field, value, VISIT, visitId, withContent, answer } from "../support/world";

const AUTHOR = {
  enrolment: {
    deviceId: DEVICE,
    staffId: STAFF,
    staffName: "Handläggare 1",
    credential: "credential-1",
    enrolledAt: "2026-03-12T10:00:00.000+01:00",
    officeKey: officeKeys.officeKey,
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

const { vault } = await newVault();

/** A person's store, their vault open, with no journal. */
function openStore(): OpenStore {
  return { store: storeOf(), vault };
}

function newStores(): Stores {
  return new Stores({ journals: null, locks: new FakeLocks() });
}

function connection(): Connection<StaffSchema> {
  const opening = { name: "own", version: STAFF_VERSION, upgrade: upgradeStaff };
  const none = { journal: null, spare: async () => null, giveUp: [], onRepair: () => undefined };
  const beside = { ...none, locks: new FakeLocks() };
  return new Connection<StaffSchema>(opening, beside);
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

describe("upgrades", () => {
  it("a person's database comes up from nothing to the version of today", async () => {
    const database = await openDB<StaffSchema>("own", STAFF_VERSION, { upgrade: upgradeStaff });

    expect([...database.objectStoreNames]).toEqual([
      "acknowledgements",
      "bytes",
      "concerns",
      "drafts",
      "gone",
      "held",
      "marks",
      "numbers",
      "outbox",
      "parcels",
      "photos",
      "plans",
      "reads",
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
    const stores = newStores();
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

  it("is opened once more for all who were using it", async () => {
    const own = connection();
    await own.run(async () => 0);
    const real = IDBDatabase.prototype.transaction;
    let dead = 2;
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

    const found = await Promise.all([1, 2].map(() => own.run((each) => each.getAll("held"))));
    vi.restoreAllMocks();
    own.close();

    expect(found).toEqual([[], []]);
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
    const own = connection();
    let tries = 0;

    const failing = own.run(async () => {
      tries += 1;
      throw new Error("ours");
    });

    await expect(failing).rejects.toThrow("ours");
    expect(tries).toBe(1);
  });

  it("a database that could not be opened is tried anew by the next call", async () => {
    const own = connection();
    const open = vi.spyOn(indexedDB, "open").mockImplementationOnce(() => {
      throw new DOMException("Not now", "AbortError");
    });
    const failed = own.run(async () => 1);
    await expect(failed).rejects.toThrow("Not now");

    const found = await own.run(async () => 2);
    open.mockRestore();
    own.close();

    expect(found).toBe(2);
  });

  it("a connection the browser ended is opened anew", async () => {
    const own = connection();
    const opened: unknown[] = [];
    const look = () => own.run(async (database) => opened.push(unwrap(database)));
    await look();
    forceCloseDatabase(opened[0] as Parameters<typeof forceCloseDatabase>[0]);

    await look();
    own.close();

    expect(opened[1]).not.toBe(opened[0]);
  });
});

describe("closing", () => {
  it("gives numbers without gaps, however many close at once", async () => {
    const open = openStore();
    const { store } = open;

    await Promise.all(
      [1, 2, 3, 4, 5].map((number) =>
        closeConcern(open, AUTHOR, { content: concern(number), baseRevisionId: null }),
      ),
    );

    const numbers = (await listOutbox(store)).map((entry) => entry.deviceSeq);
    expect(numbers.sort()).toEqual([1, 2, 3, 4, 5]);
    expect(await lastSequence(store, DEVICE)).toBe(5);
  });

  it("done twice, as after a connection that died late, it is closed once", async () => {
    const open = openStore();
    const made = { content: concern(1), baseRevisionId: null };
    const first = await closeConcern(open, AUTHOR, made);

    const second = await closeConcern(open, AUTHOR, made);

    expect(second).toMatchObject(first);
    expect(await lastSequence(open.store, DEVICE)).toBe(1);
    expect(await keptBytes()).toHaveLength(1);
  });

  it("the record and the outbox row come together or not at all", async () => {
    const open = openStore();
    await closeConcern(open, AUTHOR, { content: concern(1), baseRevisionId: null });
    const real = IDBObjectStore.prototype.put;
    vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function (
      this: IDBObjectStore,
      ...asked
    ) {
      if (this.name !== "concerns") return real.apply(this, asked);
      throw new DOMException("The quota is used up", "QuotaExceededError");
    });

    const failing = closeConcern(open, AUTHOR, { content: concern(2), baseRevisionId: null });
    await expect(failing).rejects.toThrow("quota");
    vi.restoreAllMocks();

    expect((await findConcern(open, visitId(700)))?.headRevisionId).toBe(visitId(1));
    expect(await lastSequence(open.store, DEVICE)).toBe(1);
    expect(await keptBytes()).toHaveLength(1);
  });
});

describe("corrections", () => {
  it("one that another tab has just begun goes on, and is not begun over it", async () => {
    const open = openStore();
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
    await beginCorrection(open, draft);

    await beginCorrection(open, { ...draft, content: { ...content, reason_for_change: "Sedan" } });

    const kept = value(await findDraft(open, VISIT));
    expect(kept?.content.reason_for_change).toBe("Först");
  });
});

describe("what is not there", () => {
  it("is said to be none", async () => {
    const stores = newStores();
    const attention = { code: "x", message: "", at: "" };

    await expect(getEntry(storeOf(), visitId(1))).rejects.toThrow(visitId(1));
    expect(await keepAttention(storeOf(), visitId(1), attention)).toBeNull();
    expect(await findContact(stores.tablet)).toBeNull();
    expect(await countTry(stores.tablet, STAFF)).toBeNull();
    expect(await canWriteAndRead(stores.tablet, "x")).toBe(true);
    stores.close();
  });

  it("an enrolment that is marked and gone is none", async () => {
    const stores = newStores();
    await keepMark(stores.tablet, "current", DEVICE);

    expect(await findCurrent(stores.tablet)).toBeNull();
    stores.close();
    await deleteDB("landlord-watch");
  });
});
