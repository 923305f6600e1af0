/**
 * Covering the screens: taken out of the page whole, so that nothing of them can be seen, read
 * out or found in the address, and put back as they were, to the letter that was being typed.
 */

/** What was taken away with the screens. */
interface Covered {
  readonly hash: string;
  readonly title: string;
  readonly scroll: number;
  readonly focus: HTMLElement | null;
}

const NOWHERE = "#/";

function closeDialogs(place: HTMLElement): void {
  for (const dialog of place.querySelectorAll<HTMLDialogElement>("dialog[open]")) dialog.close();
}

function readdress(hash: string): void {
  history.replaceState(history.state, "", hash);
}

/** The place of the screens and the place of what covers them; one is in the page. */
export class Cover {
  readonly #root: HTMLElement;
  readonly #inside: HTMLElement;
  readonly #outside: HTMLElement;
  #covered: Covered | null = null;

  constructor(root: HTMLElement, inside: HTMLElement, outside: HTMLElement) {
    this.#root = root;
    this.#inside = inside;
    this.#outside = outside;
  }

  /** Cover, also what an address still names. A page for enrolling is no secret. */
  put(mayShow: (hash: string) => boolean): void {
    if (this.#covered !== null) return;
    const { activeElement, title } = document;
    const focus = activeElement instanceof HTMLElement ? activeElement : null;
    closeDialogs(this.#inside);
    this.#covered = { hash: location.hash, title, scroll: window.scrollY, focus };
    if (!mayShow(location.hash)) readdress(NOWHERE);
    this.#root.replaceChildren(this.#outside);
  }

  /** Uncover. Where one has gone to meanwhile, one stays. */
  take(): void {
    if (this.#root.firstChild === this.#inside) return;
    const covered = this.#covered;
    this.#covered = null;
    this.#root.replaceChildren(this.#inside);
    if (covered === null) return;
    const hasStayed = location.hash === NOWHERE || location.hash === "";
    if (hasStayed && covered.hash !== "") readdress(covered.hash);
    document.title = covered.title;
    window.scrollTo(0, covered.scroll);
    covered.focus?.focus({ preventScroll: true });
  }
}
