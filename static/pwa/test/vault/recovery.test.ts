/** The way back for who has forgotten: through the office, to the same vault, for the same person. */

import { beforeAll, describe, expect, it } from "vitest";
import type { VaultRecord } from "../../src/domain/vault";
import { VaultCore } from "../../src/vault/core";
import { type Bytes, fromBase64, randomBytes, toBase64, utf8 } from "../../src/vault/crypto";
import type { RecoveryRequest } from "../../src/vault/recovery";
import { by, must, newOffice, newVault, type Office, PHRASE } from "./support";

const PLACE = "drafts/1";
const TEXT = utf8("Fukt i hörnet");
const NEXT = "kanot vinter spegel";
const RSA = { name: "RSA-OAEP", hash: "SHA-256" } as const;

let office: Office;
let record: VaultRecord;
let sealed: Bytes;

beforeAll(async () => {
  office = await newOffice();
  const made = await newVault(office);
  ({ record } = made);
  sealed = await made.core.seal(PLACE, TEXT);
});

/** What the office does: unwrap for this person, and wrap for the tablet that asks. */
async function answerOf({ reply_spki, wrapped }: RecoveryRequest, staffId: string): Promise<string> {
  const dataKey = await office.unwrap(wrapped, utf8(`landlord_watch vault ${staffId}`));
  return wrapFor(reply_spki, dataKey);
}

async function wrapFor(spki: string, raw: Bytes): Promise<string> {
  const key = await crypto.subtle.importKey("spki", fromBase64(spki), RSA, false, ["encrypt"]);
  return toBase64(new Uint8Array(await crypto.subtle.encrypt(RSA, key, raw)));
}

async function asked(): Promise<{ core: VaultCore; request: RecoveryRequest }> {
  const core = new VaultCore();
  return { core, request: must(await core.beginRecovery(record)) };
}

describe("who has forgotten", () => {
  it("gets at everything again, with a new passphrase", async () => {
    const { core, request } = await asked();
    const answer = await answerOf(request, record.staffId);
    const shown = await core.finishRecovery(
      { ...record, wrongTries: 7 },
      answer,
      NEXT,
      office.officeKey,
    );

    expect(shown).toMatchObject({ is: "open", record: { vaultId: record.vaultId, wrongTries: 0 } });
    expect(await core.open(PLACE, sealed)).toEqual(TEXT);
    expect((await new VaultCore().unlock(shown.record, by(NEXT), office.officeKey)).is).toBe("open");
    expect((await new VaultCore().unlock(shown.record, by(PHRASE), office.officeKey)).is).toBe("wrong");
  });

  it("gets it back too when the passphrase's slot was taken away", async () => {
    const spent = { ...record, slots: record.slots.filter(({ kind }) => kind === "office") };
    const core = new VaultCore();
    const request = must(await core.beginRecovery(spent));
    const answer = await answerOf(request, record.staffId);
    const shown = await core.finishRecovery(spent, answer, NEXT, office.officeKey);

    expect(shown.is).toBe("open");
    expect(await core.open(PLACE, sealed)).toEqual(TEXT);
  });

  it("asks with the office's slot and a key made for this once", async () => {
    const [one, two] = [(await asked()).request, (await asked()).request];

    expect(one.kid).toBe(office.officeKey.kid);
    expect(one.wrapped).toBe(two.wrapped);
    expect(one.reply_spki).not.toBe(two.reply_spki);
  });

  it("does not get in with the key of another vault, and the record is as it was", async () => {
    const { core, request } = await asked();
    const answer = await wrapFor(request.reply_spki, randomBytes(32));
    const shown = await core.finishRecovery(record, answer, NEXT, office.officeKey);

    expect(shown).toEqual({ is: "wrong", record });
    await expect(core.open(PLACE, sealed)).rejects.toThrow();
  });

  it("does not get in with an answer to another request", async () => {
    const [first, second] = [await asked(), await asked()];
    const answer = await answerOf(first.request, record.staffId);
    const shown = await second.core.finishRecovery(record, answer, NEXT, office.officeKey);

    expect(shown.is).toBe("wrong");
  });

  it("does not get in without having asked", async () => {
    const { request } = await asked();
    const answer = await answerOf(request, record.staffId);
    const shown = await new VaultCore().finishRecovery(record, answer, NEXT, office.officeKey);

    expect(shown.is).toBe("wrong");
  });

  it("does not get a passphrase that is too weak", async () => {
    const { core, request } = await asked();
    const answer = await answerOf(request, record.staffId);

    await expect(
      core.finishRecovery(record, answer, "lösenord1234", office.officeKey),
    ).rejects.toThrow("too weak");
  });

  it("cannot ask of a vault that has no slot for the office", async () => {
    expect(await new VaultCore().beginRecovery({ ...record, slots: [] })).toBeNull();
  });
});
