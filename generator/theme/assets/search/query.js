// A query as it is typed: phrases in quotation marks, and words outside them.
import { folded } from "../lib/text.js";
import { wordsOf } from "./words.js";

// Words that stand in nearly every entry tell none apart, and cost more than all others together. Those that ids leave out are others
// (generator/text/slight.py): joined with these they would give records other ids.
const COMMON = new Set("a an and are as at be by for from in is it of on or that the this to was were with".split(" "));

/**
 * The parts of a query: its words as one, where it has any, then each of its phrases, which begins and ends with ". Any quotation marks
 * make a phrase, and one that is not closed makes none. A hyphen joins no words: Jong-un is Jong Un.
 * @param {string} query
 */
export const partsOf = (query) => {
  /** @type {string[]} */
  const phrases = [];
  const loose = query.replace(/["“”„«»]([^"“”„«»]+)["“”„«»]/g, (_, phrase) => {
    if (wordsOf(phrase).length) phrases.push(`"${phrase.trim()}"`);
    return " ";
  });
  const all = loose
    .replace(/["“”„«»\p{Pd}]+/gu, " ")
    .trim()
    .split(/\s+/);
  const telling = all.filter((word) => !COMMON.has(folded(word)));
  const words = (telling.some((word) => wordsOf(word).length) || phrases.length ? telling : all).join(" ");
  return wordsOf(words).length ? [words, ...phrases] : phrases;
};

/** @param {string} part */
export const isPhrase = (part) => part.startsWith('"');

/** The words of a phrase as they are looked up, one by one. @param {string} phrase */
export const wordsOfPhrase = (phrase) => phrase.split(/[\s\p{Pd}"]+/u).filter((word) => wordsOf(word).length);

/** The words outside phrases, each by itself. @param {string} query */
export const looseWordsOf = (query) =>
  partsOf(query)
    .filter((part) => !isPhrase(part))
    .flatMap(wordsOf);

/** The words to look for where nothing has all of them; none where the query has a phrase, or one word. @param {string[]} parts */
export const someOf = (parts) => {
  const words = parts.length === 1 && !isPhrase(parts[0]) ? parts[0].split(" ") : [];
  return words.length > 1 ? words : [];
};

/** The query without its quotation marks. @param {string} query */
export const unquoted = (query) => query.replace(/["“”„«»]/g, "").trim();
