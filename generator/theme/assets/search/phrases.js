// Whether the words of a phrase stand next to each other, and in a text as they are sought.
import { wordsOf } from "./words.js";

/** @typedef {{ words: number[], fields: string[] }} Places  where a word stands in an entry's text, and in which of its other fields */

/**
 * Whether words may stand next to each other in an entry, of which is known where each of them stands: in the text, and of what is
 * beside the text (names, notes) only in which field.
 * @param {Places[]} places  of each word, in the order of the phrase
 */
export const adjoin = ([first, ...others]) => {
  if (first.fields.some((field) => others.every(({ fields }) => fields.includes(field)))) return true;
  let ends = first.words;
  for (const { words } of others) {
    const before = new Set(ends);
    ends = words.filter((place) => before.has(place - 1) || before.has(place)); // parts of Jong-un stand in one place
  }
  return ends.length > 0;
};

/**
 * Where in an entry's words a phrase stands, from one to before the other; its last word may go on. Null where it does not stand there.
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
 * Whether each of the phrases stands as it is in one of the texts. What sets its words without spaces, or adds to their ends, has it
 * within longer words.
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
