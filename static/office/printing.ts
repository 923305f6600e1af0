/** `[data-print]`: prints the page as it stands; also a button that came later. */
export function printOnClick(page: Document): void {
  page.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("button[data-print]") !== null) {
      window.print();
    }
  });
}
