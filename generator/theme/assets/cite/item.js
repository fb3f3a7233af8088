// Citations of an article, or of a quotation in it, from its item in CSL-JSON. Does not touch the page.
import { _, pgettext, plain } from "../lib/messages.js";

/** @typedef {{ "date-parts"?: number[][], literal?: string, circa?: boolean }} Day  a date of CSL */
/** @typedef {{ family?: string, given?: string, literal?: string }} Name  a name of CSL, divided only where a record says how */
/**
 * An item of CSL-JSON, as generator/findings/citing.py makes it. `custom` has the dates in EDTF, for those that CSL cannot express.
 * @typedef {{ id: string, type: string, title?: string, author?: Name[], issued?: Day, accessed?: Day,
 *   "container-title"?: string, publisher?: string, number?: string, page?: string, URL?: string, language?: string, genre?: string,
 *   archive?: string, archive_location?: string, note?: string, custom?: Record<string, string> }} Item
 */
/** @typedef {{ words: string, who?: string, way?: string, day?: string, date?: string }} Words  a quotation of it */
/**
 * What is cited: an article, and a quotation where it is one. `at` is its address in this archive, `archived` are addresses of its
 * archived copies with their days, `day` when it was published, in words.
 * @typedef {{ item: Item, quoted?: Words, at: string, archive: string, state: string, commit: string, day?: string,
 *   archived: [string, string][] }} Cited
 */

/** Where it was consulted: the archive, its address and the date of its state. @param {Cited} cited */
export const accessNote = ({ archive, at: address, state, commit }) => {
  if (state && commit) {
    return _("Consulted in {archive}, {address}, state of {day} (commit {commit}).", {
      archive,
      address,
      day: state,
      commit,
    });
  }
  return state
    ? _("Consulted in {archive}, {address}, state of {day}.", { archive, address, day: state })
    : _("Consulted in {archive}, {address}.", { archive, address });
};

/** @param {(string | undefined)[]} parts */
const joinPresent = (parts) => parts.filter(Boolean).join(pgettext("between the items of a list", ", "));

/** The quotation with its speaker, date and carriers; empty if an article is cited. @param {Cited} cited */
export const quotationInWords = ({ quoted }) => {
  if (!quoted) return "";
  const by = joinPresent([quoted.way || quoted.who, quoted.day]);
  return by
    ? _("“{words}” ({speaker})", { words: quoted.words, speaker: by })
    : _("“{words}”", { words: quoted.words });
};

/** A name in spoken order. @param {Name} name */
export const nameOf = ({ family, given, literal }) => literal ?? `${given} ${family}`;

/**
 * The same item with quotation marks around family names, by which citeproc-js leaves them whole. Otherwise Chicago would write
 * "Meer, Jan van der" of somebody whose record sorts them by "van der Meer".
 * @template {{ author?: Name[] }} T @param {T} item @returns {T}
 */
export const withUndividedNames = (item) => ({
  ...item,
  author: item.author?.map((name) => (name.family ? { ...name, family: `"${name.family}"` } : name)),
});

/** A name for lists: family name first, if it is known. @param {Name} name */
export const inverted = (name) => (name.family ? `${name.family}, ${name.given}` : nameOf(name));

/** The article in one line: authors, title, outlet and date. @param {Cited} cited */
const articleInWords = ({ item, day }) =>
  joinPresent([
    ...(item.author ?? []).map(nameOf),
    item.title && _("“{title}”", { title: item.title }),
    item["container-title"] ?? item.publisher,
    day || item.issued?.literal,
  ]);

/** The citation in prose: the quotation with its speaker and carriers, the article, and where it was consulted. @param {Cited} cited */
export const inProse = (cited) => {
  const [said, article] = [quotationInWords(cited), articleInWords(cited)];
  const url = cited.item.URL ?? "";
  const source = joinPresent([article, url]);
  return [
    said && source ? _("{quotation}, in: {article}.", { quotation: said, article: source }) : `${said || source}.`,
    accessNote(cited),
  ].join(" ");
};

/** The item for a file: with its full address, and with the quotation and the place of consultation as a note. @param {Cited} cited @returns {Item} */
export const completeItem = (cited) => ({
  ...cited.item,
  id: cited.quoted ? `${cited.item.id}-${cited.at.replace(/^.*#q-/, "")}` : cited.item.id,
  archive_location: cited.at,
  note: plain(
    [
      quotationInWords(cited) && `${quotationInWords(cited)}.`,
      cited.item.note && `${cited.item.note}.`,
      accessNote(cited),
    ]
      .filter(Boolean)
      .join(" "),
  ),
});

/** A date of an item as EDTF, without a time; empty if it has none. @param {Item} item @param {"issued" | "accessed"} key */
export const edtfOf = (item, key) =>
  (item.custom?.[key] ?? "").split("T")[0] ||
  (item[key]?.["date-parts"] ?? [])
    .map((parts) => parts.map((part, at) => String(part).padStart(at ? 2 : 4, "0")).join("-"))
    .join("/");
