// The archive's search: a dialog on every page (/ or Ctrl-K) and the page /search/. The dialog stands here, so that it opens at once;
// the modules that answer are loaded when it is opened, or where a page has the search in it. Pagefind finds words. It answers with
// numbers, and the generator has written for each value of a filter which numbers have it: filters, their counts and the order by
// date are made in the browser, of the lists that are asked for or opened.
import { all, elementOf, get, make } from "./lib/dom.js";
import { at, onPage, onThatDay } from "./lib/site.js";

/** Asks for all modules of the search together: one imports the other, and they would come one behind the other. */
const preload = () => {
  const map = document.querySelector("script[type=importmap]")?.textContent ?? "{}";
  for (const name of Object.keys(JSON.parse(map).imports ?? {})) {
    const [, path] = name.split(/assets\/(?=(?:search|lib)\/)/);
    if (path) document.head.append(make("link", { rel: "modulepreload", href: import.meta.resolve(`./${path}`) }));
  }
};

/** @type {HTMLDialogElement | undefined} */
let dialog;

/** Opens the dialog; on the search page its own field serves. */
const open = () => {
  const own = document.querySelector("[data-search] [name=q]");
  if (own instanceof HTMLInputElement) {
    own.focus();
    own.select();
    return;
  }
  const first = !dialog;
  dialog ??= dialogue();
  if (!dialog.isConnected) document.body.append(dialog);
  const field = get(dialog, "input", HTMLInputElement);
  if (!dialog.open) dialog.showModal();
  field.focus();
  field.select();
  if (first) answer(dialog);
  else if (field.value) field.dispatchEvent(new Event("input"));
};

/** @param {HTMLDialogElement} box */
const answer = async (box) => {
  preload();
  try {
    const { answerIn } = await import("./search/dialog.js");
    answerIn(box);
  } catch (fault) {
    // A browser does not try such a module again in this page; the search's own page does.
    get(box, "[role=status]", HTMLElement).textContent = "The search could not be loaded. Press Enter to try again.";
    console.warn(fault);
  }
};

const dialogue = () => {
  const field = make("input", {
    type: "search",
    name: "q",
    "aria-label": "Words to search for",
    placeholder: "Names, words, “an exact phrase”",
    autocomplete: "off",
    spellcheck: "false",
    enterkeyhint: "search",
  });
  const whole = make("a", { class: "ar-ask__all", hidden: true });
  const close = make("button", { type: "button", class: "ar-ask__close" }, "Close");
  const form = make("form", { role: "search", action: at("search/") }, field, close);
  const box = make(
    "dialog",
    { class: "ar-ask md-typeset", "aria-label": "Search" },
    form,
    make("p", { class: "ar-count", role: "status" }),
    make("div", { class: "ar-ask__found" }, make("ol", { class: "ar-hits ar-hits--small" })),
    make("p", { class: "ar-ask__foot" }, whole),
  );
  const pageOf = () => onThatDay(at(`search/?${new URLSearchParams({ q: field.value.trim() })}`));
  field.addEventListener("input", () => {
    whole.href = pageOf();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    location.assign(pageOf());
  });
  close.addEventListener("click", () => box.close());
  box.addEventListener("click", ({ target }) => {
    if (target === box || elementOf(target)?.closest("a")) box.close(); // beside it, or gone to a result
  });
  box.addEventListener("keydown", (event) => event.stopPropagation()); // the page's own keys rest
  return box;
};

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
onPage(async () => {
  const places = all(document, "[data-search][hidden]", HTMLElement);
  if (!places.length) return;
  preload();
  try {
    const { page } = await import("./search/page.js");
    for (const place of places) if (place.isConnected && place.hidden) page(place);
  } catch (fault) {
    console.warn(fault); // the page has ways to the indexes
  }
});
