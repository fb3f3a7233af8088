// What stands in the text around the words of a quotation: who is named there, and which verb reports them. It is offered, and never taken
// by itself.

/** @typedef {import("./known.js").Known} Known */
/** @typedef {[start: number, end: number]} Span */

const MAX_NAMES = 4; // names that are offered
const REACH = 300; // letters on either side that are read
const REACH_BACK = 2000; // letters before its paragraph in which whoever was named last is looked for
const REACH_OF_VERB = 60; // letters on either side in which a verb is looked for

/** The part of the text around places, within their paragraph, with what stands in quotation marks blotted out. @param {string} text @param {Span[]} places @param {Span[]} passages @param {number} reach */
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

/** How far a span lies from the quotation. @param {{ start: number, end: number }} it @param {{ start: number, end: number }} said */
const distance = (it, said) => (it.end <= said.start ? said.start - it.end : Math.max(0, it.start - said.end));

/**
 * The ids of those who are named around a quotation, the nearest first; where nobody is, whoever was named last before it. Whom the quoted
 * words themselves name is left out.
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

/** The verb beside a quotation by which the text reports it, as printed; "" where none is known. @param {Known} known @param {string} language @param {string} text @param {Span[]} places @param {Span[]} passages */
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
