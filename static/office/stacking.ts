/**
 * `table[data-stacks]`: gives each cell the word of its column, so that a narrow screen can show
 * a row as a card. The roles say what the looks take away: a cell that is no table cell to the
 * browser is still one to a screen reader.
 */
export function stackTables(page: Document): void {
  for (const table of page.querySelectorAll<HTMLTableElement>("table[data-stacks]")) {
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
    table.classList.add("is-stacked");
  }
}

function role(cell: HTMLTableCellElement): string {
  if (cell.tagName === "TD") return "cell";
  return cell.scope === "row" ? "rowheader" : "columnheader";
}
