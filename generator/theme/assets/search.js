// The archive's search: a dialog on every page (/ or Ctrl-K) and the page /search/. Pagefind finds words; nothing of it is loaded
// before a reader goes to its field. It answers with numbers, and the generator has written for each value of a filter which
// numbers have it: filters, their counts and the order by date are made here, of the lists that are asked for or opened.
import { all, elementOf } from "./lib/dom.js";
import { onPage } from "./lib/site.js";
import { open } from "./search/dialog.js";
import { page } from "./search/page.js";

/** @param {EventTarget | null} target */
const typing = (target) => elementOf(target)?.closest("input, textarea, select, [contenteditable]");

addEventListener("keydown", (event) => {
  const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !typing(event.target);
  const k = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
  if (!slash && !k) return;
  event.preventDefault();
  open();
});
document.addEventListener(
  "click",
  (event) => {
    const button = elementOf(event.target)?.closest("[data-search-open]");
    if (!button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    open();
  },
  true,
);
onPage(() => {
  for (const place of all(document, "[data-search][hidden]", HTMLElement)) page(place);
});
