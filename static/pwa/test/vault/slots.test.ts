/** The ways into a vault: which open it, which are refused, and what is changed by showing one. */

import { beforeAll, describe, expect, it } from "vitest";
import type { OfficeKey, Slot, Stretching, VaultRecord } from "../../src/domain/vault";
import { VaultCore } from "../../src/vault/core";
import { fromBase64, randomBytes, toBase64, utf8 } from "../../src/vault/crypto";
import type { PassphraseSlot } from "../../src/vault/slots";
import { by, must, newOffice, newVault, type Office, PHRASE, STAFF } from "./support";

const PLACE = "drafts/1";
const TEXT = utf8("Fukt i hörnet");
const OTHER_PHRASE = "kanot vinter spegel";

let office: Office;
let officeKey: OfficeKey;
let record: VaultRecord;
let sealed: Uint8Array<ArrayBuffer>;

beforeAll(async () => {
  office = await newOffice();
  ({ officeKey } = office);
  const made = await newVault(office);
  ({ record } = made);
  sealed = await made.core.seal(PLACE, TEXT);
});

function slot<Kind extends Slot["kind"]>(of: VaultRecord, kind: Kind) {
  return of.slots.find((each): each is Extract<Slot, { kind: Kind }> => each.kind === kind);
}

function withPhraseSlot(change: (slot: PassphraseSlot) => PassphraseSlot): VaultRecord {
  const slots = record.slots.map((each) => (each.kind === "passphrase" ? change(each) : each));
  return { ...record, slots };
}

function stretchedBy(part: Partial<Stretching>): VaultRecord {
  const change = (each: PassphraseSlot) =>
    ({ ...each, stretching: { ...each.stretching, ...part } }) as PassphraseSlot;
  return withPhraseSlot(change);
}

function flipped(text: string): string {
  const bytes = fromBase64(text);
  bytes[0] = (bytes[0] ?? 0) ^ 1;
  return toBase64(bytes);
}

describe("a vault", () => {
  it("lies on the disk with a slot for its passphrase and one for the office", () => {
    expect(record).toMatchObject({ staffId: STAFF, wrongTries: 0 });
    expect(record.slots.map(({ kind }) => kind)).toEqual(["passphrase", "office"]);
  });

  it("is opened by its passphrase, as a keyboard may write it", async () => {
    const core = new VaultCore();
    const shown = await core.unlock(record, by("  Björk Lampa  TRAPPA "), officeKey);

    expect(shown.is).toBe("open");
    expect(await core.open(PLACE, sealed)).toEqual(TEXT);
  });

  it("is not opened by another, and counts the wrong tries until a right one", async () => {
    const core = new VaultCore();
    const once = await core.unlock(record, by(OTHER_PHRASE), officeKey);
    const twice = await core.unlock(once.record, by(`${PHRASE}r`), officeKey);
    const right = await core.unlock(twice.record, by(PHRASE), officeKey);

    expect([once.is, twice.is, right.is]).toEqual(["wrong", "wrong", "open"]);
    expect([once, twice, right].map((each) => each.record.wrongTries)).toEqual([1, 2, 0]);
  });

  it("does as much to say no as to say yes", async () => {
    const core = new VaultCore();
    const spent = async (passphrase: string): Promise<number> => {
      const from = process.cpuUsage();
      await core.unlock(record, by(passphrase), officeKey);
      return process.cpuUsage(from).user;
    };
    const [wrong, right] = [[], []] as [number[], number[]];
    for (let each = 0; each < 5; each += 1) {
      wrong.push(await spent(OTHER_PHRASE));
      right.push(await spent(PHRASE));
    }

    // The stretch is nearly all of either; a no without it would be a hundredth of this.
    expect(Math.min(...wrong)).toBeGreaterThan(Math.min(...right) / 2);
  });

  it("refuses a passphrase that is too weak to be made with", async () => {
    const asked = { staffId: STAFF, passphrase: "lösenord1234", officeKey };

    await expect(new VaultCore().create(asked)).rejects.toThrow("too weak");
  });

  it("is not made for an office whose key is not what it says", async () => {
    const wrong = { ...officeKey, fingerprint: "0000 0000" };
    const asked = { staffId: STAFF, passphrase: PHRASE, officeKey: wrong };

    await expect(new VaultCore().create(asked)).rejects.toMatchObject({ name: "OfficeKeyRefused" });
  });

  it.each(["iv", "wrapped"] as const)("is not opened when a bit of its %s was flipped", async (part) => {
    const damaged = withPhraseSlot((each) => ({ ...each, [part]: flipped(each[part]) }));

    expect((await new VaultCore().unlock(damaged, by(PHRASE), officeKey)).is).toBe("wrong");
  });

  it("is not opened when a bit of its salt was flipped", async () => {
    const { salt } = must(slot(record, "passphrase")).stretching;
    const damaged = stretchedBy({ salt: flipped(salt) });

    expect((await new VaultCore().unlock(damaged, by(PHRASE), officeKey)).is).toBe("wrong");
  });

  it.each(["iv", "wrapped"] as const)("is not opened when its %s is no longer base64", async (part) => {
    const damaged = withPhraseSlot((each) => ({ ...each, [part]: "?" }));

    expect((await new VaultCore().unlock(damaged, by(PHRASE), officeKey)).is).toBe("wrong");
  });

  it("is not opened under the name of another", async () => {
    const renamed = { ...record, vaultId: (await newVault(office)).record.vaultId };

    expect((await new VaultCore().unlock(renamed, by(PHRASE), officeKey)).is).toBe("wrong");
  });

  it("without a slot for it says so", async () => {
    const spent = { ...record, slots: record.slots.filter(({ kind }) => kind !== "passphrase") };

    expect((await new VaultCore().unlock(spent, by(PHRASE), officeKey)).is).toBe("no_slot");
  });

  it("is not opened by a device that was never added", async () => {
    const proof = { by: "device", credentialId: "AAAA", secret: randomBytes(32) } as const;

    expect((await new VaultCore().unlock(record, proof, officeKey)).is).toBe("no_slot");
  });
});

describe("a stretching below the floor", () => {
  it.each<[string, Partial<Stretching>]>([
    ["less memory", { memoryKiB: 19 * 1024 - 1 }],
    ["fewer rounds", { iterations: 1 }],
    ["more lanes than are counted on", { parallelism: 2 as 1 }],
    ["a shorter salt", { salt: toBase64(randomBytes(15)) }],
    ["PBKDF2 with too few rounds", { name: "pbkdf2-sha256", iterations: 599_999 }],
    ["another name", { name: "argon2i" as "argon2id" }],
  ])("is refused before anything is stretched: %s", async (_, part) => {
    const shown = await new VaultCore().unlock(stretchedBy(part), by(PHRASE), officeKey);

    expect(shown.is).toBe("refused_floor");
    expect(shown.record.wrongTries).toBe(0);
  });
});

describe("another passphrase", () => {
  it("opens, and the one before no longer does", async () => {
    const core = new VaultCore();
    const changed = await core.changePassphrase(record, by(PHRASE), OTHER_PHRASE);
    const before = await core.unlock(changed.record, by(PHRASE), officeKey);
    const after = await core.unlock(changed.record, by(OTHER_PHRASE), officeKey);

    expect([changed.is, before.is, after.is]).toEqual(["open", "wrong", "open"]);
    expect(await core.open(PLACE, sealed)).toEqual(TEXT);
  });

  it("is not set by who does not know the one before, be the vault open or not", async () => {
    const { core, record: own } = await newVault(office);
    const changed = await core.changePassphrase(own, by(OTHER_PHRASE), "spegel vinter kanot");

    expect(changed.is).toBe("wrong");
    expect(changed.record).toEqual({ ...own, wrongTries: 1 });
  });

  it("has its own salt, and costs as much", async () => {
    const changed = await new VaultCore().changePassphrase(record, by(PHRASE), OTHER_PHRASE);
    const { salt, ...cost } = must(slot(changed.record, "passphrase")).stretching;
    const { salt: before, ...costBefore } = must(slot(record, "passphrase")).stretching;

    expect(salt).not.toBe(before);
    expect(cost).toEqual(costBefore);
  });
});

describe("the office's slot", () => {
  it("gives the office the key, under the name of whose it is and no other", async () => {
    const { wrapped } = must(slot(record, "office"));
    const label = utf8(`landlord_watch vault ${STAFF}`);

    expect(await office.unwrap(wrapped, label)).toHaveLength(32);
    await expect(office.unwrap(wrapped)).rejects.toThrow();
    await expect(office.unwrap(wrapped, utf8("landlord_watch vault "))).rejects.toThrow();
  });

  it("is made anew when the office has changed its key, at the next opening", async () => {
    const next = await newOffice();
    const { record: after } = await new VaultCore().unlock(record, by(PHRASE), next.officeKey);

    expect(must(slot(after, "office")).kid).toBe(next.officeKey.kid);
    expect(after.slots).toHaveLength(record.slots.length);
  });

  it("is left as it is while the office's key is the same", async () => {
    const { record: after } = await new VaultCore().unlock(record, by(PHRASE), officeKey);

    expect(after).toEqual(record);
  });
});
