/* Shows a page of ours where there is no connection. It keeps that page in each language and the
   style sheet, and nothing else: no data, nothing of anybody's desk. */
"use strict";
const NAME = "offline:{{ style|escapejs }}";
const STYLE = "{{ style|escapejs }}";
const PAGES = { {% for code, page in pages.items %}{{ code }}: "{{ page|escapejs }}"{% if not forloop.last %}, {% endif %}{% endfor %} };

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(NAME).then((cache) => cache.addAll([STYLE, ...Object.values(PAGES)])));
  self.skipWaiting();
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches.keys().then((names) => Promise.all(names.filter((name) => name !== NAME).map((name) => caches.delete(name)))),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const path = new URL(request.url).pathname;
  if (request.mode === "navigate" && request.method === "GET") {
    const page = PAGES[path.split("/")[1]] || PAGES.en;
    event.respondWith(fetch(request).catch(() => caches.match(page)));
  } else if (path === STYLE) {
    event.respondWith(fetch(request).catch(() => caches.match(STYLE)));
  }
});
