/**
 * Where one is: the address after `#`, and nothing personal in it.
 *
 * A visit's id is random; names, addresses and answers never come into an address.
 */

import { signal } from "@preact/signals";

/** Where the office lets one in, and back here. */
export const SIGN_IN = "/sign-in?next=/tablet/";

/** The same for who takes the tablet over: whoever is signed in there is not them. */
export function signInAnew(page: Page): string {
  const next = encodeURIComponent(`/tablet/${hrefOf(page)}`);
  return `/sign-in?next=${next}&anew=yes`;
}

/** A page outside any visit, by its name in the address. */
export type Page = "today" | "outbox" | "ready" | "rent" | "about" | "enrol" | "enrol_again";

/** A page, a concern, or a step of a visit; an empty step is where the worker left off. */
export type Route =
  | { readonly page: Page }
  | { readonly page: "concern"; readonly concernId: string }
  | { readonly page: "visit"; readonly visitId: string; readonly step: string };

const PAGES: Readonly<Record<string, Page>> = {
  outbox: "outbox",
  ready: "ready",
  rent: "rent",
  about: "about",
  enrol: "enrol",
  enrol_again: "enrol_again",
};
const CONCERN = /^concern\/([0-9a-f-]{36})$/i;
const VISIT = /^visit\/([0-9a-f-]{36})(?:\/([a-z0-9/-]*))?$/i;

/** A link to the enrolment with a code in it, as the office shows it to be photographed. */
const ENROLMENT = /^#\/enrol\/([A-Z0-9]{4,40})$/i;

/** The code that an address brings; None: it brings none. */
export function codeOf(hash: string): string | null {
  return ENROLMENT.exec(hash)?.[1] ?? null;
}

/** The route of an address; what is not known leads to the day. */
export function routeOf(hash: string): Route {
  if (codeOf(hash) !== null) return { page: "enrol" };
  const path = hash.replace(/^#?\/?/, "").replace(/\/$/, "");
  const [, visitId, step] = VISIT.exec(path) ?? [];
  if (visitId !== undefined) return { page: "visit", visitId, step: step ?? "" };
  const concernId = CONCERN.exec(path)?.[1];
  if (concernId !== undefined) return { page: "concern", concernId };
  return { page: PAGES[path] ?? "today" };
}

/** The address of a page outside any visit. */
export function hrefOf(page: Page): string {
  return page === "today" ? "#/" : `#/${page}`;
}

/** The address of a concern. */
export function concernHref(concernId: string): string {
  return `#/concern/${concernId}`;
}

/** The address of a step of a visit; without one, of where the worker left off. */
export function visitHref(visitId: string, step = ""): string {
  return step === "" ? `#/visit/${visitId}` : `#/visit/${visitId}/${step}`;
}

/** Signing in leads away from here and back, and the code is to be there still. */
const BROUGHT_CODE = "brought-code";

/** The code that an address brought to this tab; empty: none. */
export const brought = signal("");

/** A code that was used, or was wrong, is not offered by the next page; this one has it typed. */
export function dropBroughtCode(): void {
  window.sessionStorage.removeItem(BROUGHT_CODE);
}

/** Where one is now. */
export const route = signal<Route>({ page: "today" });

/** Follow the address from now on; returns how to stop. */
export function followAddress(window: Window): () => void {
  const follow = (): void => {
    const code = codeOf(window.location.hash);
    brought.value = code ?? window.sessionStorage.getItem(BROUGHT_CODE) ?? "";
    if (code !== null) {
      window.sessionStorage.setItem(BROUGHT_CODE, code);
      window.history.replaceState(null, "", hrefOf("enrol")); // it is not to stay in the history
    }
    route.value = routeOf(window.location.hash);
  };
  window.addEventListener("hashchange", follow);
  follow();
  return () => window.removeEventListener("hashchange", follow);
}

/** Go there, so that one can go back. */
export function go(href: string): void {
  window.location.hash = href;
}
