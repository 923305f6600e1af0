/**
 * A tablet whose browser can be killed anywhere: what is on its disk stays, everything else is gone.
 *
 * A killed page goes on in this process, since nothing can be done about that; but it hears no more
 * answers, and nothing it does reaches the disk or the line.
 */

import { AsyncLocalStorage } from "node:async_hooks";
import "fake-indexeddb/auto";
import { forceCloseDatabase, IDBFactory } from "fake-indexeddb";
import { uuidv7 } from "uuidv7";
import { createTablet, type RunningTablet } from "../../src/app/tablet";
import type { Folder, OpenFile } from "../../src/store/folders";
import { JournalFiles } from "../../src/store/journalFiles";
import { Disk } from "../support/folders";
import { FakeLocks } from "../support/locks";
import { FakeOffice } from "../support/office";
import { Conditions, worldOf } from "../support/world";

type Bytes = Uint8Array<ArrayBuffer>;
type Forced = Parameters<typeof forceCloseDatabase>[0];

const lives = new AsyncLocalStorage<Life>();

/** From one start of the browser to its end. */
export class Life {
  readonly locks = new FakeLocks();
  readonly databases: IDBDatabase[] = [];
  readonly ended: Promise<void>;
  #end: () => void = () => undefined;
  isOver = false;

  constructor() {
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  end(): void {
    this.isOver = true;
    for (const each of this.databases) forceCloseDatabase(each as unknown as Forced);
    this.#end();
  }

  /** What came of it, unless the browser is killed before: then nothing ever does. */
  async hear<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } finally {
      if (this.isOver) await never();
    }
  }

  must(): void {
    if (this.isOver) throw new DOMException("The browser was killed", "InvalidStateError");
  }
}

function never(): Promise<never> {
  return new Promise(() => undefined);
}

class MortalFile implements OpenFile {
  readonly #file: OpenFile;
  readonly #life: Life;

  constructor(file: OpenFile, life: Life) {
    this.#file = file;
    this.#life = life;
  }

  read(into: Bytes, options: { readonly at: number }): number {
    this.#life.must();
    return this.#file.read(into, options);
  }

  write(bytes: Bytes, options: { readonly at: number }): number {
    this.#life.must();
    return this.#file.write(bytes, options);
  }

  truncate(size: number): void {
    this.#life.must();
    this.#file.truncate(size);
  }

  getSize(): number {
    return this.#file.getSize();
  }

  flush(): void {
    this.#life.must();
    this.#file.flush();
  }

  close(): void {
    this.#life.must();
    this.#file.close();
  }
}

class MortalFolder implements Folder {
  readonly #folder: Folder;
  readonly #life: Life;

  constructor(folder: Folder, life: Life) {
    this.#folder = folder;
    this.#life = life;
  }

  async list(): Promise<readonly string[]> {
    this.#life.must();
    return await this.#life.hear(this.#folder.list());
  }

  async open(name: string): Promise<OpenFile | null> {
    this.#life.must();
    const file = await this.#life.hear(this.#folder.open(name));
    return file && new MortalFile(file, this.#life);
  }

  async read(name: string): Promise<Bytes | null> {
    this.#life.must();
    return await this.#life.hear(this.#folder.read(name));
  }

  async drop(name: string): Promise<void> {
    this.#life.must();
    await this.#life.hear(this.#folder.drop(name));
  }

  async folder(name: string): Promise<Folder> {
    this.#life.must();
    return new MortalFolder(await this.#life.hear(this.#folder.folder(name)), this.#life);
  }
}

/** Databases as a page finds them; for one that was killed none ever opens. */
function mortalDatabases(real: () => IDBFactory): IDBFactory {
  const open = (name: string, version?: number): IDBOpenDBRequest => {
    const life = lives.getStore();
    if (life?.isOver) return new EventTarget() as unknown as IDBOpenDBRequest;
    const opening = real().open(name, version);
    opening.addEventListener("success", () => life?.databases.push(opening.result));
    return opening;
  };
  return { open } as unknown as IDBFactory;
}

/** The tablet itself. */
export class Device {
  readonly #address: string;
  readonly #token: string;
  readonly #disk = new Disk();
  readonly #databases = new IDBFactory();
  readonly #conditions = new Conditions();
  #tabs: ReturnType<Disk["tab"]>[] = [];
  #names = 0;
  life = new Life();
  /** Called before a question leaves and when its answer is here; may kill. */
  onStep: (step: "asks" | "heard") => void = () => undefined;

  constructor(address: string, token: string) {
    this.#address = address;
    this.#token = token;
    const factory = mortalDatabases(() => this.#databases);
    globalThis.indexedDB = factory;
  }

  /** The battery falls out. */
  kill(): void {
    this.life.end();
    for (const tab of this.#tabs) tab.kill();
    this.#tabs = [];
    this.life = new Life();
  }

  /** A page of the app, locked; None: the browser was killed meanwhile. */
  async openPage(): Promise<RunningTablet | null> {
    const { life } = this;
    return await this.during(() => createTablet(this.#world(life)));
  }

  /** Do something on a page; None: the browser was killed meanwhile. */
  async during<T>(work: () => Promise<T>): Promise<T | null> {
    const { life } = this;
    return await lives.run(life, () => Promise.race([work(), life.ended.then(() => null)]));
  }

  #world(life: Life) {
    const tab = this.#disk.tab();
    this.#tabs.push(tab);
    const newName = (): string => {
      this.#names += 1;
      return `j${this.#names}`;
    };
    return {
      ...worldOf(new FakeOffice(), life.locks, this.#conditions),
      fetch: this.#fetchIn(life),
      now: () => new Date(),
      steadyMs: () => performance.now(),
      newId: uuidv7,
      startJournals: async () => new JournalFiles(new MortalFolder(tab, life), newName),
    };
  }

  #fetchIn(life: Life): typeof fetch {
    return async (input, init) => {
      if (!life.isOver) this.onStep("asks");
      if (life.isOver) return await never();
      const headers = new Headers(init?.headers);
      if (init?.credentials === "same-origin") headers.set("Cookie", `sid=${this.#token}`);
      const heard = async (): Promise<Response> => {
        const response = await fetch(this.#address + String(input), { ...init, headers });
        const body = await response.arrayBuffer();
        const hasBody = body.byteLength > 0;
        const { status, headers: told } = response;
        return new Response(hasBody ? body : null, { status, headers: told });
      };
      const response = await life.hear(heard());
      this.onStep("heard");
      return life.isOver ? await never() : response;
    };
  }
}
