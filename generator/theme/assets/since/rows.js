// What of a record is new since a day, from what generator/exports/since.py has of it; needs no page.
import { locale } from "../lib/messages.js";

/** Days of ISO 8601. @typedef {[added: string, corrected: string]} Days */
/** @typedef {[added: string, corrected: string, quotations: number, stances: number, estimates: number, articles: number]} Row */
/** @typedef {{ own: Days, of: Record<string, Row> }} Rows */

export const WHAT = /** @type {const} */ (["quotations", "stances", "estimates", "articles"]);

/** Of both days: "added" or "corrected" where that was on the day or later; "" for what is older. @param {Days | Row} days @param {string} since */
export const newsOf = ([added, corrected], since) => (added >= since ? "added" : corrected >= since ? "corrected" : "");

/**
 * What was added about a record, counted, and which articles were added or corrected, the latest first.
 * @param {Rows} rows
 * @param {string} since
 */
export const newIn = ({ own, of }, since) => {
  const found = Object.entries(of)
    .map(([id, row]) => ({ id, row, news: newsOf(row, since), day: row[1] }))
    .filter(({ news }) => news)
    .sort((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : a.id < b.id ? -1 : 1));
  const added = found.filter(({ news }) => news === "added");
  return {
    own: newsOf(own, since),
    found,
    counts: WHAT.map((_, place) => added.reduce((sum, { row }) => sum + Number(row[2 + place]), 0)),
    corrected: found.length - added.length,
  };
};

/** @param {string | null | undefined} text */
export const isDay = (text) => /^\d{4}-\d\d-\d\d$/.test(text ?? "") && !Number.isNaN(Date.parse(text ?? ""));

/** Has a storage forget when the reader was where. @param {Storage} storage @param {string} name  of the entries, before what they are of */
export const forget = (storage, name) => {
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
