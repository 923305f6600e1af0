/** Starting the journals beside the databases. */

import address from "../store/journalWorker?worker&url";
import type { Journals } from "../store/journals";
import { probeJournals } from "../store/remoteJournals";
import { trustedScript } from "./trusted";

/** None: this browser has no private files, and what is saved here is practice. */
export function startJournals(): Promise<Journals | null> {
  return probeJournals(() => new Worker(trustedScript(address), { type: "module" }));
}
