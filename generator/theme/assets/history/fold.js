// At the foot of a record's page: who changed which value when, and a form for showing the page as of a day.
import { make } from "../lib/dom.js";
import { _, ngettext } from "../lib/messages.js";
import { loadStyle } from "../lib/style.js";
import { dayInWords, isDay } from "../since/rows.js";
import { whyMissing, rowOf } from "./files.js";
import { anchorOf } from "./then.js";

/** @typedef {import("./files.js").By} By */

/** Fills the fold, which is open. @param {HTMLElement} place @param {string} id */
export const fill = async (place, id) => {
  loadStyle("since", import.meta.url);
  try {
    const [why, row] = [await whyMissing(), await rowOf(id)];
    place.replaceChildren(...(row ? [historyOf(row), linkToDay()] : [make("p", {}, reasonMissing(why))]));
  } catch (fault) {
    console.warn(fault);
    place.replaceChildren(make("p", {}, _("The history could not be loaded.")));
  }
};

/** Why there is nothing to show. @param {"" | "none" | "kept"} why */
export const reasonMissing = (why) =>
  why === "none"
    ? _(
        "This site was built without the history of its records, so it cannot say what was changed in them, when and by whom.",
      )
    : why === "kept"
      ? _("This archive does not publish who changed what in its records.")
      : _("This record is not in the history yet.");

/** @param {import("./files.js").Row} row */
const historyOf = ({ added, changes }) =>
  make(
    "ol",
    { class: "ar-history__list" },
    changes.map(([day, by, key, subject, altered, more]) =>
      make(
        "li",
        {},
        make("p", {}, make("b", {}, dayPhrase(day, by)), " ", make("bdi", {}, subject), " ", make("code", {}, key)),
        changedValues(altered, [_("Before"), _("After")]),
        more > 0 && make("p", {}, ngettext("and {n} more field", "and {n} more fields", more)),
      ),
    ),
    make(
      "li",
      {},
      make(
        "p",
        {},
        make("b", {}, dayPhrase(added[0], added[1])),
        " ",
        _("Added to the archive."),
        " ",
        make("code", {}, added[2]),
      ),
    ),
  );

/** @param {string} day @param {string} by */
const dayPhrase = (day, by) =>
  by ? _("{day}, {name}:", { day: dayInWords(day), name: by }) : _("{day}:", { day: dayInWords(day) });

/**
 * Fields with their values. @param {import("./files.js").Alteration[]} altered @param {[string, string]} labels  of the two values
 */
export const changedValues = (altered, labels) =>
  make(
    "dl",
    { class: "ar-history__fields" },
    altered.flatMap(([place, ...both]) => [make("dt", {}, fieldName(place)), ...valueInWords(place, both, labels)]),
  );

/** The name of a field, linked to its part of the page. @param {string} place */
const fieldName = (place) => {
  const name = make("code", {}, place || _("the whole record"));
  const anchor = anchorOf(place);
  return document.getElementById(anchor) ? make("a", { href: `#${anchor}` }, name) : name;
};

/** @param {string} place @param {(string | null)[]} both @param {[string, string]} labels */
const valueInWords = (place, both, labels) => {
  if (both.every((it) => !it)) {
    return [
      make(
        "dd",
        {},
        place === "body"
          ? _("The full text was changed. Its former words are not repeated here.")
          : _("One version of the record cannot be read, so what was changed is not known."),
      ),
    ];
  }
  return both.map((value, at) =>
    make(
      "dd",
      {},
      make("small", {}, labels[at]),
      " ",
      value === null ? make("i", {}, _("nothing")) : make("bdi", {}, value),
    ),
  );
};

/** A link to the page as of a day. */
const linkToDay = () => {
  const day = make("input", { type: "date", id: "archive-day", min: "1990-01-01" });
  day.addEventListener("change", () => {
    if (!isDay(day.value)) return;
    const query = new URLSearchParams(location.search);
    query.set("archive", day.value);
    location.assign(`${location.pathname}?${query}`);
  });
  return make(
    "p",
    { class: "ar-since__ask" },
    make("label", { for: "archive-day" }, _("Show what the archive said on")),
    day,
  );
};
