/** A session with a vault: what it gives while it lasts, and that it ends for good. */

import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { VaultClosed } from "../../src/domain/vault";
import { answer } from "../../src/vault/answering";
import type { VaultClient } from "../../src/vault/client";
import { VaultCore } from "../../src/vault/core";
import { utf8 } from "../../src/vault/crypto";
import { isAboveFloor } from "../../src/vault/stretching";
import { by, HEADER, leastStretching, must, newOffice, type Office, PHRASE, STAFF } from "./support";
import { newClient, type WiredWorker } from "./workers";

const PLACE = "drafts/1";
const TEXT = utf8("Fukt i hörnet");
const OTHER = "kanot vinter spegel";
const opened: VaultClient[] = [];

let office: Office;

beforeAll(async () => {
  office = await newOffice();
});

afterEach(() => {
  for (const client of opened.splice(0)) client.lock();
});

async function open() {
  const made = newClient();
  opened.push(made.client);
  const { officeKey } = office;
  const asked = { staffId: STAFF, passphrase: PHRASE, officeKey, stretching: leastStretching() };
  const record = await made.client.create(asked);
  return { ...made, record, worker: made.workers[0] as WiredWorker };
}

describe("a session", () => {
  it("starts no worker before it is asked anything", () => {
    expect(newClient().workers).toEqual([]);
  });

  it("is closed until a vault was made or opened", async () => {
    const { client } = newClient();
    opened.push(client);

    expect(client.isOpen).toBe(false);
    expect(() => client.vaultId).toThrow(VaultClosed);
    await expect(client.seal(PLACE, TEXT)).rejects.toThrow(VaultClosed);
  });

  it("seals and opens in one worker", async () => {
    const { client, record, workers } = await open();

    expect(await client.open(PLACE, await client.seal(PLACE, TEXT))).toEqual(TEXT);
    expect(client.vaultId).toBe(record.vaultId);
    expect(workers).toHaveLength(1);
  });

  it("leaves the bytes it is given with who gave them", async () => {
    const { client } = await open();
    const given = utf8("Bild av taket");
    const closed = await client.closeParcel(HEADER, given);
    await client.openParcel(closed.bytes, closed.ownKey);

    expect(given).toEqual(utf8("Bild av taket"));
    expect(closed.bytes.length).toBeGreaterThan(given.length);
    expect(closed.ownKey.length).toBeGreaterThan(32);
  });

  it("seals a part of a larger buffer, and no more of it", async () => {
    const { client } = await open();
    const around = utf8("före|mitt|efter");
    const sealed = await client.seal(PLACE, around.subarray(6, 10));

    expect(await client.open(PLACE, sealed)).toEqual(utf8("mitt"));
  });

  it("is opened by its passphrase in another session", async () => {
    const { client, record } = await open();
    const sealed = await client.seal(PLACE, TEXT);
    client.lock();
    const next = newClient();
    opened.push(next.client);
    const shown = await next.client.unlock(record, by(PHRASE), office.officeKey);

    expect(shown.is).toBe("open");
    expect(await next.client.open(PLACE, sealed)).toEqual(TEXT);
  });

  it("is not opened by a wrong passphrase, and may be tried again", async () => {
    const { client, record } = await open();
    client.lock();
    const next = newClient();
    opened.push(next.client);
    const shown = await next.client.unlock(record, by("björk lampa trapp"), office.officeKey);

    expect(shown.is).toBe("wrong");
    expect(next.client.isOpen).toBe(false);
    await next.client.unlock(record, by(PHRASE), office.officeKey);

    expect(next.client.isOpen).toBe(true);
  });

  it("tells by its name what the worker refuses", async () => {
    const { client, record } = await open();
    const other = { ...office.officeKey, fingerprint: "0000 0000" };

    await expect(client.useOfficeKey(other)).rejects.toMatchObject({ name: "OfficeKeyRefused" });
    await expect(client.changePassphrase(record, by(PHRASE), "kort")).rejects.toMatchObject({
      message: "passphrase too weak",
    });
  });
});

describe("every question", () => {
  it("comes through to the vault", async () => {
    const { client, record } = await open();
    const next = await newOffice();
    await client.useOfficeKey(next.officeKey);
    await client.setPin("271828");
    await client.clearPin();
    const changed = await client.changePassphrase(record, by(PHRASE), OTHER);
    const request = must(await client.beginRecovery(changed.record));
    const refused = await client.finishRecovery(record, "AAAA", OTHER, office.officeKey);

    expect(changed.is).toBe("open");
    expect(request.kid).toBe(office.officeKey.kid);
    expect(refused).toEqual({ is: "wrong", record });
    expect(isAboveFloor(await client.calibrate())).toBe(true);
  });

  it("is answered also when what fails is no error", async () => {
    const broken = Object.assign(new VaultCore(), {
      seal: () => Promise.reject("out of memory" as unknown as Error),
    });
    const sent = await answer(broken, { id: 1, call: "seal", args: [PLACE, TEXT] });

    expect(sent).toEqual({ id: 1, ok: false, name: "Error", message: "out of memory" });
  });
});

describe("a session that is locked", () => {
  it("ends its worker", async () => {
    const { client, worker } = await open();
    client.lock();

    expect(worker.isTerminated).toBe(true);
    expect(await client.ended).toBe("locked");
  });

  it("fails what it was in the middle of", async () => {
    const { client } = await open();
    const sealing = client.seal(PLACE, TEXT);
    client.lock();

    await expect(sealing).rejects.toThrow(VaultClosed);
  });

  it("fails whatever it is asked later, and starts no other worker", async () => {
    const { client, record, workers } = await open();
    client.lock();

    await expect(client.open(PLACE, TEXT)).rejects.toThrow(VaultClosed);
    await expect(client.closeParcel(HEADER, TEXT)).rejects.toThrow(VaultClosed);
    await expect(client.unlock(record, by(PHRASE), office.officeKey)).rejects.toThrow(VaultClosed);
    expect(() => client.vaultId).toThrow(VaultClosed);
    expect(workers).toHaveLength(1);
  });

  it("may be locked twice", async () => {
    const { client } = await open();
    client.lock();
    client.lock();

    expect(await client.ended).toBe("locked");
  });
});

describe("a session whose worker dies", () => {
  it("is closed, and says why", async () => {
    const { client, worker } = await open();
    const sealing = client.seal(PLACE, TEXT);
    worker.die();

    await expect(sealing).rejects.toThrow(VaultClosed);
    await expect(client.seal(PLACE, TEXT)).rejects.toThrow(VaultClosed);
    expect(await client.ended).toBe("died");
  });
});

describe("a session whose PIN is spent", () => {
  it("is locked", async () => {
    const { client, worker } = await open();
    await client.setPin("271828");
    for (let left = 4; left > 0; left -= 1)
      expect(await client.tryPin("314159")).toEqual({ is: "wrong", triesLeft: left });

    expect(await client.tryPin("314159")).toEqual({ is: "spent", triesLeft: 0 });
    expect(worker.isTerminated).toBe(true);
    expect(await client.ended).toBe("pin_spent");
  });
});
