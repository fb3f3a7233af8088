// Answers a query: words, phrases and filters together.
import { cache } from "./cache.js";
import { inRange } from "./dates.js";
import { before, excerptOf } from "./excerpts.js";
import { entries, listsOf, lookUp, names } from "./index.js";
import * as numbers from "./numbers.js";
import { adjoin, haveAll, placeOf } from "./phrases.js";
import { isPhrase, looseWordsOf, partsOf, someOf, wordsOfPhrase } from "./query.js";
import { hasAll, likenessTo, wordsOf } from "./words.js";
import { isDated } from "./address.js";

/** @typedef {import("./index.js").Entry} Entry */
/** @typedef {import("./index.js").Result} Result */
/** @typedef {import("./address.js").Asked} Asked */
/** @typedef {[facet: string, values: string[]]} Filter */
/** @typedef {{ results: Result[], some?: boolean, loose?: boolean }} Answer  `some`: they have only some of the words; `loose`: the words of a phrase with any endings */
/** @typedef {(results: Result[]) => unknown} Early */
/** @typedef {{ name: string, url: string, kind: string }} Named */

const ANSWERS = 8;
const MOST = 12; // so many words of a query are looked up one by one
const EXACT = 200; // in so many entries the exact phrase is looked for
const AT_FIRST = 24; // so many of them before the first results are shown
const ALIKE = 0.45; // from this likeness on a name is suggested

const wholes = cache(ANSWERS);
const partly = cache(ANSWERS);

/** The day as known on which the archive is looked at. What is found then was all published by that day. */
export const known = () => window.archiveKnown?.day() || "";

/** What results show. @param {Result[]} results */
export const dataOf = (results) => Promise.all(results.map((result) => result.data()));

/** @param {Entry} data @param {string[]} words */
const fits = (data, words) => hasAll(Object.values({ ...data.meta, content: data.content }).join(" "), words);

/** Those of the results that pass the filters, as known on the day that is chosen. @param {Result[]} results @param {Filter[]} filters */
const narrowed = async (results, filters) => {
  const { number } = await entries();
  const day = known();
  const published = day ? [...(await listsOf("published")).keys()].filter((on) => on <= day) : [];
  /** @type {Filter[]} */
  const asked = day ? [...filters, ["published", published]] : filters;
  const lists = await Promise.all(asked.map(async ([facet, values]) => ({ lists: await listsOf(facet), values })));
  return numbers.narrowed(results, lists, number);
};

/** How many of the results have each value of a facet. @param {Result[]} results @param {string} facet */
const countsOf = async (results, facet) => {
  const [lists, { number }] = await Promise.all([listsOf(facet), entries()]);
  return numbers.countsIn(results, lists, number);
};

/** The results in this order. @param {Result[]} results @param {string} order */
export const sorted = async (results, order) => {
  const { dated } = await entries();
  return numbers.ordered(results, order, dated);
};

/**
 * The entries in which the words of a phrase stand next to each other, with any endings. Each word is looked up by itself, since in a
 * large archive Pagefind's own search for phrases takes ten times as long.
 * @param {string} phrase
 * @returns {Promise<Result[]>}
 */
const adjoining = async (phrase) => {
  const found = await Promise.all(wordsOfPhrase(phrase).map(lookUp));
  const held = found.map((results) => new Map(results.map((result) => [result.number, result])));
  const rarest = found.reduce((one, other) => (other.length < one.length ? other : one));
  return rarest
    .filter(({ number }) => {
      const own = held.map((results) => results.get(number)).filter((it) => it !== undefined);
      return own.length === held.length && adjoin(own);
    })
    .map((result) => ({ ...result, data: async () => around(await result.data(), wordsOf(phrase)) }));
};

/** An entry with the place of a phrase as its excerpt, if it stands in the text as it is sought. @param {Entry} data @param {string[]} sought */
const around = (data, sought) => {
  const words = data.content.split(/\s+/);
  const place = placeOf(words, sought);
  return place ? { ...data, ...excerptOf(words, before(place[0]), ...place) } : data;
};

/**
 * The entries that have all parts of a query, best first. If at most `EXACT` of them have its phrases with any endings, these are loaded
 * and searched for the exact phrases; otherwise the answer is `loose`. `early` is called with the first that have them.
 * @param {string[]} parts
 * @param {Early} early
 */
const havingAll = (parts, early) =>
  wholes(parts.join("\n"), async () => {
    /** @param {string} part */
    const find = (part) => (isPhrase(part) ? adjoining(part) : lookUp(part));
    const [first, ...others] = await Promise.all((parts.length ? parts : [""]).map(find));
    const sets = others.map((results) => new Set(results.map(({ number }) => number)));
    const results = sets.length ? first.filter(({ number }) => sets.every((numbers) => numbers.has(number))) : first;
    const phrases = parts.filter(isPhrase);
    if (!phrases.length || results.length > EXACT) return { results, loose: phrases.length > 0 };
    /** @param {Result[]} some */
    const exact = (some) =>
      Promise.all(
        some.map(async (result) => {
          const { meta, content } = await result.data();
          return haveAll([content, ...Object.values(meta)], phrases);
        }),
      );
    /** @type {boolean[]} */
    const held = [];
    let to = 0;
    while (to < results.length && !held.includes(true)) {
      held.push(...(await exact(results.slice(to, to + AT_FIRST))));
      to += AT_FIRST;
    }
    const rest = exact(results.slice(to));
    if (to < results.length) await early(results.filter((_, n) => held[n]));
    held.push(...(await rest));
    return { results: results.filter((_, n) => held[n]), loose: false };
  });

/** Where nothing has all the words: what has some of them, first what has the most and the rarest. @param {string[]} words */
const havingSome = (words) =>
  partly(words.join(" "), async () => {
    /** @type {Map<number, { result: Result, weight: number }>} */
    const held = new Map();
    await Promise.all(
      words.slice(0, MOST).map(async (word) => {
        const results = await lookUp(word);
        if (!results.length || !fits(await results[0].data(), looseWordsOf(word))) return;
        for (const result of results) {
          const before = held.get(result.number) || { result, weight: 0 };
          held.set(result.number, { result, weight: before.weight + 1 / Math.log(2 + results.length) });
        }
      }),
    );
    return [...held.values()].sort((a, b) => b.weight - a.weight).map(({ result }) => result);
  });

/**
 * The entries that fit a query and the filters, best first. Pagefind's answer is checked before the filters narrow it, so that a filter
 * leaves as many results as its count says.
 * @param {string} query
 * @param {Filter[]} [filters]
 * @param {Early} [early]  told of the first results, where all of them take longer
 * @returns {Promise<Answer>}
 */
export const ask = async (query, filters = [], early = () => {}) => {
  const parts = partsOf(query);
  const { results, loose } = await havingAll(parts, async (first) => early(await narrowed(first, filters)));
  const fitting = !parts.length || (results.length > 0 && fits(await results[0].data(), looseWordsOf(query)));
  const words = someOf(parts);
  if (!fitting && words.length) return { results: await narrowed(await havingSome(words), filters), some: true };
  return { results: fitting ? await narrowed(results, filters) : [], loose };
};

/** What fits all that the page asks for. @param {Asked} asked @param {Early} [early] */
export const answerTo = async (asked, early) => {
  /** @type {Filter[]} */
  const filters = Object.entries(asked.chosen).filter(([facet, values]) => facet !== "year" && values.length);
  if (isDated(asked)) {
    filters.push(["date", [...(await listsOf("date")).keys()].filter((value) => inRange(value, asked))]);
  }
  return ask(asked.q, filters, early);
};

/**
 * How many results each value of a facet has, or would have if it were chosen.
 * @param {Asked} asked
 * @param {string} facet
 * @returns {Promise<[value: string, count: number][]>}
 */
export const countsBeside = async (asked, facet) => {
  const without = { ...asked, chosen: { ...asked.chosen, [facet]: [] } };
  const { results } = await answerTo(without);
  if (facet !== "year") return countsOf(results, facet);
  return numbers.byYear(await countsOf(results, "date"), without);
};

/** Names that are spelt like a query, the likest first. @param {string} query @returns {Promise<Named[]>} */
export const namesLike = async (query) => {
  if (known()) return []; // the list has names that were not known by that day
  const likeness = likenessTo(query);
  return (await names())
    .map(([name, url, kind]) => ({ name, url, kind, like: likeness(name) }))
    .filter(({ like }) => like > ALIKE)
    .sort((a, b) => b.like - a.like)
    .slice(0, 5);
};
