/** Enrolling, proof of contact, and when runs happen. */

import { readFileSync } from "node:fs";
import { describe, expect, it, vi } from "vitest";
import { waitMs } from "../../src/sync/backoff";
import { patienceFor } from "../../src/sync/line";
import { Schedule } from "../../src/sync/schedule";
import { proofOf } from "../../src/sync/heartbeat";
import type { Heartbeat } from "../../src/domain/contract";
import { json, refusal } from "../support/office";
import {
  change,
  code,
  Conditions,
  DIRECTORY,
  field,
  finish,
  enrol,
  freshField,
  must,
  value,
  VISIT,
} from "../support/world";

const VECTORS = new URL("../../../../tests/vectors/heartbeat.json", import.meta.url);
const { proofs } = JSON.parse(readFileSync(VECTORS, "utf8")) as {
  readonly proofs: readonly { credential: string; nonce: string; proof: string }[];
};

describe("the proof of contact", () => {
  it.each(proofs)("is the same on both sides for $credential", async ({ credential, nonce, proof }) => {
    expect(await proofOf(credential, nonce)).toBe(proof);
  });

  it("a heartbeat says how the tablet is, and nothing of people", async () => {
    const { conditions, office, tablet } = await field();
    office.changes.push(change("directory", "directory", { ...DIRECTORY, is_demo: false }));
    value(await tablet.pull());
    office.breaks = ({ path }) => (path.startsWith("/visits") ? "cut_before" : null);
    await finish(tablet);
    await tablet.sendNow();
    office.heard.length = 0;
    conditions.freeBytes = null;
    conditions.storage = { used: 1_000_000.4, quota: 4_000_000_000 };

    await tablet.sendNow();

    const body = new TextDecoder().decode(must(office.heard[0]).body);
    const { nonce, ...said } = JSON.parse(body) as Heartbeat;
    expect(nonce).toMatch(/^[0-9a-f]{32}$/);
    expect(said).toEqual({
      app_version: "0.1.0",
      carried_out: [],
      device_at: "2026-03-12T09:00:00.000Z",
      is_storage_persistent: true,
      last_seq: 1,
      locked: false,
      lost: 0,
      oldest_unsent_at: "2026-03-12T09:00:00.000Z",
      practice: false,
      repaired: 0,
      storage_free_bytes: null,
      storage_quota_bytes: 4_000_000_000,
      storage_used_bytes: 1_000_000,
      unsent: 1,
      unsent_concerns: 0,
      waiting: [{ seq: 1, visit_id: VISIT }],
    });
  });

  it("of a demo's tablet says that what it writes is practice", async () => {
    const { office, tablet } = await field();

    await tablet.sendNow();

    const said = JSON.parse(new TextDecoder().decode(must(office.heard[0]).body)) as Heartbeat;
    expect(said.practice).toBe(true);
  });

  it("FM-21: the clocks' difference is learnt, and written on what is closed after", async () => {
    const { conditions, office, tablet } = await field();
    office.serverAt = () => new Date(conditions.at.getTime() + 90_000);

    value(await tablet.pull());

    expect(tablet.moment().server_offset_ms).toBe(90_000);
    expect(tablet.snapshot().contact).toMatchObject({ is: "proven", serverOffsetMs: 90_000 });
  });

  it("the last proof is remembered by the next start, which proves anew", async () => {
    const { openTab } = await field();

    const { tablet } = await openTab();

    expect(tablet.snapshot().contact).toEqual({
      is: "unknown",
      provenAt: "2026-03-12T09:00:00.000Z",
      serverOffsetMs: 0,
    });
  });

  it("plattan säger 1, kontoret har 1: told anew after a delivery", async () => {
    const { tablet } = await field();
    await finish(tablet);

    await tablet.sendNow();

    expect(tablet.snapshot().sequence).toEqual({ said: 1, held: 1 });
  });

  it("a revoked tablet still delivers, and says that it is revoked", async () => {
    const { office, tablet } = await field();
    office.isRevoked = true;
    await finish(tablet);

    await tablet.sendNow();

    expect(tablet.snapshot().isRevoked).toBe(true);
    expect(office.revisions.size).toBe(1);
  });
});

describe("enrolling", () => {
  it("binds the tablet to who is signed in", async () => {
    const { tablet } = await freshField();

    await enrol(tablet, "KOD-1");

    expect(tablet.snapshot().enrolment?.staffName).toBe("Handläggare 1");
    expect(tablet.snapshot().session).toBe("signed_in");
  });

  it.each([
    ["a wrong code", refusal(422, "enrolment_code_wrong"), "enrolment_code_wrong"],
    ["no session", refusal(401, "session_ended"), "session_ended"],
    ["another no", refusal(403, "not_allowed"), "refused"],
    ["a login page", new Response("<html>"), "no_contact"],
    ["half an answer", json(201, { device_id: "x" }), "no_contact"],
  ])("%s binds nothing", async (_, answer, expected) => {
    const { office, tablet } = await freshField();
    office.breaks = () => answer;

    const enrolled = await tablet.enrol("KOD-1", "Platta 1");

    expect(code(enrolled)).toBe(expected);
    expect(tablet.snapshot().enrolment).toBeNull();
  });

  it("without a line it binds nothing", async () => {
    const { office, tablet } = await freshField();
    office.breaks = () => "cut_before";

    expect(code(await tablet.enrol("KOD-1", "Platta 1"))).toBe("no_contact");
  });

  it("before that nothing can be done", async () => {
    const { tablet } = await freshField();

    expect(code(await tablet.pull())).toBe("not_enrolled");
    expect(code(await tablet.openVisit("x"))).toBe("not_enrolled");
    expect(code(await tablet.sendNow())).toBe("no_contact");
    expect(await tablet.consentTexts()).toEqual([]);
  });
});

describe("when runs happen", () => {
  it("waits grow to five minutes, with jitter", () => {
    const waits = [0, 1, 2, 7, 8, 500].map((failures) => waitMs(failures, 0.999_999));

    expect(waits).toEqual([2000, 4000, 8000, 256_000, 300_000, 300_000]);
    expect(waitMs(0, 0)).toBe(1000);
  });

  it("an answer is waited for as long as its body needs on a poor line", () => {
    expect(patienceFor(0)).toBe(30_000);
    expect(patienceFor(300 * 1024)).toBeGreaterThan(46_000 + 30_000);
  });

  it("after a failed run the next comes by itself, later and later, until a trigger", async () => {
    const { conditions, office, tablet } = await field();
    const waits = () => conditions.runs.map((timer) => timer.ms);
    office.breaks = () => "cut_before";
    await finish(tablet);
    await tablet.sendNow();
    const first = waits();
    const timer = must(conditions.runs[0]);
    timer.call();
    await vi.waitFor(() => expect(waits()).toEqual([3000]));
    await tablet.sendNow();

    expect(first).toEqual([1500]);
    expect(waits()).toEqual([1500]);
  });

  it("a run that breaks is tried again", async () => {
    const waits: number[] = [];
    const schedule = new Schedule(() => Promise.reject(new Error("broken")), {
      random: () => 0.5,
      setTimer: (_, ms) => waits.push(ms),
      clearTimer: () => undefined,
    });

    await schedule.trigger();

    expect(waits).toEqual([1500]);
  });

  it("when all is delivered it only keeps proving contact", async () => {
    const { conditions, tablet } = await field();

    await tablet.sendNow();

    expect(conditions.runs.map((timer) => timer.ms)).toEqual([300_000]);
  });

  it("while a worry has been read by no one it is asked about twice a minute", async () => {
    const { conditions, office, tablet } = await field();
    const seen = { children: [], seen: "Öppet fönster", thought: "", isImmediateDanger: false };
    const { concernId } = value(await tablet.raiseConcern({ visitId: VISIT, ...seen }));
    await tablet.sendNow();
    const waits = conditions.runs.map((timer) => timer.ms);
    office.changes.push(
      change("concern_acknowledged", concernId, {
        concern_id: concernId,
        visit_id: VISIT,
        acknowledged_by: "Jourhandläggare Påhittad",
        acknowledged_at: "2026-03-12T10:51:00Z",
      }),
    );

    await tablet.sendNow();

    expect(waits).toEqual([30_000]);
    expect(tablet.snapshot().concerns[0]?.state).toBe("acknowledged");
  });

  it("a run looks at the office when it has not for five minutes, or never since the start", async () => {
    const { conditions, office, openTab, tablet } = await field();
    const asked = () => office.told.filter((call) => call === "GET /changes").length;
    await tablet.sendNow();
    const soon = asked();
    conditions.pass(300_000);
    await tablet.sendNow();
    const later = asked();
    await (await openTab()).tablet.sendNow();

    expect([soon, later, asked()]).toEqual([0, 1, 2]);
  });

  it("it does not ask again for what an ended session may not have", async () => {
    const { conditions, office, tablet } = await field();
    office.isSignedIn = false;
    await tablet.pull();
    office.heard.length = 0;
    conditions.pass(300_000);

    await tablet.sendNow();

    expect(office.told).toEqual([]);
  });

  it("a call as a run ends is heard", async () => {
    let runs = 0;
    const heard: Promise<void>[] = [];
    const schedule: Schedule = new Schedule(
      async () => {
        runs += 1;
        return "settled";
      },
      {
        random: () => 0,
        setTimer: () => {
          if (runs === 1) queueMicrotask(() => heard.push(schedule.trigger()));
          return runs;
        },
        clearTimer: () => undefined,
      },
    );

    await schedule.trigger();
    await Promise.all(heard);

    expect(runs).toBe(2);
  });

  it("a call during a run makes it run once more, and stopping ends it all", async () => {
    const conditions = new Conditions();
    let runs = 0;
    const schedule = new Schedule(
      async () => {
        runs += 1;
        return "settled";
      },
      {
        random: () => 0,
        setTimer: (call, ms) => {
          conditions.timers.set(1, { call, ms });
          return 1;
        },
        clearTimer: (timer) => conditions.timers.delete(timer),
      },
    );

    await Promise.all([schedule.trigger(), schedule.trigger(), schedule.trigger()]);
    schedule.stop();

    expect(runs).toBe(2);
    expect(conditions.timers.size).toBe(0);
  });
});
