/** Folders and files as the journals need them: the browser's private files, or a test's memory. */

/** A file that is ours alone as long as it is open. */
export interface OpenFile {
  /** How many bytes were read. */
  read(into: Uint8Array<ArrayBuffer>, options: { readonly at: number }): number;
  /** How many bytes were written. */
  write(bytes: Uint8Array<ArrayBuffer>, options: { readonly at: number }): number;
  truncate(size: number): void;
  getSize(): number;
  /** Ends when all is on the disk. */
  flush(): void;
  close(): void;
}

/** A folder of files. */
export interface Folder {
  list(): Promise<readonly string[]>;
  /** Open a file, made if it is not there; None: another tab has it open. */
  open(name: string): Promise<OpenFile | null>;
  /** What is in a file just now, whoever has it open; None: there is none. */
  read(name: string): Promise<Uint8Array<ArrayBuffer> | null>;
  /** Nothing happens if it is not there. */
  drop(name: string): Promise<void>;
  /** A folder in this one, made if it is not there. */
  folder(name: string): Promise<Folder>;
}

/** All that is in an open file. */
export function readAll(file: OpenFile): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(file.getSize());
  return bytes.subarray(0, file.read(bytes, { at: 0 }));
}

/** Write all of it. Raises: what the browser says when it is full, and when less was written. */
export function writeAll(file: OpenFile, bytes: Uint8Array<ArrayBuffer>, at: number): void {
  if (file.write(bytes, { at }) !== bytes.length) {
    throw new DOMException("The file took less than it was given", "QuotaExceededError");
  }
}
