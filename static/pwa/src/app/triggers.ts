/** What calls for a run, and what keeps the tablet open: the line, the page, the person before it. */

import type { RunningTablet } from "./tablet";

/** Inputs closer than this count as one: nothing is gained by counting each key. */
const BREATH_MS = 1000;
const INPUTS = ["pointerdown", "keydown", "input", "wheel", "touchmove"] as const;

/** Listen; what the browser says of the line is a hint to try, and nothing more. */
export function listenForTriggers(running: RunningTablet): void {
  const again = (): void => void running.trigger();
  window.addEventListener("online", again);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") again();
  });
}

/** Tell the lock of every input, and of when the page is seen. */
export function listenForPeople(running: RunningTablet): void {
  let last = 0;
  const touched = (): void => {
    const now = performance.now();
    if (now - last < BREATH_MS) return;
    last = now;
    running.note("active");
  };
  for (const input of INPUTS) {
    document.addEventListener(input, touched, { capture: true, passive: true });
  }
  document.addEventListener("visibilitychange", () => {
    running.note(document.visibilityState === "hidden" ? "hidden" : "shown");
  });
}
