/** `[data-print]`: prints the page as it stands. */
export function printOnClick(page: Document): void {
  for (const button of page.querySelectorAll<HTMLButtonElement>("button[data-print]")) {
    button.addEventListener("click", () => {
      window.print();
    });
  }
}
