/**
 * What the service worker answers: GETs of the shell it was built with, and nothing else.
 *
 * Whatever is sent to the office goes to the line untouched: a worker that hands bodies on
 * has been seen to send them empty.
 */

/** What is looked at of a request. */
export interface Asked {
  readonly method: string;
  readonly url: string;
  readonly mode: string;
}

/** The shell's page, for every address of the app. */
export const SHELL = "index.html";

/** Which precached address answers a request; None: it is not ours, and goes to the line. */
export function answerFor(
  { method, mode, url }: Asked,
  scope: string,
  isPrecached: (url: string) => boolean,
): string | null {
  if (method !== "GET") return null;
  const asked = new URL(url);
  const isOurs = asked.href.startsWith(scope) && !asked.pathname.startsWith("/api/");
  if (!isOurs) return null;
  if (mode === "navigate") return new URL(SHELL, scope).href;
  return isPrecached(asked.href) ? asked.href : null;
}
