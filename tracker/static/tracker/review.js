// Single keys for the secretariat's queue. Every one of them is a link, a button or a field that is
// on the page anyway; a button is reached by its first press and pressed by the second.
(() => {
  "use strict";
  const KEPT = "review-keys";
  const help = document.getElementById("keys");
  if (!help) return;
  const toggle = document.getElementById("keys-on");
  const status = document.querySelector("[data-keys-status]");
  const rows = [...document.querySelectorAll("[data-row]")];

  const kept = () => {
    try { return localStorage.getItem(KEPT); } catch { return null; }
  };
  help.hidden = false;
  toggle.checked = kept() !== "off";
  toggle.addEventListener("change", () => {
    try { localStorage.setItem(KEPT, toggle.checked ? "on" : "off"); } catch { /* for this page only */ }
  });

  const say = (words) => { if (status) status.textContent = words || ""; };
  const typing = (element) =>
    element.isContentEditable || /^(TEXTAREA|SELECT)$/.test(element.tagName) ||
    (element.tagName === "INPUT" && !/^(checkbox|radio|button|submit)$/.test(element.type));

  const press = (element) => {
    const needed = element.dataset.needs && document.getElementById(element.dataset.needs);
    if (needed && !needed.value.trim()) {
      needed.focus();
      say(element.dataset.lacks);
    } else if (document.activeElement === element) {
      element.click();
    } else {
      element.focus();
      say(element.dataset.armed);
    }
  };

  const step = (by) => {
    const place = rows.indexOf(document.activeElement);
    const next = place < 0 ? (by > 0 ? 0 : rows.length - 1) : place + by;
    if (rows[next]) rows[next].focus();
  };

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && typing(event.target)) {
      event.target.blur();
      return;
    }
    const held = event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat;
    if (!toggle.checked || held || typing(event.target)) return;
    const element = [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key === event.key);
    if (rows.length && (event.key === "j" || event.key === "k")) step(event.key === "j" ? 1 : -1);
    else if (!element) return;
    else if (element === help) { help.open = !help.open; if (help.open) help.querySelector("summary").focus(); }
    else if (element.tagName === "BUTTON") press(element);
    else if (element.tagName === "A") element.click();
    else element.focus();
    event.preventDefault();
  });
})();
