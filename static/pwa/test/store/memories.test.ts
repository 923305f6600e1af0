/** T11, T12: saving in two places: full, failing, lost under one's hands, in two tabs. */

import { IDBFactory } from "fake-indexeddb";
import { describe, expect, it, vi } from "vitest";
import { saved } from "../../src/store/failures";
import { done } from "../../src/domain/result";
import { findMark, keepMark } from "../../src/store/marks";
import { keepBytes, readParcel, sha256 } from "../../src/store/parcels";
import { findRepair } from "../../src/store/repairs";
import type { StaffStore } from "../../src/store/stores";
import { Stores } from "../../src/store/stores";
import { Ground } from "../support/ground";
import { STAFF } from "../support/ids";
import { FakeLocks } from "../support/locks";

const MIB = 1024 * 1024;

async function put(store: StaffStore, deviceId: string, held: number): Promise<void> {
  await store.write(["held"], (writing) => writing.put("held", { deviceId, held }));
}

async function get(store: StaffStore, deviceId: string): Promise<number | undefined> {
  return (await store.run((database) => database.get("held", deviceId)))?.held;
}

async function parcelOf(text: string) {
  const bytes = new TextEncoder().encode(text);
  return { sha256: await sha256(bytes), bytes };
}

/** A parcel that is kept and named. */
async function kept(store: StaffStore, text: string): Promise<string> {
  const parcel = await parcelOf(text);
  await keepBytes(store, parcel);
  const row = { sha256: parcel.sha256, size: parcel.bytes.length, ownKey: null };
  await store.write(["parcels"], (writing) => writing.put("parcels", row));
  return parcel.sha256;
}

async function dropInDatabase(store: StaffStore, name: string): Promise<void> {
  await store.run((database) => database.delete("bytes", name));
}

describe("T12: a full tablet", () => {
  it("gives up its ballast for a text", async () => {
    const ground = new Ground();
    const store = ground.stores.of(STAFF);
    await ground.stores.keepBallast(4 * MIB);
    ground.disk.room = ground.disk.used;

    await put(store, "a", 1);
    ground.loseDatabases();
    ground.restart();

    expect(ground.disk.paths("ballast")).toEqual([]);
    expect(await get(ground.stores.of(STAFF), "a")).toBe(1);
  });

  it("gives up, after that, what the office has", async () => {
    const ground = new Ground();
    const store = ground.stores.of(STAFF);
    const name = await kept(store, "x".repeat(3 * MIB));
    const parcel = { revisionId: "r", visitId: "v", sha256: name, copy: "sealed", blobs: [] };
    await store.write(["outbox"], (writing) =>
      writing.put("outbox", { ...parcel, receipt: { state: "complete" } } as never),
    );
    const text = await parcelOf("y".repeat(2 * MIB));
    ground.disk.room = ground.disk.used + MIB;

    await store.withRoom(() => keepBytes(store, text));

    expect((await readParcel(store, name)).is).toBe("missing");
    expect((await readParcel(store, text.sha256)).is).toBe("whole");
    expect(await store.run((database) => database.getAll("outbox"))).toMatchObject([
      { copy: "none" },
    ]);
  });

  it("that has nothing left to give up says so, and writes nothing", async () => {
    const ground = new Ground();
    ground.disk.room = 0;

    const refused = await saved(async () => done(await put(ground.stores.of(STAFF), "a", 1)));

    expect(refused).toMatchObject({ ok: false, error: { code: "storage_full" } });
    expect(await get(ground.stores.of(STAFF), "a")).toBeUndefined();
  });

  it("keeps its ballast when a picture finds no room", async () => {
    const ground = new Ground();
    const store = ground.stores.of(STAFF);
    await put(store, "a", 1);
    await ground.stores.keepBallast(4 * MIB);
    ground.disk.room = ground.disk.used;
    const picture = await parcelOf("z".repeat(MIB));

    await expect(keepBytes(store, picture)).rejects.toMatchObject({ name: "QuotaExceededError" });
    await put(store, "a", 2);

    expect(ground.disk.paths("ballast")).toHaveLength(1);
    expect((await readParcel(store, picture.sha256)).is).toBe("missing");
    expect(await get(store, "a")).toBe(2);
  });

  it("takes no ballast it has no room for", async () => {
    const ground = new Ground();
    ground.disk.room = 10;

    await ground.stores.keepBallast(4 * MIB);
    await put(ground.stores.of(STAFF), "a", 1).catch(() => undefined);

    expect(ground.disk.paths("ballast")).toEqual([]);
  });

  it("whose database is full keeps no bytes beside", async () => {
    const ground = new Ground();
    const store = ground.stores.of(STAFF);
    await put(store, "a", 1);
    vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(() => {
      throw new DOMException("The quota is used up", "QuotaExceededError");
    });

    await expect(keepBytes(store, await parcelOf("bild"))).rejects.toThrow("quota");
    await expect(put(store, "a", 2)).rejects.toThrow("quota");
    vi.restoreAllMocks();

    expect(ground.disk.paths("parcels/")).toEqual([]);
    expect(await get(store, "a")).toBe(1);
  });
});

describe("a journal that fails", () => {
  it("makes saving say so, and has it all once it works again", async () => {
    const ground = new Ground();
    const store = ground.stores.of(STAFF);
    await put(store, "a", 1);
    ground.disk.fault = new DOMException("The file is gone", "NotFoundError");

    const refused = await saved(async () => done(await put(store, "b", 2)));
    ground.disk.fault = null;
    await put(store, "c", 3);
    ground.loseDatabases();
    ground.restart();
    const again = ground.stores.of(STAFF);

    expect(refused).toMatchObject({ ok: false, error: { code: "not_saved" } });
    expect([await get(again, "a"), await get(again, "b"), await get(again, "c")]).toEqual([1, 2, 3]);
  });

  it("that cannot be read leaves nothing open half", async () => {
    const ground = new Ground();
    ground.disk.fault = new DOMException("The file is gone", "NotFoundError");

    await expect(put(ground.stores.of(STAFF), "a", 1)).rejects.toThrow("gone");
    ground.disk.fault = null;
    await put(ground.stores.of(STAFF), "a", 2);

    expect(await get(ground.stores.of(STAFF), "a")).toBe(2);
  });
});

describe("without private files", () => {
  it("what is saved is in the database alone", async () => {
    const ground = new Ground();
    const stores = new Stores({ journals: null, locks: ground.locks });
    const store = stores.of(STAFF);
    await put(store, "a", 1);
    const name = await kept(store, "bild");
    await stores.keepBallast(10);
    await stores.mend(STAFF);

    expect(await get(store, "a")).toBe(1);
    expect((await readParcel(store, name)).is).toBe("whole");
    expect((await readParcel(store, "x")).is).toBe("missing");
    expect(ground.disk.used).toBe(0);
  });
});

describe("a full tablet without private files", () => {
  it("says so, having no ballast to give up", async () => {
    const ground = new Ground();
    const store = new Stores({ journals: null, locks: ground.locks }).of(STAFF);
    await put(store, "a", 1);
    vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(() => {
      throw new DOMException("The quota is used up", "QuotaExceededError");
    });

    await expect(put(store, "a", 2)).rejects.toThrow("quota");
    vi.restoreAllMocks();

    expect(await get(store, "a")).toBe(1);
  });

  it("whose databases are broken has no other place for them", async () => {
    const store = new Stores({ journals: new Ground().stores.journals, locks: new FakeLocks() });
    vi.spyOn(indexedDB, "open").mockImplementation(() => {
      throw new DOMException("Internal error opening backing store", "UnknownError");
    });

    await expect(get(store.of(STAFF), "a")).rejects.toThrow("backing store");
    vi.restoreAllMocks();
  });
});

describe("databases lost under the app's hands", () => {
  it("are there again with the next call, and the numbers go on", async () => {
    const ground = new Ground();
    const store = ground.stores.of(STAFF);
    await put(store, "a", 1);
    await put(store, "a", 2);
    await ground.loseUnderHands();

    const found = await get(store, "a");
    await put(store, "a", 3);
    ground.loseDatabases();
    ground.restart();

    expect(found).toBe(2);
    expect(await get(ground.stores.of(STAFF), "a")).toBe(3);
    expect(await findRepair(ground.stores)).toMatchObject({ lost: 0 });
  });
});

describe("databases that are broken for good", () => {
  function breakAll(): void {
    vi.spyOn(indexedDB, "open").mockImplementation(() => {
      throw new DOMException("Internal error opening backing store", "UnknownError");
    });
  }

  it("are made again in another place, with all that was saved", async () => {
    const ground = new Ground();
    await put(ground.stores.of(STAFF), "a", 1);
    ground.spare = new IDBFactory();
    ground.restart();
    breakAll();

    const found = await get(ground.stores.of(STAFF), "a");
    await put(ground.stores.of(STAFF), "b", 2);
    vi.restoreAllMocks();
    ground.restart();

    expect(found).toBe(1);
    expect(await get(ground.stores.of(STAFF), "b")).toBe(2);
    expect(ground.stores.takeRepair()).toMatchObject({ lost: 0 });
  });

  it("are told as such where there is no other place", async () => {
    const ground = new Ground();
    await put(ground.stores.of(STAFF), "a", 1);
    ground.restart();
    breakAll();

    await expect(get(ground.stores.of(STAFF), "a")).rejects.toThrow("backing store");
    vi.restoreAllMocks();
  });
});

describe("two tabs", () => {
  it("that write the same row agree after every restart", async () => {
    const ground = new Ground();
    const [one, other] = [ground.stores.of(STAFF), ground.otherTab().of(STAFF)];
    await Promise.all([1, 2, 3, 4].map((n) => put(n % 2 === 0 ? one : other, "a", n)));
    const last = await get(one, "a");
    ground.loseDatabases();
    ground.restart();

    expect(await get(ground.stores.of(STAFF), "a")).toBe(last);
  });
});

describe("the bytes of parcels", () => {
  it("lost in the database are put back from beside, and the other way round", async () => {
    const ground = new Ground();
    const store = ground.stores.of(STAFF);
    const [one, other] = [await kept(store, "ett"), await kept(store, "två")];
    await dropInDatabase(store, one);
    for (const path of ground.disk.paths(other)) ground.disk.files.delete(path);

    await ground.stores.mend(STAFF);
    await ground.stores.mend(STAFF);

    expect(await store.run((database) => database.getAllKeys("bytes"))).toEqual([one, other].sort());
    expect(ground.disk.paths("parcels/")).toHaveLength(2);
    expect(await findRepair(ground.stores)).toEqual({ putBack: 2, lost: 0 });
  });

  it("that are whole nowhere are told as lost, once", async () => {
    const ground = new Ground();
    const store = ground.stores.of(STAFF);
    const name = await kept(store, "ett");
    await kept(store, "två");
    await dropInDatabase(store, name);
    for (const path of ground.disk.paths(name)) {
      ground.disk.damage(path, (bytes) => bytes.map((byte) => byte ^ 1));
    }
    await keepBytes(store, await parcelOf("på väg"));

    await ground.stores.mend(STAFF);
    const isDiffering = (await readParcel(store, name)).is;
    await ground.stores.mend(STAFF);

    expect(isDiffering).toBe("missing");
    expect(await findRepair(ground.stores)).toEqual({ putBack: 0, lost: 1 });
  });

  it("FM-also: that differ in the database are read from beside", async () => {
    const ground = new Ground();
    const store = ground.stores.of(STAFF);
    const name = await kept(store, "ett");
    await store.run((database) => database.put("bytes", new ArrayBuffer(3), name));

    const whole = await readParcel(store, name);
    for (const path of ground.disk.paths(name)) ground.disk.files.delete(path);

    expect(whole).toMatchObject({ is: "whole" });
    expect((await readParcel(store, name)).is).toBe("differs");
  });

  it("that nothing names are dropped when they are seen a second time", async () => {
    const ground = new Ground();
    const store = ground.stores.of(STAFF);
    const name = await kept(store, "ett");
    const left = await parcelOf("lämnad");
    await keepBytes(store, left);

    await ground.stores.mend(STAFF);
    const whileOnItsWay = ground.disk.paths("parcels/").length;
    await ground.stores.mend(STAFF);

    expect(whileOnItsWay).toBe(2);
    expect(await store.run((database) => database.getAllKeys("bytes"))).toEqual([name]);
    expect(ground.disk.paths("parcels/")).toHaveLength(1);
  });
});

describe("the tablet's own database", () => {
  it("remembers what a mark was last", async () => {
    const ground = new Ground();
    await keepMark(ground.stores.tablet, "lockMinutes", 5);
    await keepMark(ground.stores.tablet, "lockMinutes", 9);

    expect(await findMark(ground.stores.tablet, "lockMinutes")).toBe(9);
  });
});
