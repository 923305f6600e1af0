/** The tablet's private files, in memory: they outlive the tabs that opened them. */

import type { Folder, OpenFile } from "../../src/store/folders";

type Bytes = Uint8Array<ArrayBuffer>;

/** What is on the disk, by path; `null` as a holder: nobody has it open. */
interface DiskFile {
  bytes: Bytes;
  holder: object | null;
}

/** Everything on the disk. `room` is how many bytes it takes in all; None: as many as you like. */
export class Disk {
  readonly files = new Map<string, DiskFile>();
  room: number | null = null;
  /** Calls to any file or folder fail with this; None: they do not. */
  fault: Error | null = null;

  get used(): number {
    return [...this.files.values()].reduce((sum, { bytes }) => sum + bytes.length, 0);
  }

  /** The paths of files whose path has this in it. */
  paths(part: string): readonly string[] {
    return [...this.files.keys()].filter((path) => path.includes(part));
  }

  /** A tab's own view. */
  tab(): Tab {
    return new Tab(this);
  }

  /** Change what lies in a file, whoever has it. */
  damage(path: string, meddle: (bytes: Bytes) => Bytes): void {
    const file = this.files.get(path);
    if (file !== undefined) file.bytes = meddle(file.bytes);
  }

  grow(file: DiskFile, size: number): void {
    const more = size - file.bytes.length;
    if (this.room !== null && more > 0 && this.used + more > this.room) {
      throw new DOMException("The quota is used up", "QuotaExceededError");
    }
    const grown = new Uint8Array(size);
    grown.set(file.bytes.subarray(0, size));
    file.bytes = grown;
  }
}

class DiskHandle implements OpenFile {
  readonly #disk: Disk;
  readonly #file: DiskFile;

  constructor(disk: Disk, file: DiskFile) {
    this.#disk = disk;
    this.#file = file;
  }

  read(into: Bytes, { at }: { readonly at: number }): number {
    const part = this.#file.bytes.subarray(at, at + into.length);
    into.set(part);
    return part.length;
  }

  write(bytes: Bytes, { at }: { readonly at: number }): number {
    this.#look();
    const end = at + bytes.length;
    if (end > this.#file.bytes.length) this.#disk.grow(this.#file, end);
    this.#file.bytes.set(bytes, at);
    return bytes.length;
  }

  truncate(size: number): void {
    this.#look();
    this.#disk.grow(this.#file, size);
  }

  getSize(): number {
    return this.#file.bytes.length;
  }

  flush(): void {
    this.#look();
  }

  close(): void {
    this.#file.holder = null;
  }

  #look(): void {
    if (this.#disk.fault !== null) throw this.#disk.fault;
  }
}

/** The root folder, as one tab sees it. */
export class Tab implements Folder {
  readonly #disk: Disk;
  readonly #path: string;
  readonly #tab: object;

  constructor(disk: Disk, path = "", tab: object = {}) {
    this.#disk = disk;
    this.#path = path;
    this.#tab = tab;
  }

  async list(): Promise<readonly string[]> {
    this.#look();
    return this.#disk
      .paths(this.#path)
      .filter((path) => path.startsWith(this.#path))
      .map((path) => path.slice(this.#path.length))
      .filter((name) => !name.includes("/"));
  }

  async open(name: string): Promise<OpenFile | null> {
    this.#look();
    const path = this.#path + name;
    const file = this.#disk.files.get(path) ?? { bytes: new Uint8Array(), holder: null };
    if (file.holder !== null) return null;
    this.#disk.files.set(path, file);
    file.holder = this.#tab;
    return new DiskHandle(this.#disk, file);
  }

  async read(name: string): Promise<Bytes | null> {
    this.#look();
    return this.#disk.files.get(this.#path + name)?.bytes.slice() ?? null;
  }

  async drop(name: string): Promise<void> {
    this.#look();
    this.#disk.files.delete(this.#path + name);
  }

  async folder(name: string): Promise<Folder> {
    this.#look();
    return new Tab(this.#disk, `${this.#path}${name}/`, this.#tab);
  }

  /** The tab is gone, and with it all it had open. */
  kill(): void {
    for (const file of this.#disk.files.values()) {
      if (file.holder === this.#tab) file.holder = null;
    }
  }

  #look(): void {
    if (this.#disk.fault !== null) throw this.#disk.fault;
  }
}
