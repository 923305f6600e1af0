/** A form that came back with errors: bring who typed to the list of them. */
export function focusErrors(page: Document): void {
  page.getElementById("form-errors")?.focus();
}
