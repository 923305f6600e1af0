/** One field day by lot: visits, photos, worries, over a bad line, on a tablet that is killed. */

import type { RunningTablet } from "../../src/app/tablet";
import { isComplete, type OutboxEntry } from "../../src/domain/outbox";
import type { Photo } from "../../src/domain/contract";
import { listOutbox } from "../../src/store/outbox";
import { Stores } from "../../src/store/stores";
import { FakeLocks } from "../support/locks";
import { PHRASE } from "../support/vault";
import { answer, begin, COMPLETED, consent, enrol, must, value, withContent } from "../support/world";
import type { BadLine, Mishap } from "./badLine";
import { Device } from "./device";
import type { Lots } from "./lots";

/** Who is out, and where to. */
export interface Officer {
  readonly staffId: string;
  readonly token: string;
  readonly code: string;
  readonly visitIds: readonly string[];
}

/** What the tablet said to its user, and what it holds in the end. */
export interface Ending {
  /** Revisions of which it said that they are kept. */
  readonly saved: readonly string[];
  /** Revisions of which it said that the office has them, and what number it gave. */
  readonly told: readonly Told[];
  readonly entries: readonly Delivered[];
  /** How many are not delivered, when the line had been good for long enough. */
  readonly waiting: number;
  readonly kills: number;
  readonly mishaps: BadLine["happened"];
}

export interface Told {
  readonly id: string;
  readonly number: string;
  /** Photos and all. */
  readonly isWhole: boolean;
}

export interface Delivered {
  readonly id: string;
  readonly visitId: string;
  readonly sha256: string;
  readonly blobs: readonly string[];
  readonly number: string | null;
}

/** What the world around has to do for a schedule. */
export interface Around {
  /** Kill the office and start it again; what was told so far must be there. */
  readonly strikeOffice: (told: readonly Told[]) => Promise<void>;
}

const STEPS = { least: 4, more: 5 };
const MOST_PHOTOS = 3;
/** Some of them take several pieces. */
const MOST_PHOTO_BYTES = 150_000;
const MISHAPS: Readonly<Record<Mishap, number>> = {
  none: 40,
  request_lost: 4,
  request_cut: 3,
  answer_lost: 6,
  answer_cut: 5,
  sent_twice: 4,
  sent_twice_at_once: 3,
  sent_late: 4,
  slow: 2,
  login_page: 3,
  login_redirect: 1,
  bad_gateway: 2,
  too_busy: 2,
  forbidden: 1,
  gibberish: 2,
};
const WHAT = {
  finish_visit: 8,
  worry: 3,
  log_call: 2,
  correct: 2,
  send: 4,
  send_from_two_tabs: 2,
  die_while_sending: 6,
  die_while_finishing: 3,
  strike_office: 1,
} as const;
/** Runs over a good line, at the end. */
const LAST_RUNS = 12;
const LONGEST_LIFE_MS = 60;

/** What is put in the beginning of every photo, so that it is one. */
export interface Material {
  readonly jpeg: Uint8Array<ArrayBuffer>;
}

export class Schedule {
  readonly #device: Device;
  readonly #line: BadLine;
  readonly #lots: Lots;
  readonly #officer: Officer;
  readonly #around: Around;
  readonly #material: Material;
  readonly #saved = new Set<string>();
  readonly #told = new Map<string, Told>();
  readonly #unvisited: string[];
  readonly #visited: string[] = [];
  #page: RunningTablet | null = null;
  #kills = 0;

  constructor(
    address: string,
    line: BadLine,
    lots: Lots,
    officer: Officer,
    around: Around,
    material: Material,
  ) {
    this.#device = new Device(address, officer.token);
    [this.#line, this.#lots, this.#officer] = [line, lots, officer];
    [this.#around, this.#material] = [around, material];
    this.#unvisited = [...officer.visitIds];
  }

  async run(): Promise<Ending> {
    await this.#begin();
    this.#line.mishap = () => this.#lots.pick(MISHAPS);
    const steps = STEPS.least + this.#lots.below(STEPS.more);
    for (let step = 0; step < steps; step += 1) await this.#step();
    return await this.#end();
  }

  async #begin(): Promise<void> {
    const page = must(await this.#open());
    await enrol(page.tablet, this.#officer.code);
    await page.trigger();
    value(await page.tablet.pull());
  }

  async #step(): Promise<void> {
    const what = this.#lots.pick(WHAT);
    if (what === "finish_visit") await this.#write((page) => this.#finishVisit(page));
    if (what === "worry") await this.#write((page) => this.#worry(page));
    if (what === "log_call") await this.#write((page) => this.#logCall(page));
    if (what === "correct") await this.#write((page) => this.#correct(page));
    if (what === "send") await this.#send();
    if (what === "send_from_two_tabs") await this.#sendFromTwoTabs();
    if (what === "die_while_sending") await this.#dieWhileSending();
    if (what === "die_while_finishing") await this.#dieWhileFinishing();
    if (what === "strike_office") await this.#around.strikeOffice([...this.#told.values()]);
  }

  /** A page whose tablet is listened to; None: it was killed as it began. */
  async #open(): Promise<RunningTablet | null> {
    const page = await this.#device.openPage();
    if (page === null) return null;
    page.tablet.subscribe(() => this.#listen(page));
    this.#listen(page);
    this.#page = page;
    return page;
  }

  #listen({ tablet }: RunningTablet): void {
    for (const { id, state } of tablet.snapshot().outbox) {
      const isWhole = state.is === "received";
      if (!isWhole && state.is !== "received_photos_missing") continue;
      const known = this.#told.get(id);
      if (known?.isWhole) continue;
      this.#told.set(id, { id, number: state.receiptNumber, isWhole });
    }
  }

  async #current(): Promise<RunningTablet | null> {
    return this.#page ?? (await this.#open());
  }

  /** Somebody writes: the tablet has to be open. What it says is kept stays kept. */
  async #write(work: (page: RunningTablet) => Promise<void>): Promise<void> {
    const page = await this.#current();
    if (page === null) return;
    await this.#device.during(async () => {
      if (page.tablet.snapshot().lock.is !== "open") {
        value(await page.tablet.unlockWithPassphrase(PHRASE));
      }
      const before = new Set(page.tablet.snapshot().outbox.map(({ id }) => id));
      await work(page);
      for (const { id } of page.tablet.snapshot().outbox) {
        if (!before.has(id)) this.#saved.add(id);
      }
    });
  }

  async #finishVisit({ tablet }: RunningTablet): Promise<void> {
    const visitId = this.#unvisited.pop();
    if (visitId === undefined) return;
    this.#visited.push(visitId);
    const draft = await begin(tablet, visitId);
    const photos: Photo[] = [];
    const count = this.#lots.below(MOST_PHOTOS + 1);
    for (let at = 0; at < count; at += 1) photos.push(await this.#photograph(tablet, visitId));
    const answers = [answer("ENT-01", `Svar för ${visitId}`)];
    value(await tablet.saveDraft(withContent(draft, { answers, photos, consents: [consent()] })));
    value(await tablet.finalise(visitId, COMPLETED));
  }

  async #photograph(tablet: RunningTablet["tablet"], visitId: string): Promise<Photo> {
    const more = this.#lots.bytes(1 + this.#lots.below(MOST_PHOTO_BYTES));
    const bytes = Uint8Array.from([...this.#material.jpeg, ...more]).buffer;
    const about = { item: "ENT-01", caption: "" };
    return value(await tablet.addPhoto(visitId, { bytes, contentType: "image/jpeg" }, about));
  }

  async #worry({ tablet }: RunningTablet): Promise<void> {
    const visitId = this.#officer.visitIds[0] ?? "";
    const worry = { children: ["Barn 1"], seen: "Ett trasigt element.", thought: "" };
    value(await tablet.raiseConcern({ visitId, ...worry, isImmediateDanger: false }));
  }

  async #logCall({ tablet }: RunningTablet): Promise<void> {
    const [first] = tablet.snapshot().concerns;
    if (first === undefined) return;
    const at = new Date().toISOString();
    const call = { whom: "on_call", at, reached: false, note: "Ingen svarade." } as const;
    value(await tablet.logCall(first.concernId, call));
  }

  async #correct({ tablet }: RunningTablet): Promise<void> {
    const visitId = this.#visited.at(-1);
    if (visitId === undefined) return;
    const corrected = await tablet.correctVisit(visitId, "Fel rum");
    if (!corrected.ok) return; // its draft is not finished, or it is no longer to be read here
    value(await tablet.saveDraft(corrected.value));
    value(await tablet.finalise(visitId, COMPLETED));
  }

  async #send(): Promise<void> {
    const page = await this.#current();
    await this.#device.during(async () => page?.trigger());
  }

  async #sendFromTwoTabs(): Promise<void> {
    const one = await this.#current();
    const other = await this.#open();
    await this.#device.during(() => Promise.all([one?.trigger(), other?.trigger()]));
  }

  /** At a question or at its answer, whichever it falls on. */
  async #dieWhileSending(): Promise<void> {
    let left = this.#lots.below(12);
    this.#device.onStep = () => {
      left -= 1;
      if (left < 0) this.#kill();
    };
    await this.#send();
    this.#killUnlessDead();
  }

  /** After some time, wherever that falls. */
  async #dieWhileFinishing(): Promise<void> {
    const dying = setTimeout(() => this.#kill(), this.#lots.below(LONGEST_LIFE_MS));
    await this.#write((page) => this.#finishVisit(page));
    clearTimeout(dying);
    this.#killUnlessDead();
  }

  #killUnlessDead(): void {
    if (this.#page !== null) this.#kill();
  }

  #kill(): void {
    this.#device.onStep = () => undefined;
    this.#page = null;
    this.#kills += 1;
    this.#device.kill();
  }

  /** The line is good again: all is delivered, and a page opened afresh knows. */
  async #end(): Promise<Ending> {
    await this.#line.settle();
    this.#line.mishap = () => "none";
    this.#killUnlessDead();
    const page = must(await this.#open());
    let entries = await this.#entries();
    for (let run = 0; run < LAST_RUNS && !entries.every(isComplete); run += 1) {
      await page.trigger();
      entries = await this.#entries();
    }
    this.#listen(page);
    return {
      saved: [...this.#saved],
      told: [...this.#told.values()],
      entries: entries.map(delivered),
      waiting: entries.filter((entry) => !isComplete(entry)).length,
      kills: this.#kills,
      mishaps: this.#line.happened,
    };
  }

  /** What lies in the tablet, past its screens. */
  async #entries(): Promise<readonly OutboxEntry[]> {
    const stores = new Stores({ journals: null, locks: new FakeLocks() });
    const entries = await listOutbox(stores.of(this.#officer.staffId));
    stores.close();
    return entries;
  }
}

function delivered({ blobs, receipt, revisionId, sha256, visitId }: OutboxEntry): Delivered {
  const names = blobs.map((blob) => blob.sha256);
  return { id: revisionId, visitId, sha256, blobs: names, number: receipt?.number ?? null };
}
