/** Which receipts are the office's: those it signed, for this tablet. */

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Receipt } from "../../src/domain/contract";
import { receiptText, type UnsignedReceipt } from "../../src/domain/receipt";
import { proofOf } from "../../src/sync/heartbeat";
import { type Heard, meddling, signed } from "../support/office";
import { entries } from "../support/outbox";
import { field, finish, stateOf, value, VISIT } from "../support/world";

interface Case {
  readonly name: string;
  readonly credential: string;
  readonly receipt: UnsignedReceipt;
  readonly text: readonly string[];
  readonly signature: string;
}

const VECTORS = new URL("../../../../tests/vectors/receipt.json", import.meta.url);
const { receipts } = JSON.parse(readFileSync(VECTORS, "utf8")) as {
  readonly receipts: readonly Case[];
};

function isPut({ method }: Heard): boolean {
  return method === "PUT";
}

describe("what is signed", () => {
  it.each(receipts)("is the same on both sides: $name", async (each) => {
    expect(receiptText(each.receipt).split("\n")).toEqual(each.text);
    expect(await proofOf(each.credential, receiptText(each.receipt))).toBe(each.signature);
  });

  it.each(receipts)("is everything a receipt says: $name", ({ receipt }) => {
    const [first] = receipt.blobs;
    const others: Partial<UnsignedReceipt>[] = [
      { number: "QK 000 001" },
      { epoch: VISIT },
      { kind: receipt.kind === "visit" ? "concern" : "visit" },
      { visit_id: receipt.revision_id },
      { revision_id: receipt.visit_id },
      { sha256: "9".repeat(64) },
      { seq: receipt.seq + 1 },
      { received_at: "2026-03-12T09:00:01Z" },
      { state: receipt.state === "complete" ? "blobs_missing" : "complete" },
      { is_conflicting: !receipt.is_conflicting },
      { blobs: [...receipt.blobs, { sha256: "9".repeat(64), size: 1, is_held: true }] },
    ];
    if (first !== undefined) {
      for (const change of [{ sha256: "9".repeat(64) }, { size: 9 }, { is_held: !first.is_held }]) {
        others.push({ blobs: [{ ...first, ...change }, ...receipt.blobs.slice(1)] });
      }
    }

    const texts = others.map((other) => receiptText({ ...receipt, ...other }));

    expect(Object.keys(receipt)).toHaveLength(11);
    expect(new Set([...texts, receiptText(receipt)]).size).toBe(others.length + 1);
  });
});

describe("a receipt is believed only if", () => {
  const FORGED: readonly [string, (receipt: Receipt) => unknown][] = [
    ["it is signed: one of an office that signs none", ({ signature: _, ...rest }) => rest],
    ["its signature is right", (receipt) => ({ ...receipt, signature: "0".repeat(64) })],
    ["it is for this tablet", async (receipt) => await signed(receipt, "credential-2")],
    ["nothing in it was changed", (receipt) => ({ ...receipt, number: "QK 000 001" })],
    ["its lines are its own", (receipt) => ({ ...receipt, number: `${receipt.number}\n1` })],
  ];

  it.each(FORGED)("FM-02: %s", async (_, forge) => {
    const { office, tablet } = await field();
    office.breaks = (heard) => (isPut(heard) ? meddling(forge) : null);
    await finish(tablet, VISIT, 1);
    await tablet.sendNow();
    const before = [stateOf(tablet)?.is, (await entries())[0]?.receipt];
    office.breaks = () => null;

    value(await tablet.sendNow());

    expect(before).toEqual(["ready", null]);
    expect(stateOf(tablet)?.is).toBe("received");
    expect(office.revisions.size).toBe(1);
  });

  it("FM-01: nobody on the way says that photos are held which are not", async () => {
    const { office, tablet } = await field();
    const allHeld = (receipt: Receipt): Receipt => ({
      ...receipt,
      state: "complete",
      blobs: receipt.blobs.map((blob) => ({ ...blob, is_held: true })),
    });
    office.breaks = ({ method, path }) => {
      if (method === "PATCH") return new Response(null, { status: 503 });
      if (method === "PUT") return meddling(allHeld);
      if (!path.startsWith("/receipts")) return null;
      return meddling<{ receipts: Receipt[] }>((said) => ({
        ...said,
        receipts: said.receipts.map(allHeld),
      }));
    };
    await finish(tablet, VISIT, 1);

    await tablet.sendNow();
    await tablet.sendNow();

    expect(stateOf(tablet)?.is).toBe("ready");
    expect((await entries())[0]).toMatchObject({ receipt: null, completedAt: null });
  });

  it("FM-22: it is of the history that is: one of before a restore is no answer", async () => {
    const { office, tablet } = await field();
    const seen: Receipt[] = [];
    office.breaks = (heard) =>
      isPut(heard)
        ? meddling<Receipt>((receipt) => {
            seen.push(receipt);
            return receipt;
          })
        : null;
    await finish(tablet);
    value(await tablet.sendNow());
    office.restore("0199aa00-0000-7000-8000-00000000e002");
    office.breaks = (heard) => (isPut(heard) ? meddling(() => seen[0]) : null);

    await tablet.sendNow();

    expect(seen).toHaveLength(1);
    expect((await entries())[0]).toMatchObject({ receipt: null, formerReceipt: seen[0] });
  });
});
