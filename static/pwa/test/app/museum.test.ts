/**
 * FM-12: what earlier builds left on tablets is opened and delivered by this one.
 *
 * `KEEP=1 npx vitest run pwa/test/app/museum.test.ts` keeps what this build leaves, under its
 * version; a version that was released is never written over.
 */

import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { fromText, keep, type Kept, type Memory, open } from "../support/museum";
import {
  answer,
  begin,
  COMPLETED,
  field,
  finish,
  photograph,
  stateOf,
  value,
  visitId,
  withContent,
} from "../support/world";

const GOLDEN = new URL("../golden/", import.meta.url);
const { version } = JSON.parse(
  readFileSync(new URL("../../../package.json", import.meta.url), "utf8"),
) as { readonly version: string };
const OWN = new URL(`build-${version}.json`, GOLDEN);

const [DRAFT, FINISHED, HALF] = [visitId(1), visitId(2), visitId(3)];

/** A draft with a photo, a visit that waits, and one whose photos were cut off. */
async function leave(): Promise<string> {
  const made = await field(3);
  const { office, running, tablet } = made;
  office.breaks = ({ method }) => (method === "PATCH" ? "cut_before" : null);
  await finish(tablet, HALF, 2);
  await tablet.sendNow();
  office.breaks = () => "cut_before";
  await finish(tablet, FINISHED, 1);
  await tablet.sendNow();
  const finished = value(await tablet.openVisit(FINISHED)).content;
  const draft = await photograph(tablet, await begin(tablet, DRAFT), 1);
  const answers = [answer("ENT-01", "Mögel i hallen")];
  const saved = value(await tablet.saveDraft(withContent(draft, { answers })));
  await tablet.closeVisit();
  running.stop();
  const about = `A tablet as build ${version} left it. The passphrase is that of the tests.`;
  return await keep(made, { about, draft: saved.content, finished });
}

const names = readdirSync(GOLDEN);
const builds = names.filter((name) => name.startsWith("build-"));
const MEMORIES: readonly Memory[] = ["all of it", "the databases", "the journals"];
const rooms = builds.flatMap((name) => MEMORIES.map((memory) => [name, memory] as const));

async function opensAndDelivers(kept: Kept, memory: Memory): Promise<void> {
  const { office, running } = await open(kept, memory);
  const { tablet } = running;
  office.breaks = () => "cut_before";
  await tablet.sendNow();
  const before = [DRAFT, FINISHED, HALF].map((id) => stateOf(tablet, id)?.is);
  const draft = value(await tablet.openVisit(DRAFT));
  const more = [...draft.content.answers, answer("ENT-02", "Skrivet av ett nyare bygge")];
  value(await tablet.saveDraft(withContent(draft, { answers: more })));
  value(await tablet.finalise(DRAFT, COMPLETED));
  office.breaks = () => null;

  value(await tablet.sendNow());

  expect(before).toEqual(["draft", "ready", "received_photos_missing"]);
  expect(draft.content).toEqual(kept.draft);
  expect(value(await tablet.openVisit(FINISHED)).content).toEqual(kept.finished);
  expect(value(await tablet.openVisit(DRAFT)).content.answers).toEqual(more);
  expect([DRAFT, FINISHED, HALF].map((id) => stateOf(tablet, id)?.is)).toEqual([
    "received",
    "received",
    "received",
  ]);
  expect([office.revisions.size, office.blobs.size]).toEqual([3, 4]);
}

describe("FM-12: a tablet that an earlier build left", () => {
  it.each(rooms)("%s, of which %s is there, is opened, gone on with, and delivered", async (name, memory) => {
    const kept = fromText(readFileSync(new URL(name, GOLDEN), "utf8")) as Kept;

    await opensAndDelivers(kept, memory);
  });

  it("of this build is like those that are kept", async () => {
    const left = await leave();
    if (process.env["KEEP"] === "1") writeFileSync(OWN, `${left}\n`);

    await opensAndDelivers(fromText(left) as Kept, "all of it");
    expect(existsSync(OWN), `${OWN.pathname} is lacking: run with KEEP=1`).toBe(true);
  });

  it("is of a kind that some test opens, whatever lies in the museum", () => {
    const kinds = ["build-", "draft-", "journal-", "vault-"];

    expect(names.filter((name) => !kinds.some((kind) => name.startsWith(kind)))).toEqual([]);
  });
});
