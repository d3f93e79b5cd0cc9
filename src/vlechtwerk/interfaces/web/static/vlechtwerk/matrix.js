// The matrix is one stop of the Tab key; arrow keys go from cell to cell, Home and End to the ends of a row.
(() => {
  const grid = () => [...document.querySelectorAll(".vw-matrix tbody tr")].map((row) => [...row.querySelectorAll("td")]);
  const only = (link) => {
    document.querySelectorAll(".vw-matrix td a").forEach((other) => other.setAttribute("tabindex", other === link ? "0" : "-1"));
  };
  const first = () => only(document.querySelector(".vw-matrix td a[aria-current]") || document.querySelector(".vw-matrix td a"));
  const steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
  document.addEventListener("keydown", (event) => {
    const cell = event.target.closest && event.target.closest(".vw-matrix td");
    if (!cell || event.ctrlKey || event.altKey || event.metaKey) return;
    const rows = grid();
    let row = rows.findIndex((cells) => cells.includes(cell));
    let column = rows[row].indexOf(cell);
    let [down, right] = steps[event.key] || [0, 0];
    if (event.key === "Home") [column, right] = [-1, 1];
    else if (event.key === "End") [column, right] = [rows[row].length, -1];
    else if (!down && !right) return;
    event.preventDefault();
    // Cells of one's own data hold no link, and are stepped over.
    do {
      row += down;
      column += right;
    } while (rows[row] && rows[row][column] && !rows[row][column].querySelector("a"));
    const link = rows[row] && rows[row][column] && rows[row][column].querySelector("a");
    if (!link) return;
    only(link);
    link.focus();
  });
  document.addEventListener("htmx:afterSettle", first);
  first();
})();
