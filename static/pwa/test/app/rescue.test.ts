/** The rescue file: everything unsent, as the office would have got it. */

import { strFromU8, unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { sha256 } from "../../src/store/parcels";
import { STAFF, storeOf } from "../support/outbox";
import { openAtOffice } from "../support/vault";
import { code, enrol, field, finish, must, value, VISIT, visitId } from "../support/world";
import type { Tablet } from "../../src/domain/tablet";

interface Manifest {
  readonly format: number;
  readonly device_ids: readonly string[];
  readonly parcels: readonly {
    readonly kind: string;
    readonly visit_id: string;
    readonly revision_id: string | null;
    readonly sha256: string;
    readonly size: number;
  }[];
}

async function rescued(tablet: Tablet) {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  const told = value(
    await tablet.rescue(async (bytes) => {
      pieces.push(bytes);
    }),
  );
  const whole = new Uint8Array(await new Blob(pieces).arrayBuffer());
  const files = unzipSync(whole);
  const manifest = JSON.parse(strFromU8(must(files["manifest.json"]))) as Manifest;
  return { files, manifest, told, size: whole.length };
}

describe("a rescue file", () => {
  it("has every unsent revision and photo by its hash, and a list of them", async () => {
    const { office, openLocked, tablet } = await field(2);
    office.breaks = () => "cut_before";
    await finish(tablet, VISIT, 2);
    await finish(tablet, visitId(2));
    const { tablet: locked } = await openLocked();

    const { files, manifest, size, told } = await rescued(locked);

    const { device_ids, format, parcels } = manifest;
    expect([format, device_ids.length]).toEqual([1, 1]);
    expect(parcels.map(({ kind }) => kind)).toEqual(["visit", "blob", "blob", "visit"]);
    expect(parcels.map(({ revision_id }) => revision_id === null)).toEqual([
      false,
      true,
      true,
      false,
    ]);
    for (const { sha256: name, size: length } of parcels) {
      const bytes = new Uint8Array(must(files[`parcels/${name}`]));
      expect([await sha256(bytes), bytes.length]).toEqual([name, length]);
    }
    expect(told).toEqual({ parcels: 4, bytes: size });
    const first = new Uint8Array(must(files[`parcels/${parcels[0]?.sha256}`]));
    expect(await openAtOffice(first)).toMatchObject({ visit_id: VISIT, ending: "completed" });
  });

  it("has everybody's, and nothing that the office has", async () => {
    const { office, tablet } = await field(2);
    await finish(tablet, VISIT);
    value(await tablet.sendNow());
    office.breaks = ({ path }) => (path === "/enrolments" ? null : "cut_before");
    await finish(tablet, visitId(2));
    value(await tablet.switchUser(null));
    await enrol(tablet, "KOD-2");

    const { manifest } = await rescued(tablet);

    expect(manifest.parcels.map(({ visit_id }) => visit_id)).toEqual([visitId(2)]);
    expect(manifest.device_ids).toHaveLength(2);
  });

  it("is not written when everything is at the office", async () => {
    const { tablet } = await field();

    expect(code(await tablet.rescue(async () => undefined))).toBe("nothing_unsent");
  });

  it("leaves out what is not whole here, and has the rest", async () => {
    const { conditions, office, tablet } = await field(2);
    office.breaks = () => "cut_before";
    await finish(tablet, VISIT, 1);
    await finish(tablet, visitId(2));
    const [photo] = await storeOf(STAFF).run((database) => database.getAll("photos"));
    const blob = must(photo).blob;
    await storeOf(STAFF).run((database) => database.delete("bytes", blob));
    for (const path of conditions.disk.paths(blob)) conditions.disk.files.delete(path);

    const { manifest } = await rescued(tablet);

    expect(manifest.parcels.map(({ kind }) => kind)).toEqual(["visit", "visit"]);
  });

  it("that cannot be written says so, and changes nothing", async () => {
    const { office, tablet } = await field();
    office.breaks = () => "cut_before";
    await finish(tablet);

    const refused = await tablet.rescue(async () => {
      throw new DOMException("Full", "QuotaExceededError");
    });

    expect(code(refused)).toBe("storage_full");
    expect(tablet.snapshot().outbox).toHaveLength(1);
  });
});
