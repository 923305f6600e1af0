/** What is sent is closed for the office and for the vault that closed it, and for nobody else. */

import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { RevisionHeader, Sealed } from "../../src/domain/contract";
import { frameParcel, openFrame } from "../../src/domain/parcel";
import type { VaultCore } from "../../src/vault/core";
import { type Bytes, decrypt, fromBase64, importKey, sha256, toHex, utf8 } from "../../src/vault/crypto";
import { fingerprintOf } from "../../src/vault/office";
import { by, HEADER, must, newOffice, newVault, type Office, PHRASE } from "./support";

const PAYLOAD = utf8('{"schema_version":1,"note":"Barnen sover i köket"}');

let office: Office;
let core: VaultCore;
let other: VaultCore;

beforeAll(async () => {
  office = await newOffice();
  ({ core } = await newVault(office));
  ({ core: other } = await newVault(office));
});

function headerOf(parcel: Bytes): RevisionHeader & { readonly sealing: Sealed } {
  const { header } = must(openFrame(parcel));
  return JSON.parse(new TextDecoder().decode(header)) as RevisionHeader & { sealing: Sealed };
}

/** Opens a parcel as the office does: by its header and its private key alone. */
async function openAtOffice(parcel: Bytes): Promise<Bytes | null> {
  const { header, payload } = must(openFrame(parcel));
  const { sealing } = headerOf(parcel);
  const [forOffice] = sealing.keys;
  const key = await office.unwrap(must(forOffice).wrapped);
  return decrypt(await importKey(key), fromBase64(sealing.iv), header, payload);
}

function flip(bytes: Bytes, at: number): Bytes {
  const copy = bytes.slice();
  copy[at] = (copy[at] ?? 0) ^ (1 << (at & 7));
  return copy;
}

/** The same bytes, with a bit flipped in the first, in the second, and so on. */
function everyFlip(bytes: Bytes): Bytes[] {
  return Array.from(bytes, (_, at) => flip(bytes, at));
}

describe("a few bytes sealed for the office", () => {
  it("open there as what they were said to be, and as nothing else", async () => {
    const { kid, wrapped } = await core.sealForOffice("a reading", PAYLOAD);

    expect(await office.unwrap(wrapped, utf8("a reading"))).toEqual(PAYLOAD);
    expect(kid).toBe(office.officeKey.kid);
    await expect(office.unwrap(wrapped, utf8("another"))).rejects.toThrow();
    await expect(office.unwrap(wrapped)).rejects.toThrow();
  });
});

describe("a closed parcel", () => {
  it("opens at the office and here, whatever is in it", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 5000 }), async (content) => {
        const payload = content.slice();
        const closed = await core.closeParcel(HEADER, payload);

        expect(await openAtOffice(closed.bytes)).toEqual(payload);
        expect(await core.openParcel(closed.bytes, closed.ownKey)).toEqual(payload);
      }),
      { numRuns: 50 },
    );
  });

  it("is named by the hash of all its bytes", async () => {
    const closed = await core.closeParcel(HEADER, PAYLOAD);

    expect(closed.sha256).toBe(toHex(await sha256(closed.bytes)));
  });

  it("says in its header how it is sealed, for which key, and how long the sealed part is", async () => {
    const closed = await core.closeParcel(HEADER, PAYLOAD);
    const { payload, sealing, ...header } = headerOf(closed.bytes);

    expect(header).toEqual(HEADER);
    expect(payload.size).toBe(must(openFrame(closed.bytes)).payload.length);
    expect(sealing).toEqual({
      alg: "A256GCM",
      iv: expect.stringMatching(/^[A-Za-z0-9+/]{16}$/) as string,
      keys: [
        {
          kid: office.officeKey.kid,
          alg: "RSA-OAEP-256",
          iv: null,
          wrapped: expect.stringMatching(/^[A-Za-z0-9+/]{512}$/) as string,
        },
      ],
    });
  });

  it("holds nothing of what was written in it", async () => {
    const closed = await core.closeParcel(HEADER, PAYLOAD);

    expect(Buffer.from(closed.bytes).includes("Barnen")).toBe(false);
  });

  it("has a key of its own each time", async () => {
    const [one, two] = [await core.closeParcel(HEADER, PAYLOAD), await core.closeParcel(HEADER, PAYLOAD)];

    expect(await core.openParcel(one.bytes, two.ownKey)).toBeNull();
    expect(headerOf(one.bytes).sealing.iv).not.toBe(headerOf(two.bytes).sealing.iv);
  });

  it("does not open here with a bit flipped in any of its bytes", async () => {
    const { bytes, ownKey } = await core.closeParcel(HEADER, PAYLOAD);
    const opened = await Promise.all(everyFlip(bytes).map((each) => core.openParcel(each, ownKey)));

    expect(opened.filter((each) => each !== null)).toEqual([]);
  });

  it("does not open here with a bit flipped in any byte of its own key", async () => {
    const { bytes, ownKey } = await core.closeParcel(HEADER, PAYLOAD);
    const opened = await Promise.all(everyFlip(ownKey).map((each) => core.openParcel(bytes, each)));

    expect(opened.filter((each) => each !== null)).toEqual([]);
  });

  it("does not open at the office under the header of another visit", async () => {
    const closed = await core.closeParcel(HEADER, PAYLOAD);
    const at = Buffer.from(closed.bytes).indexOf(HEADER.visit_id);
    const moved = closed.bytes.slice();
    moved.set(utf8("1"), at);

    expect(headerOf(moved).visit_id).not.toBe(HEADER.visit_id);
    expect(await openAtOffice(moved)).toBeNull();
  });

  it("does not open in another vault", async () => {
    const { bytes, ownKey } = await core.closeParcel(HEADER, PAYLOAD);

    expect(await other.openParcel(bytes, ownKey)).toBeNull();
  });

  it("is none here when it is no parcel, or one that lies open", async () => {
    const { ownKey } = await core.closeParcel(HEADER, PAYLOAD);
    const open = { ...HEADER, sealing: { alg: "none" }, payload: { size: 0 } };
    const header = utf8(JSON.stringify(open));
    const framed = frameParcel(header, new Uint8Array(0));

    expect(await core.openParcel(utf8("ingenting"), ownKey)).toBeNull();
    expect(await core.openParcel(framed, ownKey)).toBeNull();
  });
});

describe("the office's key", () => {
  it("is used for what is closed after it has changed", async () => {
    const next = await newOffice();
    const { core: moved } = await newVault(office);
    await moved.useOfficeKey(next.officeKey);
    const closed = await moved.closeParcel(HEADER, PAYLOAD);

    expect(headerOf(closed.bytes).sealing.keys[0]?.kid).toBe(next.officeKey.kid);
  });

  it("that is refused keeps nobody out of what they wrote, but closes nothing", async () => {
    const { core: here, record } = await newVault(office);
    const broken = { ...office.officeKey, spki: "AAAA" };
    const shown = await here.unlock(record, by(PHRASE), broken);

    expect(shown.is).toBe("open");
    await expect(here.closeParcel(HEADER, PAYLOAD)).rejects.toMatchObject({
      name: "OfficeKeyRefused",
    });
  });

  it("is refused when it is not what its fingerprint says", async () => {
    const { officeKey } = await newOffice();

    await expect(core.useOfficeKey({ ...officeKey, spki: office.officeKey.spki })).rejects.toThrow();
  });

  it("is refused when it is too short", async () => {
    const { officeKey } = await newOffice(2048);

    await expect(core.useOfficeKey(officeKey)).rejects.toMatchObject({ name: "OfficeKeyRefused" });
  });

  it.each(["", "AAAA", "MFkwEwYHKoZI"])("is refused when it is none: %s", async (spki) => {
    const officeKey = { kid: "k", spki, fingerprint: await fingerprintOf(spki) };

    await expect(core.useOfficeKey(officeKey)).rejects.toMatchObject({ name: "OfficeKeyRefused" });
  });

  it("is shown as eight groups of four", () => {
    expect(office.officeKey.fingerprint).toMatch(/^([0-9a-f]{4} ){7}[0-9a-f]{4}$/);
  });
});
