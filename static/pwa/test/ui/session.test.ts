import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { done, refused } from "../../src/domain/result";
import type { Draft, Result, Tablet } from "../../src/domain/tablet";
import { VisitSession } from "../../src/ui/session";
import { draftOf } from "./records";

const LATER = "2026-03-12T10:43:00.000+01:00";

/** A tablet that keeps what it is given, or does not. */
function keeper(answer: (draft: Draft) => Result<Draft>) {
  const kept: Draft[] = [];
  const saveDraft = async (draft: Draft): Promise<Result<Draft>> => {
    const result = answer(draft);
    if (result.ok) kept.push(draft);
    return result;
  };
  // Only what a session asks of a tablet is there.
  return { kept, tablet: { saveDraft } as unknown as Tablet };
}

const keeps = (draft: Draft): Result<Draft> => done({ ...draft, savedAt: LATER });

function write(session: VisitSession, interpreter: string): void {
  session.edit((content) => ({ ...content, interpreter }));
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe("a visit being written", () => {
  it("is saved within a second of the last key, once", async () => {
    const { kept, tablet } = keeper(keeps);
    const session = new VisitSession(tablet, draftOf());
    for (const text of ["T", "To", "Tol", "Tolk"]) write(session, text);

    await vi.advanceTimersByTimeAsync(1000);

    expect(kept.map(({ content }) => content.interpreter)).toEqual(["Tolk"]);
    expect(session.saving.value).toEqual({ is: "saved", at: LATER });
  });

  it("is saved while one goes on typing, and never stops", async () => {
    const { kept, tablet } = keeper(keeps);
    const session = new VisitSession(tablet, draftOf());
    for (let keys = 1; keys <= 40; keys += 1) {
      write(session, "x".repeat(keys));
      await vi.advanceTimersByTimeAsync(100);
    }

    expect(kept.map(({ content }) => content.interpreter.length)).toEqual([10, 20, 30, 40]);
  });

  it("is not said to be saved before the tablet has answered", () => {
    const session = new VisitSession(keeper(keeps).tablet, draftOf());

    write(session, "Tolk");

    expect(session.saving.value).toEqual({ is: "unsaved" });
  });

  it("says why it could not be saved, keeps what was typed, and tries again", async () => {
    let isFull = true;
    const { kept, tablet } = keeper((draft) => (isFull ? refused("storage_full") : keeps(draft)));
    const session = new VisitSession(tablet, draftOf());
    write(session, "Tolk");
    await vi.advanceTimersByTimeAsync(1000);
    const failed = session.saving.value;
    isFull = false;

    await vi.advanceTimersByTimeAsync(6000);

    expect(failed).toEqual({ is: "failed", code: "storage_full" });
    expect(kept.map(({ content }) => content.interpreter)).toEqual(["Tolk"]);
    expect(session.saving.value).toEqual({ is: "saved", at: LATER });
  });

  it("goes on saying that it is not saved while one goes on typing", async () => {
    const { tablet } = keeper(() => refused("not_saved"));
    const session = new VisitSession(tablet, draftOf());
    write(session, "To");
    await vi.advanceTimersByTimeAsync(1000);

    write(session, "Tolk");

    expect(session.saving.value.is).toBe("failed");
  });

  it("is saved at once when it is left, and only then safe to leave", async () => {
    const { kept, tablet } = keeper(keeps);
    const session = new VisitSession(tablet, draftOf());
    write(session, "Tolk");

    const isSafe = await session.flush();

    expect([isSafe, kept.length]).toEqual([true, 1]);
  });

  it("takes nothing in once consent is taken back", async () => {
    const { kept, tablet } = keeper(keeps);
    const session = new VisitSession(tablet, draftOf());
    session.isClosed.value = true;
    write(session, "Tolk");

    await vi.advanceTimersByTimeAsync(1000);

    expect([session.draft.value.content.interpreter, kept.length]).toEqual(["", 0]);
  });

  it("takes nothing in beside another tab that writes", () => {
    const session = new VisitSession(keeper(keeps).tablet, { ...draftOf(), isReadOnly: true });

    write(session, "Tolk");

    expect(session.draft.value.content.interpreter).toBe("");
  });

  it("remembers where in it the worker is", async () => {
    const { kept, tablet } = keeper(keeps);
    const session = new VisitSession(tablet, draftOf());
    session.moveTo("zone/kitchen", "KIT-01");

    await vi.advanceTimersByTimeAsync(1000);

    expect(kept[0]?.place).toEqual({ step: "zone/kitchen", item: "KIT-01", awaitsPhotoFor: null });
  });
});

const TAPPED = { device_at: LATER, server_offset_ms: 0 };
const WORRY = { children: [], seen: "Sover på golvet", thought: "", isImmediateDanger: null };

describe("a visit that is stopped", () => {
  it("is stopped at once, with what was written before saved and nothing after", async () => {
    const { kept, tablet } = keeper(keeps);
    const session = new VisitSession(tablet, draftOf());
    write(session, "Tolk");
    const stopping = session.stop(TAPPED);
    write(session, "Efteråt");
    await stopping;

    expect(kept.map(({ content, unfinished }) => [content.interpreter, unfinished.stopped])).toEqual([
      ["Tolk", TAPPED],
    ]);
    expect(session.draft.value.content.interpreter).toBe("Tolk");
  });

  it("counts from the first tap, however often it is tapped", async () => {
    const session = new VisitSession(keeper(keeps).tablet, draftOf());
    await session.stop(TAPPED);
    await session.stop({ ...TAPPED, device_at: "2026-03-12T11:00:00.000+01:00" });

    expect(session.draft.value.unfinished.stopped).toEqual(TAPPED);
  });

  it("is still stopped when it is opened after a kill", () => {
    const draft = draftOf();
    const stopped = { ...draft, unfinished: { ...draft.unfinished, stopped: TAPPED } };
    const session = new VisitSession(keeper(keeps).tablet, stopped);
    write(session, "Tolk");

    expect(session.draft.value.content.interpreter).toBe("");
  });

  it("goes on where it was after a slip of the finger, with every consent as it stood", async () => {
    const { kept, tablet } = keeper(keeps);
    const session = new VisitSession(tablet, draftOf());
    const before = session.draft.value.content;
    await session.stop(TAPPED);
    await session.goOn();
    write(session, "Tolk");

    expect(kept.at(-1)?.unfinished.stopped).toBeNull();
    expect(session.draft.value.content).toEqual({ ...before, interpreter: "Tolk" });
  });

  it("still takes down a worry for a child", async () => {
    const { kept, tablet } = keeper(keeps);
    const session = new VisitSession(tablet, draftOf());
    await session.stop(TAPPED);
    session.worry(WORRY);
    await vi.advanceTimersByTimeAsync(1000);

    expect(kept.at(-1)?.unfinished).toMatchObject({ concern: WORRY, stopped: TAPPED });
  });

  it("takes down a worry for a child also once consent is taken back", async () => {
    const { kept, tablet } = keeper(keeps);
    const session = new VisitSession(tablet, draftOf());
    session.isClosed.value = true;
    session.worry(WORRY);
    await vi.advanceTimersByTimeAsync(1000);

    expect(kept.at(-1)?.unfinished.concern).toEqual(WORRY);
  });
});
