// Finds the words of a phrase next to each other, and exactly as they are typed.
import { wordsOf } from "./words.js";

/** @typedef {{ words: number[], fields: string[] }} Places  where a word stands in an entry's text, and in which of its other fields */

/**
 * Whether words may stand next to each other in an entry. Pagefind tells the places of each word in the text, but of further texts
 * (names, notes) only the field.
 * @param {Places[]} places  of each word, in the order of the phrase
 */
export const adjoin = ([first, ...others]) => {
  if (first.fields.some((field) => others.every(({ fields }) => fields.includes(field)))) return true;
  let ends = first.words;
  for (const { words } of others) {
    const before = new Set(ends);
    ends = words.filter((place) => before.has(place - 1) || before.has(place)); // the parts of Jong-un have the same place
  }
  return ends.length > 0;
};

/**
 * The place of a phrase in an entry's words: the first, and the one behind the last, which may be longer. Null if it is not there.
 * @param {string[]} words  between white space
 * @param {string[]} sought  folded
 * @returns {[start: number, end: number] | null}
 */
export const placeOf = (words, sought) => {
  const plain = words.map(wordsOf);
  for (let start = 0; start < words.length; start += 1) {
    /** @type {string[]} */
    const run = [];
    let end = start;
    while (end < words.length && run.length < sought.length) {
      run.push(...plain[end]);
      end += 1;
    }
    const fits = sought.every((word, n) => (n === sought.length - 1 ? run[n]?.startsWith(word) : run[n] === word));
    if (fits) return [start, end];
  }
  return null;
};

/**
 * Whether each phrase stands in one of the texts as it is typed. In languages without spaces, or with endings, it may be part of longer
 * words.
 * @param {string[]} texts
 * @param {string[]} phrases
 */
export const haveAll = (texts, phrases) => {
  const plain = texts.map((text) => ` ${wordsOf(text).join(" ")} `);
  return phrases.every((phrase) => {
    const words = wordsOf(phrase).join(" ");
    const sought = /[\p{sc=Hangul}\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u.test(words) ? words : ` ${words} `;
    return plain.some((text) => text.includes(sought));
  });
};
