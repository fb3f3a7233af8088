// Loads the archive's texts from the files that generator/exports/checked.py writes: those with some words, and those closest to a
// sentence.
import { jsonFilesOf } from "../lib/files.js";
import { fileNumberOf } from "../lib/hashes.js";
import { CANDIDATES, wordKeys, matchWords, searchWords } from "./closest.js";

/**
 * Words in one version; unknown values are left out.
 * @typedef {{ words: string, language: string, speaker?: string, said?: string, outlet?: string, published?: string, finding?: string,
 *   original?: boolean, named?: boolean, source?: string, way?: [string, number][], turns?: string[], at?: string, of?: string, since?: string,
 *   versions?: [number, number], became?: string[] }} Said
 */
/** @typedef {{ texts: number, spread: number, together: number, common: string[], languages: Record<string, [string, string]> }} Head */
/** @typedef {{ said: Said, number: number, share: number, whole: number, words: number }} Found */

const MAX_TEXTS = 24; // texts looked at that contain all of some words
const file = jsonFilesOf("check");

/** @returns {Promise<Head>} */
export const loadHead = () => file("texts");

/** The texts of these numbers. @param {number[]} numbers @returns {Promise<Said[]>} */
export const loadTexts = async (numbers) => {
  const { together } = await loadHead();
  return Promise.all(
    numbers.map(async (number) => (await file(`texts-${Math.floor(number / together)}`))[number % together]),
  );
};

/** The chosen "as known on" day; empty if none is chosen. */
const knownDay = () => window.archiveKnown?.day() || "";

/** Whether a text was known by that day. @param {Said} said */
const isKnown = ({ since }) => !knownDay() || Boolean(since && since <= knownDay());

/**
 * A text as it was known on that day: without findings of editors, which may rest on later articles, and without uncredited
 * carriers.
 * @param {Said} said @returns {Said}
 */
const asKnownOn = (said) => {
  if (!knownDay()) return said;
  const { finding, turns, named, way, ...rest } = said;
  return { ...rest, way: way?.filter(([, uncredited]) => !uncredited) };
};

/** The texts that have each of some words, as many as are looked at. @param {string[]} words @returns {Promise<Said[]>} */
export const textsWithWords = async (words) => {
  const { spread } = await loadHead();
  const lists = await Promise.all(
    [...new Set(words)].map(async (word) => {
      const inFile = await file(`words-${fileNumberOf(word, spread)}`);
      let number = 0;
      return /** @type {number[]} */ (Object.hasOwn(inFile, word) ? inFile[word] : []).map((step) => (number += step));
    }),
  );
  const [rarest = [], ...others] = lists.sort((a, b) => a.length - b.length);
  const sets = others.map((some) => new Set(some));
  const found = await loadTexts(rarest.filter((it) => sets.every((some) => some.has(it))).slice(0, MAX_TEXTS));
  return found.filter(isKnown).map(asKnownOn);
};

/** The texts that are close to a sentence, the closest first. @param {string} sentence @returns {Promise<Found[]>} */
export const closestTexts = async (sentence) => {
  const { texts: all, spread, common } = await loadHead();
  const words = wordKeys(sentence);
  const wanted = searchWords(words, new Set(common));
  const files = new Map(
    await Promise.all(
      [...new Set(words.filter((it) => wanted.includes(it)).map((it) => fileNumberOf(it, spread)))].map(
        /** @returns {Promise<[number, Record<string, number[]>]>} */
        async (number) => [number, await file(`words-${number}`)],
      ),
    ),
  );
  /** @param {string} word @returns {number[] | undefined} */
  const holders = (word) => {
    const inFile = files.get(fileNumberOf(word, spread));
    return inFile && Object.hasOwn(inFile, word) ? inFile[word] : undefined;
  };
  // The frequency of words that were not searched is not known: they count as unique, or as common.
  const often = new Set(common);
  /** @param {string} word */
  const weight = (word) => {
    const many = holders(word)?.length ?? (often.has(word) ? all / 50 : 0);
    return Math.log(1 + all / (1 + many));
  };
  /** @type {Map<number, number>} */
  const shared = new Map();
  for (const word of wanted) {
    let number = 0;
    for (const step of holders(word) ?? []) {
      number += step;
      shared.set(number, (shared.get(number) ?? 0) + weight(word));
    }
  }
  const best = [...shared]
    .sort(([a, ofA], [b, ofB]) => ofB - ofA || a - b)
    .slice(0, CANDIDATES)
    .map(([number]) => number);
  const said = await loadTexts(best);
  return best
    .map((number, index) => ({
      number,
      said: asKnownOn(said[index]),
      ...matchWords(words, wordKeys(said[index].words), weight),
    }))
    .filter((it) => it.isClose && isKnown(it.said))
    .sort((a, b) => 2 * (b.share - a.share) + b.whole - a.whole || a.number - b.number);
};

const MOST = 64; // versions of one sentence that are compared
const FAITHFUL = ["verbatim", "translation", "", "paraphrase", "altered"];

/**
 * The version to compare with: in the same language, the spoken words, else the one that the record names, else the most
 * faithful one; and the spoken words in another language. With a chosen day, only versions known by then.
 * @param {Found} found
 */
export const comparedVersion = async ({ said, number }) => {
  const [first, many] = said.versions ?? [number, 1];
  const of = await loadTexts(Array.from({ length: Math.min(many, MOST) }, (_, index) => first + index));
  const all = of.filter(isKnown).map(asKnownOn);
  const tongue = (/** @type {Said} */ it) => it.language.replace(/-(?:[A-Z]{2}|\d{3})$/, "");
  const own = all.filter((it) => tongue(it) === tongue(said));
  /** @param {Said} it */
  const merit = (it) =>
    it.original ? -2 : it.named ? -1 : FAITHFUL.indexOf(FAITHFUL.includes(it.finding ?? "") ? (it.finding ?? "") : "");
  const reference = own.reduce(
    (best, it) => (merit(it) < merit(best) ? it : best),
    knownDay() ? said : (own[0] ?? said),
  );
  const spoken = all.find((it) => it.original) ?? all.find((it) => it.finding === "verbatim");
  return {
    reference,
    spoken: spoken && tongue(spoken) !== tongue(said) ? spoken : undefined,
    many: knownDay() ? all.length : many,
  };
};
