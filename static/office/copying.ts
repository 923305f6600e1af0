/** `[data-copy=id]`: copies what stands in the field with that id, and says so. */
export function copyOnClick(page: Document): void {
  for (const button of page.querySelectorAll<HTMLButtonElement>("button[data-copy]")) {
    button.addEventListener("click", () => {
      const field = page.getElementById(button.dataset["copy"] ?? "");
      if (!(field instanceof HTMLTextAreaElement)) return;
      void navigator.clipboard.writeText(field.value).then(() => {
        button.textContent = button.dataset["copied"] ?? button.textContent;
      });
    });
  }
}
