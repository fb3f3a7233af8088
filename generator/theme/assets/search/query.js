// A query as it is typed: phrases in quotation marks, and words outside them.
import { folded } from "../lib/text.js";
import { wordsOf } from "./words.js";

// Words of nearly every entry do not help to choose, and cost more than all others together. The words that ids leave out are a list of
// their own (generator/text/slight.py): to share one would change ids.
const COMMON = new Set("a an and are as at be by for from in is it of on or that the this to was were with".split(" "));

/**
 * The parts of a query: first its words outside phrases as one part, if it has any; then each phrase, between two ". All kinds of
 * quotation marks make a phrase; one that is not closed does not. A hyphen separates words: Jong-un is Jong Un.
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
