/** The frame of a parcel, by the table that the office reads too. */

import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { frameParcel, openFrame } from "../../src/domain/parcel";
import { hex, sha256 } from "../../src/store/parcels";
import { must } from "../support/world";

interface Table {
  readonly parcels: readonly {
    readonly name: string;
    readonly header: string;
    readonly payload_hex: string;
    readonly parcel_hex: string;
    readonly sha256: string;
  }[];
  readonly broken: readonly { readonly name: string; readonly parcel_hex: string }[];
}

const TABLE = new URL("../../../../tests/vectors/parcel.json", import.meta.url);
const { broken, parcels } = JSON.parse(readFileSync(TABLE, "utf8")) as Table;
const bytes = fc.uint8Array({ maxLength: 300 });

function unhex(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(text, "hex"));
}

describe("a parcel", () => {
  it.each(parcels)("$name: is framed and named as in the table", async (row) => {
    const framed = frameParcel(new TextEncoder().encode(row.header), unhex(row.payload_hex));

    expect(hex(framed)).toBe(row.parcel_hex);
    expect(await sha256(framed)).toBe(row.sha256);
  });

  it.each(parcels)("$name: is taken apart as in the table", (row) => {
    const parts = must(openFrame(unhex(row.parcel_hex)));

    expect(new TextDecoder().decode(parts.header)).toBe(row.header);
    expect(hex(parts.payload)).toBe(row.payload_hex);
  });

  it.each(broken)("$name is no parcel", ({ parcel_hex }) => {
    expect(openFrame(unhex(parcel_hex))).toBeNull();
  });

  it("whatever goes in comes out", () => {
    fc.assert(
      fc.property(bytes, bytes, (header, payload) => {
        const parts = must(openFrame(frameParcel(header, payload)));

        expect([...parts.header]).toEqual([...header]);
        expect([...parts.payload]).toEqual([...payload]);
      }),
    );
  });

  it("a cut one is no parcel, or says so by a shorter payload", () => {
    fc.assert(
      fc.property(bytes, bytes, fc.nat(), (header, payload, at) => {
        const whole = frameParcel(header, payload);
        const cut = whole.slice(0, at % whole.length);
        const parts = openFrame(cut);

        expect(parts === null || parts.payload.length < payload.length).toBe(true);
      }),
    );
  });

  it("is found also within a larger buffer", () => {
    const framed = frameParcel(new Uint8Array([1]), new Uint8Array([2, 3]));
    const around = new Uint8Array(framed.length + 5);
    around.set(framed, 5);

    expect([...must(openFrame(around.subarray(5))).payload]).toEqual([2, 3]);
  });
});
