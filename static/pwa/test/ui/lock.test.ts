/** The locked tablet in words: what is told of tries, of what waits, and of whom to call. */

import { describe, expect, it } from "vitest";
import { FIRST_SNAPSHOT } from "../../src/app/board";
import type { DirectoryEntry } from "../../src/domain/contract";
import type { OutboxItem } from "../../src/domain/tablet";
import { isSamePhrase, numbersFirst, triesNotice, waitingIn } from "../../src/ui/views/lock";

function toneAt(passphraseTriesLeft: number | null) {
  const ways = { pinTriesLeft: null, passphraseTriesLeft, hasDeviceKey: false };
  return triesNotice(ways)?.tone ?? null;
}

const ITEM: OutboxItem = {
  id: "1",
  kind: "visit",
  visitId: "2",
  state: { is: "ready", since: "2026-03-12T10:42:00+01:00" },
  since: "2026-03-12T10:42:00+01:00",
  ageMs: 0,
  bytesLeft: 1,
  photosSent: 0,
  photos: 0,
  receiptNumber: null,
};

describe("tries of the passphrase", () => {
  it.each([
    [20, null],
    [11, null],
    [10, "warning"],
    [6, "warning"],
    [5, "danger"],
    [1, "danger"],
    [null, "danger"],
  ] as const)("with %s left are told as %s", (left, tone) => {
    expect(toneAt(left)).toBe(tone);
  });
});

describe("what waits on a locked tablet", () => {
  it("is one's own and others', and not what was received", () => {
    const received = { is: "received", receiptNumber: "1", receivedAt: ITEM.since } as const;
    const outbox = [ITEM, { ...ITEM, state: received }];

    expect(waitingIn({ ...FIRST_SNAPSHOT, outbox, othersUnsent: { items: 2, bytesLeft: 9 } })).toBe(3);
  });
});

describe("whom to call", () => {
  it("is first who is on call at any hour, and 112 has a place of its own", () => {
    const numbers: readonly DirectoryEntry[] = [
      { kind: "emergency", label_sv: "SOS", label_en: "SOS", phone: "112" },
      { kind: "other", label_sv: "Polisen", label_en: "Police", phone: "114 14" },
      { kind: "on_call", label_sv: "Socialjouren", label_en: "On-call", phone: "0531-1" },
    ];
    const directory = { municipality_code: "1460", municipality: "X", is_demo: false, numbers };

    expect(numbersFirst(directory).map(({ phone }) => phone)).toEqual(["0531-1", "114 14"]);
    expect(numbersFirst(null)).toEqual([]);
  });
});

describe("words typed from a note", () => {
  it.each([
    ["Kiwi  kärna ", "kiwi kärna", true],
    ["kiwi karna", "kiwi kärna", false],
    ["", "kiwi", false],
  ])("%j beside %j: %s", (typed, words, isSame) => {
    expect(isSamePhrase(typed, words)).toBe(isSame);
  });
});
