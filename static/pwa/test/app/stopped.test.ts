/** A visit that was stopped by a tap, and what comes of it. */

import { describe, expect, it } from "vitest";
import type { Draft } from "../../src/domain/tablet";
import {
  answer,
  begin,
  code,
  COMPLETED,
  field,
  picture,
  value,
  VISIT,
  withContent,
} from "../support/world";

const TAPPED = { device_at: "2026-03-12T10:05:00.000+01:00", server_offset_ms: 0 };

function stopped(draft: Draft): Draft {
  const written = withContent(draft, { answers: [answer("ENT-01", "Mögel")] });
  return { ...written, unfinished: { ...draft.unfinished, stopped: TAPPED } };
}

describe("a stopped visit", () => {
  it("is opened stopped after a kill, with every consent as it stood", async () => {
    const { openTab, running, tablet } = await field();
    const draft = value(await tablet.saveDraft(stopped(await begin(tablet))));
    running.stop();
    await tablet.closeVisit();

    const again = value(await (await openTab()).tablet.openVisit(VISIT));

    expect(again.unfinished.stopped).toEqual(TAPPED);
    expect(again.content.consents).toEqual(draft.content.consents);
  });

  it("is taken back since the tap, not since it was asked about", async () => {
    const { conditions, tablet } = await field();
    const draft = value(await tablet.saveDraft(stopped(await begin(tablet))));
    const consentIds = draft.content.consents.map(({ id }) => id);
    conditions.pass(15 * 60_000);

    const back = value(
      await tablet.withdraw(VISIT, { consentIds, purposes: ["visit"], at: TAPPED }),
    );

    expect(back.content.consents[0]?.withdrawn).toEqual(TAPPED);
    expect(back.unfinished.stopped).toBeNull();
    expect(back.content.answers).toHaveLength(1);
  });

  it("that nobody took back goes on and is finished like any other", async () => {
    const { tablet } = await field();
    const draft = value(await tablet.saveDraft(stopped(await begin(tablet))));
    const going = { ...draft, unfinished: { ...draft.unfinished, stopped: null } };
    value(await tablet.saveDraft(withContent(going, { answers: [answer("ENT-01", "Mer mögel")] })));

    expect(code(await tablet.finalise(VISIT, COMPLETED))).toBeNull();
  });

  it("keeps no picture that was still being made small when it was stopped", async () => {
    const { tablet } = await field();
    const draft = value(await tablet.saveDraft(await begin(tablet)));

    const adding = tablet.addPhoto(VISIT, picture("x"), { item: "ENT-01", caption: "" });
    const saving = tablet.saveDraft(stopped(draft));

    expect(code(await adding)).toBe("consent_missing");
    expect(value(await saving).unplacedPhotos).toEqual([]);
  });
});
