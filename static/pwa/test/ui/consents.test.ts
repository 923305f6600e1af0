import { describe, expect, it } from "vitest";
import { scopeOf } from "../../src/domain/consent";
import type { ConsentText } from "../../src/domain/tablet";
import type { UnfinishedConsent } from "../../src/domain/unfinished";
import {
  askedIn,
  beginConsent,
  declined,
  gateOf,
  granted,
  isZoneOpen,
  lackingIn,
  nextAdult,
  standingIn,
  textFor,
  withConsent,
} from "../../src/ui/views/consents";
import { AT, planOf, yes } from "./records";

const GIVEN = { device_at: AT, server_offset_ms: 0 };

function textIn(language: string): ConsentText {
  return {
    id: "samtycke-hembesok",
    version: "1.0.0",
    language,
    name: language,
    sha256: "a".repeat(64),
    status: "machine_translated",
    direction: "ltr",
    title: "",
    sections: [],
    purposes: { visit: "", rooms: "", photos: "", tell_landlord: "", tell_municipality: "" },
    on_tablet: null,
  };
}

const ANSWERED: UnfinishedConsent = {
  ...beginConsent("0198f0a0-0000-7000-8000-000000000009", "Vuxen 1", "sv"),
  capacity: "tenant",
  answers: {
    visit: true,
    rooms: true,
    photos: false,
    tell_landlord: false,
    tell_municipality: false,
  },
  form: "oral_witnessed",
  witness: "Kollegan",
};

describe("an answer on its way", () => {
  it("has nothing answered beforehand", () => {
    expect(lackingIn(beginConsent("id", "Vuxen 1", "sv"))).toEqual([
      "capacity",
      "visit",
      "purposes",
      "signature",
    ]);
  });

  it.each([
    ["a yes to no room", { rooms: [] }, ["rooms"]],
    ["no witness", { witness: "  " }, ["witness"]],
    ["a signature without ink", { form: "signature" }, ["signature"]],
    ["a no to the visit", { answers: { ...ANSWERED.answers, visit: false } }, ["visit"]],
    ["nothing", {}, []],
  ] as const)("with %s lacks what it says", (_, part, lacks) => {
    expect(lackingIn({ ...ANSWERED, ...part })).toEqual(lacks);
  });

  it("keeps only what was said yes to, and the words that were shown", () => {
    const consent = granted(ANSWERED, textIn("sv"), GIVEN);

    expect(consent).toMatchObject({
      decision: "granted",
      purposes: ["visit", "rooms"],
      form: "oral_witnessed",
      text: { language: "sv", sha256: "a".repeat(64), status: "machine_translated" },
    });
  });

  it("keeps a no without purposes, signature or reason", () => {
    const consent = declined({ ...ANSWERED, form: "signature" }, textIn("sv"), GIVEN);

    expect(consent).toMatchObject({ decision: "declined", purposes: [], form: null, witness: "" });
  });
});

describe("the door behind the consents", () => {
  it.each([
    ["no one was asked", [], "asking"],
    ["a yes", [yes()], "open"],
    ["a no", [yes({ decision: "declined", purposes: [] })], "declined"],
    [
      "a yes that was taken back",
      [yes({ decision: "withdrawn", withdrawn: GIVEN, withdrawn_purposes: ["visit"] })],
      "withdrawn",
    ],
    [
      "a yes and a no of two who share the rooms",
      [yes(), yes({ adult: "Vuxen 2", decision: "declined", purposes: [] })],
      "declined",
    ],
  ] as const)("with %s is %s", (_, consents, gate) => {
    expect(gateOf(consents)).toBe(gate);
  });

  it.each([
    ["kitchen", true],
    ["bathroom", false],
    ["talk", true],
    ["whole", false],
  ])("with a yes to the kitchen alone opens %s: %s", (zone, isOpen) => {
    expect(isZoneOpen(scopeOf([yes({ rooms: ["kitchen"] })]), zone)).toBe(isOpen);
  });

  it("without a yes to photos takes none", () => {
    expect(scopeOf([yes({ purposes: ["visit", "rooms"] })]).photos).toBe(false);
  });
});

describe("the adults of a home", () => {
  it("are numbered from the lowest that is free", () => {
    expect([nextAdult([]), nextAdult([yes(), yes({ adult: "Vuxen 3" })])]).toEqual([
      "Vuxen 1",
      "Vuxen 2",
    ]);
  });

  it("have one answer each; a new one takes the place of the old", () => {
    const no = yes({ decision: "declined", purposes: [] });

    const consents = withConsent([yes({ adult: "Vuxen 2" }), no], yes());

    expect(consents.map(({ adult, decision }) => [adult, decision])).toEqual([
      ["Vuxen 1", "granted"],
      ["Vuxen 2", "granted"],
    ]);
  });

  it("stand by what they have not taken back", () => {
    const consent = yes({ withdrawn: GIVEN, withdrawn_purposes: ["photos"] });

    expect(standingIn(consent)).not.toContain("photos");
  });
});

describe("the question", () => {
  it.each([
    ["2026-03-11T09:15:00+01:00", "good_time"],
    ["2026-03-11T09:16:00+01:00", "short_time"],
    [null, "unknown"],
  ] as const)("put %s was put in %s", (asked_at, how) => {
    expect(askedIn(planOf({ asked_at }))).toBe(how);
  });

  it("is put in the resident's language, else in Swedish", () => {
    const texts = ["en", "sv"].map(textIn);

    expect([textFor(texts, "en")?.language, textFor(texts, "ar")?.language]).toEqual(["en", "sv"]);
  });
});
