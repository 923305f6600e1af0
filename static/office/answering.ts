/**
 * `form[data-answers=id]`: while one types, fetches the page the form would lead to and takes the
 * part with that id from it. What is typed stays; the newest question alone is answered; the
 * answer's `[data-said]` is said politely by `[data-says]`. Without this there is the button.
 */
const PAUSE_MS = 400;

export function answerWhileTyping(page: Document): void {
  for (const form of page.querySelectorAll<HTMLFormElement>("form[data-answers]")) {
    const answering = new Answering(page, form);
    form.addEventListener("input", () => {
      answering.ask();
    });
  }
}

class Answering {
  private waiting = 0;
  private request: XMLHttpRequest | null = null;

  private readonly page: Document;
  private readonly form: HTMLFormElement;

  constructor(page: Document, form: HTMLFormElement) {
    this.page = page;
    this.form = form;
  }

  /** Ask in a little while, unless something more is typed before. */
  ask(): void {
    this.request?.abort();
    this.request = null;
    window.clearTimeout(this.waiting);
    this.region()?.setAttribute("aria-busy", "true");
    this.waiting = window.setTimeout(() => {
      this.send(this.address());
    }, PAUSE_MS);
  }

  private region(): HTMLElement | null {
    return this.page.getElementById(this.form.dataset["answers"] ?? "");
  }

  private address(): URL {
    const url = new URL(this.form.action);
    url.hash = "";
    for (const [name, value] of new FormData(this.form)) {
      if (typeof value === "string") url.searchParams.set(name, value);
    }
    return url;
  }

  /** A document, and not text, so that nothing has to be trusted as markup. */
  private send(url: URL): void {
    const request = new XMLHttpRequest();
    this.request = request;
    request.responseType = "document";
    request.open("GET", url);
    request.addEventListener("load", () => {
      if (request === this.request) this.take(request.responseXML, url);
    });
    request.addEventListener("error", () => {
      if (request === this.request) this.fail();
    });
    request.send();
  }

  private take(answer: Document | null, url: URL): void {
    const region = this.region();
    const found = answer?.getElementById(region?.id ?? "");
    if (region === null || found === null || found === undefined) {
      this.form.submit(); // signed out, or a failure: the whole page says which
      return;
    }
    region.replaceWith(this.page.adoptNode(found));
    window.history.replaceState(null, "", url);
    this.say(found.querySelector<HTMLElement>("[data-said]")?.innerText ?? "");
  }

  private fail(): void {
    const words = this.page.createElement("p");
    words.textContent = this.form.dataset["failed"] ?? "";
    this.region()?.replaceChildren(words);
    this.region()?.removeAttribute("aria-busy");
    this.say(words.textContent);
  }

  private say(words: string): void {
    const says = this.page.querySelector<HTMLElement>("[data-says]");
    if (says !== null) says.textContent = words;
  }
}
