/** Writing a rescue file where the worker says; without a choice of place, as a download. */

import type { Rescued, Result, Tablet } from "../domain/tablet";
import { isoDayOf } from "./format";

/** What browsers with a choice of place have. */
interface PlaceChooser {
  showSaveFilePicker(asked: {
    readonly suggestedName: string;
    readonly types: readonly {
      readonly description: string;
      readonly accept: Readonly<Record<string, readonly string[]>>;
    }[];
  }): Promise<FileSystemFileHandle>;
}

const TYPE = "application/vnd.landlord-watch.rescue";

function nameAt(now: Date): string {
  return `raddning-${isoDayOf(now)}.lwr`;
}

function mayChoose(page: object): page is PlaceChooser {
  return "showSaveFilePicker" in page;
}

async function toChosen(tablet: Tablet, chooser: PlaceChooser, name: string) {
  const types = [{ description: "landlord_watch", accept: { [TYPE]: [".lwr"] } }] as const;
  const file = await chooser.showSaveFilePicker({ suggestedName: name, types }).catch(() => null);
  if (file === null) return "not_chosen" as const;
  const writable = await file.createWritable();
  const result = await tablet.rescue((bytes) => writable.write(bytes));
  if (result.ok) await writable.close();
  else await writable.abort();
  return result;
}

async function toDownload(tablet: Tablet, name: string): Promise<Result<Rescued>> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const result = await tablet.rescue(async (bytes) => {
    parts.push(bytes);
  });
  if (!result.ok) return result;
  const address = URL.createObjectURL(new Blob(parts, { type: TYPE }));
  const link = document.createElement("a");
  Object.assign(link, { href: address, download: name });
  link.click();
  // The browser has taken the bytes over by then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  return result;
}

/** Write everything unsent to a file; `not_chosen`: no place was chosen, and nothing was written. */
export function rescueTo(tablet: Tablet, now: Date): Promise<Result<Rescued> | "not_chosen"> {
  const name = nameAt(now);
  const page: object = window;
  return mayChoose(page) ? toChosen(tablet, page, name) : toDownload(tablet, name);
}
