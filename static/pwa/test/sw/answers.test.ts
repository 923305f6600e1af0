/** FM-11: the service worker touches nothing that is on its way to the office. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerFor } from "../../src/sw/answers";

const SCOPE = "https://kommunen.example/tablet/";
const SHELL = `${SCOPE}index.html`;
const ASSET = `${SCOPE}assets/index-abc.js`;

function asked(url: string, method = "GET", mode = "cors"): string | null {
  return answerFor({ url, method, mode }, SCOPE, (address) => address === ASSET);
}

describe("the service worker", () => {
  it.each([
    ["the app's address", SCOPE],
    ["an address within the app", `${SCOPE}besok?x=1#today`],
    ["the page itself", SHELL],
  ])("answers %s with the shell", (_, url) => {
    expect(asked(url, "GET", "navigate")).toBe(SHELL);
  });

  it("answers a file of the build with that file", () => {
    expect(asked(ASSET)).toBe(ASSET);
  });

  it.each([
    ["a file it does not have", `${SCOPE}assets/other.js`, "cors"],
    ["the office's pages", "https://kommunen.example/office/", "navigate"],
    ["another origin", "https://elsewhere.example/tablet/", "navigate"],
    ["a call to the office", "https://kommunen.example/api/field/v1/changes", "cors"],
  ])("leaves %s to the line", (_, url, mode) => {
    expect(asked(url, "GET", mode)).toBeNull();
  });

  it("FM-11: leaves everything that is not a GET to the line, whatever its address", () => {
    const methods = fc.constantFrom("POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");
    const urls = fc.constantFrom(SCOPE, SHELL, ASSET, "https://kommunen.example/api/field/v1/x");
    const modes = fc.constantFrom("navigate", "cors", "same-origin");

    fc.assert(
      fc.property(methods, urls, modes, (method, url, mode) => {
        expect(asked(url, method, mode)).toBeNull();
      }),
    );
  });

  it("FM-11: leaves calls to the office alone even if the app were at the root", () => {
    const root = "https://kommunen.example/";
    const request = { url: `${root}api/field/v1/changes`, method: "GET", mode: "cors" };

    expect(answerFor(request, root, () => true)).toBeNull();
  });
});
