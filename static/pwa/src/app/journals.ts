/** Starting the journals beside the databases, and finding the databases another place. */

import address from "../store/journalWorker?worker&url";
import type { Journals } from "../store/journals";
import { probeJournals } from "../store/remoteJournals";
import { trustedScript } from "./trusted";

/** What some browsers have: several places to keep things in, each with databases of its own. */
interface BucketNavigator {
  readonly storageBuckets?: {
    open(
      name: string,
      options: { readonly persisted: boolean; readonly durability: "strict" },
    ): Promise<{ readonly indexedDB: IDBFactory }>;
  };
}

const SPARE = {
  name: "landlord-watch-spare",
  options: { persisted: true, durability: "strict" },
} as const;

/** Databases in another place than the usual one; None: this browser has one place alone. */
export async function spareDatabases(): Promise<IDBFactory | null> {
  const { storageBuckets } = navigator as BucketNavigator;
  const bucket = await storageBuckets?.open(SPARE.name, SPARE.options).catch(() => null);
  return bucket?.indexedDB ?? null;
}

/** None: this browser has no private files, and what is saved here is practice. */
export function startJournals(): Promise<Journals | null> {
  return probeJournals(() => new Worker(trustedScript(address), { type: "module" }));
}
