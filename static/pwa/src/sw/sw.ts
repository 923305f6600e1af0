/**
 * The service worker: keeps the shell it was built with, and starts it without a line.
 *
 * A newer one waits until it is told to take over; it never does by itself.
 */

import { PrecacheController, type PrecacheEntry } from "workbox-precaching";
import { answerFor } from "./answers";

declare const self: ServiceWorkerGlobalScope & {
  readonly __WB_MANIFEST: (PrecacheEntry | string)[];
};

const precache = new PrecacheController();
precache.addToCacheList(self.__WB_MANIFEST);

function isPrecached(url: string): boolean {
  return precache.getCacheKeyForURL(url) !== undefined;
}

async function shell(url: string, request: Request): Promise<Response> {
  return (await precache.matchPrecache(url)) ?? (await fetch(request));
}

self.addEventListener("install", (event) => {
  event.waitUntil(precache.install(event));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(precache.activate(event));
});

self.addEventListener("fetch", (event) => {
  const url = answerFor(event.request, self.registration.scope, isPrecached);
  if (url !== null) event.respondWith(shell(url, event.request));
});

self.addEventListener("message", (event: ExtendableMessageEvent) => {
  const { type } = event.data as { readonly type?: unknown };
  if (type === "SKIP_WAITING") event.waitUntil(self.skipWaiting());
});
