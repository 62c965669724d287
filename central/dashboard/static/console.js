"use strict";
/* What the pages cannot do without a script: to be told that something changed, and to draw. */
(() => {
  let stream = null;

  function listen() {
    const live = document.querySelector("[data-live]");
    if (stream !== null || live === null || document.hidden) return;
    stream = new EventSource(live.dataset.live);
    stream.addEventListener("revision", (event) => {
      const shown = document.querySelector("[data-live]");
      if (shown !== null && shown.dataset.revision !== event.data) htmx.trigger(shown, "refresh");
    });
  }

  /* A browser has six connections to a server: none is held for a page that nobody sees. */
  function leave() {
    if (stream !== null) stream.close();
    stream = null;
  }

  document.addEventListener("visibilitychange", () => (document.hidden ? leave() : listen()));
  addEventListener("pagehide", leave);
  addEventListener("pageshow", listen);
  document.addEventListener("DOMContentLoaded", listen);
})();
