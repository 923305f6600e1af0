/** What is sealed opens where it was sealed, and nowhere else. */

import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { VaultClosed, type VaultRecord } from "../../src/domain/vault";
import type { VaultCore } from "../../src/vault/core";
import { utf8 } from "../../src/vault/crypto";
import { newOffice, newVault } from "./support";

const PLACE = "drafts/0190a8a0-0000-7000-8000-0000000000aa";
const TEXT = utf8("Fukt i hörnet av barnens rum");

let core: VaultCore;
let other: VaultCore;
let record: VaultRecord;

beforeAll(async () => {
  const office = await newOffice();
  ({ core, record } = await newVault(office));
  ({ core: other } = await newVault(office));
});

describe("an open vault", () => {
  it("opens what it has sealed, whatever it is", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.uint8Array({ maxLength: 4096 }), async (place, plain) => {
        const bytes = plain.slice();
        const sealed = await core.seal(place, bytes);

        expect(await core.open(place, sealed)).toEqual(bytes);
      }),
    );
  });

  it("seals the same bytes differently each time", async () => {
    const pieces = await Promise.all([core.seal(PLACE, TEXT), core.seal(PLACE, TEXT)]);

    expect(pieces[0]).not.toEqual(pieces[1]);
  });

  it("does not open what was moved to another place", async () => {
    const sealed = await core.seal(PLACE, TEXT);

    expect(await core.open(`${PLACE}/`, sealed)).toBeNull();
  });

  it("does not open what another vault has sealed", async () => {
    const sealed = await other.seal(PLACE, TEXT);

    expect(await core.open(PLACE, sealed)).toBeNull();
  });

  it("opens nothing of which any bit was flipped", async () => {
    const sealed = await core.seal(PLACE, TEXT);
    const flipped = Array.from({ length: sealed.length * 8 }, (_, bit) => {
      const copy = sealed.slice();
      copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      return copy;
    });
    const opened = await Promise.all(flipped.map((each) => core.open(PLACE, each)));

    expect(opened.filter((each) => each !== null)).toEqual([]);
  });

  it("opens nothing that was cut short", async () => {
    const sealed = await core.seal(PLACE, TEXT);
    const cut = Array.from(sealed, (_, length) => sealed.slice(0, length));
    const opened = await Promise.all(cut.map((each) => core.open(PLACE, each)));

    expect(opened.filter((each) => each !== null)).toEqual([]);
  });

  it("opens only its own when its number of format is one not known here", async () => {
    const sealed = await core.seal(PLACE, TEXT);
    sealed[0] = 2;

    expect(await core.open(PLACE, sealed)).toBeNull();
  });

  it("is named by its key, as a UUID of version 8", () => {
    expect(record.vaultId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(core.vaultId).toBe(record.vaultId);
    expect(other.vaultId).not.toBe(record.vaultId);
  });
});

describe("a closed vault", () => {
  it("says so of everything", async () => {
    const { core: closed } = await newVault(await newOffice());
    closed.close();

    await expect(closed.seal(PLACE, TEXT)).rejects.toThrow(VaultClosed);
    await expect(closed.open(PLACE, TEXT)).rejects.toThrow(VaultClosed);
    await expect(closed.openParcel(TEXT, TEXT)).rejects.toThrow(VaultClosed);
    expect(() => closed.vaultId).toThrow(VaultClosed);
  });
});
