"use strict";
/* What the pages cannot do without a script: to be told that something changed, and to draw. */
(() => {
  let stream = null;
  let newest = null;

  function listen() {
    const live = document.querySelector("[data-live]");
    if (stream !== null || live === null || document.hidden) return;
    stream = new EventSource(live.dataset.live);
    stream.addEventListener("revision", (event) => {
      newest = event.data;
      renew();
    });
  }

  /* Nothing is replaced under the hands of somebody who fills in a form: it is when they are done. */
  function renew() {
    const shown = document.querySelector("[data-live]");
    if (shown === null || newest === null || shown.dataset.revision === newest || isFilledIn()) return;
    htmx.trigger(shown, "refresh");
  }

  function isFilledIn() {
    const focused = document.activeElement;
    if (focused !== null && focused.closest("main form") !== null) return true;
    return [...document.querySelectorAll("main form")].some((form) => [...form.elements].some(isChanged));
  }

  function isChanged(field) {
    if (field.options) return field.value !== ([...field.options].find((each) => each.defaultSelected) ?? field.options[0])?.value;
    if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
    return "defaultValue" in field && field.value !== field.defaultValue;
  }

  /* What says the same as before stays, with how far somebody has scrolled in it. */
  function keepSame(event) {
    const { fragment, target } = event.detail;
    const made = fragment.id === target.id ? fragment : fragment.firstElementChild;
    if (made !== null && target.isEqualNode(made)) event.detail.shouldSwap = false;
  }

  /* A browser has six connections to a server: none is held for a page that nobody sees. */
  function leave() {
    if (stream !== null) stream.close();
    stream = null;
  }

  document.addEventListener("visibilitychange", () => (document.hidden ? leave() : listen()));
  document.addEventListener("focusout", () => setTimeout(renew));
  document.addEventListener("htmx:oobBeforeSwap", keepSame);
  addEventListener("pagehide", leave);
  addEventListener("pageshow", listen);
  document.addEventListener("DOMContentLoaded", listen);
})();
