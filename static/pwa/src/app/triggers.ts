/** What calls for a run: the line is said to be back, the page is seen again. */

import type { RunningTablet } from "./tablet";

/** Listen; what the browser says of the line is a hint to try, and nothing more. */
export function listenForTriggers(running: RunningTablet): void {
  const again = (): void => void running.trigger();
  window.addEventListener("online", again);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") again();
  });
}
