/** What the screens are told: states, updates, readiness, other tabs. */

import { describe, expect, it, vi } from "vitest";
import type { ReadyCheck } from "../../src/domain/tablet";
import { storeOf } from "../support/outbox";
import { PHRASE } from "../support/vault";
import {
  begin,
  change,
  code,
  consentTextChange,
  DIRECTORY,
  field,
  finish,
  freshField,
  planned,
  stateOf,
  value,
  VISIT,
  visitId,
} from "../support/world";

function failing(checks: readonly ReadyCheck[]): readonly (readonly [string, string | null])[] {
  return checks.filter((check) => !check.isOk).map(({ action, name }) => [name, action]);
}

describe("FM-24: the states of a visit", () => {
  it("are told one after the other, with counts, from draft to received", async () => {
    const { office, running, tablet } = await field();
    office.breaks = () => "cut_before";
    const seen = [stateOf(tablet)];
    await finish(tablet, VISIT, 2);
    await tablet.sendNow();
    seen.push(stateOf(tablet));
    const look = async (answer: Response): Promise<Response> => {
      await running.refresh();
      seen.push(stateOf(tablet));
      return answer;
    };
    office.breaks = ({ path }) => (path === "/heartbeat" ? null : look);

    value(await tablet.sendNow());

    const sending = seen.flatMap((state) => (state?.is === "sending" ? [state.sent] : []));
    expect(seen.map((state) => state?.is).slice(0, 2)).toEqual(["planned", "ready"]);
    // PUT, then HEAD and PATCH of each photo, then the receipt.
    expect(sending).toEqual([0, 1, 1, 2, 2, 3]);
    expect(stateOf(tablet)).toEqual({
      is: "received",
      receiptNumber: "1000",
      receivedAt: "2026-03-12T09:00:00.000Z",
    });
  });

  it("a line of the outbox has its age, its size and the number to read aloud", async () => {
    const { conditions, office, tablet } = await field();
    office.breaks = ({ method }) => (method === "PATCH" ? "cut_before" : null);
    await finish(tablet, VISIT, 2);
    await tablet.sendNow();
    conditions.pass(3_600_000);
    await tablet.sendNow();

    const [item] = tablet.snapshot().outbox;

    expect(item).toMatchObject({
      kind: "visit",
      ageMs: 3_600_000,
      photos: 2,
      photosSent: 0,
      receiptNumber: "1000",
    });
    expect(item?.bytesLeft).toBeGreaterThan(0);
  });

  it("visits are in the order of the day, and those without plan come last", async () => {
    const { office, tablet } = await field();
    const early = { planned_at: "2026-03-12T07:00:00Z" };
    office.changes.push(planned(visitId(2), early));
    value(await tablet.pull());
    await finish(tablet, VISIT);
    await tablet.sendNow();
    await storeOf().run((database) => database.delete("plans", VISIT));

    await tablet.sendNow();

    expect(tablet.snapshot().visits.map((visit) => visit.visitId)).toEqual([visitId(2), VISIT]);
  });

  it("what was received is shown for a day, and remembered for thirty", async () => {
    const { conditions, tablet } = await field();
    await finish(tablet, VISIT, 1);
    value(await tablet.sendNow());
    const fresh = tablet.snapshot().outbox.length;
    conditions.pass(24 * 3_600_000);
    value(await tablet.sendNow());
    const [later, state] = [tablet.snapshot().outbox.length, stateOf(tablet)?.is];
    conditions.pass(30 * 24 * 3_600_000);

    value(await tablet.sendNow());

    expect([fresh, later, state]).toEqual([1, 0, "received"]);
    expect(stateOf(tablet)).toEqual({ is: "planned" });
  });
});

describe("the snapshot", () => {
  it("is the same object until something changes", async () => {
    const { running, tablet } = await field();
    const before = tablet.snapshot();

    const same = tablet.snapshot() === before;
    await running.refresh();

    expect(same).toBe(true);
    expect(tablet.snapshot()).not.toBe(before);
  });

  it("other tabs are told of a change, and show it when they look again", async () => {
    const { conditions, openTab, tablet } = await field();
    const other = await openTab();
    const told = conditions.told;
    await begin(tablet);

    await other.refresh();

    expect(conditions.told).toBeGreaterThan(told);
    expect(stateOf(other.tablet)?.is).toBe("draft");
  });

  it("shows what changes in the moment that one has been read", async () => {
    const { conditions, running, tablet } = await field();
    const reads: Promise<void>[] = [];
    tablet.subscribe(() => {
      if (reads.length > 0) return;
      queueMicrotask(() => {
        conditions.isUpdateWaiting = true;
        reads.push(running.refresh());
      });
    });

    await running.refresh();
    await Promise.all(reads);

    expect(tablet.snapshot().update.isWaiting).toBe(true);
  });

  it("says that it fetches until the last of two fetches has ended", async () => {
    const { office, tablet } = await field();
    let asked = 0;
    let letGo = (): void => undefined;
    const slow = new Promise<void>((resolve) => (letGo = resolve));
    const late = async (answer: Response): Promise<Response> => {
      await slow;
      return answer;
    };
    office.breaks = ({ path }) => (path.startsWith("/changes") && ++asked === 1 ? late : null);

    const first = tablet.pull();
    await vi.waitFor(() => expect(asked).toBe(1));
    value(await tablet.pull());
    const meanwhile = tablet.snapshot().isPulling;
    letGo();
    value(await first);

    expect([meanwhile, tablet.snapshot().isPulling]).toEqual([true, false]);
  });

  it("FM-16: a store that cannot be read leaves what was last shown", async () => {
    const { running, tablet } = await field();
    const before = tablet.snapshot();
    const get = vi.spyOn(IDBObjectStore.prototype, "get").mockImplementation(() => {
      throw new DOMException("Broken", "DataError");
    });

    await running.refresh();
    get.mockRestore();

    expect(tablet.snapshot()).toBe(before);
  });

  it("ids are new each time, and times have their zone", async () => {
    const { tablet } = await freshField();

    expect(tablet.newId()).not.toBe(tablet.newId());
    expect(tablet.now()).toMatch(/T\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d$/);
  });
});

describe("FM-12: an update", () => {
  it("waits while a visit is open, in this tab or another, and starts when asked", async () => {
    const { conditions, openTab, running, tablet } = await field();
    conditions.isUpdateWaiting = true;
    const other = await openTab();
    await begin(tablet);
    const shown = [tablet.snapshot().update];
    const refused = [code(await tablet.applyUpdate()), code(await other.tablet.applyUpdate())];
    await tablet.closeVisit();
    await running.refresh();
    shown.push(tablet.snapshot().update);

    value(await tablet.applyUpdate());

    expect(shown).toEqual([
      { isWaiting: true, mayApply: false },
      { isWaiting: true, mayApply: true },
    ]);
    expect(refused).toEqual(["visit_open", "visit_open"]);
    expect(conditions.updatesApplied).toBe(1);
  });
});

describe("practice", () => {
  it("is what it is until the app is installed, its storage kept twice, and the municipality real", async () => {
    const { conditions, office, openLocked } = await field();
    const reasons = async () => (await openLocked()).tablet.snapshot().practice;
    const demo = await reasons();
    office.changes.push(change("directory", "directory", { ...DIRECTORY, is_demo: false }));
    const { tablet } = await openLocked();
    value(await tablet.unlockWithPassphrase(PHRASE));
    value(await tablet.pull());
    const real = tablet.snapshot().practice;
    Object.assign(conditions, { isInstalled: false, isPersistent: false, hasJournals: false });

    expect([demo, real, await reasons()]).toEqual([
      ["demo"],
      [],
      ["not_installed", "storage_not_kept", "one_memory"],
    ]);
  });
});

describe("klar för fält", () => {
  it("is green when everything is there", async () => {
    const { office, tablet } = await field();
    office.changes.push(consentTextChange("1.0.0", ["sv"]));
    value(await tablet.pull());

    expect(failing(await tablet.readyForField())).toEqual([]);
  });

  it("a tablet from the box names one thing to do for each", async () => {
    const { conditions, tablet } = await freshField();
    Object.assign(conditions, { isInstalled: false, isPersistent: false, freeBytes: 1000 });
    Object.assign(conditions, { battery: { level: 0.2, isCharging: false } });

    const checks = await tablet.readyForField();

    expect(failing(checks)).toEqual([
      ["installed", "install_app"],
      ["storage_persistent", "allow_storage"],
      ["storage_space", "free_space"],
      ["vault", "unlock"],
      ["battery", "charge"],
      ["credential", "enrol"],
      ["visits_present", "pull"],
      ["checklists_present", "pull"],
      ["consent_texts_present", "pull"],
      ["clock", "pull"],
      ["last_contact", "pull"],
    ]);
  });

  it("a battery that is being filled lasts, and one with little left is advice", async () => {
    const { conditions, tablet } = await field();
    conditions.battery = { level: 0.2, isCharging: true };
    const filling = await tablet.readyForField();
    conditions.battery = { level: 0.2, isCharging: false };

    const low = (await tablet.readyForField()).find(({ name }) => name === "battery");

    expect(failing(filling).map(([name]) => name)).not.toContain("battery");
    expect(low).toMatchObject({ isOk: false, isRequired: false, measured: 0.2 });
  });

  it("a browser without private files keeps nothing twice, and is not fit for the field", async () => {
    const { conditions, openLocked } = await field();
    conditions.hasJournals = false;

    const { tablet } = await openLocked();

    expect(failing(await tablet.readyForField())).toContainEqual(["journal", "restart_tablet"]);
  });

  it("FM-14: storage that is not persistent is not fit for the field, until it is allowed", async () => {
    const { conditions, tablet } = await field();
    conditions.isPersistent = false;
    const before = await tablet.readyForField();
    conditions.isPersistent = true;

    const isKept = await tablet.keepStorage();

    const check = before.find(({ name }) => name === "storage_persistent");
    expect(check).toMatchObject({ isOk: false, isRequired: true });
    expect(isKept).toBe(true);
  });

  it("a clock that is far off, a long silence, a draft without its checklist", async () => {
    const { conditions, office, tablet } = await field();
    office.serverAt = () => new Date(conditions.at.getTime() + 400_000);
    value(await tablet.pull());
    await begin(tablet);
    conditions.pass(13 * 3_600_000);
    conditions.freeBytes = null;
    await storeOf().run((database) => database.clear("reference"));

    const checks = await tablet.readyForField();

    expect(failing(checks)).toEqual([
      ["checklists_present", "pull"],
      ["consent_texts_present", "pull"],
      ["clock", "set_clock"],
      ["last_contact", "pull"],
    ]);
    expect(checks.find(({ name }) => name === "checklists_present")?.measured).toBe(2);
  });

  it("a revoked tablet is told to be bound anew; what is unsent is only advice", async () => {
    const { office, tablet } = await field();
    office.breaks = ({ method }) => (method === "PUT" ? "cut_before" : null);
    office.isRevoked = true;
    await finish(tablet);
    await tablet.sendNow();

    const checks = await tablet.readyForField();

    expect(failing(checks)).toContainEqual(["credential", "enrol"]);
    expect(checks.find(({ name }) => name === "unsent")).toMatchObject({
      isOk: false,
      isRequired: false,
      measured: 1,
      action: "send_now",
    });
  });

  it("a tablet that cannot write is told to be started anew", async () => {
    const { tablet } = await field();
    const put = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(() => {
      throw new DOMException("Broken", "DataError");
    });

    const checks = await tablet.readyForField();
    put.mockRestore();

    expect(failing(checks)).toContainEqual(["write_read", "restart_tablet"]);
  });
});
