// Exports and imports saved records. A file is validated before anything is imported: it may be damaged, or made by others.
import { _, pgettext } from "../lib/messages.js";
import { bibtex } from "../take/bibtex.js";
import { csv } from "../take/csv.js";
import { ADDRESS, FIELDS, MAX_RECORDS, faultOf } from "./store.js";

/** @typedef {import("./store.js").Saved} Saved */

export const FORMAT = "research-archive/saved";
export const VERSION = 1;
const LARGEST = 20_000_000; // letters of a file

/**
 * The current state of the archive: its name, the day of its state if known, and by address the status of a record's source,
 * as a key and in words.
 * @typedef {{ archive: string, state: string, status: (address: string) => string, became: (address: string) => string }} Told
 */

/** @param {[string, Saved][]} records @param {Told} told @param {string} now */
export const backupFile = (records, { archive, state }, now) =>
  `${JSON.stringify({ format: FORMAT, version: VERSION, archive, made: now, ...(state && { state }), records: records.map(([at, record]) => ({ at, ...record })) }, null, 2)}\n`;

/** What is wrong with a file, in a sentence. */
export class RefusedFile extends Error {}

/** The line of an error in a text, from the message of the JSON parser. @param {string} text @param {unknown} fault */
const lineOf = (text, fault) => {
  const said = String(fault);
  const line = /line (\d+)/.exec(said)?.[1];
  const position = /position (\d+)/.exec(said)?.[1];
  return line ? Number(line) : text.slice(0, position ? Number(position) : text.length).split("\n").length;
};

/** The records of a file by address. Throws RefusedFile. @param {string} text @returns {Map<string, Saved>} */
export const recordsOf = (text) => {
  if (text.length > LARGEST) throw new RefusedFile(_("The file is too large to be one of saved records."));
  /** @type {any} */
  let file;
  try {
    file = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (fault) {
    throw new RefusedFile(_("The file is not JSON: line {line} cannot be read.", { line: lineOf(text, fault) }));
  }
  if (file?.format !== FORMAT || !Array.isArray(file.records)) {
    throw new RefusedFile(_("The file holds no saved records. Choose one that this page made."));
  }
  if (file.version !== VERSION) {
    throw new RefusedFile(_("The file was made by a newer version of this page. Reload the page, then try again."));
  }
  if (file.records.length > MAX_RECORDS.records) {
    throw new RefusedFile(_("The file is too large to be one of saved records."));
  }
  /** @type {Map<string, Saved>} */
  const found = new Map();
  file.records.forEach((/** @type {any} */ it, /** @type {number} */ index) => {
    const field = typeof it?.at === "string" && ADDRESS.test(it.at) ? it && faultOf(it) : "at";
    if (field !== null) {
      throw new RefusedFile(
        field
          ? _("Record {n} of the file cannot be read: look at “{field}”. Nothing was taken from it.", {
              n: index + 1,
              field,
            })
          : _("Record {n} of the file cannot be read. Nothing was taken from it.", { n: index + 1 }),
      );
    }
    const { at } = it;
    // Unknown fields of a record are dropped.
    const record = Object.fromEntries(FIELDS.flatMap((name) => (it[name] === undefined ? [] : [[name, it[name]]])));
    found.set(at, /** @type {Saved} */ (/** @type {unknown} */ (record)));
  });
  return found;
};

/** The citation of a record, in one line. @param {Saved} record */
export const citation = ({ title, authors = [], outlet, published, url }) =>
  [authors.join(pgettext("between the items of a list", ", ")), title, outlet, published, url]
    .filter(Boolean)
    .join(". ");

/** @param {string} text @param {string} indent */
const indented = (text, indent) => text.replace(/^(?=.)/gm, indent);

/** @typedef {(address: string) => string} At  the full address of a record */

/** The header lines of a file. @param {Told} told */
const headerLines = ({ archive, state }) => [archive, ...(state ? [_("state of {day}", { day: state })] : [])];

/**
 * A bibliography as plain text: each record with its quotations, the status of its source, and the reader's tags and notes.
 * @param {[string, Saved][]} records @param {At} at @param {Told} told
 */
export const bibliographyText = (records, at, told) =>
  `${headerLines(told).join(", ")}\n\n${worksOf(records)
    .map(([address, record, quotations]) =>
      [
        citation(record),
        ...[told.became(address)].filter(Boolean),
        at(address),
        ...ownNotes(record),
        ...quotations.flatMap(([own, quoted]) => [
          "",
          `  “${quoted.words}”`,
          indented(
            [[quoted.speaker, quoted.said, quoted.finding].filter(Boolean).join(", "), at(own), ...ownNotes(quoted)]
              .filter(Boolean)
              .join("\n"),
            "    ",
          ),
        ]),
      ]
        .join("\n")
        .concat("\n"),
    )
    .join("\n")}`;

/** @param {Saved} record */
const ownNotes = ({ tags, note }) =>
  [tags.length ? _("Tags: {tags}", { tags: tags.join("; ") }) : "", note].filter(Boolean);

/**
 * Records with the quotations from each, in the order in which the first of them stands. A work of which only a quotation was saved has
 * no tags or note.
 * @param {[string, Saved][]} records
 * @returns {[string, Saved, [string, Saved][]][]}
 */
export const worksOf = (records) => {
  /** @type {Map<string, [string, Saved, [string, Saved][]]>} */
  const found = new Map();
  for (const [address, record] of records) {
    const [of, quotation] = address.split("#");
    const { words, speaker: _speaker, said: _said, finding: _finding, language, ...work } = record;
    const before = found.get(of);
    const entry = before ?? [of, { ...work, ...(words ? {} : { language }), tags: [], note: "" }, []];
    if (quotation) entry[2].push([address, record]);
    else entry[1] = record;
    if (!before) found.set(of, entry);
  }
  return [...found.values()];
};

const COLUMNS = [
  "kind",
  "title",
  "words",
  "speaker",
  "said",
  "finding",
  "authors",
  "outlet",
  "date",
  "url",
  "tags",
  "note",
  "saved",
  "address",
  "status",
  "state",
];

/** As CSV. @param {[string, Saved][]} records @param {At} at @param {Told} told */
export const csvOf = (records, at, told) =>
  csv([
    COLUMNS,
    ...records.map(([address, it]) => [
      kindOf(address),
      it.title,
      it.words,
      it.speaker,
      it.said,
      it.finding,
      it.authors?.join("; "),
      it.outlet,
      it.date,
      it.url,
      it.tags.join("; "),
      it.note,
      it.saved,
      at(address),
      told.status(address),
      told.state,
    ]),
  ]);

/**
 * For BibTeX: each work with its quotations. Records other than articles are cited as pages of this archive.
 * @param {[string, Saved][]} records @param {At} at @param {Told} told
 */
export const bibtexWorks = (records, at, told) =>
  bibtex(
    worksOf(records).map(([address, record, quotations]) => ({
      id: address.split("/")[1],
      title: record.title || address,
      authors: record.authors,
      outlet: record.outlet || (kindOf(address) === "article" ? undefined : told.archive),
      published: record.date,
      language: record.language,
      url: record.url,
      archived: record.archived,
      seen: record.seen,
      note: told.became(address),
      at: at(address),
      quoted: quotations.map(([, it]) => ({ words: it.words ?? "", who: it.speaker, day: it.said })),
    })),
    headerLines(told),
  );

const KIND = /** @type {Record<string, string>} */ ({
  articles: "article",
  people: "person",
  organisations: "organisation",
  places: "place",
  documents: "document",
  statements: "utterance",
  claims: "proposition",
  figures: "measure",
  events: "event",
  topics: "topic",
  stories: "story",
});

/** The kind of the record at an address. @param {string} address */
export const kindOf = (address) => {
  const [folder] = address.split("/");
  return address.includes("#") ? "quotation" : (KIND[folder] ?? folder);
};
