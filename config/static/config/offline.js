/* Has the browser keep the page that is shown where there is no connection. */
"use strict";
if ("serviceWorker" in navigator) navigator.serviceWorker.register("/offline-worker.js").catch(() => {});
