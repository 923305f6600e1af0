/** The device's own lock as a way in: kept only once it has been seen to open. */

import { afterEach, beforeAll, describe, expect, it } from "vitest";
import type { OfficeKey, VaultRecord } from "../../src/domain/vault";
import type { VaultClient } from "../../src/vault/client";
import { type Bytes, randomBytes, toBase64, utf8 } from "../../src/vault/crypto";
import {
  addDeviceSlot,
  type AskedCredential,
  type Credentials,
  deviceProof,
  type NewCredential,
} from "../../src/vault/device";
import { by, leastStretching, must, newOffice, PHRASE, STAFF } from "./support";
import { newClient } from "./workers";

const PLACE = "drafts/1";
const TEXT = utf8("Fukt i hörnet");
const HOLDER = { staffName: "Maria Sjöberg", appName: "landlord_watch" };

/** What kind of device it is. */
interface Make {
  readonly hasPrf?: boolean;
  readonly givesAtOnce?: boolean;
  /** Its secret is another each time, as of a device that forgets. */
  readonly isForgetful?: boolean;
  /** How many bytes its secret has, given as a view of more. */
  readonly cutsTo?: number;
}

/** A device as WebAuthn shows it: a secret per credential, and of it 32 bytes per salt. */
class Device implements Credentials {
  readonly #make: Make;
  readonly #secrets = new Map<string, Bytes>();
  readonly asked: (NewCredential | AskedCredential)[] = [];
  /** After these its holder turns away. */
  usesLeft = Number.POSITIVE_INFINITY;

  constructor(make: Make = {}) {
    this.#make = make;
  }

  async create(asked: NewCredential): Promise<object | null> {
    this.#use(asked);
    const id = randomBytes(16);
    this.#secrets.set(toBase64(id), randomBytes(32));
    const { givesAtOnce = false, hasPrf = true } = this.#make;
    const first = asked.publicKey.extensions.prf.eval.first;
    const results = givesAtOnce ? { results: { first: await this.#prf(id, first) } } : {};
    return {
      rawId: id.buffer,
      getClientExtensionResults: () => ({ prf: { enabled: hasPrf, ...(hasPrf ? results : {}) } }),
    };
  }

  async get(asked: AskedCredential): Promise<object | null> {
    this.#use(asked);
    const { allowCredentials, extensions } = asked.publicKey;
    const id = must(allowCredentials[0]).id;
    const first = await this.#prf(id, extensions.prf.eval.first);
    return {
      rawId: id.buffer,
      getClientExtensionResults: () => ({ prf: { results: { first } } }),
    };
  }

  #use(asked: NewCredential | AskedCredential): void {
    this.asked.push(asked);
    this.usesLeft -= 1;
    if (this.usesLeft < 0) throw new DOMException("cancelled", "NotAllowedError");
  }

  async #prf(id: Bytes, salt: Bytes): Promise<BufferSource> {
    const own = this.#make.isForgetful ? randomBytes(32) : must(this.#secrets.get(toBase64(id)));
    const how = { name: "HMAC", hash: "SHA-256" };
    const key = await crypto.subtle.importKey("raw", own, how, false, ["sign"]);
    const secret = await crypto.subtle.sign("HMAC", key, salt);
    return this.#make.cutsTo === undefined ? secret : new Uint8Array(secret, 0, this.#make.cutsTo);
  }
}

let officeKey: OfficeKey;
let record: VaultRecord;
let client: VaultClient;
const started: VaultClient[] = [];

beforeAll(async () => {
  ({ officeKey } = await newOffice());
});

async function begin(): Promise<void> {
  ({ client } = newClient());
  started.push(client);
  const asked = { staffId: STAFF, passphrase: PHRASE, officeKey, stretching: leastStretching() };
  record = await client.create(asked);
}

afterEach(() => {
  for (const each of started.splice(0)) each.lock();
});

function add(device: Device, passphrase = PHRASE) {
  return addDeviceSlot(client, device, record, by(passphrase), HOLDER);
}

describe("the device's own lock", () => {
  it.each<[string, Make, number]>([
    ["gives its secret when it is made", { givesAtOnce: true }, 2],
    ["gives its secret when it is used", {}, 3],
    ["gives it as a view", { cutsTo: 32 }, 3],
  ])("opens the vault once added, if it %s", async (_, make, asked) => {
    await begin();
    const device = new Device(make);
    const added = await add(device);
    const sealed = await client.seal(PLACE, TEXT);
    client.lock();
    const next = newClient().client;
    started.push(next);
    const proof = await deviceProof(device, added.record);
    if (typeof proof === "string") throw new Error(proof);
    const shown = await next.unlock(added.record, proof, officeKey);

    expect([added.is, shown.is]).toEqual(["open", "open"]);
    expect(await next.open(PLACE, sealed)).toEqual(TEXT);
    expect(device.asked).toHaveLength(asked + 1);
  });

  it("leaves the passphrase a way in", async () => {
    await begin();
    const added = await add(new Device());

    expect((await client.unlock(added.record, by(PHRASE), officeKey)).is).toBe("open");
    expect(added.record.slots.map(({ kind }) => kind)).toEqual(["passphrase", "office", "device"]);
  });

  it("is asked to know its holder each time, and told nothing of the vault", async () => {
    await begin();
    const device = new Device();
    await add(device);
    const said = JSON.stringify(device.asked.map((each) => each.publicKey));

    expect(device.asked.map((each) => JSON.stringify(each).includes('"required"'))).toEqual([
      true,
      true,
      true,
    ]);
    expect(said).not.toContain(record.vaultId);
    expect(said).not.toContain(STAFF);
  });

  it.each<[string, Make, string]>([
    ["cannot make secrets", { hasPrf: false }, "no_prf"],
    ["makes shorter secrets", { cutsTo: 16 }, "no_prf"],
    ["gives another secret the second time", { isForgetful: true, givesAtOnce: true }, "differs"],
  ])("is not kept if it %s", async (_, make, is) => {
    await begin();

    expect(await add(new Device(make))).toEqual({ is, record });
  });

  it.each([0, 1, 2])("is not kept if its holder turned away after %i uses", async (uses) => {
    await begin();
    const device = new Device();
    device.usesLeft = uses;

    expect(await add(device)).toEqual({ is: "not_used", record });
  });

  it("is not added by who does not know the passphrase, be the vault open or not", async () => {
    await begin();
    const added = await add(new Device(), "kanot vinter spegel");

    expect(added).toEqual({ is: "wrong", record: { ...record, wrongTries: 1 } });
  });

  it("is one: a later takes the place of the one before", async () => {
    await begin();
    const first = await add(new Device());
    record = first.record;
    const second = await add(new Device());
    const [one, two] = [first, second].map((each) =>
      must(each.record.slots.find(({ kind }) => kind === "device")),
    );

    expect(second.record.slots).toHaveLength(3);
    expect(two).not.toEqual(one);
  });

  it("of another person does not open the vault", async () => {
    await begin();
    const added = await add(new Device());
    const { credentialId } = must(added.record.slots.find((slot) => slot.kind === "device"));
    const proof = { by: "device", credentialId, secret: randomBytes(32) } as const;

    expect((await client.unlock(added.record, proof, officeKey)).is).toBe("wrong");
  });

  it("is not asked for a vault it was never added to", async () => {
    await begin();
    const device = new Device();

    expect(await deviceProof(device, record)).toBe("no_slot");
    expect(device.asked).toEqual([]);
  });

  it("shows nothing when its holder turns away", async () => {
    await begin();
    const device = new Device();
    const added = await add(device);
    device.usesLeft = 0;

    expect(await deviceProof(device, added.record)).toBe("not_used");
  });

  it("gives a new passphrase to who has forgotten theirs", async () => {
    await begin();
    const device = new Device();
    const added = await add(device);
    const proof = await deviceProof(device, added.record);
    if (typeof proof === "string") throw new Error(proof);
    const changed = await client.changePassphrase(added.record, proof, "kanot vinter spegel");

    expect(changed.is).toBe("open");
    expect((await client.unlock(changed.record, by("kanot vinter spegel"), officeKey)).is).toBe("open");
  });
});
