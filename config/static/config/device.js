/* Signing out takes from this device the copies of what was typed: the next person at it finds
   none. Where words would be lost by that, it asks first. */
"use strict";
(() => {
  const form = document.querySelector("form[data-sign-out]");
  if (!form) return;

  function copies() {
    try {
      return Object.keys(localStorage).filter((key) => key.startsWith("draft:"));
    } catch {
      return [];
    }
  }

  const isUnsaved = (key) => key.startsWith(`draft:${form.dataset.signOut}:`) && !JSON.parse(localStorage.getItem(key)).sending;

  form.addEventListener("submit", (event) => {
    if (copies().some(isUnsaved) && !window.confirm(form.dataset.unsaved)) {
      event.preventDefault();
      return;
    }
    // The page is not to keep once more what it holds, as it goes.
    document.body.dataset.signedOut = "";
    copies().forEach((key) => localStorage.removeItem(key));
  });
})();
