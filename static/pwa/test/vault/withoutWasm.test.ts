/** Where WebAssembly is refused, as by a policy: another stretching, and the vault works the same. */

import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { VaultCore } from "../../src/vault/core";
import { utf8 } from "../../src/vault/crypto";
import { by, leastStretching, newOffice, type Office, PHRASE, STAFF } from "./support";

const TEXT = utf8("Fukt i hörnet");

let office: Office;

function refuse(): never {
  throw new WebAssembly.CompileError("Refused to compile: violates the policy 'script-src'");
}

beforeAll(async () => {
  office = await newOffice();
  vi.spyOn(WebAssembly, "compile").mockImplementation(refuse);
});

afterAll(() => {
  vi.restoreAllMocks();
});

describe("a vault made where WebAssembly is refused", () => {
  it("is stretched by PBKDF2, and opened by its passphrase alone", async () => {
    const { officeKey } = office;
    const core = new VaultCore();
    const record = await core.create({ staffId: STAFF, passphrase: PHRASE, officeKey });
    const sealed = await core.seal("drafts/1", TEXT);
    const next = new VaultCore();
    const wrong = await next.unlock(record, by("kanot vinter spegel"), officeKey);
    const right = await next.unlock(wrong.record, by(PHRASE), officeKey);

    expect(record.slots[0]).toMatchObject({ stretching: { name: "pbkdf2-sha256" } });
    expect([wrong.is, right.is]).toEqual(["wrong", "open"]);
    expect(await next.open("drafts/1", sealed)).toEqual(TEXT);
  });
});

describe("a vault stretched by Argon2id", () => {
  it("says that it cannot be tried where WebAssembly is refused, and counts no wrong try", async () => {
    const { officeKey } = office;
    const core = new VaultCore();
    const record = await core.create({ staffId: STAFF, passphrase: PHRASE, officeKey });
    const slots = record.slots.map((slot) =>
      slot.kind === "passphrase" ? { ...slot, stretching: leastStretching() } : slot,
    );
    const shown = await new VaultCore().unlock({ ...record, slots }, by(PHRASE), officeKey);

    expect(shown.is).toBe("cannot_stretch");
    expect(shown.record.wrongTries).toBe(0);
  });
});
