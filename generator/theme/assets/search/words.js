// Words as Pagefind splits and stems them, and how alike two of them are.
import { folded } from "../lib/text.js";

/** The words of a text, folded: 6,000 is one. @param {string} text @returns {string[]} */
export const wordsOf = (text) =>
  folded(text)
    .replace(/(\d)[,.](?=\d)/g, "$1")
    .match(/[\p{L}\p{N}]+/gu) || [];

/**
 * An English word without its ending, roughly as Pagefind stems it: it finds party for parties, and send for sending.
 * @param {string} word
 */
export const stemOf = (word) => word.replace(/(?:ies|ied|ings?|e[ds]|[sye])$/, "").replace(/([bdgmnprt])\1$/, "$1");

/**
 * Whether each word of the query stands in the text, with any ending. For a word that stands nowhere Pagefind takes the longest
 * beginning of it that does, even a single letter. That helps with endings and slips, but else misleads.
 * @param {string} text
 * @param {string[]} sought
 */
export const hasAll = (text, sought) => {
  const held = new Set(wordsOf(text));
  return sought.every((word) => {
    const least = Math.max(Math.min(word.length, 3), Math.ceil(word.length * 0.6));
    const stem = stemOf(word);
    const beginnings = [word.slice(0, least), ...(stem.length < 3 ? [] : [stem])];
    for (const other of held) {
      if (other.endsWith(word) || beginnings.some((it) => other.startsWith(it))) return true;
    }
    return false;
  });
};

/** The pairs of letters of a text, its words' first and last with a space. @param {string} text */
const pairsOf = (text) => {
  const all = new Set();
  for (const word of wordsOf(text)) {
    for (let n = -1; n < word.length; n += 1) all.add(` ${word} `.slice(n + 1, n + 3));
  }
  return all;
};

/**
 * How much a name, or a word of it, is spelt like a query: from 0 to 1.
 * @param {string} query
 * @returns {(name: string) => number}
 */
export const likenessTo = (query) => {
  const sought = pairsOf(query);
  return (name) =>
    Math.max(
      ...[name, ...name.split(/\s+/)].map((part) => {
        const held = pairsOf(part);
        return (2 * [...sought].filter((pair) => held.has(pair)).length) / (sought.size + held.size || 1);
      }),
    );
};
