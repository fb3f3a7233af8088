// Which entries have a word or a phrase, how well, and where.
import { entryLengths, loadStemmers, termsStartingAs, findWords } from "./index.js";
import { adjacentPlaces } from "./phrases.js";
import { isCommon } from "./query.js";
import { foldPiece, isUnspaced, bigramsOf, piecesOf, allowedSlips } from "./words.js";

/** @typedef {import("./index.js").Places} Places */
/** @typedef {import("./query.js").Part} Part */
/** @typedef {{ number: number, score: number, named: number, titled: boolean, places: Places }} Hit  `named`: 2 where it is the record of that name, 1 where its names have the words; `titled`: its title has all of them */
/** @typedef {Map<number, Hit>} Hits */
/** @typedef {{ exact: Hits, near: Hits, phrase?: string }} Found  `near`: those that have only the beginning of a word, or one that is spelt like it */
/** @typedef {{ part: Part, terms?: string[] }} Sought  a part of a query; `terms` where it is a name or a synonym */

const FIELDS = /** @type {Record<string, number>} */ ({ "": 1, title: 8, name: 2, names: 3, also: 0.5 });
const [SATURATION, LENGTH] = [1.2, 0.75]; // BM25: the saturation of repeated words, and the weight of an entry's length
const MIN_PREFIX = 3; // letters from which a word also finds longer words
const MAX_JOINED = 3; // pieces at most of a hyphenated word that are also indexed joined, as in generator/exports/search/terms.py
const MAX_ENDING = 3; // letters at most that an ending has, in languages whose words are not stemmed; in Korean twice as many, of two syllables
const MIN_LENGTH_FOR_ONE_SLIP = 4; // letters from which one typing error is tolerated,
const MIN_LENGTH_FOR_TWO_SLIPS = 7; // and two

/** @param {Places} one @param {Places} other @returns {Places} */
const mergePlaces = (one, other) => {
  const all = { ...one };
  for (const [field, places] of Object.entries(other)) all[field] = [...(all[field] ?? []), ...places];
  return all;
};

/** @param {Hit} one @param {Hit} other @param {Pick<Hit, "named" | "titled">} ranks @returns {Hit} */
const addHits = (one, other, ranks) => ({
  number: one.number,
  score: one.score + other.score,
  ...ranks,
  places: mergePlaces(one.places, other.places),
});

/** The entries in all of some hits. @param {Hits[]} some @returns {Hits} */
export const intersect = (some) => {
  const [first, ...others] = [...some].sort((one, other) => one.size - other.size);
  /** @type {Hits} */
  const found = new Map();
  for (const [number, hit] of first ?? []) {
    const own = others.map((hits) => hits.get(number));
    if (!own.every((it) => it !== undefined)) continue;
    found.set(
      number,
      own.reduce(
        (sum, it) => addHits(sum, it, { named: Math.min(sum.named, it.named), titled: sum.titled && it.titled }),
        hit,
      ),
    );
  }
  return found;
};

/** The entries in any of some hits. @param {Hits[]} some @returns {Hits} */
export const unite = (some) => {
  /** @type {Hits} */
  const found = new Map();
  for (const hits of some) {
    for (const [number, hit] of hits) {
      const before = found.get(number);
      const ranks = before && { named: Math.max(before.named, hit.named), titled: before.titled || hit.titled };
      found.set(number, before && ranks ? addHits(before, hit, ranks) : hit);
    }
  }
  return found;
};

/** @param {Hits} hits @param {Hits} others */
export const subtract = (hits, others) => new Map([...hits].filter(([number]) => !others.has(number)));

/**
 * The entries that have any of these words, which count as one word.
 * @param {import("./index.js").Word[]} words
 * @param {boolean} isTerm
 * @returns {Promise<Hits>}
 */
const hitsOfWords = async (words, isTerm = false) => {
  const { lengths, average } = await entryLengths();
  /** @type {Map<number, Places>} */
  const held = new Map();
  for (const { pages } of words) {
    for (const { number, places } of pages) held.set(number, mergePlaces(held.get(number) ?? {}, places));
  }
  const rare = Math.log(1 + (lengths.length - held.size + 0.5) / (held.size + 0.5));
  /** @type {Hits} */
  const found = new Map();
  for (const [number, places] of held) {
    let often = 0;
    for (const [field, at] of Object.entries(places)) often += (FIELDS[field] ?? 1) * at.length;
    const score =
      (rare * often * (SATURATION + 1)) /
      (often + SATURATION * (1 - LENGTH + (LENGTH * lengths[number]) / (average || 1)));
    const own = places.names ? (isTerm ? 2 : 1) : 0;
    found.set(number, { number, score, named: own, titled: Boolean(places.title), places });
  }
  return found;
};

/** Whether a term stands for somebody's stance on a claim: only claims have such terms (generator/exports/search/terms.py). @param {string} term */
export const isStance = (term) => term.startsWith("\ua78fstance");

/** @param {string} term */
const hitsOfTerm = async (term) => hitsOfWords(await findWords(term, (word) => word === term), term.length > 2);

/**
 * The claims on which the named person takes one of these stances: they are indexed by the stance with each word of the name.
 * @param {string[]} stances
 * @param {Sought[]} any
 * @returns {Promise<Hits>}
 */
export const hitsOfStances = async (stances, any) => {
  const who = any.flatMap(({ part, terms }) => terms?.map((it) => it.slice(1)) ?? piecesOf(part.text).map(foldPiece));
  const all = stances.flatMap((stance) => who.map((it) => hitsOfTerm(stance + it)));
  return unite(await Promise.all(all));
};

/** The entries that have any of these terms. @param {string[]} terms @returns {Promise<Found>} */
const findTerms = async (terms) => ({
  exact: unite(await Promise.all(terms.map(hitsOfTerm))),
  near: new Map(),
});

/** A piece as it is searched in each language that entries have. @param {string} piece */
const stemsOf = async (piece) => {
  const all = /^\p{L}+$/u.test(piece) ? await loadStemmers() : [];
  return new Set([foldPiece(piece), ...all.map((it) => foldPiece(it.stemWord(piece)))]);
};

/** The terms of the words of a name, or of a word; none where they are no name. @param {string[]} words @param {string[][]} ways */
const termsOf = async (words, ways) => {
  for (const way of ways) {
    const terms = (await termsStartingAs(way[0]))[way.join(" ")];
    if (!terms) continue;
    const capitals = words.length === 1 && words[0] === words[0].toUpperCase();
    return terms.filter((it) => capitals || !it.startsWith("^")).map((it) => it.replace("^", ""));
  }
  return [];
};

/** A Korean word without its grammatical particle: 푸틴은 becomes 푸틴. @param {string} word */
const withoutParticle = (word) => word.replace(/(?<=\p{sc=Hangul}{2})(?:에서|에게|[은는이가을를의에도과와로])$/u, "");

/**
 * The words of a query, names and synonyms of several words in one, without those that nearly every entry has; and what those are.
 * @param {Part[][]} all
 * @param {number} longest  words of the longest name
 * @param {(word: string) => boolean} [isLeft]  whether a word does not say what is looked for
 * @returns {Promise<{ sought: Sought[][], left: string[] }>}
 */
export const namesIn = async (all, longest, isLeft = isCommon) => {
  const plain = all.map((parts) => parts.length === 1 && !parts[0].phrase);
  const pieces = all.map(([part]) => piecesOf(part.text));
  const stems = await Promise.all(
    (await loadStemmers()).map((it) => pieces.map((some) => some.map((p) => foldPiece(it.stemWord(p))))),
  );
  const ways = [
    pieces.map((some) => some.map(foldPiece)),
    ...stems,
    pieces.map((some) => some.map((it) => foldPiece(withoutParticle(it)))),
  ];
  /** @type {Sought[][]} */
  const sought = [];
  /** @type {string[]} */
  const left = [];
  for (let at = 0; at < all.length;) {
    let to = at;
    while (to < all.length && plain[to] && to - at < longest) to += 1;
    /** @type {string[]} */
    let terms = [];
    for (; to > at && !terms.length; to -= terms.length ? 0 : 1) {
      const words = all.slice(at, to).map(([part]) => part.text);
      const keys = ways.map((way) =>
        way
          .slice(at, to)
          .flat()
          .flatMap((it) => (isUnspaced(it) ? bigramsOf(it) : it)),
      );
      terms = keys[0].length ? await termsOf(words, keys) : [];
      if (terms.length) {
        sought.push([{ part: { text: words.join(" "), phrase: false }, terms }]);
        at = to;
        break;
      }
    }
    if (terms.length) continue;
    if (plain[at] && isLeft(all[at][0].text)) left.push(all[at][0].text.replace(/[?¿!,;:]/gu, ""));
    else sought.push(all[at].map((part) => ({ part })));
    at += 1;
  }
  if (sought.length) return { sought, left };
  return { sought: all.map((parts) => parts.map((part) => ({ part }))), left: [] };
};

/**
 * The entries that have a piece of a word.
 * @param {string} piece
 * @param {boolean} typed  whether it is the last word, which may still be typed
 * @returns {Promise<Found>}
 */
const findPiece = async (piece, typed) => {
  const form = foldPiece(piece);
  if (isUnspaced(piece)) {
    const pairs = bigramsOf(piece);
    const hits = pairs.length
      ? await Promise.all(pairs.map(hitsOfTerm))
      : [await hitsOfWords(await findWords(form, () => true))];
    return { exact: intersect(hits), near: new Map() };
  }
  const stems = await stemsOf(piece);
  const ways = [...stems].map((it) => [it]);
  const terms = (await termsOf([piece], ways)).filter((it) => !isStance(it));
  if (terms.length && !terms[0].includes("^")) return findTerms(terms);
  const isNumber = /^\p{N}/u.test(form);
  const ends = isNumber || /\p{sc=Latin}/u.test(form) ? 0 : MAX_ENDING * (/\p{sc=Hangul}/u.test(form) ? 2 : 1);
  const begun = typed && !isNumber && form.length < MIN_PREFIX;
  const longer = form.length >= MIN_PREFIX || ends || begun ? await findWords(form, () => true) : [];
  const others = await Promise.all([...stems].map((stem) => findWords(stem, (word) => word === stem)));
  const same = [
    ...others.flat(),
    ...longer.filter(({ word }) => word !== form && (begun || word.length - form.length <= ends)),
  ];
  const more = longer.filter((it) => !same.some(({ word }) => word === it.word));
  if (same.length) {
    return { exact: await hitsOfWords(same), near: more.length ? await hitsOfWords([...same, ...more]) : new Map() };
  }
  if (more.length && !isNumber) return { exact: await hitsOfWords(more), near: new Map() };
  return { exact: new Map(), near: await hitsOfWords(more.length ? more : await similarWords(form)) };
};

/** The pieces by which a typed word is searched. The index has no single letters of hyphenated words, but their pieces joined:
    F-16 is searched as f16. @param {string} word @returns {string[]} */
const searchedPieces = (word) => {
  const pieces = piecesOf(word);
  const joined = word.includes("-") && pieces.length > 1 && pieces.length <= MAX_JOINED;
  return joined && pieces.some((it) => it.length === 1 && !isUnspaced(it)) ? [pieces.join("")] : pieces;
};

/** The words of the index with the most similar spelling. @param {string} form */
const similarWords = async (form) => {
  if (form.length < MIN_LENGTH_FOR_ONE_SLIP || /\p{N}/u.test(form)) return [];
  const stems = [...(await stemsOf(form))].filter((it) => it.length >= MIN_LENGTH_FOR_ONE_SLIP);
  /** @param {string} word */
  const far = (word) =>
    Math.min(
      ...stems.map(
        (it) =>
          allowedSlips(it, word, it.length < MIN_LENGTH_FOR_TWO_SLIPS ? 1 : 2) /
          (it.length < MIN_LENGTH_FOR_TWO_SLIPS ? 1 : 2),
      ),
    );
  const near = await findWords(form.slice(0, 2), (word) => far(word) <= 1);
  const least = Math.min(...near.map(({ word }) => far(word)));
  return near.filter(({ word }) => far(word) === least);
};

/**
 * The entries in which the words of a phrase stand next to each other, with any endings.
 * @param {string} text
 * @returns {Promise<Found>}
 */
const findPhrase = async (text) => {
  const pieces = text.split(/\s+/u).flatMap(searchedPieces);
  const found = await Promise.all(
    pieces.map(async (piece) => {
      if (isUnspaced(piece)) return (await findPiece(piece, false)).exact;
      const all = await Promise.all(
        [...(await stemsOf(piece))].map((stem) => findWords(stem, (word) => word === stem)),
      );
      return hitsOfWords(all.flat());
    }),
  );
  /** @type {Hits} */
  const exact = new Map();
  for (const [number, hit] of intersect(found)) {
    const places = adjacentPlaces(found.map((hits) => hits.get(number)?.places ?? {}));
    if (places) exact.set(number, { ...hit, named: 0, places });
  }
  return { exact, near: new Map(), phrase: text };
};

/**
 * The entries that have a part of a query.
 * @param {Sought} sought
 * @param {boolean} last  whether it is the last part, which may still be typed
 * @returns {Promise<Found>}
 */
export const findPart = async ({ part, terms }, last) => {
  const names = terms?.filter((it) => !isStance(it)) ?? [];
  if (terms && names.length < terms.length) {
    const claims = unite(await Promise.all(terms.filter(isStance).map(hitsOfTerm)));
    const own = await (names.length ? findTerms(names) : findPart({ part }, last));
    const exact = unite([claims, own.exact]);
    return { exact, near: subtract(own.near, exact) };
  }
  if (terms) return findTerms(terms);
  const pieces = searchedPieces(part.text);
  if (part.phrase || (pieces.length === 1 && isUnspaced(pieces[0]) && pieces[0].length > 2)) {
    return findPhrase(part.text);
  }
  const found = await Promise.all(pieces.map((piece, n) => findPiece(piece, last && n === pieces.length - 1)));
  const exact = intersect(found.map((it) => it.exact));
  const near = intersect(found.map((it) => unite([it.exact, it.near])));
  return { exact, near: subtract(near, exact) };
};

/**
 * Hits, best first: those that are to come first, the ones whose titles have all words before others; then records of the name that is
 * sought; then what has the words best. Of equal records the weightiest comes first: these have the lowest numbers.
 * @param {Hits} hits
 * @param {Set<number>} [first]
 */
export const rankHits = (hits, first = new Set()) => {
  /** @param {Hit} hit */
  const rank = ({ number, named, titled }) => (first.has(number) ? 3 + Number(titled) : named);
  return [...hits.values()].sort((one, other) => {
    const [own, its] = [rank(one), rank(other)];
    const asRecords = own === its && own !== 0 && own !== 3;
    return its - own || (asRecords ? 0 : other.score - one.score) || one.number - other.number;
  });
};
