// How results are shown, in the dialog and on the page, and the line that counts them.
import { statusMark } from "../lib/became.js";
import { all, make } from "../lib/dom.js";
import { N_, _, listed, ngettext } from "../lib/messages.js";
import { urlOf, withKnownDay } from "../lib/site.js";
import { FINDINGS, nounOf, valueOf } from "../lib/terms.js";
import { foldText } from "../lib/text.js";
import { dayIn } from "./address.js";
import { markWhole, excerptOf } from "./excerpts.js";

/** @typedef {import("./answers.js").Shown} Shown */

export const COUNTING = N_("Counting…");
export const CLOSE = N_("Close, but not the same");
export const BROKEN = N_("The search could not be loaded. Try again, or start from one of the lists.");

/** @param {import("./excerpts.js").Piece[]} pieces */
const drawPieces = (pieces) => pieces.map(([text, marked]) => (marked ? make("mark", {}, text) : text));

/** Messages about symbols in a query that have no effect. @type {Record<import("./query.js").Trouble, string>} */
const TROUBLES = {
  bracket: N_("Brackets have no effect here: the words in them were searched for like any others."),
  star: N_("A star has no effect here: words are found by their beginnings without one."),
  field: N_(
    "A word with a colon is not a filter here: both its parts were searched for. The filters are next to the results.",
  ),
  minus: N_("A minus sign with no word after it was ignored."),
  shout: N_("An exclamation mark leaves no word out. For that, put a minus sign directly before the word."),
  mark: N_("An unmatched quotation mark was ignored."),
  or: N_("An OR with no word before or after it was ignored."),
  not: N_("A NOT with no word after it was ignored."),
};

/**
 * Whether an excerpt has most words of a person's role: then the role needs no line of its own.
 * @param {string} role
 * @param {import("./excerpts.js").Piece[]} excerpt
 */
const isRepeated = (role, excerpt) => {
  const words = foldText(role).match(/\p{L}{4,}/gu) ?? [];
  const said = foldText(excerpt.map(([text]) => text).join(""));
  return words.length > 0 && words.filter((word) => said.includes(word)).length >= 0.6 * words.length;
};

/** The day as of which the archive is shown, ?archive=2026-11-25; empty for today. */
export const archiveDay = () => dayIn(new URLSearchParams(location.search).get("archive"));

/** An address with the same ?archive= day. @param {string} href */
const inArchiveOfDay = (href) => {
  const day = archiveDay();
  if (!day) return href;
  const url = new URL(href);
  url.searchParams.set("archive", day);
  return url.href;
};

/** The mark of results that were added or changed after that day. @param {string[]} [changed]  the days of the last change and of the addition, in one text */
const newSinceMark = ([days] = []) => {
  const [altered = "", added = ""] = days?.split(" ") ?? [];
  const day = archiveDay();
  if (!day || altered <= day) return [];
  return [" ", make("small", { class: "ar-new" }, added > day ? _("added since") : _("altered since"))];
};

/** Notes on parts of a query that were not understood or not searched. @param {import("./answers.js").Answer} answer */
export const notesOn = ({ notes = [], left = [] }) => [
  ...(archiveDay()
    ? [
        _(
          "The search covers the archive of today: what was added or altered since is marked, and what was removed since is not found.",
        ),
      ]
    : []),
  ...notes.map((it) => _(TROUBLES[it])),
  ...(left.length ? [_("Not searched for, as too common: {words}.", { words: listed([...new Set(left)]) })] : []),
];

/**
 * The link that answers a question about the whole archive; empty if none was asked.
 * @param {import("./answers.js").Answer} answer
 */
export const answerLink = ({ page }) => {
  if (!page) return [];
  const [title, url] = page;
  const href = inArchiveOfDay(withKnownDay(urlOf(url)));
  return [make("span", { class: "ar-label" }, _("For the whole archive")), " ", make("a", { href }, title)];
};

/**
 * An item of the list of results; `small` for the dialog.
 * @param {Shown} data
 */
export const drawHit = (data, { small = false } = {}) => {
  const { content, filters, meta, places, runs } = data;
  const [kind] = filters.kind;
  const [when, about = "", lang] = ["when", "about", "lang"].map((name) => filters[name]?.[0]);
  const href = inArchiveOfDay(withKnownDay(urlOf(data.url)));
  const date = when && make("span", { class: "ar-hit__when" }, when);
  const label = make(
    "div",
    { class: "ar-hit__kind" },
    make("span", { class: "ar-label" }, valueOf("kind", kind)),
    small ? null : date,
  );
  const body = make("div", { class: "ar-hit__body" });
  if (kind === "Quotation") {
    const [wording] = filters.fidelity;
    const from = small && when ? _("{who}, {date}", { who: about.split(", ")[0], date: when }) : about;
    body.append(
      make("a", { class: "ar-hit__words", href, lang }, "“", drawPieces(excerptOf(content, places[""], runs)), "”"),
      make(
        "p",
        { class: "ar-meta" },
        make("b", {}, drawPieces(markWhole(meta.name, places.name, runs))),
        make("span", {}, from),
        make("span", { class: "ar-fidword", "data-glyph": FINDINGS[wording]?.glyph }, valueOf("fidelity", wording)),
        ...statusMark(filters.became),
        ...newSinceMark(filters.changed),
      ),
    );
  } else {
    const stances = kind === "Proposition" && filters.stance;
    const own = content.trim() !== meta.title; // else the entry has no text, and the title takes its place
    const excerpt = own && !(small && !places[""]) ? excerptOf(content, places[""], runs) : [];
    const role = kind === "Person" && isRepeated(about, excerpt) ? "" : about;
    const line = small ? [role, when].filter(Boolean).join(", ") : role;
    body.append(
      make("a", { class: "ar-hit__title", href }, drawPieces(markWhole(meta.title, places.title, runs))),
      ...statusMark(filters.became),
      ...newSinceMark(filters.changed),
    );
    if (stances) {
      const words = stances.map((it) => make("span", { class: "ar-stance", "data-stance": it }, valueOf("stance", it)));
      body.append(make("p", { class: "ar-meta" }, words));
    } else if (line) body.append(make("p", { class: "ar-meta" }, line));
    if (excerpt.length) body.append(make("p", { class: "ar-hit__excerpt", lang }, drawPieces(excerpt)));
  }
  if (!small && !places[""] && places.also) {
    body.append(make("p", { class: "ar-hit__excerpt" }, drawPieces(excerptOf(meta.also, places.also, runs))));
  }
  return make("li", { class: "ar-hit", "data-kind": kind }, label, body);
};

/**
 * Replaces the items of the list, and keeps the focus: on the same link, else on the link in its place, else in the field.
 * @param {HTMLElement} list @param {HTMLElement[]} items @param {HTMLElement} field
 */
export const replaceItems = (list, items, field) => {
  const links = all(list, "a", HTMLAnchorElement);
  const place = links.findIndex((it) => it === document.activeElement);
  list.replaceChildren(...items);
  if (place < 0) return;
  const now = all(list, "a", HTMLAnchorElement);
  const same = now.find((it) => it.href === links[place].href);
  (same ?? now[place] ?? now.at(-1) ?? field).focus({ preventScroll: true });
};

/** Links to similar names. @param {import("./answers.js").Named[]} found */
export const drawNearNames = (found) =>
  make(
    "ul",
    { class: "ar-hit__near" },
    found.map(({ name, url, kind }) =>
      make("li", {}, make("a", { href: urlOf(url) }, name), make("span", { class: "ar-soft" }, ` ${nounOf(kind)}`)),
    ),
  );

/** A line with the number of results, and how they match the query. @param {import("./answers.js").Answer} answer */
export const summary = ({ results, some, loose }) => {
  const n = results.length;
  if (some) {
    return ngettext("No exact match. {n} partial match:", "No exact match. {n} partial matches:", n);
  }
  if (!loose) return ngettext("{n} result", "{n} results", n);
  return ngettext("{n} result, with other endings of the words", "{n} results, with other endings of the words", n);
};
