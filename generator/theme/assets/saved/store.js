// Saved records in the browser's storage: one entry per record, so that two open pages do not overwrite each other's changes.
// Does not touch the page.

/**
 * A saved record: as read from its page, its last known state, and the reader's tags and note.
 * @typedef {object} Saved
 * @property {string} title
 * @property {string} [language]  of the title or the words
 * @property {string} [words]  of a quotation
 * @property {string} [speaker]
 * @property {string} [said]
 * @property {string} [finding]
 * @property {string} [outlet]
 * @property {string[]} [authors]
 * @property {string} [published]  in words
 * @property {string} [date]  EDTF
 * @property {string} [url]
 * @property {string[]} [archived]  addresses of copies
 * @property {string} [seen]  EDTF
 * @property {string[]} tags
 * @property {string} note
 * @property {string} saved  when, by ISO 8601
 * @property {string} changed
 */

/** The form of an address: articles/one, or articles/one#q-first for a quotation. */
export const ADDRESS = /^[a-z]+(?:-[a-z]+)*\/[a-z0-9-]+(?:#q-[a-z0-9-]+)?$/;

export const MAX_RECORDS = { records: 20_000, note: 20_000, tags: 50, tag: 100, text: 20_000, item: 2000 };

/** The saved records of one archive. @param {Storage} storage @param {string} name  of the entries, before an address */
export const openStore = (storage, name) => {
  /** @param {string} address @returns {Saved | null} */
  const read = (address) => {
    try {
      return parseSaved(JSON.parse(storage.getItem(name + address) ?? "null"));
    } catch {
      return null;
    }
  };
  /** The addresses, in no particular order. */
  const addresses = () =>
    Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? "").flatMap((key) =>
      key.startsWith(name) && ADDRESS.test(key.slice(name.length)) ? [key.slice(name.length)] : [],
    );
  /** Throws where there is no room. @param {string} address @param {Saved} record */
  const write = (address, record) => storage.setItem(name + address, JSON.stringify(record));
  return {
    name,
    read,
    write,
    addresses,
    /** All records by address, the latest first. @returns {[string, Saved][]} */
    all: () =>
      addresses()
        .flatMap((address) => {
          const record = read(address);
          /** @type {[string, Saved][]} */
          const pair = record ? [[address, record]] : [];
          return pair;
        })
        .sort(([a, one], [b, other]) => (one.saved < other.saved ? 1 : one.saved > other.saved ? -1 : a < b ? -1 : 1)),
    /** @param {string} address */
    remove: (address) => storage.removeItem(name + address),
    /**
     * Changes the reader's tags or note. Changes made meanwhile by another page are kept. Null if the record was removed.
     * @param {string} address
     * @param {{ tags?: string[], note?: string }} own  as it stands in this page
     * @param {Pick<Saved, "tags" | "note">} before  what this page had of it
     * @param {string} now
     */
    edit: (address, own, before, now) => {
      const record = read(address);
      if (!record) return null;
      const { tags = before.tags, note = before.note } = own;
      const taken = before.tags.filter((tag) => !tags.includes(tag));
      const changed = {
        ...record,
        tags: union(
          record.tags.filter((tag) => !taken.includes(tag)),
          tags.filter((tag) => !before.tags.includes(tag)),
        ),
        note: noteOf(record.note, note, before.note),
        changed: now,
      };
      write(address, changed);
      return changed;
    },
  };
};

/** @param {string[]} some @param {string[]} others */
export const union = (some, others) => [...new Set([...some, ...others])];

/**
 * A note after an edit. Text written meanwhile by another page is kept above it.
 * @param {string} kept @param {string} own @param {string} before  what was written here until now
 */
const noteOf = (kept, own, before) => {
  if (own === before) return kept;
  if (kept === before) return own;
  const written = `\n\n${before}`;
  return before && kept.endsWith(written) ? `${kept.slice(0, -written.length)}\n\n${own}` : joinNotes(kept, own);
};

/** Two notes merged, without losing anything. @param {string} one @param {string} other */
export const joinNotes = (one, other) =>
  one.includes(other) ? one : other.includes(one) ? other : `${one.trimEnd()}\n\n${other}`;

/** Two records of one address merged: the state of the later one, and the tags and notes of both. @param {Saved} own @param {Saved} other @returns {Saved} */
export const mergeRecords = (own, other) => {
  const [early, late] = own.changed <= other.changed ? [own, other] : [other, own];
  return {
    ...early,
    ...late,
    tags: union(own.tags, other.tags),
    note: joinNotes(own.note, other.note),
    saved: own.saved < other.saved ? own.saved : other.saved,
  };
};

/** The typed tags, separated by commas of any script. @param {string} text */
export const parseTags = (text) =>
  [...new Set(text.split(/[,،、，;؛]/).map((tag) => tag.replace(/\s+/g, " ").trim()))]
    .filter(Boolean)
    .slice(0, MAX_RECORDS.tags)
    .map((tag) => tag.slice(0, MAX_RECORDS.tag));

/** A stored value, if it is a valid saved record. @param {any} value @returns {Saved | null} */
const parseSaved = (value) => (value && faultOf(value) === null ? value : null);

const TEXTS = /** @type {const} */ ([
  "title",
  "language",
  "words",
  "speaker",
  "said",
  "finding",
  "outlet",
  "published",
  "date",
  "url",
  "seen",
  "note",
  "saved",
  "changed",
]);
const NEEDED = new Set(["title", "note", "saved", "changed"]);
export const FIELDS = [...TEXTS, "authors", "archived", "tags"];

/** The first invalid field of a value; null if it is a valid saved record. @param {any} value @returns {string | null} */
export const faultOf = (value) => {
  if (typeof value !== "object" || Array.isArray(value)) return "";
  for (const field of TEXTS) {
    const text = value[field];
    if (text === undefined && !NEEDED.has(field)) continue;
    if (typeof text !== "string" || text.length > MAX_RECORDS.text) return field;
  }
  for (const field of ["tags", "authors", "archived"]) {
    const list = value[field];
    if (list === undefined && field !== "tags") continue;
    const most = field === "tags" ? MAX_RECORDS.tags : 500;
    if (
      !Array.isArray(list) ||
      list.length > most ||
      !list.every((it) => typeof it === "string" && it.length <= MAX_RECORDS.item)
    ) {
      return field;
    }
  }
  for (const field of ["saved", "changed"]) if (Number.isNaN(Date.parse(value[field]))) return field;
  return null;
};
