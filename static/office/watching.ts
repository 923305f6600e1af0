/**
 * `[data-duty=url]`: the duty officer's page keeps watch. It asks that address, with a word of its
 * own, how many wait; when that has changed it fetches the page and takes its list, unless somebody
 * is in the middle of it, who is shown a button instead. It counts how long each has waited, says
 * aloud and in the title how many there are, and sounds once somebody has let it.
 *
 * Without this there is a link that reads the page again.
 */

import { Bell } from "./bell.js";

const EVERY_MS = 3_000;
/** A hand that was on the list so lately is about to press something there. */
const HAND_MS = 3_000;
/** Signed out, the page is asked for again this seldom: somebody may have signed in beside it. */
const AGAIN_MS = 30_000;
/** So many questions without an answer, and the page says that it hears nothing. */
const LOST_AFTER = 3;

/** What the office answers: how many, how many of them in danger, and a mark of which. */
export interface State {
  readonly waiting: number;
  readonly urgent: number;
  readonly state: string;
}

/** How a time is written: each with places for its numbers. */
export interface AgeWords {
  readonly minutes: string;
  readonly hours: string;
  readonly days: string;
}

/** `12 min`, `1 h 5 min`, `2 dygn 3 h`: as the office writes it. */
export function ageWords(waitedMs: number, words: AgeWords): string {
  const minutes = Math.max(0, Math.floor(waitedMs / 60_000));
  const hours = Math.floor(minutes / 60);
  if (hours === 0) return words.minutes.replace("{m}", String(minutes));
  if (hours < 24) return words.hours.replace("{h}", String(hours)).replace("{m}", String(minutes % 60));
  return words.days.replace("{d}", String(Math.floor(hours / 24))).replace("{h}", String(hours % 24));
}

/** The page's title with how many wait before it. */
export function titleOf(title: string, waiting: number): string {
  const plain = title.replace(/^\(\d+\) /, "");
  return waiting > 0 ? `(${String(waiting)}) ${plain}` : plain;
}

/** What came is what the office answers, and nothing else is. */
export function readState(answer: unknown): State | null {
  if (typeof answer !== "object" || answer === null) return null;
  const { waiting, urgent, state } = answer as Record<string, unknown>;
  if (typeof waiting !== "number" || typeof urgent !== "number") return null;
  return typeof state === "string" ? { waiting, urgent, state } : null;
}

export function watchDuty(page: Document): void {
  const root = page.querySelector<HTMLElement>("[data-duty]");
  if (root !== null) new Watch(page, root).begin();
}

class Watch {
  private readonly page: Document;
  private readonly root: HTMLElement;
  private readonly bell: Bell;
  private readonly began = performance.now();
  private readonly openedAt: number;
  private waiting: number;
  private silent = 0;
  private handAt = -HAND_MS;
  private fetched: HTMLElement | null = null;
  private isFetching = false;
  private timer = 0;
  private leftAt = -AGAIN_MS;

  constructor(page: Document, root: HTMLElement) {
    this.page = page;
    this.root = root;
    this.openedAt = Date.parse(root.dataset["now"] ?? "");
    this.waiting = Number(this.list()?.dataset["waiting"] ?? "0");
    const button = root.querySelector<HTMLButtonElement>("[data-duty-sound]");
    this.bell = new Bell(button, { on: this.words("soundOn"), off: this.words("soundOff") });
  }

  begin(): void {
    this.tell(this.waiting);
    const reload = this.root.querySelector<HTMLElement>("[data-duty-reload]");
    if (reload !== null) reload.hidden = true; // it reads itself again
    for (const kind of ["pointerdown", "pointermove", "touchmove"]) {
      this.root.addEventListener(kind, () => (this.handAt = performance.now()), { passive: true });
    }
    this.button()?.addEventListener("click", () => {
      this.show();
      this.list()?.focus();
    });
    this.timer = window.setInterval(() => void this.look(), EVERY_MS);
  }

  private words(name: string): string {
    return this.root.dataset[name] ?? "";
  }

  private list(): HTMLElement | null {
    return this.page.getElementById("duty-list");
  }

  private button(): HTMLButtonElement | null {
    return this.root.querySelector<HTMLButtonElement>("[data-duty-show]");
  }

  private async look(): Promise<void> {
    this.countOn();
    if (this.fetched !== null && !this.isInUse()) this.show();
    const answer = await this.ask();
    if (answer === "ended") this.end();
    else if (answer === null) this.miss();
    else this.hear(answer);
  }

  private async ask(): Promise<State | "ended" | null> {
    try {
      const answer = await fetch(this.root.dataset["duty"] ?? "", {
        headers: { [this.root.dataset["header"] ?? ""]: this.root.dataset["word"] ?? "" },
        credentials: "omit",
        cache: "no-store",
        signal: AbortSignal.timeout(10_000),
      });
      if (answer.status === 401) return "ended";
      return answer.ok ? readState(await answer.json()) : null;
    } catch {
      return null; // no line, or no answer in time
    }
  }

  private hear({ waiting, urgent, state }: State): void {
    if (this.silent >= LOST_AFTER) this.say("");
    this.silent = 0;
    this.root.classList.remove("is-lost");
    if (waiting > this.waiting) {
      this.say(this.words("saidNew"));
      this.bell.ring();
    } else {
      if (waiting === 0 && this.waiting > 0) this.say(this.words("saidNone"));
      this.bell.remind({ waiting, urgent });
    }
    this.waiting = waiting;
    this.tell(waiting);
    if (state !== (this.fetched ?? this.list())?.dataset["state"]) this.fetchPage();
  }

  private tell(waiting: number): void {
    this.page.title = titleOf(this.page.title, waiting);
  }

  private miss(): void {
    this.silent += 1;
    if (this.silent !== LOST_AFTER) return;
    this.root.classList.add("is-lost");
    this.say(this.words("saidLost"));
    this.bell.ring();
  }

  private end(): void {
    window.clearInterval(this.timer);
    this.leave(this.words("saidEnded"));
    this.bell.ring();
  }

  /** A document, and not text, so that nothing has to be trusted as markup. */
  private fetchPage(): void {
    if (this.isFetching || performance.now() - this.leftAt < AGAIN_MS) return;
    this.isFetching = true;
    const request = new XMLHttpRequest();
    request.responseType = "document";
    request.open("GET", window.location.href);
    request.timeout = 10_000;
    request.addEventListener("loadend", () => {
      this.isFetching = false;
      if (request.status === 0) return; // no line: asked again when the office answers
      const found = request.responseXML?.getElementById("duty-list") ?? null;
      if (found === null) this.leave(this.words("saidOut"));
      else this.take(this.page.adoptNode(found));
    });
    request.send();
  }

  private take(list: HTMLElement): void {
    this.fetched = list;
    const button = this.button();
    if (!this.isInUse()) this.show();
    else if (button !== null) button.hidden = false;
  }

  private isInUse(): boolean {
    const list = this.list();
    const focused = this.page.activeElement;
    const isFocused = focused !== list && (list?.contains(focused) ?? false);
    return isFocused || performance.now() - this.handAt < HAND_MS;
  }

  private show(): void {
    const button = this.button();
    if (button !== null) button.hidden = true;
    if (this.fetched === null) return;
    this.list()?.replaceWith(this.fetched);
    this.fetched = null;
    if (this.root.classList.contains("is-left")) this.say("");
    this.root.classList.remove("is-left");
    this.countOn();
  }

  /** Nothing of anybody stays on a screen that nobody is signed in at. */
  private leave(words: string): void {
    this.leftAt = performance.now();
    this.list()?.replaceChildren();
    const list = this.list();
    if (list !== null) list.dataset["state"] = "";
    this.say(words);
    this.root.classList.add("is-left");
  }

  private say(words: string): void {
    const says = this.root.querySelector<HTMLElement>("[data-duty-says]");
    if (says !== null && says.textContent !== words) says.textContent = words;
  }

  private countOn(): void {
    const now = this.openedAt + performance.now() - this.began;
    const { minutes = "", hours = "", days = "" } = this.root.dataset;
    for (const time of this.root.querySelectorAll<HTMLTimeElement>("time[data-since]")) {
      time.textContent = ageWords(now - Date.parse(time.dateTime), { minutes, hours, days });
    }
  }
}
