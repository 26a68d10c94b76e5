/* Evidence dropped on the page, or chosen: sent one after the other, with progress. Without this,
   the file's own field and the button beside it do the same. */
"use strict";
(() => {
  const zone = document.querySelector("fieldset[data-takes-files]");
  const says = zone?.querySelector(".drop");
  if (!says) return;
  const form = zone.closest("form");
  const list = zone.querySelector("[data-list]");
  const control = (name) => form.elements[`evidence-${name}`];
  const words = says.dataset;

  says.hidden = false;
  says.append(line("p", "soft", words.hint));

  function line(tag, css, text) {
    const made = document.createElement(tag);
    made.className = css;
    made.textContent = text;
    return made;
  }

  function fill(text, values) {
    return Object.entries(values).reduce((so, [name, value]) => so.replace(`{${name}}`, value), text);
  }

  function size(bytes) {
    const megabytes = bytes / 1024 / 1024;
    return `${megabytes.toLocaleString(document.body.dataset.locale, { maximumFractionDigits: 1 })} MB`;
  }

  /* One line a file: what it is doing, how far it is, and what came of it. */
  function show(file) {
    const row = line("div", "sending", "");
    const text = line("p", "", "");
    text.setAttribute("role", "status");
    const bar = document.createElement("progress");
    bar.max = 100;
    bar.setAttribute("aria-label", file.name);
    const stop = line("button", "quiet", words.stop);
    stop.type = "button";
    row.append(text, bar, stop);
    says.append(row);
    const ended = (css, said) => {
      row.className = `sending ${css}`;
      text.textContent = said;
      bar.remove();
      stop.remove();
    };
    return {
      stop,
      going(percent) {
        bar.value = percent;
        // Said aloud at the quarters alone.
        if (percent % 25 === 0 || !text.textContent) text.textContent = fill(words.going, { name: file.name, percent });
      },
      done: () => ended("good", fill(words.done, { name: file.name })),
      failed: (why) => ended("bad", fill(words.failed, { name: file.name, why })),
    };
  }

  function packed(file, title) {
    const body = form.packed ? form.packed("add_evidence") : new FormData(form);
    const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
    if (token) body.set("csrfmiddlewaretoken", token);
    body.set("verb", "add_evidence");
    body.set("evidence-file", file);
    body.set("evidence-title", title);
    body.delete("evidence-url");
    return body;
  }

  /* Send a file; the promise ends when the answer has come, whatever it is. */
  function send(file, title, shown) {
    return new Promise((resolve) => {
      const request = new XMLHttpRequest();
      const mine = form.readTyped?.();
      request.open("POST", location.pathname);
      request.setRequestHeader("Accept", "application/json");
      request.upload.addEventListener("progress", (event) => {
        if (event.lengthComputable) shown.going(Math.round((100 * event.loaded) / event.total));
      });
      request.addEventListener("load", () => {
        let told = {};
        try {
          told = JSON.parse(request.responseText);
        } catch {
          // A page, not an answer of ours: the status says enough.
        }
        if (request.status === 200) arrived(told, mine, shown);
        else if (request.status === 401 || request.status === 403) shown.failed(words.signed_out);
        else shown.failed((told.faults ?? []).join(" ") || words.offline);
      });
      request.addEventListener("error", () => shown.failed(words.offline));
      request.addEventListener("abort", () => shown.failed(words.stopped));
      request.addEventListener("loadend", resolve);
      shown.stop.addEventListener("click", () => request.abort());
      shown.going(0);
      request.send(packed(file, title));
    });
  }

  function arrived(told, mine, shown) {
    list.innerHTML = told.evidence;
    form.elements.version.value = told.version;
    form.dispatchEvent(new CustomEvent("tracker:saved", { detail: { told, mine } }));
    shown.done();
  }

  function add(files, title) {
    for (const file of files) {
      const shown = show(file);
      if (words.largest && file.size > Number(words.largest)) {
        shown.failed(fill(words.too_large, { most: size(Number(words.largest)) }));
        continue;
      }
      const named = title || file.name.replace(/\.[^.]+$/, "");
      const work = () => send(file, named, shown);
      if (form.turn) form.turn(work);
      else form.last = (form.last ?? Promise.resolve()).then(work);
    }
  }

  // Dropped ---------------------------------------------------------------------------------------

  const holdsFiles = (event) => event.dataTransfer?.types.includes("Files");
  zone.addEventListener("dragover", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    zone.classList.add("over");
  });
  zone.addEventListener("dragleave", (event) => {
    if (!zone.contains(event.relatedTarget)) zone.classList.remove("over");
  });
  zone.addEventListener("drop", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    zone.classList.remove("over");
    add(event.dataTransfer.files, "");
  });
  // A file that misses the place must not replace the page, and what was typed on it.
  for (const name of ["dragover", "drop"]) {
    window.addEventListener(name, (event) => holdsFiles(event) && event.preventDefault());
  }

  // Chosen ----------------------------------------------------------------------------------------

  zone.querySelector("[value=add_evidence]").addEventListener("click", (event) => {
    const { files } = control("file");
    if (!files.length) return;
    event.preventDefault();
    add([...files], control("title").value.trim());
    control("file").value = "";
    control("title").value = "";
  });
})();
