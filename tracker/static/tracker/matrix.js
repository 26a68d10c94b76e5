// The matrix and the map tell what is under the pointer or the focus on a card, and the matrix is one
// stop of the keyboard: arrows, Home and End move within it. Without this file every cell is a link
// whose words the style sheet shows.
"use strict";

(() => {
  const card = document.createElement("div");
  card.className = "tell card";
  card.hidden = true;
  // What it says, the link says already.
  card.setAttribute("aria-hidden", "true");
  let told = null;
  let leaving = 0;

  const line = (tag, words) => {
    const made = document.createElement(tag);
    made.textContent = words;
    return made;
  };

  // A cell's label: the row · the party · what is seen · the counts. A state's: its name · the counts.
  const fill = (link) => {
    const parts = link.getAttribute("aria-label").split(" · ");
    const cell = link.closest("td");
    if (!cell) {
      card.replaceChildren(line("strong", parts[0]), line("p", parts.slice(1).join(" · ")));
      return;
    }
    const seen = line("p", "");
    const mark = line("b", link.firstChild.textContent);
    mark.className = cell.className;
    // A level's words begin with its figure.
    seen.append(mark, ` ${parts[2].replace(/^[0-4] /, "")}`);
    const row = cell.parentNode.querySelector("th").textContent.trim();
    card.replaceChildren(line("strong", parts[1]), line("p", row), seen, line("p", parts.slice(3).join(" · ")));
  };

  const place = (link) => {
    const box = link.getBoundingClientRect();
    const { offsetWidth: wide, offsetHeight: high } = card;
    const left = Math.min(Math.max(8, box.left + box.width / 2 - wide / 2), innerWidth - wide - 8);
    const below = box.bottom + 4;
    const top = below + high > innerHeight ? Math.max(8, box.top - high - 4) : below;
    card.style.left = `${left}px`;
    card.style.top = `${top}px`;
  };

  const tell = (link) => {
    clearTimeout(leaving);
    told = link;
    fill(link);
    card.hidden = false;
    place(link);
  };
  const hush = () => {
    told = null;
    card.hidden = true;
  };
  const hushSoon = () => {
    leaving = setTimeout(hush, 200);
  };

  const listen = (box) => {
    const linkOf = (event) => event.target.closest("td a[aria-label], svg a[aria-label]");
    box.classList.add("live");
    // Moved over, not merely under: what lies beneath a card that Escape hushed stays hushed.
    box.addEventListener("pointermove", (event) => {
      const link = event.pointerType === "mouse" && linkOf(event);
      if (link === told) clearTimeout(leaving);
      else if (link) tell(link);
    });
    box.addEventListener("pointerout", hushSoon);
    box.addEventListener("focusin", (event) => {
      const link = linkOf(event);
      if (link) tell(link);
      else hush();
    });
    box.addEventListener("focusout", hush);
    box.addEventListener("scroll", () => told && place(told), { passive: true });
  };

  // Links by row and column; a hole where a cell has none.
  const rowsOf = (table) =>
    [...table.querySelectorAll("tr:not(.over)")].map((row) => [...row.cells].map((cell) => cell.querySelector("a")));

  const nearest = (rows, row, column, down, right) => {
    for (let r = row + down, c = column + right; rows[r] && c >= 0 && c < rows[r].length; r += down, c += right) {
      if (rows[r][c]) return rows[r][c];
    }
    return null;
  };

  const goal = (event, rows, row, column) => {
    const line = rows[row].filter(Boolean);
    const all = rows.flat().filter(Boolean);
    switch (event.key) {
      case "ArrowUp": return nearest(rows, row, column, -1, 0);
      case "ArrowDown": return nearest(rows, row, column, 1, 0);
      case "ArrowLeft": return nearest(rows, row, column, 0, -1);
      case "ArrowRight": return nearest(rows, row, column, 0, 1);
      case "Home": return event.ctrlKey ? all[0] : line[0];
      case "End": return event.ctrlKey ? all.at(-1) : line.at(-1);
      default: return undefined;
    }
  };

  const rove = (table) => {
    const rows = rowsOf(table);
    const links = rows.flat().filter(Boolean);
    let stop = table.querySelector("td a") || links[0];
    if (!stop) return;
    links.forEach((link) => { link.tabIndex = link === stop ? 0 : -1; });
    table.addEventListener("focusin", (event) => {
      if (!links.includes(event.target)) return;
      stop.tabIndex = -1;
      stop = event.target;
      stop.tabIndex = 0;
    });
    table.addEventListener("keydown", (event) => {
      if (event.altKey || event.metaKey || event.shiftKey) return;
      const row = rows.findIndex((line) => line.includes(event.target));
      if (row < 0) return;
      const to = goal(event, rows, row, rows[row].indexOf(event.target));
      if (to === undefined) return;
      event.preventDefault();
      to?.focus();
    });
  };

  document.body.append(card);
  card.addEventListener("pointerenter", () => clearTimeout(leaving));
  card.addEventListener("pointerleave", hush);
  document.addEventListener("keydown", (event) => event.key === "Escape" && hush());
  addEventListener("scroll", () => told && place(told), { passive: true });
  document.querySelectorAll(".matrix-box, .map").forEach(listen);
  document.querySelectorAll(".matrix").forEach(rove);
})();
