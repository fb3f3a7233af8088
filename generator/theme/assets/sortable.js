// Tables that a reader may sort: `data-sortable` on the table, `data-by` (number or text) on the headers of columns that can be sorted
// by, `data-sort` on cells that are sorted by something else than their text. Without this script tables keep their order.
(() => {
  /**
   * @param {HTMLTableElement} table
   * @param {string} name the parameter of the address that keeps the order: the number of the column, negative if descending
   */
  const sortable = (table, name) => {
    table.removeAttribute("data-sortable");
    table.classList.add("ar-sortable");
    const body = table.tBodies[0];
    const heads = [...(table.tHead?.rows[0].cells ?? [])];
    /** @param {HTMLTableRowElement} row @param {number} at */
    const valueOf = (row, at) => row.cells[at].dataset.sort ?? row.cells[at].textContent.trim();

    /** @param {number} at @param {1 | -1} way */
    const sort = (at, way) => {
      const collator = new Intl.Collator(globalThis.archive.locale, { sensitivity: "base", numeric: true });
      const byNumber = heads[at].dataset.by === "number";
      const known = [...body.rows].map((row) => ({ value: valueOf(row, at), row }));
      known.sort(({ value: a }, { value: b }) => {
        if (!a || !b) return Number(!a) - Number(!b); // unknown values come last in both directions
        return way * (byNumber ? Number(a) - Number(b) : collator.compare(a, b));
      });
      body.append(...known.map(({ row }) => row));
      for (const head of heads) head.removeAttribute("aria-sort");
      heads[at].setAttribute("aria-sort", way > 0 ? "ascending" : "descending");
    };

    heads.forEach((head, at) => {
      if (!head.dataset.by) return;
      const button = document.createElement("button"); // reachable by the keyboard, and announced as a button
      button.type = "button";
      button.append(...head.childNodes);
      button.addEventListener("click", () => {
        const way = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
        sort(at, way);
        const asked = new URLSearchParams(location.search);
        asked.set(name, String(way * (at + 1)));
        history.replaceState(history.state, "", `${location.pathname}?${asked}${location.hash}`);
      });
      head.append(button);
    });
    const asked = Number(new URLSearchParams(location.search).get(name));
    if (heads[Math.abs(asked) - 1]?.dataset.by) sort(Math.abs(asked) - 1, asked < 0 ? -1 : 1);
  };

  const start = () => {
    const tables = document.querySelectorAll("table[data-sortable]");
    for (const [number, table] of tables.entries()) {
      if (table instanceof HTMLTableElement) sortable(table, number ? `sorted-${number + 1}` : "sorted");
    }
  };

  // Material tells when a page has come, including pages that instant navigation brings.
  if (window.document$) window.document$.subscribe(start);
  else start();
})();
