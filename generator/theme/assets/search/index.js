// Reads the index: Pagefind's files, which find words, and the generator's own files. Nothing is loaded
// before a reader focuses a search field.
import { cache, clearCaches } from "../lib/cache.js";
import { fileNumberOf } from "../lib/hashes.js";
import { urlOf } from "../lib/site.js";
import { readLists, fileNamer } from "./numbers.js";
import { decodeCbor, decompress } from "./packed.js";

/** @typedef {{ content: string, meta: Record<string, string>, filters: Record<string, string[]>, url: string }} Entry */
/** @typedef {import("./numbers.js").Entries} Entries */
/** @typedef {Record<string, number[]>} Places  where words stand, by the field; "" is the text */
/** @typedef {{ number: number, places: Places }} Page */
/** @typedef {{ word: string, pages: Page[] }} Word */
/** @typedef {[distance: number, text: number[], fields: number[]]} Packed */
/** @typedef {{ stemWord(word: string): string }} Stemmer */

const ENTRIES = 500; // cached entries: enough to look for a phrase and then show the results
const TOGETHER = 2; // files at most that are searched for words with one prefix

// --- the generator's files beside the index ---

/** @param {string} path @param {RequestInit} [options] */
const fetchPacked = async (path, options) => {
  const answer = await fetch(urlOf(`pagefind/${path}`), options);
  if (!answer.ok) throw new Error(`${answer.status} ${answer.url}`);
  return answer;
};

const files = cache();
const lists = cache();
const wordFiles = cache();
const shown = cache(ENTRIES);

/**
 * The number of entries, how many of them are dated (these come first), and how their files are named. A browser may cache the files,
 * whose names change with their content, but not this list.
 * @returns {Promise<Entries>}
 */
export const loadHead = () =>
  files("entries.json", async () => (await fetchPacked("entries.json", { cache: "no-cache" })).json());

const naming = () => files("naming", async () => fileNamer(await loadHead()));

/** Names of records, each with its address and kind. @returns {Promise<[name: string, url: string, kind: string][]>} */
export const loadNames = () => files("names.json", async () => (await fetchPacked("names.json")).json());

/** For each value of a facet the numbers of its entries. @param {string} facet */
export const loadLists = (facet) =>
  lists(facet, async () => {
    const { name } = await loadHead();
    return readLists(await (await fetchPacked(`values/${name}/${facet}.json`)).json());
  });

/** An entry, as its result shows it. @param {number} number @returns {Promise<Entry>} */
export const loadEntry = (number) =>
  shown(String(number), async () => {
    const nameOf = await naming();
    const file = await decompress(await fetchPacked(`fragment/${nameOf(number)}.pf_fragment`));
    return JSON.parse(new TextDecoder().decode(file));
  });

/** The terms of words, and of names of several words, that begin with a word: a table. @param {string} word @returns {Promise<Record<string, string[]>>} */
export const termsStartingAs = async (word) => {
  const { name, terms } = await loadHead();
  const path = `terms/${name}/${fileNumberOf(word, terms)}.json`;
  return files(path, async () => (await fetchPacked(path)).json());
};

/** The stemmers for all languages of the entries. @returns {Promise<Stemmer[]>} */
export const loadStemmers = () =>
  files("stemmers", async () => {
    const { stems } = await loadHead();
    const loaded = await Promise.all(Object.values(stems).map((path) => import(urlOf(`pagefind/${path}`))));
    return loaded.map(({ stemmer }) => stemmer);
  });

// --- words ---

/** The files of words, each with its first and last one, and how long each entry is. */
const wordFileRanges = () =>
  files("listed", async () => {
    const { listed: path } = await loadHead();
    /** @typedef {[version: string, pages: [name: string, words: number][], pieces: [first: string, last: string, name: string][], filters: unknown, sorts: unknown, fields: string[]]} List */
    const [, pages, pieces, , , fields] = /** @type {List} */ (decodeCbor(await decompress(await fetchPacked(path))));
    const lengths = pages.map(([, words]) => words);
    const average = lengths.reduce((sum, words) => sum + words, 0) / (lengths.length || 1);
    return { lengths, average, pieces, fields };
  });

/** How long entries are, in words. */
export const entryLengths = wordFileRanges;

/** The words of a file, in their order. @param {string} name @returns {Promise<[word: string, pages: Packed[]][]>} */
const readWords = (name) =>
  wordFiles(name, async () => {
    const [words] = /** @type {[[word: string, pages: Packed[]][]]} */ (
      decodeCbor(await decompress(await fetchPacked(`index/${name}.pf_index`)))
    );
    return words;
  });

/**
 * Places are delta-encoded. A negative number starts a new group: in the text it gives the weight of the following places,
 * which is not used here; in the metadata, the field that they belong to.
 * @param {number[]} written
 * @param {(sign: number) => string} fieldOf
 * @param {Places} places
 */
const readPlaces = (written, fieldOf, places) => {
  let [field, last] = ["", 0];
  for (const it of written) {
    if (it < 0) [field, last] = [fieldOf(it), 0];
    else {
      last += it;
      (places[field] ??= []).push(last);
    }
  }
};

/** @param {Packed[]} pages @param {string[]} fields @returns {Page[]} */
const readPages = (pages, fields) => {
  let number = 0;
  return pages.map(([distance, text, more]) => {
    number += distance;
    /** @type {Places} */
    const places = {};
    readPlaces(text, () => "", places);
    readPlaces(more, (sign) => fields[-1 - sign], places);
    return { number, places };
  });
};

/**
 * The words of the index that begin with these letters and pass a test.
 * @param {string} letters
 * @param {(word: string) => boolean} wanted
 * @returns {Promise<Word[]>}
 */
export const findWords = async (letters, wanted) => {
  const { pieces, fields } = await wordFileRanges();
  const some = pieces.filter(([first, last]) => last >= letters && (first <= letters || first.startsWith(letters)));
  const found = await Promise.all(some.slice(0, TOGETHER).map(([, , name]) => readWords(name)));
  return found
    .flat()
    .filter(([word]) => word.startsWith(letters) && wanted(word))
    .map(([word, pages]) => ({ word, pages: readPages(pages, fields) }));
};

/** Loads what every query needs, while the first letters are typed after a field is focused. */
export const preload = () => {
  loadHead()
    .then(
      ({ number }) => (number ? Promise.all([wordFileRanges(), loadStemmers()]) : undefined),
      () => {},
    )
    .catch(() => {});
};

/**
 * Runs work that needs the index, at most three times. A connection may fail for a moment, and a server that follows edits may replace
 * the index while a page is open; then everything is loaded again, at once and a second later.
 * @template Value
 * @param {() => Promise<Value>} work
 */
export const withRetries = async (work) => {
  for (const wait of [0, 1000]) {
    try {
      return await work();
    } catch (fault) {
      console.warn(fault);
      clearCaches();
      await new Promise((done) => {
        setTimeout(done, wait);
      });
    }
  }
  return work();
};
