// How results are shown, in the dialog and on the page, and the line that counts them.
import { make } from "../lib/dom.js";
import { at, onThatDay } from "../lib/site.js";
import { counted } from "../lib/text.js";
import { emphasised, piecesWithEnds, reason } from "./excerpts.js";

/** @typedef {import("./index.js").Entry} Entry */

/** @type {Record<string, string>} */
const GLYPHS = { Verbatim: "=", Translation: "⇄", Altered: "≠", Paraphrase: "≈", "Not yet judged": "?" };

export const COUNTING = "Counting…";
export const BROKEN = "The search could not be loaded. Try again, or begin at one of the indexes.";

/** @param {import("./excerpts.js").Piece[]} pieces */
const drawn = (pieces) => pieces.map(([text, marked]) => (marked ? make("mark", {}, text) : text));

/**
 * An item of the list of results; `small` for the dialog.
 * @param {Entry} data
 * @param {string} query
 */
export const hit = (data, query, { small = false } = {}) => {
  const { filters, meta } = data;
  const [kind] = filters.kind;
  const [when, about = "", lang] = ["when", "about", "lang"].map((name) => filters[name]?.[0]);
  const href = onThatDay(at(data.raw_url ?? data.url));
  const date = when && make("span", { class: "ar-hit__when" }, when);
  const label = make("div", { class: "ar-hit__kind" }, make("span", { class: "ar-label" }, kind), small ? null : date);
  const body = make("div", { class: "ar-hit__body" });
  if (kind === "Quotation") {
    const [wording] = filters.fidelity;
    const from = small && when ? `${about.split(", ")[0]}, ${when}` : about;
    body.append(
      make("a", { class: "ar-hit__words", href, lang }, "“", drawn(piecesWithEnds(data)), "”"),
      make(
        "p",
        { class: "ar-meta" },
        make("b", {}, drawn(emphasised(meta.name, query))),
        make("span", {}, from),
        make("span", { class: "ar-fidword", "data-glyph": GLYPHS[wording] }, wording.toLowerCase()),
      ),
    );
  } else {
    const stances = kind === "Proposition" && filters.stance;
    const line = small ? [about, when].filter(Boolean).join(", ") : about;
    body.append(make("a", { class: "ar-hit__title", href }, drawn(emphasised(meta.title, query))));
    if (stances) {
      const words = stances.map((word) => make("span", { class: "ar-stance", "data-stance": word }, word));
      body.append(make("p", { class: "ar-meta" }, words));
    } else if (line) body.append(make("p", { class: "ar-meta" }, line));
    const own = data.content.trim() !== meta.title; // else the entry has no text, and the title takes its place
    if (own && !(small && !data.excerpt.includes("<mark>"))) {
      body.append(make("p", { class: "ar-hit__excerpt", lang }, drawn(piecesWithEnds(data))));
    }
  }
  const why = small ? null : reason(meta.also || "", data.excerpt, query);
  if (why) body.append(make("p", { class: "ar-hit__excerpt" }, drawn(emphasised(why, query))));
  return make("li", { class: "ar-hit", "data-kind": kind }, label, body);
};

/** Names to go to instead. @param {import("./answers.js").Named[]} found */
export const nearNames = (found) =>
  make(
    "ul",
    { class: "ar-hit__near" },
    found.map(({ name, url, kind }) =>
      make("li", {}, make("a", { href: at(url) }, name), make("span", { class: "ar-soft" }, ` ${kind.toLowerCase()}`)),
    ),
  );

/** How many results there are, and what they have of what was asked. @param {import("./answers.js").Answer} answer */
export const summary = ({ results, some, loose }) => {
  const number = counted(results.length, "result");
  if (some) return `Nothing has all of these words. With some of them: ${number}`;
  return loose ? `With any endings of the words: ${number}` : number;
};
