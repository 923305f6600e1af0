/** Binding a tablet: nothing counts before the passphrase, and then everything does. */

import { describe, expect, it, vi } from "vitest";
import { withoutPassphrase } from "../../src/domain/tries";
import { listEnrolments } from "../../src/store/enrolments";
import { Stores } from "../../src/store/stores";
import { findVault, keepVault } from "../../src/store/vaults";
import { FakeLocks } from "../support/locks";
import { refusal } from "../support/office";
import { entries, STAFF } from "../support/outbox";
import { officeKeys, PHRASE } from "../support/vault";
import {
  answer,
  begin,
  code,
  field,
  finish,
  freshField,
  must,
  value,
  VISIT,
  withContent,
} from "../support/world";

const NEXT = "en annan mening som bara jag kan";

function ownStore() {
  return new Stores({ journals: null, locks: new FakeLocks() }).tablet;
}

async function bound(): Promise<readonly [number, number]> {
  const store = ownStore();
  const vaults = await store.run((database) => database.count("vaults"));
  return [(await listEnrolments(store)).length, vaults];
}

describe("a code", () => {
  it("shows whose the tablet becomes and the municipality's key, and binds nothing yet", async () => {
    const { tablet } = await freshField();

    const binding = value(await tablet.enrol("KOD-1", "Platta 1"));

    const { enrolment, lock } = tablet.snapshot();
    expect(binding).toEqual({
      staffName: "Handläggare 1",
      fingerprint: officeKeys.officeKey.fingerprint,
      isRecovery: false,
    });
    expect([enrolment, lock, await bound()]).toEqual([null, { is: "none" }, [0, 0]]);
  });

  it("that was taken waits for its passphrase over a killed page", async () => {
    const { openLocked, tablet } = await freshField();
    value(await tablet.enrol("KOD-1", "Platta 1"));
    const { tablet: again } = await openLocked();
    const waiting = again.snapshot().binding;

    value(await again.finishEnrolment(PHRASE));

    expect(waiting?.staffName).toBe("Handläggare 1");
    expect(again.snapshot()).toMatchObject({
      binding: null,
      lock: { is: "open" },
      enrolment: { staffName: "Handläggare 1" },
      fingerprint: officeKeys.officeKey.fingerprint,
    });
  });

  it("can be given up for another", async () => {
    const { tablet } = await freshField();
    value(await tablet.enrol("KOD-1", "Platta 1"));

    await tablet.abandonEnrolment();

    expect(tablet.snapshot().binding).toBeNull();
    expect(code(await tablet.finishEnrolment(PHRASE))).toBe("nothing_begun");
  });
});

describe("a passphrase", () => {
  it.each(["kort", "sommar sommar 2026"])("%s is too weak, and binds nothing", async (phrase) => {
    const { tablet } = await freshField();
    value(await tablet.enrol("KOD-1", "Platta 1"));

    expect(code(await tablet.finishEnrolment(phrase))).toBe("passphrase_weak");
    expect(await bound()).toEqual([0, 0]);
  });

  it("makes the vault and the enrolment in one, or neither", async () => {
    const { tablet } = await freshField();
    value(await tablet.enrol("KOD-1", "Platta 1"));
    const put = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(() => {
      throw new DOMException("Full", "QuotaExceededError");
    });
    const full = code(await tablet.finishEnrolment(PHRASE));
    const none = await bound();
    put.mockRestore();

    value(await tablet.finishEnrolment(PHRASE));

    expect([full, none]).toEqual(["storage_full", [0, 0]]);
    expect(await bound()).toEqual([1, 1]);
    expect(tablet.snapshot().lock.is).toBe("open");
  });

  it("is not asked for where the municipality's key is not the one it says", async () => {
    const { office, tablet } = await freshField();
    office.breaks = () => async (said: Response) => {
      const body = (await said.json()) as { office_key: object };
      const office_key = { ...body.office_key, fingerprint: "0000 0000" };
      return new Response(JSON.stringify({ ...body, office_key }), { status: 201 });
    };
    value(await tablet.enrol("KOD-1", "Platta 1"));

    expect(code(await tablet.finishEnrolment(PHRASE))).toBe("office_key_missing");
    expect(await bound()).toEqual([0, 0]);
  });
});

describe("a forgotten passphrase", () => {
  it("is replaced by way of the office, and drafts and what waits are as they were", async () => {
    const made = await field();
    const draft = await begin(made.tablet);
    value(await made.tablet.saveDraft(withContent(draft, { answers: [answer("ENT-01", "Mögel")] })));
    const { tablet } = await made.openLocked();

    const binding = value(await tablet.enrol("KOD-1-2", "Platta 1", STAFF));
    value(await tablet.finishEnrolment(NEXT));

    expect(binding?.isRecovery).toBe(true);
    expect(value(await tablet.openVisit(VISIT)).content.answers[0]?.text).toBe("Mögel");
    const { tablet: later } = await made.openLocked();
    expect(code(await later.unlockWithPassphrase(PHRASE))).toBe("passphrase_wrong");
    expect(code(await later.unlockWithPassphrase(NEXT))).toBeNull();
  });

  it("and visits unsent: all are delivered, as of who closed them, before and after", async () => {
    const made = await field(6);
    made.office.breaks = () => "cut_before";
    for (const { visitId } of made.tablet.snapshot().visits) await finish(made.tablet, visitId);
    await made.tablet.sendNow();
    const { tablet } = await made.openLocked();
    made.office.breaks = ({ path }) => (path === "/enrolments" ? null : "cut_before");
    value(await tablet.enrol("KOD-1-2", "Platta 1", STAFF));
    value(await tablet.finishEnrolment(NEXT));
    await tablet.sendNow();
    made.office.breaks = () => null;

    value(await tablet.sendNow());

    expect((await entries()).map(({ receipt }) => receipt?.state)).toEqual(Array(6).fill("complete"));
    expect(made.office.revisions.size).toBe(6);
  });

  it("after twenty wrong ones too", async () => {
    const made = await field();
    await begin(made.tablet);
    const vault = must(await findVault(ownStore(), STAFF));
    await keepVault(ownStore(), withoutPassphrase(vault));
    const { tablet } = await made.openLocked();

    value(await tablet.enrol("KOD-1-2", "Platta 1", STAFF));
    value(await tablet.finishEnrolment(NEXT));

    expect(tablet.snapshot().lock).toMatchObject({ is: "open" });
    expect(code(await tablet.openVisit(VISIT))).toBeNull();
  });

  it("behind a cover, as the vault is open there still", async () => {
    const { tablet } = await field();
    await tablet.cover();

    value(await tablet.enrol("KOD-1-2", "Platta 1", STAFF));
    value(await tablet.finishEnrolment(NEXT));

    expect(tablet.snapshot().lock.is).toBe("open");
  });

  it("is not asked for again by a page that was killed: it begins with another code", async () => {
    const made = await field();
    const { tablet } = await made.openLocked();
    value(await tablet.enrol("KOD-1-2", "Platta 1", STAFF));

    const { tablet: again } = await made.openLocked();

    expect(again.snapshot().binding).toBeNull();
    expect(again.snapshot().lock.is).toBe("hard");
  });

  it("is not handed out to another person's code", async () => {
    const made = await field();
    const { tablet } = await made.openLocked();

    expect(code(await tablet.enrol("KOD-2", "Platta 1", STAFF))).toBe("refused");
    expect(tablet.snapshot().binding).toBeNull();
  });

  it.each([
    ["no key at all", null],
    ["a key of another vault", { wrapped: "AAAA" }],
  ])("%s changes nothing", async (_, recovered) => {
    const made = await field();
    const { tablet } = await made.openLocked();
    made.office.breaks = ({ path }) =>
      path !== "/enrolments"
        ? null
        : async (said: Response) => {
            const body = (await said.json()) as object;
            return new Response(JSON.stringify({ ...body, recovered }), { status: 201 });
          };

    const begun = await tablet.enrol("KOD-1-2", "Platta 1", STAFF);
    const finished = begun.ok ? await tablet.finishEnrolment(NEXT) : begun;

    expect(code(finished)).toBe("recovery_failed");
    made.office.breaks = () => null;
    await tablet.abandonEnrolment();
    expect(code(await tablet.unlockWithPassphrase(PHRASE))).toBeNull();
  });

  it("of somebody who was never here is nobody's", async () => {
    const made = await field();
    const { tablet } = await made.openLocked();

    expect(code(await tablet.enrol("KOD-1-2", "Platta 1", "nobody"))).toBe("not_enrolled");
  });

  it("the office may say no, in its own words", async () => {
    const made = await field();
    const { tablet } = await made.openLocked();
    made.office.breaks = ({ path }) =>
      path === "/enrolments" ? refusal(422, "recovery_key_unknown") : null;

    const refused = await tablet.enrol("KOD-1-2", "Platta 1", STAFF);

    expect(refused).toMatchObject({ error: { code: "refused", message: "Nej: recovery_key_unknown" } });
  });
});

describe("a person whose vault only the office opens", () => {
  it("is told so, rather than bound beside what they cannot read", async () => {
    const made = await field();
    const vault = must(await findVault(ownStore(), STAFF));
    await keepVault(ownStore(), withoutPassphrase(vault));
    const { tablet } = await made.openLocked();

    expect(code(await tablet.enrol("KOD-1-2", "Platta 1"))).toBe("recovery_needed");
    expect((await listEnrolments(ownStore())).length).toBe(1);
  });
});

describe("words for a passphrase", () => {
  it("are drawn where the browser draws them", async () => {
    const { tablet } = await freshField();

    expect(await tablet.newPassphrase()).toBe(PHRASE);
  });
});
