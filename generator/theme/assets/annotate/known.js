// What the archive knows: looks records up by id and by name, and suggests what an author may have meant.
/** @typedef {{id: string, name: string, others: string[], about: string, kind: string, url?: string, speaker?: string, spoken?: string[],
      words?: string[]}} Row */
/** @typedef {[id: string, name: string, others: string[], about: string, address?: string]} Told */
/** @typedef {[id: string, name: string, others: string[], speaker: string, spoken?: string[]]} Passage */
/** @typedef {{ key: string, type: string, part?: string, many?: boolean, kinds?: string[], choices?: string[], required?: boolean, nullable?: boolean, max?: number, pattern?: string, what?: string, example?: string, default?: string }} Field */
/** @typedef {{ fields: Field[], short?: string }} Part */
/** @typedef {{ pairs: Record<string, string>, stops: string, doubled: string, elided: string }} Marks */
/** @typedef {{ never: string, rarely: string, rightToLeft: string, unjoined: string, names: Record<string, string>,
    piled: string, mostMarks: number }} Unseen */
/** @typedef {{ limit: number, words: number, letters: number, slight: string[], slightInQuotations: string[] }} Ids */
/** The content of known.json.
    @typedef {{ form: Record<string, Part>, style: import("./yaml.js").Style, ids: Ids, modeline: string, link: string, marks: Marks,
      unseen: Unseen, withUser: string, windows: string[], lookalikes: Record<string, string>, tracking: string, dates: import("./date-words.js").Lexicon, alike: import("./text.js").Alike,
      numerals: import("./numerals.js").Numerals, amounts: { qualified: string, uncertain: string }, stances: import("./stances.js").StanceWords, spots: Record<string, string[]>,
      made: Record<string, { part: string, folder: string, modeline: string }>,
      sources: { keys: string[], cited: Record<string, string[]>, needed: Record<string, string[]> },
      language: string, rights: Record<string, { label: string, full: boolean, share: number | null }>, records: Record<string, Told[]>,
      passages: Passage[], quoted: Record<string, number>, formerly: Record<string, string> }} Facts */
import { N_, _ } from "../lib/messages.js";
import { Names } from "./names.js";
import { folded, foldWord } from "./text.js";

// Whole clauses, since the article before a noun depends on the language.

/** By kind, the message that an id belongs to a record of that kind. @type {Record<string, string>} */
const KIND_FAULTS = {
  article: N_("'{id}' is an article"),
  person: N_("'{id}' is a person"),
  organisation: N_("'{id}' is an organisation"),
  place: N_("'{id}' is a place"),
  document: N_("'{id}' is a document"),
  utterance: N_("'{id}' is a statement"),
  proposition: N_("'{id}' is a claim"),
  measure: N_("'{id}' is a figure"),
  event: N_("'{id}' is an event"),
  topic: N_("'{id}' is a topic"),
  story: N_("'{id}' is a story"),
};

/** By the kinds that a field accepts: the messages that one is required, and that none has the id. @type {Record<string, [wanted: string, none: string]>} */
const WANTED_KINDS = {
  article: [N_("an article is wanted here"), N_("no article has the id '{id}'")],
  organisation: [N_("an organisation is wanted here"), N_("no organisation has the id '{id}'")],
  utterance: [N_("a statement is wanted here"), N_("no statement has the id '{id}'")],
  proposition: [N_("a claim is wanted here"), N_("no claim has the id '{id}'")],
  measure: [N_("a figure is wanted here"), N_("no figure has the id '{id}'")],
  event: [N_("an event is wanted here"), N_("no event has the id '{id}'")],
  topic: [N_("a topic is wanted here"), N_("no topic has the id '{id}'")],
  "person organisation": [
    N_("a person or organisation is wanted here"),
    N_("no person or organisation has the id '{id}'"),
  ],
  "article organisation": [
    N_("an article or organisation is wanted here"),
    N_("no article or organisation has the id '{id}'"),
  ],
};
/** @type {[wanted: string, none: string]} */
const WANTED_RECORD = [N_("a record is wanted here"), N_("no record has the id '{id}'")];

const WORD = /[\p{L}\p{N}]+/gu;
/** @type {(text: string) => string[]} */
const wordsOf = (text) => foldWord(text).match(WORD) || [];

/** The id derived from a text; "" if none of it can be written in Latin letters.
    @type {(text: string, limit?: number) => string} */
export const slugOf = (text, limit = 80) => {
  const latin = text
    .normalize("NFKD")
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .replace(/[^\x00-\x7f]/g, "")
    .toLowerCase();
  const guess = latin
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, limit)
    .replace(/^-+|(?<!-)-+$/g, "");
  return guess === "index" || guess === "null" ? "" : guess;
};

export class Known {
  /** @param {Facts} told @param {() => Promise<Told[]>} fetchTitles */
  constructor(told, fetchTitles) {
    this.form = told.form;
    this.style = told.style;
    this.ids = told.ids;
    this.modeline = told.modeline;
    this.link = told.link;
    this.marks = told.marks;
    this.unseen = told.unseen;
    this.withUser = told.withUser;
    this.windows = told.windows;
    this.lookalikes = told.lookalikes;
    this.tracking = told.tracking;
    this.dates = told.dates;
    this.numerals = told.numerals;
    this.amounts = told.amounts;
    this.stances = told.stances;
    this.alike = told.alike;
    this.sources = told.sources;
    this.made = told.made;
    this.spots = told.spots;
    this.language = told.language;
    this.rights = told.rights;
    this.formerly = told.formerly;
    this.quoted = told.quoted;
    this.fetchTitles = fetchTitles;
    /** @type {Map<string, Row>} */
    this.rows = new Map(); // by id: {id, name, others, about, kind}
    for (const [kind, rows] of Object.entries(told.records)) for (const row of rows) this.add(kind, row);
    /** @type {Map<string, Row>} */
    this.passageRows = new Map(
      told.passages.map(([id, name, others, speaker, spoken = []]) => [
        id,
        { id, name, others, about: others[0], speaker, spoken, kind: "passage" },
      ]),
    );
    /** New records created for an article, by id. @type {Map<string, Row>} */
    this.coming = new Map();
    /** @type {Names | null} */
    this.names = null;
    /** @type {Told[] | null} */
    this.titles = null;
    /** @type {Promise<void> | undefined} */
    this.asked = undefined;
  }

  /** @param {string} kind @param {Told} row */
  add(kind, [id, name, others, about, url]) {
    this.rows.set(id, { id, name, others, about, kind, url });
  }

  /** The articles, fetched on first use. */
  articles() {
    this.asked ??= this.fetchTitles()
      .then((rows) => {
        for (const row of rows) this.add("article", row);
        this.titles = rows;
      })
      .catch((fault) => {
        this.asked = undefined;
        throw fault;
      });
    return this.asked;
  }

  /** Treats these new records as known, instead of those of the last call. @param {Row[]} rows */
  setNewcomers(rows) {
    this.coming = new Map(rows.map((row) => [row.id, row]));
    this.names = null;
  }

  /** All ids that are taken. */
  takenIds() {
    return [...this.rows.keys(), ...this.coming.keys(), ...Object.keys(this.formerly)];
  }

  /** @param {string[]} kinds @returns {Row[]} */
  rowsOf(kinds) {
    if (kinds.includes("passage")) return [...this.passageRows.values()];
    return [...this.coming.values(), ...this.rows.values()].filter((row) => kinds.includes(row.kind));
  }

  /** The record with this id, if there is one. @param {unknown} id */
  get(id) {
    return typeof id === "string" ? (this.rows.get(id) ?? this.coming.get(id)) : undefined;
  }

  /** Records of these kinds that match the typed text: `preferred` ones first, then those whose names begin with it.
      @param {string[]} kinds @param {string} typed @param {(row: Row) => boolean} preferred @returns {Row[]} */
  search(kinds, typed, preferred = () => false, most = 12) {
    const asked = wordsOf(typed);
    if (!asked.length) {
      return this.rowsOf(kinds)
        .sort((a, b) => Number(preferred(b)) - Number(preferred(a)))
        .slice(0, most);
    }
    const hits = [];
    for (const row of this.rowsOf(kinds)) {
      const words = (row.words ??= wordsOf([row.id, row.name, ...row.others].join(" ")));
      if (!asked.every((word) => words.some((it) => it.startsWith(word)))) continue;
      const name = foldWord(row.name);
      const whole = foldWord(typed.trim());
      hits.push({
        row,
        rank: preferred(row)
          ? -1
          : name === whole || row.id === typed
            ? 0
            : name.startsWith(whole)
              ? 1
              : wordsOf(row.name).includes(asked[0])
                ? 2
                : 3,
      });
    }
    return hits
      .sort((a, b) => a.rank - b.rank || a.row.name.localeCompare(b.row.name))
      .slice(0, most)
      .map(({ row }) => row);
  }

  /** The record of these kinds with exactly this name or id; undefined if there is none or more than one.
      @param {string[]} kinds @param {string} name */
  findByName(kinds, name) {
    const wanted = wordsOf(name).join(" ");
    if (!wanted) return undefined;
    const bearers = this.rowsOf(kinds).filter(
      (row) => row.id === name || [row.name, ...row.others].some((it) => wordsOf(it).join(" ") === wanted),
    );
    return bearers.length === 1 ? bearers[0] : undefined;
  }

  /** The people and organisations that a text names, in order. @param {string} text */
  namesIn(text) {
    this.names ??= new Names(this.rowsOf(["person", "organisation"]));
    return this.names.findIn(text);
  }

  /** What is wrong with an id for these kinds of record, as {fault, remedy}; null if a record has it, or while the records are not loaded.
      @param {string} id @param {string[]} kinds */
  referenceFault(id, kinds) {
    const row = this.get(id);
    if (row && kinds.includes(row.kind)) return null;
    const [wanted, none] = WANTED_KINDS[kinds.join(" ")] ?? WANTED_RECORD;
    if (row) {
      return {
        code: "wrong-kind",
        fault: _("{one}, and {other}", { one: _(KIND_FAULTS[row.kind], { id }), other: _(wanted) }),
        remedy: _("look its id up, or leave it out"),
      };
    }
    if (Object.hasOwn(this.formerly, id)) {
      return {
        code: "former-id",
        fault: _("'{id}' is a former id", { id }),
        remedy: _("it is now '{id}'", { id: this.formerly[id] }),
      };
    }
    if (kinds.includes("article") && !this.titles) return null;
    return { code: "unknown-id", fault: _(none, { id: folded(id) }), remedy: this.remedyFor(id, kinds) };
  }

  /** The pattern of what no text may contain: certain invisible characters, and halves of a character. */
  neverAllowed(flags = "u") {
    return new RegExp(`${this.unseen.never}|[\\ud800-\\udfff]`, flags);
  }

  /** Words of a copy on one line, as a record holds them: without the characters that no text may contain.
      @param {string} text */
  wordsOf(text) {
    return folded(text).replace(this.neverAllowed("gu"), "");
  }

  /** The text with Cyrillic and Greek letters that look like Latin ones replaced, in words that have Latin ones as well.
      @param {string} text */
  inLatin(text) {
    return text.replace(/[\p{L}\p{N}_]+/gu, (word) =>
      /[a-z]/i.test(word) ? Array.from(word, (letter) => this.lookalikes[letter] ?? letter).join("") : word,
    );
  }

  /** The remedy for a name or id that no record of these kinds has.
      @param {string} typed @param {string[]} kinds */
  remedyFor(typed, kinds) {
    const near = this.nearestWord(
      slugOf(this.inLatin(typed)) || typed,
      this.rowsOf(kinds).map((it) => it.id),
    );
    if (near) return _("did you mean '{id}'?", { id: near });
    return kinds.some((kind) => Object.hasOwn(this.made, kind))
      ? _("choose one of the list, or make a new record there")
      : _("choose one of the list");
  }

  /** The known word that an author most likely meant.
      @param {string} word @param {string[]} known */
  nearestWord(word, known) {
    let [best, most] = ["", 0.72];
    for (const it of known) {
      const least = Math.min(it.length, word.length);
      if ((2 * least) / (it.length + word.length) < most) continue;
      const alike = (2 * commonSubsequence(word, it)) / (word.length + it.length);
      if (alike > most) [best, most] = [it, alike];
    }
    return best;
  }
}

// The length of the longest common subsequence.
/** @type {(one: string, other: string) => number} */
const commonSubsequence = (one, other) => {
  let before = new Array(other.length + 1).fill(0);
  for (const letter of one) {
    const row = [0];
    for (let at = 1; at <= other.length; at += 1) {
      row.push(letter === other[at - 1] ? before[at - 1] + 1 : Math.max(before[at], row[at - 1]));
    }
    before = row;
  }
  return before.at(-1);
};

// --- ids ---

/** An id that is not among these.
    @type {(wanted: string, taken: string[]) => string} */
export const freshId = (wanted, taken) => {
  let [found, number] = [wanted, 2];
  while (taken.includes(found)) {
    found = `${wanted}-${number}`;
    number += 1;
  }
  return found;
};

/** The id of an article as `archive new` makes it: the id of its publisher, and the main words of its title.
    @type {(tree: Pick<import("./record.js").Article, "title" | "publisher">, ids: Pick<Ids, "words" | "letters" | "slight">) => string} */
export const articleId = (tree, { words, letters, slight }) => {
  const parts = slugOf(tree.title || "", 200)
    .split("-")
    .filter(Boolean);
  const publisher = (tree.publisher || "").split("-").filter(Boolean);
  const telling = parts.filter((word) => !slight.includes(word));
  let id = [...publisher, ...(telling.length ? telling : parts).slice(0, Math.max(3, words - publisher.length))].join(
    "-",
  );
  while (id.length > letters && id.includes("-")) id = id.slice(0, id.lastIndexOf("-"));
  return id;
};

/** The id of a part of an article, made from its content.
    @type {(key: string, item: import("./record.js").Quotation & import("./record.js").Statement & import("./record.js").Figure,
      ids: Pick<Ids, "slightInQuotations">) => string} */
export const partId = (key, item, { slightInQuotations }) => {
  if (key === "quotations") {
    const words = slugOf([item.text].flat().join(" "), 500).split("-").filter(Boolean);
    const telling = words.filter((word) => !slightInQuotations.includes(word));
    return (
      (telling.length ? telling : words)
        .slice(0, 4)
        .join("-")
        .slice(0, 40)
        .replace(/^-+|(?<!-)-+$/g, "") || "quotation"
    );
  }
  if (key === "figures") {
    const numbers = [item.value, item.low, item.high].filter(Boolean).join("-to-").replaceAll(".", "-");
    return `${(item.measure || "figure").slice(0, 50).replace(/(?<!-)-+$/, "")}${numbers ? `-${slugOf(numbers)}` : ""}`;
  }
  const holder = typeof item.holder === "string" ? item.holder.split("-").at(-1) : "somebody";
  const what = (item.proposition || "").split("-").slice(0, 4).join("-");
  return [holder, item.stance || "says", what]
    .filter(Boolean)
    .join("-")
    .slice(0, 60)
    .replace(/(?<!-)-+$/, "");
};
