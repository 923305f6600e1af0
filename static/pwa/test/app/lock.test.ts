/** The lock: when it comes, what is saved before it, what it takes to open, and what goes on meanwhile. */

import { describe, expect, it, vi } from "vitest";
import type { RunningTablet } from "../../src/app/tablet";
import type { Draft, Tablet } from "../../src/domain/tablet";
import { withoutLocalWays } from "../../src/domain/tries";
import { Stores } from "../../src/store/stores";
import { dropSignOff, findSignOff, noteSignOff } from "../../src/store/signOffs";
import { findVault, keepVault } from "../../src/store/vaults";
import { FakeLocks } from "../support/locks";
import { entries, STAFF } from "../support/outbox";
import { killVaults, PHRASE } from "../support/vault";
import {
  answer,
  begin,
  code,
  COMPLETED,
  enrol,
  field,
  type Field,
  finish,
  freshField,
  picture,
  stateOf,
  value,
  VISIT,
  visitId,
  withContent,
} from "../support/world";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const PIN = "483915";
const WRONG = "fel fel fel fel fel";
const CONCERN = {
  visitId: VISIT,
  children: [],
  seen: "Barnet är ensamt hemma",
  thought: "",
  isImmediateDanger: false,
};

function lockOf(tablet: Tablet) {
  return tablet.snapshot().lock;
}

/** Time passes, and the tablet looks at it; ends when what comes of it has come. */
async function pass({ conditions, running }: Pick<Field, "conditions" | "running">, ms: number) {
  conditions.pass(ms);
  running.note("time");
  await settle();
}

/** What was set going has ended: the fake database and the vault take a few turns. */
async function settle(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 60));
}

function typed(draft: Draft, text: string): Draft {
  return withContent(draft, { answers: [answer("ENT-01", text)] });
}

function stores(): Stores {
  return new Stores({ journals: null, locks: new FakeLocks() });
}

async function tries(): Promise<number | undefined> {
  return (await findVault(stores().tablet, STAFF))?.wrongTries;
}

describe("a tablet that nobody touches", () => {
  it("warns twenty seconds before, and any input keeps it open", async () => {
    const made = await field();
    await pass(made, 4 * MINUTE + 45_000);
    const warned = lockOf(made.tablet);

    made.running.note("active");

    expect(warned).toMatchObject({ is: "open", locksInMs: 15_000 });
    expect(lockOf(made.tablet)).toMatchObject({ is: "open", locksInMs: null });
  });

  it("locks after five minutes, and shows nothing of what was written", async () => {
    const made = await field();
    await begin(made.tablet);
    value(await made.tablet.raiseConcern(CONCERN));

    await pass(made, 5 * MINUTE);

    const { concerns, lock, outbox, visits } = made.tablet.snapshot();
    expect(lock).toMatchObject({ is: "soft", pinTriesLeft: null, passphraseTriesLeft: 20 });
    expect([visits, concerns]).toEqual([[], []]);
    expect(outbox).toHaveLength(1);
    expect(JSON.stringify(made.tablet.snapshot())).not.toContain(CONCERN.seen);
  });

  it("locks after as many minutes as were set, also after a restart", async () => {
    const made = await field();
    await made.tablet.setLockMinutes(2);
    const other = await made.openTab();
    made.conditions.pass(2 * MINUTE);

    other.note("time");
    await settle();

    expect(made.tablet.snapshot().lockMinutes).toBe(2);
    expect(lockOf(other.tablet).is).toBe("soft");
  });

  it("locks when it was hidden for two minutes, before anything is seen again", async () => {
    const made = await field();
    made.running.note("hidden");
    made.conditions.pass(2 * MINUTE);

    made.running.note("shown");

    expect(lockOf(made.tablet).is).toBe("soft");
  });

  it("locks hard after half an hour, and starts anew", async () => {
    const made = await field();
    await pass(made, 5 * MINUTE);
    await pass(made, 25 * MINUTE);

    expect(lockOf(made.tablet)).toMatchObject({ is: "hard", pinTriesLeft: null });
    expect(made.conditions.startedAnew).toBe(1);
  });

  it("looks at the time by itself just when something happens", async () => {
    const made = await field();
    const waits = () => [...made.conditions.timers.values()].map(({ ms }) => ms);
    const before = waits();
    await pass(made, 4 * MINUTE + 40_000);

    expect(before).toContain(4 * MINUTE + 40_000);
    expect(waits()).toContain(20_000);
  });

  it("FM-21: a clock that is set to 1980 and back while one works locks nothing", async () => {
    const made = await field();
    made.conditions.at = new Date("1980-01-01T00:00:00Z");
    await pass(made, MINUTE);
    made.conditions.at = new Date("2036-01-01T00:00:00Z");

    await pass(made, MINUTE);

    expect(lockOf(made.tablet).is).toBe("open");
  });
});

describe("what was being written", () => {
  it("is saved before the screen is covered", async () => {
    const made = await field();
    const draft = await begin(made.tablet);
    const seen: string[] = [];
    made.tablet.onLocking(async () => {
      seen.push(lockOf(made.tablet).is);
      return (await made.tablet.saveDraft(typed(draft, "Mögel"))).ok;
    });

    await pass(made, 5 * MINUTE);
    value(await made.tablet.unlockWithPassphrase(PHRASE));

    const { content } = value(await made.tablet.openVisit(VISIT));
    expect(seen).toEqual(["open"]);
    expect(content.answers[0]?.text).toBe("Mögel");
  });

  it("holds the cover up for a second at most when saving does not end", async () => {
    const made = await field();
    made.tablet.onLocking(() => new Promise(() => undefined));
    await pass(made, 5 * MINUTE);
    const before = lockOf(made.tablet).is;

    for (const { call, ms } of [...made.conditions.timers.values()]) if (ms === 1000) call();
    await settle();

    expect([before, lockOf(made.tablet).is]).toEqual(["open", "soft"]);
  });

  it("can be saved behind the cover, and a photo on its way is kept there too", async () => {
    const made = await field();
    const draft = await begin(made.tablet);
    await pass(made, 5 * MINUTE);

    const saved = await made.tablet.saveDraft(typed(draft, "Sent"));
    const photo = await made.tablet.addPhoto(VISIT, picture("x"), { item: null, caption: "" });

    expect([saved.ok, photo.ok]).toEqual([true, true]);
  });

  it("is not thrown away by a hard lock while it cannot be saved: the tablet tries again", async () => {
    const made = await field();
    const draft = await begin(made.tablet);
    let isFull = true;
    made.tablet.onLocking(async () => !isFull && (await made.tablet.saveDraft(typed(draft, "Kvar"))).ok);
    value(await made.tablet.setPin(PIN));
    await pass(made, 30 * MINUTE);
    const whileFull = [lockOf(made.tablet), made.conditions.startedAnew];
    isFull = false;

    await pass(made, 5000);

    const { tablet } = await made.openTab();
    expect(whileFull).toEqual([
      { is: "soft", pinTriesLeft: null, passphraseTriesLeft: 20, hasDeviceKey: false },
      0,
    ]);
    expect([lockOf(made.tablet).is, made.conditions.startedAnew]).toEqual(["hard", 1]);
    expect(value(await tablet.openVisit(VISIT)).content.answers[0]?.text).toBe("Kvar");
  });

  it("keeps another from taking over while it cannot be saved", async () => {
    const made = await field();
    made.tablet.onLocking(async () => false);

    expect(code(await made.tablet.switchUser(null))).toBe("not_saved");
    expect(made.conditions.startedAnew).toBe(0);
  });

  it("a saver that is taken away is not asked", async () => {
    const made = await field();
    const stop = made.tablet.onLocking(async () => false);
    stop();

    expect(code(await made.tablet.switchUser(null))).toBeNull();
  });
});

describe("a locked tablet", () => {
  it.each(["soft", "hard"] as const)("locked %s answers so to all that reads or writes", async (how) => {
    const made = await field();
    const { tablet } = made;
    const draft = await begin(tablet);
    if (how === "soft") await tablet.cover();
    else await pass(made, 30 * MINUTE);

    const answers = [
      await tablet.pull(),
      await tablet.openVisit(VISIT),
      await tablet.correctVisit(VISIT, "x"),
      await tablet.finalise(VISIT, COMPLETED),
      await tablet.withdraw(VISIT, { consentIds: [], purposes: [] }),
      await tablet.raiseConcern(CONCERN),
      await tablet.logCall("x", { whom: "112", at: draft.content.started.device_at, reached: true, note: "" }),
      await tablet.photoBytes(VISIT, "x"),
      await tablet.checklist(null),
      await tablet.setPin(PIN),
      await tablet.changePassphrase(PHRASE, WRONG),
      await tablet.addDeviceKey(PHRASE),
      await tablet.removeDeviceKey(),
    ];

    expect(answers.map(code)).toEqual(answers.map(() => "locked"));
    expect(await tablet.consentTexts()).toEqual([]);
  });

  it("still sends what was closed, takes the receipts and proves contact", async () => {
    const made = await field();
    made.office.breaks = () => "cut_before";
    await finish(made.tablet, VISIT, 2);
    await made.tablet.sendNow();
    made.office.breaks = () => null;
    const restarted = await made.openLocked();

    value(await restarted.tablet.sendNow());

    expect(lockOf(restarted.tablet).is).toBe("hard");
    expect((await entries()).map(({ receipt }) => receipt?.state)).toEqual(["complete"]);
    expect(restarted.tablet.snapshot().contact.is).toBe("proven");
  });

  it("fetches nothing, and what is fetched comes when it is opened", async () => {
    const made = await field();
    const restarted = await made.openLocked();
    await restarted.trigger();
    const whileLocked = made.office.told.filter((told) => told === "GET /changes").length;

    value(await restarted.tablet.unlockWithPassphrase(PHRASE));
    await restarted.trigger();

    const told = made.office.told.filter((each) => each === "GET /changes").length;
    expect(whileLocked).toBe(0);
    expect(told).toBeGreaterThan(0);
  });
});

describe("a hard lock", () => {
  const ended = (made: Field): readonly string[] =>
    made.office.heard
      .filter(({ path }) => path === "/sign-off")
      .map(({ credentials, headers }) => `${headers.get("Authorization")} ${credentials}`);

  it("ends the session at the office at once when there is a line", async () => {
    const made = await field();
    made.office.endsSessions = true;
    await pass(made, 30 * MINUTE);

    expect(ended(made)).toEqual(["Bearer credential-1 same-origin"]);
    expect(made.office.signOffs).toEqual([0]);
    expect(made.office.isSignedIn).toBe(false);
  });

  it("ends it at the next contact when there was none, also after a restart, and once", async () => {
    const made = await field();
    made.office.breaks = () => "cut_before";
    await pass(made, 30 * MINUTE);
    made.running.stop();
    made.conditions.pass(2 * MINUTE);
    const { tablet } = await made.openLocked();
    const answers = ["cut_after", new Response("<html>"), null] as const;
    for (const answer of answers) {
      made.office.breaks = ({ path }) => (path === "/sign-off" ? answer : null);
      await tablet.sendNow();
    }

    await tablet.sendNow();

    expect(made.office.signOffs).toEqual([2 * MINUTE, 2 * MINUTE]);
  });

  it("by a clock that was set back is told as just now", async () => {
    const made = await field();
    made.office.breaks = () => "cut_before";
    await pass(made, 30 * MINUTE);
    made.conditions.at = new Date("1980-01-01T00:00:00Z");
    made.office.breaks = () => null;

    await made.tablet.sendNow();

    expect(made.office.signOffs).toEqual([0]);
  });

  it("ends whose session it was, each with their own tablet's word", async () => {
    const made = await field();
    made.office.breaks = ({ path }) => (path === "/enrolments" ? null : "cut_before");
    value(await made.tablet.switchUser(null));
    await enrol(made.tablet, "KOD-2");
    value(await made.tablet.switchUser(null));
    await made.running.trigger();
    made.office.heard.length = 0;
    made.office.breaks = () => null;

    await made.tablet.sendNow();
    await made.tablet.sendNow();

    expect(ended(made)).toEqual([
      "Bearer credential-1 same-origin",
      "Bearer credential-2 same-origin",
    ]);
  });

  it("that comes while the one before is told stays to be told", async () => {
    const { tablet } = stores();
    const before = { deviceId: "a", lockedAt: "2026-03-12T09:00:00Z" };
    const later = { deviceId: "a", lockedAt: "2026-03-12T09:05:00Z" };
    await noteSignOff(tablet, before);
    await noteSignOff(tablet, later);

    await dropSignOff(tablet, before);

    expect(await findSignOff(tablet, "a")).toEqual(later);
    await dropSignOff(tablet, later);
    expect(await findSignOff(tablet, "a")).toBeNull();
  });

  it("locks all the same when that cannot be kept", async () => {
    const made = await field();
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
    await pass(made, 30 * MINUTE);
    IDBObjectStore.prototype.put = put;

    expect(lockOf(made.tablet).is).toBe("hard");
  });
});

/** A month is lived through in it, on a busy machine too. */
const MONTH_TAKES_MS = 240_000;

describe("FM-19: opening without a line", () => {
  it("FM-19: thirty days and twenty restarts offline: it opens, visits are made, and all is delivered before anyone signs in", async () => {
    const made = await field(20);
    made.office.breaks = () => "cut_before";
    for (let number = 1; number <= 20; number += 1) {
      made.conditions.pass(1.5 * DAY);
      const { stop, tablet } = await made.openLocked();
      value(await tablet.unlockWithPassphrase(PHRASE));
      await finish(tablet, visitId(number));
      await tablet.sendNow();
      stop();
    }
    made.office.breaks = () => null;
    made.office.isSignedIn = false;

    const last = await made.openLocked();
    value(await last.tablet.sendNow());

    expect(made.office.revisions.size).toBe(20);
    expect((await entries()).every(({ receipt }) => receipt?.state === "complete")).toBe(true);
  }, MONTH_TAKES_MS);

  it("FM-19: a session that has ended keeps no one from opening or writing", async () => {
    const made = await field();
    made.office.isSignedIn = false;
    const { tablet } = await made.openTab();

    await finish(tablet);
    value(await tablet.sendNow());

    expect(stateOf(tablet)?.is).toBe("received");
  });
});

describe("a passphrase", () => {
  it("that is wrong opens nothing and is counted, also over restarts; the right one forgets them", async () => {
    const made = await field();
    const first = await made.openLocked();
    const wrong = code(await first.tablet.unlockWithPassphrase(WRONG));
    const second = await made.openLocked();
    await second.tablet.unlockWithPassphrase(WRONG);
    const counted = [await tries(), lockOf(second.tablet)];

    value(await second.tablet.unlockWithPassphrase(PHRASE));

    expect(wrong).toBe("passphrase_wrong");
    expect(counted).toMatchObject([2, { is: "hard", passphraseTriesLeft: 18 }]);
    expect(await tries()).toBe(0);
  });

  it("makes no difference between letter sizes and spaces", async () => {
    const made = await field();
    const { tablet } = await made.openLocked();

    expect(code(await tablet.unlockWithPassphrase(`  ${PHRASE.toUpperCase()} `))).toBeNull();
  });

  it("is counted before it is tried: a page killed in between has tried", async () => {
    const made = await field();
    const { tablet } = await made.openLocked();

    const trying = tablet.unlockWithPassphrase(WRONG);
    await vi.waitFor(async () => expect(await tries()).toBe(1));
    await trying;

    expect(await tries()).toBe(1);
  });

  it("that was wrong twenty times opens no more; what is unsent is kept and leaves", async () => {
    const made = await field(2);
    made.office.breaks = () => "cut_before";
    await finish(made.tablet);
    const { tablet } = await made.openLocked();
    for (let count = 1; count < 20; count += 1) await tablet.unlockWithPassphrase(WRONG);
    const last = lockOf(tablet);

    const spent = code(await tablet.unlockWithPassphrase(WRONG));
    const right = code(await tablet.unlockWithPassphrase(PHRASE));

    made.office.breaks = () => null;
    value(await tablet.sendNow());
    const plans = await stores().of(STAFF).run((database) => database.count("plans"));
    expect(last).toMatchObject({ passphraseTriesLeft: 1 });
    expect([spent, right]).toEqual(["passphrase_spent", "passphrase_spent"]);
    expect(lockOf(tablet)).toMatchObject({ is: "hard", passphraseTriesLeft: null });
    expect(plans).toBe(0);
    expect((await entries()).map(({ receipt }) => receipt?.state)).toEqual(["complete"]);
  }, 120_000);

  it("is changed by who knows the one before, and a wrong one before counts as a try", async () => {
    const made = await field();
    const other = "ny mening som bara jag kan";
    const wrong = code(await made.tablet.changePassphrase(WRONG, other));
    const weak = code(await made.tablet.changePassphrase(PHRASE, "kort"));
    const counted = await tries();

    value(await made.tablet.changePassphrase(PHRASE, other));

    const { tablet } = await made.openLocked();
    expect([wrong, weak, counted]).toEqual(["passphrase_wrong", "passphrase_weak", 1]);
    expect(code(await tablet.unlockWithPassphrase(PHRASE))).toBe("passphrase_wrong");
    expect(code(await tablet.unlockWithPassphrase(other))).toBeNull();
  });

  it.each([
    ["kort", "too_short"],
    ["sommar sommar 2026", "too_common"],
    [PHRASE, null],
  ])("%s is judged %s before it is chosen", async (phrase, fault) => {
    const { tablet } = await freshField();

    expect(await tablet.judgePassphrase(phrase)).toBe(fault);
  });

  it("two at once are two tries", async () => {
    const made = await field();
    const { tablet } = await made.openLocked();

    await Promise.all([tablet.unlockWithPassphrase(WRONG), tablet.unlockWithPassphrase(WRONG)]);

    expect(await tries()).toBe(2);
  });
});

describe("a PIN", () => {
  async function withPin(): Promise<Field> {
    const made = await field();
    value(await made.tablet.setPin(PIN));
    await made.tablet.cover();
    return made;
  }

  it("opens the cover, and the tablet is as it was", async () => {
    const { tablet } = await withPin();
    const covered = lockOf(tablet);

    value(await tablet.unlockWithPin(PIN));

    expect(covered).toMatchObject({ is: "soft", pinTriesLeft: 5 });
    expect(lockOf(tablet)).toMatchObject({ is: "open", hasPin: true });
    expect(tablet.snapshot().visits).toHaveLength(1);
  });

  it("is none any more once the passphrase has opened the cover, as when it was forgotten", async () => {
    const { tablet } = await withPin();
    value(await tablet.unlockWithPassphrase(PHRASE));
    const open = lockOf(tablet);

    await tablet.cover();

    expect(open).toMatchObject({ is: "open", hasPin: false });
    expect(lockOf(tablet)).toMatchObject({ is: "soft", pinTriesLeft: null });
    expect(code(await tablet.unlockWithPassphrase(PHRASE))).toBeNull();
  });

  it("that is wrong leaves one try less; after five the passphrase is needed", async () => {
    const { conditions, openLocked, tablet } = await withPin();
    const left = [];
    for (let count = 1; count <= 5; count += 1) {
      await tablet.unlockWithPin("000000");
      const lock = lockOf(tablet);
      left.push(lock.is === "soft" ? lock.pinTriesLeft : lock.is);
    }

    expect(left).toEqual([4, 3, 2, 1, "hard"]);
    expect(conditions.startedAnew).toBe(1);
    expect(code(await tablet.unlockWithPin(PIN))).toBe("locked");
    expect(code(await (await openLocked()).tablet.unlockWithPassphrase(PHRASE))).toBeNull();
  });

  it("used up asks for the passphrase only when the page that asks is the one that stays", async () => {
    const { conditions, running, tablet } = await withPin();
    for (let count = 1; count <= 4; count += 1) await tablet.unlockWithPin("000000");
    const asked = new Set<string>();
    tablet.subscribe(({ lock }) => {
      const wants = lock.is === "soft" && lock.pinTriesLeft !== null ? "PIN" : "passphrase";
      asked.add(`${lock.is}: ${wants}`);
    });

    const fifth = tablet.unlockWithPin("000000");
    while (conditions.startedAnew === 0) await running.refresh();
    await fifth;

    expect(asked).toEqual(new Set(["soft: PIN", "hard: passphrase"]));
  });

  it("after five wrong ones what is unsaved waits behind the lock for the passphrase", async () => {
    const made = await withPin();
    const kept: string[] = [];
    let isFull = true;
    made.tablet.onLocking(async () => {
      if (isFull) return false;
      kept.push("saved");
      return true;
    });
    value(await made.tablet.unlockWithPin(PIN));
    await made.tablet.cover();
    for (let count = 1; count <= 5; count += 1) await made.tablet.unlockWithPin("000000");
    const spent = [lockOf(made.tablet).is, made.conditions.startedAnew];
    isFull = false;

    value(await made.tablet.unlockWithPassphrase(PHRASE));
    await settle();

    expect(spent).toEqual(["hard", 0]);
    expect(kept).toContain("saved");
  });

  it.each(["1234", "12345", "123456", "111111", "abcdef"])("%s is not fit for one", async (pin) => {
    const { tablet } = await field();

    expect(code(await tablet.setPin(pin))).toBe("pin_unfit");
    expect(lockOf(tablet)).toMatchObject({ hasPin: false });
  });

  it("can be taken away, and is none after a restart", async () => {
    const made = await field();
    value(await made.tablet.setPin(PIN));
    const { tablet } = await made.openLocked();
    value(await made.tablet.setPin(null));

    expect(lockOf(tablet)).toMatchObject({ is: "hard", pinTriesLeft: null });
    expect(lockOf(made.tablet)).toMatchObject({ hasPin: false });
    expect(code(await tablet.unlockWithPin(PIN))).toBe("locked");
  });
});

describe("opening", () => {
  it("shows all there is at once: no screen is empty in between", async () => {
    const made = await field();
    value(await made.tablet.raiseConcern(CONCERN));
    await made.tablet.cover();
    const seen: string[] = [];
    made.tablet.subscribe(({ concerns, lock, visits }) => {
      if (lock.is === "open") seen.push(`${visits.length} ${concerns.length}`);
    });

    await Promise.all([
      made.running.refresh(),
      made.tablet.unlockWithPassphrase(PHRASE),
      made.running.refresh(),
    ]);

    expect(new Set(seen)).toEqual(new Set(["1 1"]));
  });
});

describe("a page that lost its vault's worker", () => {
  it("keeps what is on the screen, asks for the passphrase, and saves then", async () => {
    const made = await field();
    const draft = await begin(made.tablet);
    made.tablet.onLocking(async () => (await made.tablet.saveDraft(typed(draft, "Efter"))).ok);
    killVaults();
    await settle();
    const lost = [lockOf(made.tablet).is, made.conditions.startedAnew];

    value(await made.tablet.unlockWithPassphrase(PHRASE));
    await settle();

    const saved = value(await made.tablet.openVisit(VISIT)).content.answers[0]?.text;
    expect(lost).toEqual(["hard", 0]);
    expect(saved).toBe("Efter");
  });
});

describe("a vault that nothing on this tablet opens", () => {
  it("says so, and is opened by no passphrase", async () => {
    const made = await field();
    const { tablet: own } = stores();
    const vault = await findVault(own, STAFF);
    if (vault === null) throw new Error("No vault");
    await keepVault(own, withoutLocalWays(vault));
    const { tablet } = await made.openLocked();

    expect(lockOf(tablet)).toEqual({
      is: "hard",
      pinTriesLeft: null,
      passphraseTriesLeft: null,
      hasDeviceKey: false,
    });
    expect(code(await tablet.unlockWithPassphrase(PHRASE))).toBe("passphrase_spent");
    expect(code(await tablet.unlockWithDevice())).toBe("device_key_refused");
  });
});

describe("before anyone is bound", () => {
  it("there is nothing to open, and nothing locks", async () => {
    const made = await freshField();
    const running: RunningTablet = made.running;
    running.note("lock");
    await made.tablet.cover();

    expect(lockOf(made.tablet)).toEqual({ is: "none" });
    expect(code(await made.tablet.unlockWithPassphrase(PHRASE))).toBe("not_enrolled");
  });
});
