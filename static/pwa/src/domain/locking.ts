/**
 * When an open tablet locks: a warning, then a soft lock that a PIN opens, then a hard one.
 *
 * Pure: what happened and when are arguments. Idleness is counted by the clock that runs
 * evenly. Only while the page is hidden does the wall clock count too, as a tablet that sleeps
 * may let the other stand still; a clock that is set right while one works locks nothing.
 */

/** An instant by both clocks. */
export interface Instant {
  readonly steadyMs: number;
  readonly wallMs: number;
}

/** What has happened around the screen. */
export type LockEvent =
  /** A key, a finger, a pen. */
  | "active"
  | "hidden"
  | "shown"
  | "time"
  /** The worker asks for it. */
  | "lock"
  /** A PIN, a passphrase or the device's own key was right. */
  | "unlocked";

/** How far it has come: `warned` is open still, and says what is about to happen. */
export type LockLevel = "open" | "warned" | "soft" | "hard";

/** The state of the watch; `idleMs` was counted up to `at`. */
export interface LockWatch {
  readonly is: LockLevel;
  readonly idleMs: number;
  readonly at: Instant;
  /** What `idleMs` was when the page was hidden; None: it is seen. */
  readonly hiddenFromMs: number | null;
}

const MINUTE_MS = 60_000;
/** Hidden for longer, and it locks. */
export const MOST_HIDDEN_MS = 2 * MINUTE_MS;
/** How long before a soft lock it is told. */
export const WARNING_MS = 20_000;
/** Idle for longer, and nothing but a passphrase or the device's own key opens. */
export const HARD_AFTER_MS = 30 * MINUTE_MS;
/** How many minutes without input it may be set to. */
export const IDLE_MINUTES = { least: 2, most: 15, usual: 5 } as const;

/** Minutes as they may be set, the nearest. */
export function idleMinutesWithin(minutes: number): number {
  return Math.min(IDLE_MINUTES.most, Math.max(IDLE_MINUTES.least, Math.round(minutes)));
}

/** A watch over a tablet that was opened just now. */
export function opened(at: Instant): LockWatch {
  return { is: "open", idleMs: 0, at, hiddenFromMs: null };
}

function counted(watch: LockWatch, at: Instant): LockWatch {
  const steady = Math.max(0, at.steadyMs - watch.at.steadyMs);
  const wall = watch.hiddenFromMs === null ? 0 : at.wallMs - watch.at.wallMs;
  return { ...watch, idleMs: watch.idleMs + Math.max(steady, wall), at };
}

function levelOf({ hiddenFromMs, idleMs, is }: LockWatch, minutes: number): LockLevel {
  const idleMost = minutes * MINUTE_MS;
  const hiddenMs = hiddenFromMs === null ? 0 : idleMs - hiddenFromMs;
  if (is === "hard" || idleMs >= HARD_AFTER_MS) return "hard";
  if (is === "soft" || idleMs >= idleMost || hiddenMs >= MOST_HIDDEN_MS) return "soft";
  return idleMs >= idleMost - WARNING_MS ? "warned" : "open";
}

/** The watch after an event; `minutes` without input lock it softly. Time counts before the event. */
export function watched(
  before: LockWatch,
  { event, at, minutes }: { readonly event: LockEvent; readonly at: Instant; readonly minutes: number },
): LockWatch {
  const now = counted(before, at);
  const watch = { ...now, is: levelOf(now, minutes) };
  const isOpen = watch.is === "open" || watch.is === "warned";
  switch (event) {
    case "active":
      return isOpen ? { ...watch, is: "open", idleMs: 0, hiddenFromMs: null } : watch;
    case "hidden":
      return { ...watch, hiddenFromMs: watch.hiddenFromMs ?? watch.idleMs };
    case "shown":
      return { ...watch, hiddenFromMs: null };
    case "lock":
      return isOpen ? { ...watch, is: "soft" } : watch;
    case "unlocked":
      return opened(at);
    case "time":
      return watch;
  }
}

/** How long until the watch may have to be looked at again; None: nothing more happens. */
export function nextLookMs(watch: LockWatch, minutes: number): number | null {
  if (watch.is === "hard") return null;
  const left = (limit: number): number => Math.max(0, limit - watch.idleMs);
  if (watch.is === "soft") return left(HARD_AFTER_MS);
  const idleMost = minutes * MINUTE_MS;
  const untilIdle = left(watch.is === "open" ? idleMost - WARNING_MS : idleMost);
  const { hiddenFromMs } = watch;
  return hiddenFromMs === null ? untilIdle : Math.min(untilIdle, left(hiddenFromMs + MOST_HIDDEN_MS));
}

/** How long a warned watch has left; None: it is not warned. */
export function warnedLeftMs(watch: LockWatch, minutes: number): number | null {
  return watch.is === "warned" ? Math.max(0, minutes * MINUTE_MS - watch.idleMs) : null;
}
