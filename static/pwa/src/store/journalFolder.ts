/**
 * The journal files of one database: one for each tab, and those that closed tabs have left.
 *
 * A file is a tab's own as long as it has it open, which ends with the tab however it ends.
 */

import {
  frameRecord,
  HEAD,
  highestMark,
  isBlank,
  newHead,
  readHead,
  scanJournal,
} from "../domain/journal";
import { type Folder, type OpenFile, readAll, writeAll } from "./folders";
import { type Gathered, type JournalRecord, type KnownRow, newest } from "./journals";
import { decodeRecord, encodeRecord } from "./records";

/** Room set aside behind the last record. */
export const RESERVE = 1024 * 1024;
/** A file that is smaller is not worth writing anew. */
const LEAST_TO_COMPACT = 4 * 1024 * 1024;
/** How many transactions a deletion is remembered for. */
const REMEMBERED = 5000;

interface Own {
  readonly name: string;
  readonly file: OpenFile;
  end: number;
  /** Of the numbers written in this file. */
  highest: number;
  turn: number;
}

/** What one file holds. */
interface Content {
  readonly records: readonly JournalRecord[];
  readonly gaps: number;
  readonly highest: number;
  readonly end: number;
}

function rowsOf(records: readonly JournalRecord[]): readonly KnownRow[] {
  return records.flatMap(({ changes, written }) => changes.map((each) => ({ ...each, written })));
}

/** A file as records, and where some of them are gone. */
function readContent(bytes: Uint8Array<ArrayBuffer>): Content {
  if (isBlank(bytes)) return { records: [], gaps: 0, highest: 0, end: 0 };
  const { end, pieces } = scanJournal(bytes);
  const head = readHead(bytes);
  const read = pieces.map((piece) => (piece.is === "record" ? decodeRecord(piece.body) : null));
  const records = read.filter((record) => record !== null);
  const last = Math.max(0, ...records.map((record) => record.written));
  const isTorn = read.at(-1) === null;
  // The mark is written with its record: what it does not know was never said to be saved.
  const isCutOff = !isTorn && head.highest > last;
  const isUnknown = isTorn && head.isDamaged;
  const gaps = read.length - records.length + (head.isDamaged ? 1 : 0) + (isCutOff ? 1 : 0);
  return { records, gaps, highest: Math.max(head.highest, isUnknown ? last + 1 : last), end };
}

/** Where they end. */
function writeFrames(file: OpenFile, records: readonly JournalRecord[], start: number): number {
  let end = start;
  for (const record of records) {
    const frame = frameRecord(encodeRecord(record));
    writeAll(file, frame, end);
    end += frame.length;
  }
  return end;
}

/** The journals of one database, as one tab writes them. Nothing here runs twice at once. */
export class JournalFolder {
  readonly #folder: Folder;
  readonly #newName: () => string;
  #own: Own | null = null;
  /** Files of closed tabs, which we have open so that nobody else takes them. */
  #left: { readonly name: string; readonly file: OpenFile }[] = [];
  #highest = 0;
  #isShared = false;
  #limit = LEAST_TO_COMPACT;

  constructor(folder: Folder, newName: () => string) {
    this.#folder = folder;
    this.#newName = newName;
  }

  /** Take up every file that is free, and read them all. */
  async gather(): Promise<Gathered> {
    const contents = await this.#readAll();
    const rows = [...newest(contents.flatMap(({ records }) => rowsOf(records))).values()];
    this.#highest = Math.max(this.#highest, ...contents.map(({ highest }) => highest));
    const gaps = contents.reduce((sum, content) => sum + content.gaps, 0);
    return { rows, gaps, highest: this.#highest };
  }

  /** Set room aside. Raises: `QuotaExceededError`. */
  async reserve(): Promise<void> {
    const { end, file } = await this.#opened();
    if (file.getSize() < end + RESERVE / 2) file.truncate(end + RESERVE);
  }

  /** Add records and flush. */
  async append(records: readonly JournalRecord[]): Promise<boolean> {
    const own = await this.#opened();
    this.#write(own, records);
    return await this.reserve().then(
      () => true,
      () => false,
    );
  }

  /** Compact if so much has been written over that it is time to. */
  async tidy(): Promise<void> {
    const { end } = await this.#opened();
    if (end > this.#limit || this.#left.length > 0) await this.compact();
  }

  /** Write what counts to a new file; only when that is on the disk are the old ones dropped. */
  async compact(): Promise<void> {
    const old = await this.#opened();
    const former = [{ name: old.name, file: old.file }, ...this.#left];
    const records = former.flatMap(({ file }) => readContent(readAll(file)).records);
    const kept = [...newest(rowsOf(records)).values()]
      .filter((row) => this.#isKept(row))
      .sort((one, other) => one.written - other.written);
    const own = await this.#begin();
    try {
      this.#write(own, kept.map(({ written, ...change }) => ({ written, changes: [change] })));
    } catch (failure) {
      await this.#drop([own]);
      throw failure;
    }
    this.#own = own;
    this.#left = [];
    this.#limit = Math.max(LEAST_TO_COMPACT, 2 * own.end);
    await this.#drop(former);
    await this.reserve();
  }

  /** Let go of the files; others may take them up. */
  close(): void {
    this.#own?.file.close();
    for (const { file } of this.#left) file.close();
    this.#own = null;
    this.#left = [];
  }

  #isKept({ row, written }: KnownRow): boolean {
    return row !== null || this.#isShared || written > this.#highest - REMEMBERED;
  }

  async #readAll(): Promise<readonly Content[]> {
    const contents: Content[] = [];
    this.#isShared = false;
    for (const name of await this.#folder.list()) {
      const file = this.#held(name) ?? (await this.#folder.open(name));
      contents.push(file === null ? await this.#readForeign(name) : this.#takeUp(name, file));
    }
    return contents;
  }

  #held(name: string): OpenFile | null {
    const held = [this.#own, ...this.#left].find((each) => each?.name === name);
    return held?.file ?? null;
  }

  /** Another tab is at work in it: a tail may be on its way just now, and is that tab's to tell. */
  async #readForeign(name: string): Promise<Content> {
    this.#isShared = true;
    const content = readContent((await this.#folder.read(name)) ?? new Uint8Array());
    return { ...content, gaps: 0 };
  }

  #takeUp(name: string, file: OpenFile): Content {
    const content = readContent(readAll(file));
    if (this.#held(name) !== null) return content;
    const { end, highest } = content;
    if (this.#own === null) this.#own = { name, file, end, highest, turn: 0 };
    else this.#left.push({ name, file });
    return content;
  }

  async #opened(): Promise<Own> {
    if (this.#own === null) await this.gather();
    this.#own ??= await this.#begin();
    return this.#own;
  }

  async #begin(): Promise<Own> {
    const name = this.#newName();
    const file = await this.#folder.open(name);
    if (file === null) throw new Error(`Someone else has the new journal ${name}`);
    return { name, file, end: 0, highest: 0, turn: 0 };
  }

  async #drop(files: readonly Pick<Own, "name" | "file">[]): Promise<void> {
    for (const { file, name } of files) {
      file.close();
      await this.#folder.drop(name);
    }
  }

  #write(own: Own, records: readonly JournalRecord[]): void {
    const highest = Math.max(own.highest, ...records.map(({ written }) => written));
    const start = Math.max(own.end, HEAD);
    try {
      if (own.end === 0) writeAll(own.file, newHead(0), 0);
      const end = writeFrames(own.file, records, start);
      const mark = highestMark(highest, own.turn);
      writeAll(own.file, mark.bytes, mark.at);
      own.file.flush();
      Object.assign(own, { end, highest, turn: own.turn + 1 });
    } catch (failure) {
      // Nothing half is left where the next record goes.
      own.file.truncate(own.end);
      throw failure;
    }
    this.#highest = Math.max(this.#highest, highest);
  }
}
