// Answers a query: words, phrases and filters together.
import { cache } from "../lib/cache.js";
import { inRange, yearOf } from "./dates.js";
import { loadHead, loadEntry, loadLists, loadNames } from "./index.js";
import * as numbers from "./numbers.js";
import { containsAll } from "./phrases.js";
import { hasPhrase, isCommon, parseQuery } from "./query.js";
import { findPart, intersect, unite, isStance, namesIn, rankHits, hitsOfStances, subtract } from "./ranking.js";
import { isUnspaced, similarityTo, piecesOf } from "./words.js";
import { asksAnything, isDated } from "./address.js";
import { daysIn, stateSince } from "../since/rows.js";

/** @typedef {import("./index.js").Entry} Entry */
/** @typedef {import("./index.js").Places} Places */
/** @typedef {import("./ranking.js").Hit} Hit */
/** @typedef {import("./ranking.js").Hits} Hits */
/** @typedef {import("./ranking.js").Sought} Sought */
/** @typedef {import("./address.js").Asked} Asked */
/** @typedef {ReturnType<typeof import("./questions.js").parseQuestion>} Question */
/** @typedef {Entry & { places: Places, runs: string[] }} Shown  what a result shows, where its words were found, and those of them without spaces */
/** @typedef {{ number: number, data: () => Promise<Shown> }} Result */
/** @typedef {[facet: string, values: string[], not?: boolean]} Filter  `not`: results may have none of the values */
/**
 * @typedef {object} Answer
 * @property {Result[]} results
 * @property {boolean} [some]  they have not all that was asked for
 * @property {boolean} [loose]  they have the words of a phrase with any endings
 * @property {Result[]} [close]  what has not all that was asked for, where a few have
 * @property {import("./query.js").Trouble[]} [notes]  what was not understood
 * @property {string[]} [left]  words that were not searched for
 * @property {[title: string, url: string]} [page]  what answers a question about the whole archive
 */
/** @typedef {(results: Result[]) => unknown} Early */
/** @typedef {{ name: string, url: string, kind: string }} Named */
/** @typedef {{ results: Hit[], close: Hit[], loose: boolean, left: string[], runs: string[], page?: [title: string, url: string] }} Whole */

const ANSWERS = 8;
const MAX_LOADED = 200; // entries in which the exact phrase is looked for
const AT_FIRST = 24; // of these, entries checked before the first results are shown
const ENOUGH = 12; // number of results from which no similar ones are added
const CLOSE = 12; // maximum number of similar results
const SAID = "\ua78fstancesaid"; // the term of those who said a statement
const ALIKE = 0.45; // similarity from which a name is suggested

const wholes = cache(ANSWERS);

/** The chosen "as known on" day. All results were published by then. */
export const knownDay = () => window.archiveKnown?.day() || "";

/** The entries of results. @param {Result[]} results */
export const loadEntries = (results) => Promise.all(results.map((result) => result.data()));

/** @param {Hit[]} hits @param {string[]} runs @returns {Result[]} */
const toResults = (hits, runs) =>
  hits.map(({ number, places }) => ({ number, data: async () => ({ ...(await loadEntry(number)), places, runs }) }));

/** The results that pass the filters, as known on the chosen day. @template {{ number: number }} It @param {It[]} results @param {Filter[]} filters */
const filterResults = async (results, filters) => {
  const { number } = await loadHead();
  const day = knownDay();
  const published = day ? [...(await loadLists("published")).keys()].filter((on) => on <= day) : [];
  /** @type {Filter[]} */
  const asked = day ? [...filters, ["published", published]] : filters;
  const lists = await Promise.all(
    asked.map(async ([facet, values, not = false]) => ({ lists: await loadLists(facet), values, not })),
  );
  return numbers.filterNumbers(results, lists, number);
};

/** How many of the results have each value of a facet. @param {Result[]} results @param {string} facet */
export const countsOf = async (results, facet) => {
  const [lists, { number }] = await Promise.all([loadLists(facet), loadHead()]);
  return numbers.countValues(results, lists, number);
};

/** The results, sorted. @param {Result[]} results @param {string} order */
export const sortResults = async (results, order) => {
  const { dated } = await loadHead();
  return numbers.sortByDate(results, order, dated);
};

/**
 * The hits that have the phrases exactly as typed. If at most `EXACT` of them have the words with any endings, they are loaded
 * and searched; otherwise the answer is `loose`. `early` is called with the first exact hits.
 * @param {Hit[]} hits
 * @param {string[][]} phrases  of each, one of these
 * @param {(hits: Hit[]) => unknown} early
 * @returns {Promise<{ held: Hit[], other: Hit[], loose: boolean }>}
 */
const withPhrasesAsTyped = async (hits, phrases, early) => {
  if (!phrases.length || hits.length > MAX_LOADED) return { held: hits, other: [], loose: phrases.length > 0 };
  /** @param {Hit[]} some */
  const exact = (some) =>
    Promise.all(
      some.map(async ({ number }) => {
        const { meta, content } = await loadEntry(number);
        return phrases.every((any) => any.some((phrase) => containsAll([content, ...Object.values(meta)], [phrase])));
      }),
    );
  /** @type {boolean[]} */
  const held = [];
  let to = 0;
  while (to < hits.length && !held.includes(true)) {
    held.push(...(await exact(hits.slice(to, to + AT_FIRST))));
    to += AT_FIRST;
  }
  const rest = exact(hits.slice(to));
  if (to < hits.length) await early(hits.filter((_, n) => held[n]));
  held.push(...(await rest));
  return { held: hits.filter((_, n) => held[n]), other: hits.filter((_, n) => !held[n]), loose: false };
};

/** All entries, the newest first. @returns {Promise<Hits>} */
const allEntries = async () => {
  const { number } = await loadHead();
  return new Map(
    Array.from({ length: number }, (_, n) => [
      n,
      { number: n, score: 0, named: 0, titled: false, places: /** @type {Places} */ ({}) },
    ]),
  );
};

/**
 * The records of the kind that answers a question: a figure where it asks for a number, a claim where it asks who denied it or when,
 * a statement where it asks what was said.
 * @param {NonNullable<Question>} asked
 * @param {Sought[][]} sought
 * @returns {Promise<Set<number>>}
 */
const recordsThatAnswer = async ({ counts, says }, sought) => {
  const ofClaims = sought.some((any) => any.some(({ terms }) => terms?.some(isStance)));
  const kind = (counts && "Measure") || (ofClaims && "Proposition") || (says && "Utterance");
  return new Set(kind ? (await loadLists("kind")).get(kind) : []);
};

/**
 * The figures nearest to what a question counts, if none has all its words: those with all words but one.
 * @param {{ exact: Hits, near: Hits }[]} parts  what has each of these
 * @param {Hits} exact  what has all
 * @returns {Promise<Hits>}
 */
const nearestFigures = async (parts, exact) => {
  const figures = new Set((await loadLists("kind")).get("Measure") ?? []);
  if (parts.length < 2 || [...exact.keys()].some((it) => figures.has(it))) return new Map();
  const own = parts.map((it) => unite([it.exact, it.near]));
  const most = parts.length - 1;
  return new Map(
    [...unite(own)].filter(([it]) => figures.has(it) && own.filter((hits) => hits.has(it)).length === most),
  );
};

/**
 * The claims on which whoever is named takes the stance that a question asks for, and the statements of whoever it asks what they said:
 * those with any of the other words, or all, where a name and the stance are all that is asked for. They answer it without each word of
 * it, since a claim has its own.
 * @param {Sought[][]} sought
 * @param {{ exact: Hits, near: Hits, phrases: string[] }[]} parts  what has each of these
 * @param {Question} asked
 * @returns {Promise<Hits>}
 */
const answersToQuestion = async (sought, parts, asked) => {
  const stances = sought.map((any) => any.flatMap(({ terms }) => terms?.filter(isStance) ?? []));
  const acts = stances.flat();
  if (!acts.length && asked?.says) acts.push(SAID);
  if (!acts.length || parts.some((it) => it.phrases.some(Boolean))) return new Map();
  const own = await Promise.all(sought.map((any, n) => (stances[n].length ? new Map() : hitsOfStances(acts, any))));
  const all = unite(own);
  const named = parts.map(({ exact }, n) => (own[n].size ? unite([exact, own[n]]) : exact));
  const other = named.filter((_, n) => !own[n].size && !stances[n].length);
  const fitting = other.length ? unite(other) : all;
  const scored = unite(named);
  return new Map([...scored].filter(([number]) => all.has(number) && fitting.has(number)));
};

/**
 * The exact hits of a query, best first, and similar ones: with the beginning of a word, a similar spelling, another ending
 * within a phrase, or only some of the words.
 * @param {string} query
 * @param {(hits: Hit[], runs: string[]) => unknown} early
 * @returns {Promise<Whole>}
 */
const searchWords = (query, early) =>
  wholes(query, async () => {
    // Loaded with the first query, since the weight of the empty page is near its limit.
    const { parseQuestion: question, joinSplitVerbs: unsplit } = await import("./questions.js");
    const joined = unsplit(query);
    const { all, none } = parseQuery(joined);
    const { number, longest, pages } = await loadHead();
    if (!number) return { results: [], close: [], loose: false, left: [], runs: [] };
    const asked = question(joined);
    const { sought, left } = all.length
      ? await namesIn(all, longest, (word) => isCommon(word) || Boolean(asked?.leaves(word)))
      : { sought: [], left: [] };
    const apart = none.length
      ? await namesIn(
          none.map((part) => [part]),
          1,
        )
      : { sought: [] };
    /** @param {Sought[]} any @param {boolean} last */
    const one = async (any, last) => {
      const each = await Promise.all(any.map((it) => findPart(it, last)));
      return {
        exact: unite(each.map((it) => it.exact)),
        near: unite(each.map((it) => it.near)),
        phrases: each.map((it) => it.phrase ?? ""),
      };
    };
    const parts = await Promise.all(sought.map((any, n) => one(any, n === sought.length - 1)));
    const barred = unite(await Promise.all(apart.sought.map(async (any) => (await one(any, false)).exact)));
    const runs = all.flat().flatMap(({ text }) => piecesOf(text).filter(isUnspaced));
    const exact = parts.length ? intersect(parts.map((it) => it.exact)) : await allEntries();
    const phrases = parts.map((it) => it.phrases).filter((some) => some.length && some.every(Boolean));
    const first = asked ? await recordsThatAnswer(asked, sought) : new Set();
    const told = await answersToQuestion(sought, parts, asked);
    const answers = asked?.counts && !told.size ? await nearestFigures(parts, exact) : told;
    const answered = rankHits(subtract(answers, barred));
    const hits = rankHits(subtract(subtract(exact, answers), barred), first);
    const typed = phrases.length
      ? await withPhrasesAsTyped(hits, phrases, (some) => early(some, runs))
      : { held: [...answered, ...hits], other: [], loose: false };
    const nearly = intersect(parts.map((it) => unite([it.exact, it.near])));
    const some = parts.length > 1 ? unite(parts.map((it) => (it.exact.size ? it.exact : it.near))) : new Map();
    const seen = new Set(typed.held.map((it) => it.number));
    /** @type {Hit[]} */
    const close = [];
    for (const hit of [...typed.other, ...rankHits(nearly, first), ...rankHits(some, first)]) {
      if (barred.has(hit.number) || seen.has(hit.number)) continue;
      seen.add(hit.number);
      close.push(hit);
    }
    const page = asked?.whole && pages[asked.whole];
    return { results: typed.held, close, loose: typed.loose, left, runs, ...(page && { page }) };
  });

/**
 * The entries that match a query and the filters, best first. Similar ones are separate, or take their place if there are none.
 * @param {string} query
 * @param {Filter[]} [filters]
 * @param {Early} [early]  told of the first results, where all of them take longer
 * @returns {Promise<Answer>}
 */
export const findEntries = async (query, filters = [], early = () => {}) => {
  const whole = await searchWords(query.trim(), async (first, runs) =>
    early(toResults(await filterResults(first, filters), runs)),
  );
  const { loose, left, runs, page } = whole;
  const notes = [...parseQuery(query).notes];
  const results = toResults(await filterResults(whole.results, filters), runs);
  const few = results.length < ENOUGH && whole.close.length > 0;
  const close = few ? toResults(await filterResults(whole.close, filters), runs) : [];
  if (whole.results.length || !close.length) return { results, close: close.slice(0, CLOSE), loose, left, notes, page };
  return { results: close, some: true, left, notes, page };
};

/** The results for everything that the page asks for. @param {Asked} asked @param {Early} [early] */
export const findForPage = async (asked, early) => {
  /** @type {Filter[]} */
  const filters = Object.entries(asked.chosen)
    .filter(([facet, values]) => facet !== "year" && values.length)
    .map(([facet, values]) => [facet, values, asked.not.includes(facet)]);
  if (isDated(asked)) {
    const { from, to, chosen, not } = asked;
    const dates = [...(await loadLists("date")).keys()];
    const without = not.includes("year");
    if (from || to || !without) filters.push(["date", dates.filter((value) => inRange(value, asked))]);
    // Undated entries are in none of these years.
    if (without) filters.push(["date", dates.filter((value) => chosen.year.includes(yearOf(value))), true]);
  }
  if (asked.since && !knownDay()) {
    filters.push([
      "changed",
      [...(await loadLists("changed")).keys()].filter((value) => stateSince(daysIn(value), asked.since)),
    ]);
  }
  return findEntries(asked.q, filters, early);
};

/**
 * How many results each value of a facet has, or would have if it were chosen.
 * @param {Asked} asked
 * @param {string} facet
 * @returns {Promise<[value: string, count: number][]>}
 */
export const facetCounts = async (asked, facet) => {
  const without = { ...asked, chosen: { ...asked.chosen, [facet]: [] } };
  // Filters by kind are open before anything is asked. Their numbers then need no list of entries.
  if (facet === "kind" && !asksAnything(without) && !knownDay()) return Object.entries((await loadHead()).kinds);
  const { results } = await findForPage(without);
  if (facet !== "year") return countsOf(results, facet);
  return numbers.addYearCounts(await countsOf(results, "date"), without);
};

/** Names spelt like a query, the most similar first. @param {string} query @returns {Promise<Named[]>} */
export const similarNames = async (query) => {
  if (knownDay() || hasPhrase(query)) return []; // the list has names that were not known by that day
  const likeness = similarityTo(query);
  return (await loadNames())
    .map(([name, url, kind]) => ({ name, url, kind, like: likeness(name) }))
    .filter(({ like }) => like > ALIKE)
    .sort((a, b) => b.like - a.like)
    .slice(0, 5);
};
