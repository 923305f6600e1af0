/**
 * `form[data-queue]`: goes through its `[data-queue-item]` by keys. j and k go to the next and the
 * one before, x ticks it, o opens what it leads to. Nothing is judged by a key alone.
 */

/** What a key means: the place to go to, or what to do where one is. */
export type Meaning = number | "tick" | "open" | undefined;

const STEPS: Readonly<Record<string, number>> = { j: 1, k: -1 };
const DOES: Readonly<Record<string, Meaning>> = { x: "tick", o: "open" };
const FOUND_BY: Readonly<Record<"tick" | "open", string>> = {
  tick: "input[type=checkbox]",
  open: "[data-queue-open]",
};
const TYPED_IN = "input:not([type=checkbox]):not([type=radio]), textarea, select";

/** `here`: the place of the focus among so many; -1: none of them. It stays at the ends. */
export function meaningOf(key: string, here: number, length: number): Meaning {
  const step = STEPS[key];
  if (step !== undefined) return Math.min(length - 1, Math.max(0, here + step));
  return here < 0 ? undefined : DOES[key];
}

export function goByKeys(page: Document): void {
  const items = [...page.querySelectorAll<HTMLElement>("form[data-queue] [data-queue-item]")];
  if (items.length === 0) return;
  for (const hint of page.querySelectorAll<HTMLElement>("[data-queue-keys]")) hint.hidden = false;
  page.addEventListener("keydown", (event) => {
    if (isForSomethingElse(event)) return;
    const here = items.findIndex((item) => item.contains(page.activeElement));
    const meaning = meaningOf(event.key, here, items.length);
    if (meaning === undefined) return;
    event.preventDefault();
    if (typeof meaning === "number") goTo(items[meaning]);
    else items[here]?.querySelector<HTMLElement>(FOUND_BY[meaning])?.click();
  });
}

function isForSomethingElse(event: KeyboardEvent): boolean {
  const isHeld = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey;
  return isHeld || (event.target instanceof Element && event.target.matches(TYPED_IN));
}

function goTo(item: HTMLElement | undefined): void {
  item?.querySelector<HTMLElement>("input[type=checkbox], [data-queue-open]")?.focus();
  item?.scrollIntoView({ block: "nearest" });
}
