// Shows how far a report is while it is made, in place. Without this a link looks again.
(() => {
  "use strict";

  const WAIT = 3000;
  const LONGEST = 60000;
  const making = () => document.getElementById("making");
  if (!making()) return;

  // Outside what is replaced, or nothing would be read out.
  const voice = document.createElement("p");
  voice.className = "hidden";
  voice.setAttribute("role", "status");
  document.body.append(voice);

  const say = (words) => {
    const said = words ? words.textContent.trim() : "";
    if (said !== voice.textContent) voice.textContent = said;
  };

  const show = (page) => {
    const fresh = page.getElementById("making");
    const main = document.getElementById("content");
    const part = fresh ? making() : main;
    const held = part.contains(document.activeElement);
    part.replaceChildren(...(fresh || page.getElementById("content")).childNodes);
    if (held) main.focus({ preventScroll: true });
    say(document.querySelector("[data-said]"));
  };

  let wait = WAIT;
  const look = async () => {
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      // Signed out meanwhile: the page that comes is not this one.
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      show(new DOMParser().parseFromString(await answer.text(), "text/html"));
      wait = WAIT;
    } catch {
      wait = Math.min(wait * 2, LONGEST);
    }
  };
  const later = () =>
    setTimeout(async () => {
      if (!document.hidden) await look();
      if (making()) later();
    }, wait);
  later();
})();
