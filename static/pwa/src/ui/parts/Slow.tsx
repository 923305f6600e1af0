/** What is said only when it takes long enough to be wondered about. */

import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";

/** Shorter than this, words would only flicker. */
const SLOW_MS = 300;

/** Words that appear if one still waits. */
export function Slow({ children }: { readonly children: ComponentChildren }) {
  const isSlow = useSignal(false);
  useEffect(() => {
    const timer = setTimeout(() => (isSlow.value = true), SLOW_MS);
    return () => clearTimeout(timer);
  }, []);
  return <p role="status">{isSlow.value && children}</p>;
}
