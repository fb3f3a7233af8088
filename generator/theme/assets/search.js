// Opens the search's dialog on every page (/ or Ctrl-K), and loads the modules that a page needs. generator/README.md lists them.
import { all, elementOf, get, make } from "./lib/dom.js";
import { urlOf, onPage, withKnownDay } from "./lib/site.js";

const { _ } = globalThis.archive; // lib/messages.js would be one file more on every page

/** Preloads all modules of the search but one: otherwise they would load one after another, as each imports others. @param {string} unused */
const preload = (unused) => {
  const map = document.querySelector("script[type=importmap]")?.textContent ?? "{}";
  for (const name of Object.keys(JSON.parse(map).imports ?? {})) {
    const [, path] = name.split(/assets\/(?=(?:search|lib)\/)/);
    if (!path || path === unused) continue;
    document.head.append(make("link", { rel: "modulepreload", href: import.meta.resolve(`./${path}`) }));
  }
};

/** @type {HTMLDialogElement | undefined} */
let dialog;

/** Opens the dialog; on the search page its own field is focused instead. */
const openDialog = () => {
  const own = document.querySelector("[data-search] [name=q]");
  if (own instanceof HTMLInputElement) {
    own.focus();
    own.select();
    return;
  }
  const first = !dialog;
  dialog ??= makeDialog();
  if (!dialog.isConnected) document.body.append(dialog);
  const field = get(dialog, "input", HTMLInputElement);
  if (!dialog.open) dialog.showModal();
  field.focus();
  field.select();
  if (first) startAnswering(dialog);
  else if (field.value) field.dispatchEvent(new Event("input"));
};

/** @param {HTMLDialogElement} box */
const startAnswering = async (box) => {
  preload("search/page.js");
  try {
    const { startDialog: answerIn } = await import("./search/dialog.js");
    answerIn(box);
  } catch (fault) {
    // A browser does not retry a failed module on the same page, so link to the search page.
    get(box, "[role=status]", HTMLElement).textContent = _("The search could not be loaded. Press Enter to try again.");
    console.warn(fault);
  }
};

const makeDialog = () => {
  const field = make("input", {
    type: "search",
    name: "q",
    "aria-label": _("Words to search for"),
    placeholder: _("Names, words, “an exact phrase”"),
    autocomplete: "off",
    spellcheck: "false",
    enterkeyhint: "search",
  });
  const whole = make("a", { class: "ar-ask__all", hidden: true });
  const close = make("button", { type: "button", class: "ar-ask__close" }, _("Close"));
  const form = make("form", { role: "search", action: urlOf("search/") }, field, close);
  const box = make(
    "dialog",
    { class: "ar-ask md-typeset", "aria-label": _("Search") },
    form,
    make("p", { class: "ar-count", role: "status" }),
    make("div", { class: "ar-ask__found" }, make("ol", { class: "ar-hits ar-hits--small" })),
    make("p", { class: "ar-ask__foot" }, whole),
  );
  const pageOf = () => withKnownDay(urlOf(`search/?${new URLSearchParams({ q: field.value.trim() })}`));
  field.addEventListener("input", () => {
    whole.href = pageOf();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    location.assign(pageOf());
  });
  close.addEventListener("click", () => box.close());
  box.addEventListener("click", ({ target }) => {
    if (target === box || elementOf(target)?.closest("a")) box.close(); // outside it, or followed a result
  });
  box.addEventListener("keydown", (event) => event.stopPropagation()); // keyboard shortcuts of the page are ignored meanwhile
  return box;
};

/** @param {EventTarget | null} target */
const isTyping = (target) => elementOf(target)?.closest("input, textarea, select, [contenteditable]");

addEventListener("keydown", (event) => {
  const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target);
  const k = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
  if (!slash && !k) return;
  event.preventDefault();
  openDialog();
});

// A / and the text typed after it before this script was loaded: the head of the page records it (main.html).
const { dataset } = document.documentElement;
dataset.ready = "";
if (dataset.sought !== undefined) {
  openDialog();
  const field = document.activeElement;
  if (field instanceof HTMLInputElement && dataset.sought) {
    field.value = dataset.sought;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  delete dataset.sought;
}

document.addEventListener(
  "click",
  (event) => {
    const button = elementOf(event.target)?.closest("[data-search-open]");
    if (!button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    openDialog();
  },
  true,
);
/** Lets a module fill its elements on each page. @param {string} selector @param {() => Promise<{ page: (place: HTMLElement) => void }>} load */
const fillOnEachPage = (selector, load) =>
  onPage(async () => {
    const places = all(document, `${selector}[hidden]`, HTMLElement);
    if (!places.length) return;
    try {
      const { page } = await load();
      for (const place of places) if (place.isConnected && place.hidden) page(place);
    } catch (fault) {
      console.warn(fault); // the page still links to the indexes
    }
  });
// Downloads of listed rows.
document.addEventListener("click", async ({ target }) => {
  const button = elementOf(target)?.closest("[data-take] > button");
  if (button) (await import("./take/shown.js")).press(button);
});
fillOnEachPage("[data-check]", () => import("./check/page.js"));
fillOnEachPage("[data-listed]", () => import("./check/list.js"));
fillOnEachPage("[data-crossed]", () => import("./table/page.js"));
fillOnEachPage("[data-search]", () => {
  // The page's own head preloads them; after instant navigation they are added here.
  if (!document.querySelector("link[rel=modulepreload][href*='/search/page.js']")) preload("search/dialog.js");
  return import("./search/page.js");
});
fillOnEachPage("[data-saved]", () => import("./saved/page.js"));
fillOnEachPage("[data-compare]", () => import("./compare/page.js"));
fillOnEachPage("[data-sql]", () => import("./sql/page.js"));
fillOnEachPage("[data-size]", () => import("./take/sizes.js"));

// Loads the save buttons and the news of a record, on pages that have records.
onPage(async () => {
  const earlier = new URLSearchParams(location.search).has("archive"); // the page as it was on a day
  if (earlier || document.querySelector("[data-page-known], .ar-said, [id^='row-']")) {
    (await import("./lib/record.js")).start();
  }
});
