// Adds to each record, each row without a page of its own and each quotation: a button that saves it in this browser, a citation panel, and, for
// returning readers, what is new; also the history of changes, and the page as of a day.
import { all, elementOf, make } from "./dom.js";
import { _ } from "./messages.js";
import { root } from "./site.js";

const SAVED = `saved ${root.pathname} `;
export const VISITS = `visit ${root.pathname} `;

/** @param {string} key */
const isSaved = (key) => {
  try {
    return localStorage.getItem(key) ?? "";
  } catch {
    return ""; // not allowed, which the button says when it is pressed
  }
};

// --- the button ---

/** @param {HTMLElement} button */
const showSaved = (button) => {
  const has = Boolean(isSaved(SAVED + button.dataset.save));
  button.textContent = has ? _("Saved") : _("Save");
  button.toggleAttribute("data-has", has);
};

/** The record whose page has an address, such as articles/one. @param {{ pathname: string }} address */
const recordAt = ({ pathname }) =>
  /^[a-z-]+\/[a-z0-9-]+(?=\/(?:index\.html)?$)/.exec(pathname.slice(root.pathname.length))?.[0];

/** @param {Element | null} place @param {string | undefined} record  articles/one, or articles/one#q-first for a quotation in it */
const offerSaving = (place, record) => {
  if (!place || !record || place.querySelector(".ar-save")) return;
  const button = make("button", { type: "button", class: "ar-save", "data-save": record, "data-published": "always" });
  showSaved(button);
  place.append(button);
};

/** In a quotation the button is added when it is unfolded. @param {Element | null} card */
const offerInQuotation = (card) => {
  const links = card?.querySelector(":scope[open] > div > .ar-said__links");
  const [to] = links ? all(links, "a[href*='#q-']", HTMLAnchorElement) : [];
  if (links && to) offerSaving(links, recordAt(to) + to.hash);
};

/** In each row of an index for a record without a page of its own. */
const offerInRows = () => {
  const folder = /^[a-z-]+(?=\/(?:index\.html)?$)/.exec(location.pathname.slice(root.pathname.length))?.[0];
  for (const row of folder ? document.querySelectorAll(".md-content [id^='row-']") : []) {
    offerSaving(row.querySelector(".ar-entry, th"), `${folder}/${row.id.slice("row-".length)}`);
  }
};

document.addEventListener("toggle", ({ target }) => offerInQuotation(elementOf(target)), true);
addEventListener("storage", () => all(document, ".ar-save", HTMLElement).forEach(showSaved));
document.addEventListener("click", async ({ target }) => {
  const button = elementOf(target)?.closest(".ar-save");
  if (button instanceof HTMLElement) (await import("../saved/button.js")).press(button, SAVED, showSaved);
});

// --- how it is cited: without scripts the links lead to where a page says so ---

/** @param {HTMLAnchorElement} link */
const openCitation = async (link) => {
  const card = link.closest("details.ar-said");
  const [quotation] = card ? all(card, ".ar-said__links > a[href*='#q-']", HTMLAnchorElement) : [];
  try {
    await (
      await import("../cite/panel.js")
    ).togglePanel(link, `${recordAt(quotation ?? link)}/${quotation?.hash ?? ""}`);
  } catch (fault) {
    console.warn(fault);
    location.assign(link.href);
  }
};

// Before Material's instant navigation, which would follow the link.
document.addEventListener(
  "click",
  (event) => {
    const link = elementOf(event.target)?.closest("a[href$='#cite']:not([data-copy])");
    if (!(link instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    openCitation(link);
  },
  true,
);

// --- what is new ---

/**
 * The day of the last visit before today, so that it stays the same all day; empty if there was none. Records today's visit.
 * @param {string} page  such as people/ada
 */
export const lastVisit = (page, offerHistory = true) => {
  const today = new Date().toISOString().slice(0, 10);
  const [last, before = ""] = isSaved(VISITS + page).split(" ");
  if (last === today || !offerHistory) return last === today ? before : last;
  try {
    localStorage.setItem(VISITS + page, `${today} ${last}`);
  } catch {
    /* not allowed, or no room */
  }
  return last;
};

/** Whether a page of this kind remembers visits. @param {string} record */
const remembersVisits = (record) => /^(?:people|organisations|claims|figures)\//.test(record);

/** Fills the fold at the foot of a record's page that shows its changes. @param {string} record */
const remember = (record) => {
  const content = document.querySelector(".md-content__inner");
  if (!content || content.querySelector(".ar-history")) return;
  const place = make("div");
  const fold = make(
    "details",
    { class: "ar-fold ar-history" },
    make("summary", {}, make("b", {}, _("History of this record"))),
    place,
  );
  fold.addEventListener("toggle", async () => {
    if (!place.firstChild) (await import("../history/fold.js")).fill(place, record.split("/")[1]);
  });
  const siblings = content.querySelector(":scope > .ar-siblings");
  if (siblings) siblings.before(fold);
  else content.append(fold);
};

/** Runs for each page. */
export const start = async () => {
  for (const card of document.querySelectorAll("details.ar-said[open]")) offerInQuotation(card);
  offerInRows();
  const earlier = new URLSearchParams(location.search).get("archive");
  if (earlier) (await import("../history/page.js")).page(earlier);
  const record = document.querySelector("[data-page-known]") && recordAt({ pathname: location.pathname });
  if (!record) return;
  offerSaving(document.querySelector(".ar-head"), record);
  if (window.archiveKnown?.day()) return;
  remember(record); // later changes are later than the chosen day
  if (earlier) return;
  const chosen = new URLSearchParams(location.search).get("since");
  const since = chosen ?? (remembersVisits(record) ? lastVisit(record) : "");
  if (since || chosen === "") (await import("../since/page.js")).page(record, since, chosen === null && VISITS);
};
