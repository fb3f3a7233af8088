// Matches the items of two records. Does not touch the page. generator/exports/compared.py makes the items and their keys.
import { compareTexts, foldText, wordKeys } from "../check/closest.js";

/**
 * An item of one record: `words` are quoted, `text` is a number or a title. Unknown values are left out.
 * @typedef {{ sort: string, key?: string, words?: string, text?: string, language?: string, stance?: string, finding?: string, of?: string,
 *   who?: string, note?: string, date?: string, when?: string, till?: string, at: string, known?: string, became?: string[] }} Item
 * @typedef {{ kind: string, title: string, known: string, items: Item[], more?: number, at?: string, note?: string[], read?: string,
 *   language?: string, became?: string[] }} Thing
 * @typedef {{ first: Item[], second: Item[] }} Row
 */

const MIN_CLOSENESS = 0.5; // as generator/findings/lost_in_relay.py has it
const MAX_UNMATCHED = 40; // quotations without a known sentence that are compared, on either side

/** The items that were known by a day; all where none is asked for. @param {Thing} thing @param {string} day */
const knownBy = ({ items }, day) => (day ? items.filter(({ known }) => known && known <= day) : items);

/** @param {string} [tag] */
const primaryLanguage = (tag = "") => tag.replace(/-(?:[A-Z]{2}|\d{3})$/, "");

/** The text of an item in the form for comparing. @param {Item} item */
const textForComparison = ({ words, text, stance }) =>
  words ? wordKeys(words).join(" ") || foldText(words) : (stance ?? foldText(text ?? ""));

/** @param {Item[]} items @returns {Map<string, Item[]>} */
const byKey = (items) => {
  /** @type {Map<string, Item[]>} */
  const found = new Map();
  for (const item of items) {
    if (!item.key) continue;
    const key = `${item.sort} ${item.key}`;
    found.set(key, [...(found.get(key) ?? []), item]);
  }
  return found;
};

/** The differences of two versions word by word, if they are in the same language. @param {Item} one @param {Item} other */
export const compareWords = (one, other) =>
  one.words && other.words && primaryLanguage(one.language) === primaryLanguage(other.language)
    ? compareTexts(one.words, other.words, primaryLanguage(one.language) === "en")
    : null;

/** How much of two quotations of one speaker is the same, from 0 to 1. @param {Item} one @param {Item} other */
const closeness = (one, other) => {
  const of = one.who === other.who ? compareWords(one, other) : null;
  return of ? of.shared / (of.words || 1) : 0;
};

/** Rows of quotations that no record links: with the same or similar words. @param {Item[]} first @param {Item[]} second */
const rowsByWords = (first, second) => {
  const ours = first.filter((it) => it.words).slice(0, MAX_UNMATCHED);
  const left = new Set(second.filter((it) => it.words).slice(0, MAX_UNMATCHED));
  return ours.flatMap((one) => {
    const near = [...left]
      .filter((it) => !(one.key && it.key)) // if records name two different sentences, they are different
      .map((other) => ({
        other,
        share: textForComparison(one) === textForComparison(other) ? 1 : closeness(one, other),
      }))
      .sort((a, b) => b.share - a.share)[0];
    if (!near || near.share < MIN_CLOSENESS) return [];
    left.delete(near.other);
    return [{ first: [one], second: [near.other] }];
  });
};

/** @param {Item[]} items */
const all = (items) => [...new Set(items.map(textForComparison))].sort().join("\n");

/**
 * The rows by group: different, the same, and only on one side. With a day, only items known by then.
 * @param {Thing} one @param {Thing} other @param {string} [day]
 */
export const rowsOf = (one, other, day = "") => {
  const [ours, theirs] = [knownBy(one, day), knownBy(other, day)];
  const [first, second] = [byKey(ours), byKey(theirs)];
  /** @type {Row[]} */
  const together = [...first].flatMap(([key, items]) => {
    const beside = second.get(key);
    return beside ? [{ first: items, second: beside }] : [];
  });
  const paired = new Set(together.flatMap((row) => [...row.first, ...row.second]));
  /** @param {Item} it */
  const isLeft = (it) => !paired.has(it);
  if (one.kind === "article") together.push(...rowsByWords(ours.filter(isLeft), theirs.filter(isLeft)));
  for (const row of together) for (const it of [...row.first, ...row.second]) paired.add(it);
  const same = together.filter((row) => all(row.first) === all(row.second));
  return {
    differs: together.filter((row) => !same.includes(row)),
    same,
    first: ours.filter(isLeft).map((it) => ({ first: [it], second: [] })),
    second: theirs.filter(isLeft).map((it) => ({ first: [], second: [it] })),
  };
};

/** The side of a row that was certainly earlier; empty if dates do not prove it. @param {Row} row @returns {"first" | "second" | ""} */
export const earlierSide = ({ first, second }) => {
  /** @param {Item[]} items @param {Item[]} others */
  const before = (items, others) => {
    const ends = items.flatMap(({ when, till }) => (when ? [till ?? when] : [])).sort();
    const starts = others.map(({ when }) => when ?? "");
    return ends.length > 0 && others.length > 0 && starts.every((start) => start > ends[0]);
  };
  if (before(first, second)) return "first";
  return before(second, first) ? "second" : "";
};
