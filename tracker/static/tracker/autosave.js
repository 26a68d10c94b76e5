/* Saves a draft as it is typed. Nothing typed is lost: until the server has it, a copy is kept on
   this device, through a lost connection, a closed lid, a sign-in that ended, a second tab.

   A copy holds what was typed (`mine`) and what was saved when that began (`base`). Where the
   server meanwhile holds something else, each passage is settled on its own: what only one side
   changed is taken; where both did, the person is asked. */
"use strict";
(() => {
  const form = document.querySelector("form[data-autosave]");
  const PAUSE = 900; // after the last key, before it is saved
  const LONGEST = 8000; // of typing without a pause
  const PATIENCE = 20000; // for an answer
  const RETRIES = [2000, 4000, 8000, 15000, 30000];
  const NOT_TYPED = new Set(["csrfmiddlewaretoken", "writer", "version", "verb", "passage", "evidence-visibility"]);
  const COOPERATION = /^(cooperation_[a-z]+)_(\d+)_(theme|text)$/;

  // Copies on this device ---------------------------------------------------------------------

  function copies(prefix) {
    const found = [];
    try {
      for (const key of Object.keys(localStorage)) {
        if (key.startsWith(prefix)) found.push([key, JSON.parse(localStorage.getItem(key))]);
      }
    } catch {
      // No storage, or somebody else's words in it: there is nothing of ours.
    }
    return found.sort((one, other) => one[1].at - other[1].at);
  }

  function forget(key) {
    try {
      localStorage.removeItem(key);
    } catch {
      // Nothing was kept.
    }
  }

  showWhatCannotBeSaved();
  listWhatIsKept();
  if (!form) return;

  // The form ----------------------------------------------------------------------------------

  const plain = (value) => value.replace(/\r\n?/g, "\n").trim();

  /* What the controls hold: by name, a list of cooperation as one value. */
  function read() {
    const rows = {};
    const found = { answer: "" };
    for (const [name, value] of new FormData(form)) {
      if (NOT_TYPED.has(name) || value instanceof File) continue;
      const row = name.match(COOPERATION);
      if (row) ((rows[row[1]] ??= {})[row[2]] ??= {})[row[3]] = plain(value);
      else found[name] = plain(value);
    }
    for (const box of form.querySelectorAll("[data-rows]")) {
      const filled = Object.values(rows[box.dataset.rows] ?? {}).filter((row) => row.theme || row.text);
      found[box.dataset.rows] = JSON.stringify(filled.map((row) => [row.theme, row.text]));
    }
    return found;
  }

  function write(name, value) {
    if (name.startsWith("cooperation_")) {
      window.setCooperation(name, JSON.parse(value));
      return;
    }
    const control = form.elements[name];
    if (!control) return;
    if (control instanceof RadioNodeList) {
      for (const radio of control) radio.checked = radio.value === value;
    } else {
      control.value = value;
      control.dispatchEvent(new Event("input"));
    }
  }

  // What is saved, and what is not ------------------------------------------------------------

  const { user, update } = form.dataset;
  const prefix = `draft:${user}:${update}:`;
  const key = prefix + crypto.getRandomValues(new Uint32Array(2)).join("");
  let base = JSON.parse(form.dataset.content);
  let version = form.dataset.version;
  let flying = []; // sent, and no answer: perhaps it is there already
  let busy = false;
  let leaving = false;
  let asked = null; // passages that wait for a word: { there, version, open }
  let failures = 0;
  let timer = 0;
  let firstUnsaved = 0;

  form.elements.version.value = version;

  const differs = (mine) => Object.keys(base).some((name) => name in mine && mine[name] !== base[name]);
  /* What no save takes along: a comment not sent, evidence not added. */
  const aside = (mine) => Object.keys(mine).filter((name) => !(name in base) && mine[name]);

  const signedOut = () => "signedOut" in document.body.dataset;

  function keep(mine, flags = {}) {
    if (signedOut() || (!differs(mine) && !aside(mine).length && !flags.sending)) {
      forget(key);
      return true;
    }
    const copy = { at: Date.now(), version, base, mine, flying, title: form.dataset.title, href: location.pathname, ...flags };
    try {
      localStorage.setItem(key, JSON.stringify(copy));
      return true;
    } catch {
      return false;
    }
  }

  // Saying so ---------------------------------------------------------------------------------

  const box = form.querySelector(".keeping");
  const status = document.getElementById("keeping");
  const signIn = box.querySelector("a");

  function say(what, filled = {}) {
    box.hidden = false;
    box.dataset.now = what;
    // Said to the eye alone: a screen reader is told what came of it.
    if (what === "saving") return;
    let words = status.dataset[what];
    for (const [name, value] of Object.entries(filled)) words = words.replace(`{${name}}`, value);
    signIn.hidden = !["signed_out", "somebody_else"].includes(what);
    // A screen reader is told what is new, not every second that it is the same.
    if (status.textContent !== words) status.textContent = words;
  }

  // Saving ------------------------------------------------------------------------------------

  function token() {
    return document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
  }

  /* The form as it would be sent, by whoever has signed in since. */
  function packed(verb) {
    const body = new FormData(form);
    body.set("verb", verb);
    body.set("version", version);
    if (token()) body.set("csrfmiddlewaretoken", token());
    return body;
  }
  form.packed = packed;

  /* One request of this page at a time: each begins from the version the last one made. */
  form.turn = (work) => {
    form.last = (form.last ?? Promise.resolve()).then(() => work(), () => work());
    return form.last;
  };

  function wait(milliseconds) {
    clearTimeout(timer);
    timer = setTimeout(save, milliseconds);
  }

  function save() {
    clearTimeout(timer);
    if (!busy) form.turn(saveNow);
  }

  async function saveNow(options = {}) {
    const mine = read();
    if (asked || leaving) return;
    if (!differs(mine)) {
      keep(mine);
      return;
    }
    busy = true;
    flying = [...flying.slice(-4), mine];
    const kept = keep(mine);
    const body = packed("save");
    for (const name of [...body.keys()]) {
      if (name.startsWith("evidence-") || name === "comment" || name === "passage") body.delete(name);
    }
    try {
      const answer = await fetch(location.pathname, {
        method: "POST",
        body,
        headers: { Accept: "application/json" },
        signal: AbortSignal.timeout(PATIENCE),
        ...options,
      });
      await take(answer, mine);
    } catch {
      fail(kept ? "offline" : "unkept");
    } finally {
      busy = false;
    }
  }

  async function take(answer, mine) {
    if (answer.status >= 500) return fail("broken");
    if (answer.redirected || answer.status === 403) return fail("signed_out");
    const told = await answer.json().catch(() => ({}));
    if (answer.status === 401) return fail(told.code === "somebody_else" ? "somebody_else" : "signed_out");
    if (answer.ok) return taken(told, mine);
    if (answer.status === 412 && told.content) {
      return settle({ mine: read(), from: base, there: told.content, newVersion: told.version, before: flying });
    }
    failures = 0;
    flying.pop();
    keep(read());
    if (told.faults) say("refused", { why: told.faults.join(" ") });
    else say("gone");
  }

  function taken(told, mine) {
    base = { ...base, ...Object.fromEntries(Object.keys(base).map((name) => [name, mine[name] ?? base[name]])) };
    follow(told);
    const now = read();
    keep(now);
    if (differs(now)) return wait(PAUSE);
    firstUnsaved = 0;
    sayWhen(new Date(told.at));
  }

  function sayWhen(moment) {
    say("saved", { time: moment.toLocaleTimeString(document.body.dataset.locale, { hour: "2-digit", minute: "2-digit" }) });
  }

  /* The page goes on from what the server says. */
  function follow(told) {
    flying = [];
    failures = 0;
    version = String(told.version);
    form.elements.version.value = version;
    const tag = document.querySelector("#state .tag");
    if (tag && told.state) {
      tag.className = `tag ${told.state.name}`;
      tag.textContent = told.state.label;
    }
    const lacking = document.getElementById("lacking");
    if (lacking && told.lacking) lacking.innerHTML = told.lacking;
  }

  function fail(why) {
    keep(read());
    say(why);
    wait(RETRIES[Math.min(failures, RETRIES.length - 1)]);
    failures += 1;
  }

  // Two hands on one text ---------------------------------------------------------------------

  const meeting = document.getElementById("meeting");

  /* Bring together what was typed here (`from` what was saved then) and what is saved now
     (`there`). `before`: what was sent from here and may have arrived. */
  function settle({ mine, from, there, newVersion, before = [] }) {
    const open = [];
    base = { ...base, ...from };
    for (const name of Object.keys(there)) {
      const typed = mine[name] ?? from[name];
      if (typed === there[name]) continue;
      if (typed === from[name]) write(name, there[name]);
      else if (there[name] === from[name] || before.some((sent) => sent[name] === there[name])) write(name, typed);
      else {
        write(name, typed);
        open.push(name);
      }
    }
    asked = { there, version: newVersion, open };
    if (open.length) ask();
    else settled();
  }

  function settled() {
    base = { ...base, ...asked.there };
    version = String(asked.version);
    form.elements.version.value = version;
    failures = 0;
    flying = [];
    asked = null;
    meeting.hidden = true;
    const mine = read();
    keep(mine);
    if (differs(mine)) wait(0);
    else if (box.dataset.now) sayWhen(new Date());
  }

  function ask() {
    meeting.querySelectorAll(".meeting").forEach((old) => old.remove());
    for (const name of asked.open) {
      const one = meeting.querySelector("template").content.cloneNode(true).firstElementChild;
      one.querySelector("h3").textContent = labelOf(name);
      one.querySelector("[data-theirs]").textContent = inWords(name, asked.there[name]);
      one.querySelector("[data-mine]").textContent = inWords(name, read()[name]);
      const area = form.elements[name]?.tagName === "TEXTAREA";
      one.querySelector("[data-keep=both]").hidden = !area;
      one.addEventListener("click", (event) => {
        const kept = event.target.dataset.keep;
        if (!kept) return;
        if (kept === "theirs") write(name, asked.there[name]);
        if (kept === "both") write(name, `${read()[name]}\n\n${asked.there[name]}`);
        one.remove();
        asked.open = asked.open.filter((other) => other !== name);
        if (asked.open.length) meeting.focus();
        else {
          settled();
          form.elements[name]?.focus?.();
        }
      });
      meeting.append(one);
    }
    keep(read());
    say("meeting");
    meeting.hidden = false;
    meeting.focus();
  }

  function labelOf(name) {
    const control = form.elements[name] instanceof RadioNodeList ? form.elements[name][0] : form.elements[name];
    const group = form.querySelector(`[data-rows="${name}"]`) ?? (control?.type === "radio" && control.closest("fieldset"));
    return (group ? group.querySelector("legend") : control?.labels?.[0])?.textContent ?? "";
  }

  function inWords(name, value) {
    if (name.startsWith("cooperation_")) {
      const themes = form.querySelector(`[data-rows="${name}"] select`).options;
      const named = (theme) => [...themes].find((option) => option.value === theme)?.text ?? theme;
      return JSON.parse(value).map(([theme, text]) => `${named(theme)}: ${text}`).join("\n");
    }
    const control = form.elements[name];
    if (control instanceof RadioNodeList) {
      return [...control].find((radio) => radio.value === value)?.closest("label").querySelector("strong").textContent ?? "–";
    }
    if (control?.tagName === "SELECT") return [...control.options].find((option) => option.value === value)?.text ?? "–";
    return value || "–";
  }

  // What the person does ----------------------------------------------------------------------

  let keeping = 0;
  function typed() {
    if (leaving) return;
    clearTimeout(keeping);
    keeping = setTimeout(() => keep(read()), 150);
    firstUnsaved ||= Date.now();
    if (asked || failures) return;
    if (differs(read())) say("saving");
    wait(Date.now() - firstUnsaved > LONGEST ? 0 : PAUSE);
  }
  form.addEventListener("input", typed);
  form.addEventListener("change", typed);
  form.addEventListener("focusout", () => differs(read()) && !failures && !asked && wait(100));

  let pressed = null; // a button that waits for the save under way
  function goOn() {
    const { button } = pressed;
    pressed = null;
    if (!asked) form.requestSubmit(button);
  }
  /* A button was pressed: the page goes, and takes all of it along. Where a save is under way it
     goes once that is answered, from the version it made, or it would be refused as too late. */
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    clearTimeout(timer);
    clearTimeout(keeping);
    if (busy) {
      event.preventDefault();
      if (!pressed) form.last.then(goOn);
      pressed = { button: event.submitter };
      return;
    }
    leaving = true;
    if (token()) form.elements.csrfmiddlewaretoken.value = token();
    keep(read(), { sending: true });
  });
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    leaving = false;
    wait(0);
  });
  window.addEventListener("beforeunload", (event) => {
    const mine = read();
    if (leaving || signedOut() || !differs(mine)) return;
    keep(mine);
    event.preventDefault();
  });
  document.addEventListener("visibilitychange", () => {
    const mine = read();
    if (!differs(mine) || leaving || asked) return;
    keep(mine);
    // The lid closes, or another window comes: as much as a page on its way out may still send.
    if (document.visibilityState === "hidden" && !busy) form.turn(() => saveNow({ keepalive: true }));
    else wait(0);
  });
  for (const back of ["online", "focus"]) window.addEventListener(back, () => failures && wait(0));
  /* Evidence was added, with all that was typed. */
  form.addEventListener("tracker:saved", (event) => taken(event.detail.told, event.detail.mine));
  form.readTyped = read;

  /* Whether words stand on the page among what was sent: as a comment, or as evidence, all of
     whose fields its title stands for. */
  function isShown(name, mine) {
    if (!name.startsWith("evidence-")) {
      return [...document.querySelectorAll("#remarks .said, .beside .said")].some((one) => plain(one.textContent) === mine[name]);
    }
    const [title, link] = [mine["evidence-title"], mine["evidence-url"]];
    const pieces = [...document.querySelectorAll("#evidence [data-list] a")];
    return pieces.some((one) => plain(one.textContent) === title && (!link || one.getAttribute("href") === link));
  }

  // What an earlier visit left on this device ---------------------------------------------------

  function restore() {
    let back = false;
    for (const [old, copy] of copies(prefix)) {
      const page = read();
      const there = base;
      const mine = { ...page };
      for (const name of Object.keys(there)) {
        if (copy.mine[name] !== undefined && copy.mine[name] !== copy.base[name]) mine[name] = copy.mine[name];
        else mine[name] = page[name];
      }
      for (const name of aside(copy.mine)) {
        if (!page[name] && !isShown(name, copy.mine)) write(name, copy.mine[name]);
      }
      settle({ mine, from: copy.base, there, newVersion: version, before: copy.flying });
      back ||= differs(read());
      if (keep(read())) forget(old);
      if (asked) return;
    }
    if (form.dataset.met && !asked) {
      // The server has met two texts and shows both: the person says, not a pause in typing.
      const page = read();
      const unlike = Object.keys(base).filter((name) => page[name] !== base[name]);
      settle({ mine: page, from: Object.fromEntries(unlike.map((name) => [name, null])), there: base, newVersion: version });
    }
    if (back && !asked) say("restored");
    if (differs(read())) wait(PAUSE);
  }
  restore();

  /* It was sent by a button, and the update has moved on since: it is there. */
  function arrived(key, copy, versionNow) {
    const there = copy.sending && Number(versionNow) > Number(copy.version);
    if (there) forget(key);
    return there;
  }

  // Where there is no form to put the words back into -------------------------------------------

  function showWhatCannotBeSaved() {
    const place = document.getElementById("kept");
    if (!place || form) return;
    const found = copies(place.dataset.prefix).filter(([key, copy]) => !arrived(key, copy, place.dataset.version));
    const words = found.flatMap(([, copy]) => Object.keys(copy.base).filter((name) => copy.mine[name] !== copy.base[name]).map((name) => copy.mine[name]));
    if (!words.length) return;
    place.hidden = false;
    place.querySelector(".said").textContent = words.join("\n\n");
    place.querySelector("button").addEventListener("click", () => {
      for (const [key] of found) forget(key);
      place.hidden = true;
    });
  }

  /* On the desk: the updates with words that are on this device alone. */
  function listWhatIsKept() {
    const place = document.getElementById("kept-here");
    if (!place) return;
    for (const [key, copy] of copies(place.dataset.prefix)) {
      const row = document.querySelector(`[data-update="${key.split(":")[2]}"]`);
      if (row && arrived(key, copy, row.dataset.version)) continue;
      const link = document.createElement("a");
      link.href = copy.href;
      link.textContent = copy.title;
      place.querySelector("ul").append(Object.assign(document.createElement("li")));
      place.querySelector("li:last-child").append(link);
      place.hidden = false;
    }
  }
})();
