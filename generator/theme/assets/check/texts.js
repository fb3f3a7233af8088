// The archive's texts, by the files that generator/exports/checked.py writes: of a few words, and of the few texts that share most with a
// sentence.
import { jsonFilesOf } from "../lib/files.js";
import { fileNumberOf } from "../lib/hashes.js";
import { CANDIDATES, wordKeys, matchWords, searchWords } from "./closest.js";

/**
 * Words in one version; what is not known is left out.
 * @typedef {{ words: string, language: string, speaker?: string, said?: string, outlet?: string, published?: string, finding?: string,
 *   original?: boolean, named?: boolean, source?: string, way?: [string, number][], turns?: string[], at?: string, of?: string, since?: string,
 *   versions?: [number, number], became?: string[] }} Said
 */
/** @typedef {{ texts: number, spread: number, together: number, common: string[], languages: Record<string, [string, string]> }} Head */
/** @typedef {{ said: Said, number: number, share: number, whole: number, words: number }} Found */

const MAX_TEXTS = 24; // so many texts that have all of some words
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

/** The day as known on which the archive is looked at; empty without one. */
const knownDay = () => window.archiveKnown?.day() || "";

/** Whether a text was known by that day. @param {Said} said */
const isKnown = ({ since }) => !knownDay() || Boolean(since && since <= knownDay());

/**
 * A text as it was known on that day: without what editors found of it, perhaps from later articles, and without those who passed it on
 * and were not credited.
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
  // Of a word that was not asked for it is not known how many texts have it: it weighs as one that none has, or as a common one.
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

const MOST = 64; // versions of one sentence that are looked at
const FAITHFUL = ["verbatim", "translation", "", "paraphrase", "altered"];

/**
 * What a version is compared with: of those in its language the words as spoken, else the version that the record names, else the most
 * faithful one; and the words as spoken, in another language. As known on a day only versions count that were known.
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
