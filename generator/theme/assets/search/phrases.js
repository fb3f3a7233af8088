// Finds the words of a phrase next to each other, and exactly as they are typed.
import { isWithinWords, wordsOf } from "./words.js";

/** @typedef {import("./index.js").Places} Places */

/**
 * The places where words are adjacent in an entry, in order or at the same place, by field; null if there are none.
 * @param {Places[]} places  of each word, in the order of the phrase
 * @returns {Places | null}
 */
export const adjacentPlaces = ([first, ...others]) => {
  /** @type {Places} */
  const found = {};
  for (const [field, starts] of Object.entries(first ?? {})) {
    let runs = starts.map((place) => [place]);
    for (const it of others) {
      const here = new Set(it[field]);
      runs = runs.flatMap((run) => {
        const last = run[run.length - 1];
        return [last, last + 1].filter((place) => here.has(place)).map((place) => [...run, place]); // the parts of Jong-un have one place
      });
    }
    if (runs.length) found[field] = [...new Set(runs.flat())].sort((a, b) => a - b);
  }
  return Object.keys(found).length ? found : null;
};

/**
 * Whether each phrase occurs exactly in one of the texts. In languages without spaces, and in Korean, it may be part of longer words.
 * @param {string[]} texts
 * @param {string[]} phrases
 */
export const containsAll = (texts, phrases) => {
  const plain = texts.map((text) => ` ${wordsOf(text).join(" ")} `);
  return phrases.every((phrase) => {
    const words = wordsOf(phrase).join(" ");
    const sought = isWithinWords(words) ? words : ` ${words} `;
    return plain.some((text) => text.includes(sought));
  });
};
