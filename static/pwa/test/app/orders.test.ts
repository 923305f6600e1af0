/** A tablet that was revoked, and what the office has ordered of it: delivered first, then closed. */

import { describe, expect, it } from "vitest";
import { findVault } from "../../src/store/vaults";
import { Stores } from "../../src/store/stores";
import { FakeLocks } from "../support/locks";
import { entries, STAFF } from "../support/outbox";
import { PHRASE } from "../support/vault";
import { begin, code, field, finish, must, stateOf, value, VISIT, visitId } from "../support/world";

function stores(): Stores {
  return new Stores({ journals: null, locks: new FakeLocks() });
}

async function slots(): Promise<readonly string[]> {
  return must(await findVault(stores().tablet, STAFF)).slots.map(({ kind }) => kind);
}

async function plans(): Promise<number> {
  return await stores().of(STAFF).run((database) => database.count("plans"));
}

describe("a revoked tablet", () => {
  it("delivers what waits, and is then opened by nobody here; the office still can", async () => {
    const { conditions, office, openLocked, tablet } = await field(2);
    office.breaks = () => "cut_before";
    await finish(tablet);
    await begin(tablet, visitId(2));
    await tablet.sendNow();
    office.breaks = () => null;
    office.isRevoked = true;

    value(await tablet.sendNow());

    expect((await entries()).map(({ receipt }) => receipt?.state)).toEqual(["complete"]);
    expect([await slots(), await plans(), conditions.startedAnew]).toEqual([["office"], 0, 1]);
    const { tablet: later } = await openLocked();
    expect(code(await later.unlockWithPassphrase(PHRASE))).toBe("passphrase_spent");
    const drafts = await stores().of(STAFF).run((database) => database.count("drafts"));
    expect(drafts).toBe(1);
  });

  it("keeps its ways in while something cannot be delivered, but no longer what was fetched", async () => {
    const { office, tablet } = await field();
    office.breaks = ({ method }) => (method === "PUT" ? "cut_before" : null);
    office.isRevoked = true;
    await finish(tablet);

    await tablet.sendNow();

    expect(await slots()).toEqual(["passphrase", "office"]);
    expect(await plans()).toBe(0);
    expect(tablet.snapshot().isRevoked).toBe(true);
  });

  it("is not closed while what is on the screen cannot be saved", async () => {
    const { conditions, office, tablet } = await field();
    let isFull = true;
    tablet.onLocking(async () => !isFull);
    office.isRevoked = true;
    await tablet.sendNow();
    const whileFull = [await slots(), conditions.startedAnew];
    isFull = false;

    await tablet.sendNow();

    expect(whileFull).toEqual([["passphrase", "office"], 0]);
    expect([await slots(), conditions.startedAnew]).toEqual([["office"], 1]);
  });

  it("is told so also while it is locked", async () => {
    const { office, openLocked } = await field();
    office.isRevoked = true;
    const { tablet } = await openLocked();

    value(await tablet.sendNow());

    expect(tablet.snapshot()).toMatchObject({ isRevoked: true, lock: { passphraseTriesLeft: null } });
  });

  it("whose person was bound anew goes by the newer", async () => {
    const made = await field();
    value(await made.tablet.switchUser(null));
    value(await made.tablet.enrol("KOD-1-2", "Platta 1"));
    value(await made.tablet.unlockWithPassphrase(PHRASE));
    made.office.breaks = ({ headers, path }) =>
      path === "/heartbeat" && headers.get("Authorization") === "Bearer credential-1"
        ? async (answer) => {
            const said = (await answer.json()) as object;
            return new Response(JSON.stringify({ ...said, is_revoked: true }), { status: 200 });
          }
        : null;

    value(await made.tablet.sendNow());

    expect(await slots()).toEqual(["passphrase", "office"]);
    expect(made.tablet.snapshot().lock.is).toBe("open");
  });
});

describe("an order to destroy what was fetched", () => {
  it("is done at contact; drafts and what waits stay, and an order not known here is passed over", async () => {
    const { office, tablet } = await field(2);
    await begin(tablet, visitId(2));
    office.orders = ["shred_read_cache", "dance"];

    await tablet.sendNow();

    expect(stateOf(tablet, visitId(2))?.is).toBe("draft");
    expect(await slots()).toEqual(["passphrase", "office"]);
    expect(tablet.snapshot().visits.find(({ visitId: id }) => id === VISIT)?.plan ?? null).toBeNull();
  });
});
