/** The worker of the journals: the only place that has the tablet's private files open. */

import type { Folder, OpenFile } from "./folders";
import { JournalFiles } from "./journalFiles";
import { answer, type Question } from "./journalProtocol";
import type { Journals } from "./journals";

const ROOT = "landlord-watch";
/** How often a file that another tab is writing in is read anew. */
const MOST_READS = 5;

function isNamed(failure: unknown, name: string): boolean {
  return failure instanceof DOMException && failure.name === name;
}

class PrivateFolder implements Folder {
  readonly #handle: FileSystemDirectoryHandle;

  constructor(handle: FileSystemDirectoryHandle) {
    this.#handle = handle;
  }

  async list(): Promise<readonly string[]> {
    const names: string[] = [];
    for await (const [name, { kind }] of this.#handle.entries()) {
      if (kind === "file") names.push(name);
    }
    return names;
  }

  async open(name: string): Promise<OpenFile | null> {
    const file = await this.#handle.getFileHandle(name, { create: true });
    try {
      return await file.createSyncAccessHandle();
    } catch (failure) {
      if (isNamed(failure, "NoModificationAllowedError")) return null;
      throw failure;
    }
  }

  async read(name: string): Promise<Uint8Array<ArrayBuffer> | null> {
    for (let left = MOST_READS; ; left -= 1) {
      try {
        const file = await (await this.#handle.getFileHandle(name)).getFile();
        return new Uint8Array(await file.arrayBuffer());
      } catch (failure) {
        if (isNamed(failure, "NotFoundError")) return null;
        // It grew while it was read.
        if (!isNamed(failure, "NotReadableError") || left === 0) throw failure;
      }
    }
  }

  async drop(name: string): Promise<void> {
    try {
      await this.#handle.removeEntry(name);
    } catch (failure) {
      if (!isNamed(failure, "NotFoundError")) throw failure;
    }
  }

  async folder(name: string): Promise<Folder> {
    return new PrivateFolder(await this.#handle.getDirectoryHandle(name, { create: true }));
  }
}

async function openJournals(): Promise<Journals> {
  const root = new PrivateFolder(await navigator.storage.getDirectory());
  return new JournalFiles(await root.folder(ROOT), () => crypto.randomUUID());
}

const journals = openJournals();
// Every question is told; that none was asked is no fault.
journals.catch(() => undefined);

globalThis.addEventListener("message", (event: MessageEvent<Question>) => {
  void answer(journals, event.data).then((sent) => globalThis.postMessage(sent));
});
