/* Rows of cooperation, added and removed on the page, and how long each passage is.
   Without this, the same buttons save and come back with one row more or fewer. */
"use strict";
(() => {
  const ROW = ".pair-row";

  function rowsOf(box) {
    return [...box.querySelectorAll(ROW)];
  }

  function controls(row) {
    return [...row.querySelectorAll("select, textarea")];
  }

  /* A row after the last: a copy of it, under the next number, empty. */
  function addRow(box) {
    const last = rowsOf(box).at(-1);
    const name = box.dataset.rows;
    const number = Number(controls(last)[0].name.match(/_(\d+)_theme$/)[1]) + 1;
    const row = last.cloneNode(true);
    row.querySelector("[data-drop-row]")?.remove();
    row.querySelectorAll(".errorlist").forEach((errors) => errors.remove());
    for (const control of controls(row)) {
      const part = control.name.endsWith("_theme") ? "theme" : "text";
      row.querySelector(`label[for="${control.id}"]`).htmlFor = `id_${name}_${number}_${part}`;
      control.name = `${name}_${number}_${part}`;
      control.id = `id_${control.name}`;
      control.removeAttribute("aria-invalid");
      control.value = "";
      if (control.tagName === "TEXTAREA") control.textContent = "";
    }
    last.after(row);
    arm(row, box);
    return row;
  }

  function empty(row) {
    for (const control of controls(row)) control.value = "";
  }

  function changed(box) {
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /* The row's own button to remove it: an emptied row is not kept. */
  function arm(row, box) {
    let button = row.querySelector("[data-drop-row]");
    if (!button) {
      button = document.createElement("button");
      button.className = "quiet";
      button.dataset.dropRow = "";
      button.textContent = box.dataset.drop;
      row.append(button);
    }
    button.type = "button";
    button.addEventListener("click", () => {
      empty(row);
      const rows = rowsOf(box);
      const next = rows[rows.indexOf(row) + 1] ?? rows[rows.indexOf(row) - 1];
      if (rows.length > 1) row.remove();
      (next ? controls(next)[0] : box.querySelector("[data-more-rows]")).focus();
      changed(box);
    });
  }

  for (const box of document.querySelectorAll("[data-rows]")) {
    for (const row of rowsOf(box)) arm(row, box);
    const more = box.querySelector("[data-more-rows]");
    more.type = "button";
    more.addEventListener("click", () => controls(addRow(box))[0].focus());
  }

  /* Make a list hold these pairs of theme and words, for the script that saves. */
  window.setCooperation = (name, pairs) => {
    const box = document.querySelector(`[data-rows="${name}"]`);
    while (rowsOf(box).length < pairs.length) addRow(box);
    rowsOf(box).forEach((row, place) => {
      const [theme, text] = pairs[place] ?? ["", ""];
      const [select, area] = controls(row);
      select.value = theme;
      area.value = text;
    });
  };

  const words = document.getElementById("keeping")?.dataset.characters;
  for (const area of words ? document.querySelectorAll("#draft .field textarea[rows]") : []) {
    if (area.name === "comment") continue;
    const count = document.createElement("p");
    count.className = "count small soft";
    count.setAttribute("aria-hidden", "true");
    const show = () => {
      count.textContent = words.replace("{n}", [...area.value.trim()].length.toLocaleString(document.body.dataset.locale));
    };
    area.after(count);
    area.addEventListener("input", show);
    show();
  }
})();
