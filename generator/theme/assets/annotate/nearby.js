// Finds people named around a quotation, and the verb that reports it. These are suggestions, and never filled in
// automatically.

/** @typedef {import("./known.js").Known} Known */
/** @typedef {[start: number, end: number]} Span */

const MAX_NAMES = 4; // names that are offered
const REACH = 300; // letters on either side that are read
const REACH_BACK = 2000; // letters before its paragraph in which the last named person is looked for
const REACH_OF_VERB = 60; // letters on either side in which a verb is looked for

/** The text around some places, within their paragraph, with everything in quotation marks replaced by spaces. @param {string} text @param {Span[]} places @param {Span[]} passages @param {number} reach */
const around = (text, places, passages, reach) => {
  const [start, end] = [Math.min(...places.map(([it]) => it)), Math.max(...places.map(([, it]) => it))];
  const from = Math.max(start - reach, text.lastIndexOf("\n", start) + 1);
  const below = text.indexOf("\n", end);
  const until = Math.min(end + reach, below < 0 ? text.length : below);
  let words = text.slice(from, until);
  for (const [first, last] of [...passages, ...places]) {
    const [left, right] = [Math.max(first - from, 0), Math.min(last - from, words.length)];
    if (left < right) words = words.slice(0, left) + "\u0000".repeat(right - left) + words.slice(right);
  }
  return { words, start: start - from, end: end - from, from };
};

/** The distance of a span from the quotation. @param {{ start: number, end: number }} it @param {{ start: number, end: number }} said */
const distance = (it, said) => (it.end <= said.start ? said.start - it.end : Math.max(0, it.start - said.end));

/**
 * The ids of those named around a quotation, the nearest first; if nobody is, the last one named before it. Names inside the
 * quotation do not count.
 * @param {Known} known @param {string} text @param {Span[]} places  of the quotation @param {Span[]} passages  all that stands in quotation marks
 */
export const namedNear = (known, text, places, passages) => {
  if (!places.length) return [];
  const said = around(text, places, passages, REACH);
  const near = known.namesIn(said.words).sort((one, other) => distance(one, said) - distance(other, said));
  const named = near.length
    ? near
    : known.namesIn(text.slice(Math.max(0, said.from - REACH_BACK), said.from)).slice(-1);
  return [...new Set(named.flatMap(({ ids }) => ids))].slice(0, MAX_NAMES);
};

/** The verb that reports a quotation, as printed; "" if none was found. @param {Known} known @param {string} language @param {string} text @param {Span[]} places @param {Span[]} passages */
export const verbNear = (known, language, text, places, passages) => {
  if (!places.length) return "";
  const { not: _, ...stances } = known.stances[language.split("-")[0]] ?? known.stances.en ?? {};
  const verbs = new Set(Object.values(stances).flat());
  const said = around(text, places, passages, REACH_OF_VERB);
  const found = [...said.words.matchAll(/[\p{L}’']+/gu)]
    .filter((hit) => verbs.has(hit[0].toLowerCase()))
    .map((hit) => ({ words: hit[0], start: hit.index, end: hit.index + hit[0].length }))
    .sort((one, other) => distance(one, said) - distance(other, said));
  return found[0]?.words ?? "";
};
