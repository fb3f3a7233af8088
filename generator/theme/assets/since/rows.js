// Computes what is new of a record since a day, from the files of generator/exports/since.py. Does not touch the page.
import { locale } from "../lib/messages.js";

/** Days of ISO 8601. @typedef {[added: string, corrected: string]} Days */
/**
 * Both days of an article; its number of quotations, stances and estimates about the record, and whether it is the record
 * itself; and both days of parts added later or corrected since, by anchor.
 * @typedef {[added: string, corrected: string, quotations: number, stances: number, estimates: number, articles: number,
 *   parts?: Record<string, Days>]} Row
 */
/** @typedef {{ own: Days, of: Record<string, Row> }} Rows */

const LETTERS = "qsf"; // the prefixes of the anchors of quotations, stances and estimates
const ARTICLES = 3; // the index of articles among the counts

/** "added" or "corrected" if that happened on the day or later; "" if it is older. @param {Days | Row} days @param {string} since */
export const stateSince = ([added, corrected], since) =>
  added >= since ? "added" : corrected >= since ? "corrected" : "";

/**
 * What is new about a record in an article: the counts of added and of corrected quotations, stances, estimates and articles,
 * the parts by anchor, and the latest day of each and of both.
 * @param {Row} row @param {string} since
 */
const countNewIn = (row, since) => {
  const [first, last, ...rest] = row;
  const parts = row[6] ?? {};
  const whole = stateSince([first, last], since);
  const added = [0, 0, 0, 0];
  const corrected = [0, 0, 0, 0];
  // Parts that are not listed were added with the article, and have not changed.
  if (whole === "added") for (const place of added.keys()) added[place] = Number(rest[place]);
  else if (whole) corrected[ARTICLES] = Number(rest[ARTICLES]);
  let addedOn = whole === "added" ? first : "";
  let correctedOn = corrected[ARTICLES] ? last : "";
  /** @type {Map<string, string>} */
  const named = new Map();
  for (const [anchor, days] of Object.entries(parts)) {
    const news = stateSince(days, since);
    const place = LETTERS.indexOf(anchor[0]);
    named.set(anchor, news);
    if (whole === "added" || !news) continue;
    (news === "added" ? added : corrected)[place] += 1;
    if (news === "added" && days[0] > addedOn) addedOn = days[0];
    if (news === "corrected" && days[1] > correctedOn) correctedOn = days[1];
  }
  return { whole, added, corrected, named, addedOn, correctedOn, day: addedOn > correctedOn ? addedOn : correctedOn };
};

/** @param {number[][]} some */
const sumColumns = (some) => some.reduce((all, it) => all.map((n, place) => n + it[place]), [0, 0, 0, 0]);

/**
 * The counts of additions and corrections about a record, and the articles, the latest first.
 * @param {Rows} rows
 * @param {string} since
 */
export const newIn = ({ own, of }, since) => {
  const found = Object.entries(of)
    .map(([id, row]) => ({ id, ...countNewIn(row, since) }))
    .filter(({ day }) => day)
    .sort((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : a.id < b.id ? -1 : 1));
  return {
    own: stateSince(own, since),
    found,
    added: sumColumns(found.map((it) => it.added)),
    corrected: sumColumns(found.map((it) => it.corrected)),
  };
};

/**
 * The state of a link's target, an article or a part of it: "added" or "corrected"; "" if it is older.
 * @param {ReturnType<typeof newIn>["found"][number]} of  the article @param {string} anchor
 */
export const linkState = ({ whole, added, named }, anchor) => {
  if (whole === "added") return "added";
  const own = named.get(anchor);
  if (own !== undefined) return own;
  if (/^[qsf]-/.test(anchor)) return ""; // an unchanged part
  return added.some(Boolean) && !whole ? "added" : "corrected";
};

/** @param {string | null | undefined} text */
export const isDay = (text) => /^\d{4}-\d\d-\d\d$/.test(text ?? "") && !Number.isNaN(Date.parse(text ?? ""));

/** Deletes all remembered visits from a storage. @param {Storage} storage @param {string} name  of the entries, before what they are of */
export const forgetVisits = (storage, name) => {
  const names = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? "");
  for (const key of names) if (key.startsWith(name)) storage.removeItem(key);
};

/** Both days of a record, from a value of the search's list of changes. @param {string} value @returns {Days} */
export const daysIn = (value) => {
  const [corrected = "", added = ""] = value.split(" ");
  return [added, corrected];
};

/** @param {string} day */
export const dayInWords = (day) =>
  new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, { dateStyle: "long", timeZone: "UTC" }).format(
    new Date(`${day}T00:00Z`),
  );
