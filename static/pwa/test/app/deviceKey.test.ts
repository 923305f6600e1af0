/** The device's own lock as one more way into an open tablet's vault. */

import { describe, expect, it } from "vitest";
import { Authenticator } from "../support/authenticator";
import { PHRASE } from "../support/vault";
import { code, field, type Field, stateOf, value } from "../support/world";

async function withDevice(): Promise<Field & { readonly device: Authenticator }> {
  const made = await field();
  const device = new Authenticator();
  Object.assign(made.conditions, { credentials: device, hasOwnLock: true });
  const running = await made.openTab();
  return { ...made, running, tablet: running.tablet, device };
}

describe("the device's own lock", () => {
  it("is offered where there is one", async () => {
    const { tablet } = await withDevice();

    expect(await tablet.mayAddDeviceKey()).toBe(true);
    expect(await (await field()).tablet.mayAddDeviceKey()).toBe(false);
  });

  it("added by who knows the passphrase, opens the tablet after a restart", async () => {
    const { openLocked, tablet } = await withDevice();
    value(await tablet.addDeviceKey(PHRASE));
    const { tablet: later } = await openLocked();
    const locked = later.snapshot().lock;

    value(await later.unlockWithDevice());

    expect(tablet.snapshot().lock).toMatchObject({ is: "open", hasDeviceKey: true });
    expect(locked).toMatchObject({ is: "hard", hasDeviceKey: true });
    expect(stateOf(later)?.is).toBe("planned");
  });

  it("is not added by a wrong passphrase, which counts as a try", async () => {
    const { openLocked, tablet } = await withDevice();

    const wrong = code(await tablet.addDeviceKey("fel fel fel fel fel"));

    const { tablet: later } = await openLocked();
    expect(wrong).toBe("passphrase_wrong");
    expect(later.snapshot().lock).toMatchObject({ hasDeviceKey: false, passphraseTriesLeft: 19 });
  });

  it("whose holder turns away is not added, and opens nothing; the passphrase does", async () => {
    const { device, openLocked, tablet } = await withDevice();
    device.isWilling = false;
    const notAdded = code(await tablet.addDeviceKey(PHRASE));
    device.isWilling = true;
    value(await tablet.addDeviceKey(PHRASE));
    device.isWilling = false;
    const { tablet: later } = await openLocked();

    const notOpened = code(await later.unlockWithDevice());

    expect([notAdded, notOpened]).toEqual(["device_key_refused", "device_key_refused"]);
    expect(code(await later.unlockWithPassphrase(PHRASE))).toBeNull();
  });

  it("that is another device's opens nothing", async () => {
    const { conditions, openLocked, tablet } = await withDevice();
    value(await tablet.addDeviceKey(PHRASE));
    const other = new Authenticator();
    const created = await other.create({
      publicKey: { extensions: { prf: { eval: { first: new Uint8Array(32) } } } },
    } as Parameters<Authenticator["create"]>[0]);
    expect(created).not.toBeNull();
    conditions.credentials = other;
    const { tablet: later } = await openLocked();

    expect(code(await later.unlockWithDevice())).toBe("device_key_refused");
  });

  it("can be taken away", async () => {
    const { openLocked, tablet } = await withDevice();
    value(await tablet.addDeviceKey(PHRASE));

    value(await tablet.removeDeviceKey());

    const { tablet: later } = await openLocked();
    expect(code(await later.unlockWithDevice())).toBe("device_key_refused");
    expect(later.snapshot().lock).toMatchObject({ hasDeviceKey: false });
  });

  it("is none in a browser that has no such keys", async () => {
    const { tablet } = await field();

    expect(code(await tablet.addDeviceKey(PHRASE))).toBe("device_key_refused");
  });
});
