/**
 * `[data-folds="a b"]`: on a narrow screen, shows and hides the parts of the page with those ids.
 * Escape hides them from within, and leads back to the button.
 */
export function foldBehindButtons(page: Document): void {
  for (const button of page.querySelectorAll<HTMLButtonElement>("button[data-folds]")) {
    const ids = (button.dataset["folds"] ?? "").split(" ");
    const parts = ids.map((id) => page.getElementById(id)).filter((part) => part !== null);
    const fold = (isFolded: boolean): void => {
      for (const part of parts) part.classList.toggle("is-folded", isFolded);
      button.setAttribute("aria-expanded", String(!isFolded));
    };
    button.addEventListener("click", () => {
      fold(button.getAttribute("aria-expanded") === "true");
    });
    const foldAway = (event: KeyboardEvent): void => {
      const isOpen = button.getAttribute("aria-expanded") === "true";
      if (event.key !== "Escape" || !isOpen || button.offsetParent === null) return;
      fold(true);
      button.focus();
    };
    for (const place of [button, ...parts]) place.addEventListener("keydown", foldAway);
    fold(true);
    button.hidden = false;
  }
}
