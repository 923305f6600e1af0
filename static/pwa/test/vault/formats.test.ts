/** What an earlier build sealed still opens: on the tablet, and at the office. */

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { openFrame } from "../../src/domain/parcel";
import { VaultCore } from "../../src/vault/core";
import { decrypt, fromBase64, importKey, sha256, toHex, utf8 } from "../../src/vault/crypto";
import { fingerprintOf } from "../../src/vault/office";
import type { GoldenVault, SealedTable } from "./sealedVectors";
import { by, must } from "./support";

const RSA = { name: "RSA-OAEP", hash: "SHA-256" };

function read<T>(path: string): T {
  return JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8")) as T;
}

const golden = read<GoldenVault>("../golden/vault-1.json");
const table = read<SealedTable>("../../../../tests/vectors/sealed/tablet.json");

async function privateKey(): Promise<CryptoKey> {
  const pkcs8 = fromBase64(table.private_key);
  return crypto.subtle.importKey("pkcs8", pkcs8, RSA, false, ["decrypt"]);
}

async function unwrap(wrapped: string, label = ""): Promise<Uint8Array<ArrayBuffer>> {
  const how = label === "" ? RSA : { ...RSA, label: utf8(label) };
  return new Uint8Array(
    await crypto.subtle.decrypt(how, await privateKey(), fromBase64(wrapped)),
  );
}

describe("a vault of format 1", () => {
  it("opens by its passphrase, and so does what lies in it", async () => {
    const core = new VaultCore();
    const shown = await core.unlock(golden.record, by(golden.passphrase), table.office_key);
    const plain = await core.open(golden.place, fromBase64(golden.sealed));
    const payload = await core.openParcel(fromBase64(golden.parcel), fromBase64(golden.own_key));

    expect(shown.is).toBe("open");
    expect(plain).toEqual(fromBase64(golden.plain));
    expect(payload).toEqual(fromBase64(golden.payload));
  });

  it("opens by the device's own lock", async () => {
    const { credentialId } = must(golden.record.slots.find((slot) => slot.kind === "device"));
    const secret = fromBase64(golden.device_secret);
    const core = new VaultCore();
    const shown = await core.unlock(
      golden.record,
      { by: "device", credentialId, secret },
      table.office_key,
    );

    expect(shown.is).toBe("open");
    expect(await core.open(golden.place, fromBase64(golden.sealed))).toEqual(
      fromBase64(golden.plain),
    );
  });
});

describe("the table of what a tablet seals", () => {
  it.each(table.parcels)("$name: opens with the private key", async (row) => {
    const parcel = fromBase64(row.parcel);
    const { header, payload } = must(openFrame(parcel));
    const { sealing, ...rest } = JSON.parse(new TextDecoder().decode(header)) as {
      readonly sealing: { readonly iv: string; readonly keys: readonly { wrapped: string }[] };
    };
    const key = await importKey(await unwrap(must(sealing.keys[0]).wrapped));

    expect(toHex(await sha256(parcel))).toBe(row.sha256);
    expect(rest).toEqual({ ...row.header, payload: { size: payload.length } });
    expect(await decrypt(key, fromBase64(sealing.iv), header, payload)).toEqual(
      fromBase64(row.payload),
    );
  });

  it("gives the vault's key to the office under the name of whose it is", async () => {
    const { data_key, staff_id, wrapped } = table.recovery;

    expect(await unwrap(wrapped, `landlord_watch vault ${staff_id}`)).toEqual(fromBase64(data_key));
  });

  it("shows the key's fingerprint as the office does", async () => {
    expect(await fingerprintOf(table.office_key.spki)).toBe(table.office_key.fingerprint);
  });
});
