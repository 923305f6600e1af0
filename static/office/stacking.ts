/**
 * `table[data-stacks]`: gives each cell the word of its column, so that a narrow screen can show
 * a row as a card. The roles say what the looks take away: a cell that is no table cell to the
 * browser is still one to a screen reader. A phone shows cards; `data-stacks="fit"` is shown as
 * cards wherever the table would reach beyond its frame, too.
 */
const PHONE = "(max-width: 40rem)";

export function stackTables(page: Document): void {
  for (const table of page.querySelectorAll<HTMLTableElement>("table[data-stacks]")) {
    name(table);
    if (table.dataset["stacks"] === "fit") stackWhereTooWide(table);
    else stackOnPhones(table);
  }
}

function name(table: HTMLTableElement): void {
  const columns = [...(table.tHead?.rows[0]?.cells ?? [])].map((cell) => cell.innerText.trim());
  table.setAttribute("role", "table");
  for (const group of [table.tHead, ...table.tBodies]) group?.setAttribute("role", "rowgroup");
  for (const row of table.rows) {
    row.setAttribute("role", "row");
    [...row.cells].forEach((cell, at) => {
      cell.setAttribute("role", role(cell));
      cell.dataset["word"] = columns[at] ?? "";
    });
  }
}

function stackOnPhones(table: HTMLTableElement): void {
  const phone = window.matchMedia(PHONE);
  const stack = (): void => void table.classList.toggle("is-stacked", phone.matches);
  phone.addEventListener("change", stack);
  stack();
}

/** Measured as a table, and anew whenever its frame has another width. */
function stackWhereTooWide(table: HTMLTableElement): void {
  const frame = table.parentElement;
  if (frame === null) return;
  frame.removeAttribute("tabindex"); // nothing is left to scroll, so it is no stop for a keyboard
  let width = -1;
  const stack = (): void => {
    if (frame.clientWidth === width) return;
    width = frame.clientWidth;
    table.classList.remove("is-stacked");
    const isTooWide = table.scrollWidth > width || window.matchMedia(PHONE).matches;
    table.classList.toggle("is-stacked", isTooWide);
  };
  new ResizeObserver(stack).observe(frame);
  stack();
}

function role(cell: HTMLTableCellElement): string {
  if (cell.tagName === "TD") return "cell";
  return cell.scope === "row" ? "rowheader" : "columnheader";
}
