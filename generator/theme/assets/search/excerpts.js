// Excerpts of a text for a result, with the found words marked. A piece is a text and whether it is marked.

/** @typedef {[text: string, marked: boolean]} Piece */

export const WORDS = 32; // length of an excerpt
const LONG = 60; // letters from which a word counts as a sentence in a language without spaces
const BESIDE = 24; // letters of it on either side of what was found

/** A word with its matches marked: as a whole, or if it is long, the matches themselves. @param {string} word @param {string[]} runs @returns {Piece[]} */
const markWord = (word, runs) => {
  const own = runs.filter((run) => word.includes(run));
  if (!own.length) return [[word, true]];
  const [run] = own.sort((one, other) => other.length - one.length);
  const at = word.indexOf(run);
  if (word.length < LONG) {
    return [
      [word.slice(0, at), false],
      [run, true],
      [word.slice(at + run.length), false],
    ];
  }
  const [from, to] = [Math.max(0, at - BESIDE), at + run.length + BESIDE];
  return [
    [(from ? "…" : "") + word.slice(from, at), false],
    [run, true],
    [word.slice(at + run.length, to) + (to < word.length ? "…" : ""), false],
  ];
};

/**
 * The words of a text between two places, with those at some places marked.
 * @param {string[]} words
 * @param {Set<number>} places
 * @param {string[]} runs  what was sought in scripts without spaces
 * @returns {Piece[]}
 */
const pieces = (words, places, runs, from = 0, to = words.length) =>
  words.slice(from, to).flatMap((word, n) => {
    /** @type {Piece[]} */
    const space = n ? [[" ", false]] : [];
    if (!places.has(from + n)) return [...space, /** @type {Piece} */ ([word, false])];
    const first = word.search(/[\p{L}\p{N}]/u);
    const last =
      word.length -
      [...word]
        .reverse()
        .join("")
        .search(/[\p{L}\p{N}]/u);
    if (first < 0) return [...space, /** @type {Piece} */ ([word, true])];
    return [
      ...space,
      [word.slice(0, first), false],
      ...markWord(word.slice(first, last), runs),
      [word.slice(last), false],
    ];
  });

/** @param {string} text */
const split = (text) => text.trim().split(/\s+/u);

/**
 * The part of a text with the most matches, which are marked; with an ellipsis where the text goes on.
 * @param {string} text
 * @param {number[]} [places]  of the words that were found
 * @param {string[]} [runs]
 * @returns {Piece[]}
 */
export const excerptOf = (text, places = [], runs = []) => {
  const words = split(text);
  const sorted = [...new Set(places)].sort((a, b) => a - b);
  let [best, most] = [sorted[0] ?? 0, 0];
  sorted.forEach((place, n) => {
    let end = n;
    while (sorted[end] < place + WORDS * 0.75) end += 1;
    if (end - n > most) [best, most] = [place, end - n];
  });
  const from = Math.max(0, Math.min(best - WORDS / 4, words.length - WORDS));
  const to = from + WORDS;
  return [
    [from ? "… " : "", false],
    ...pieces(words, new Set(sorted), runs, from, to),
    [to < words.length ? " …" : "", false],
  ];
};

/** A whole text in pieces, with the words at these places marked. @param {string} text @param {number[]} [places] @param {string[]} [runs] */
export const markWhole = (text, places = [], runs = []) => pieces(split(text), new Set(places), runs);
