// Finds the texts closest to a sentence, by the same rules as generator/text/closest_text.py, which explains them.
// Both are tested with the same vectors.

const STEM_LENGTH = 6;
const MIN_SHARE = 0.45;
const MIN_WORDS = 3;
const MAX_SEARCHED = 24;
const MAX_WORDS = 60;
const ALL_BUT = 0.8;
export const CANDIDATES = 8;

// As generator/text/comparison.py has them.
export const PART = { shorter: 0.75, contained: 0.6, overhang: 4 };

const UNSPACED =
  "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3005-\\u3007\\u3040-\\u30ff\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
const LETTER = `(?:(?![${UNSPACED}])[\\p{L}\\p{N}])`;
const WORD = new RegExp(`[${UNSPACED}]+|${LETTER}+(?:['’ʼ]${LETTER}+)*`, "gu");
const SETS_NO_SPACES = new RegExp(`^[${UNSPACED}]`, "u");
const MARKED = `(?:(?![${UNSPACED}])[\\p{L}\\p{N}\\p{M}])`;
const PRINTED = new RegExp(`[${UNSPACED}]\\p{M}*|${MARKED}+(?:['’ʼ]${MARKED}+)*`, "gu");
const QUOTED = /“([^“”]+)”|«([^«»]+)»|„([^„“”]+)[“”]|「([^「」]+)」|"([^"]+)"/g;
const ENDS = /(?<=[.!?。！？])|\n/;

/** @param {string} text */
export const foldText = (text) =>
  text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/ß/g, "ss")
    .replace(/ς/g, "σ")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .normalize("NFC");

/** The keys by which the words of a text are compared, in order. @param {string} text */
export const wordKeys = (text) =>
  [...foldText(text).matchAll(WORD)].flatMap(([word]) => {
    const letters = [...word];
    if (!SETS_NO_SPACES.test(word)) return [...word.replace(/['’ʼ]/g, "")].slice(0, STEM_LENGTH).join("");
    return letters.slice(0, Math.max(1, letters.length - 1)).map((_, at) => letters.slice(at, at + 2).join(""));
  });

/** The words of a sentence that are used to find texts. @param {string[]} asked @param {Set<string>} common */
export const searchWords = (asked, common) => {
  /** @param {string} a @param {string} b */
  const byWord = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
  const words = [...new Set(asked)].sort(
    (a, b) => Number(common.has(a)) - Number(common.has(b)) || [...b].length - [...a].length || byWord(a, b),
  );
  const rare = words.filter((word) => !common.has(word));
  return (rare.length >= MIN_WORDS ? rare : words).slice(0, MAX_SEARCHED);
};

/**
 * How well the words of a sentence match those of a text.
 * @param {string[]} asked @param {string[]} text @param {(word: string) => number} weight
 */
export const matchWords = (asked, text, weight) => {
  const heaviest = Array.from({ length: text.length + 1 }, () => ({ common: 0, words: 0 }));
  for (const word of asked) {
    let diagonal = heaviest[0];
    for (const [before, other] of text.entries()) {
      const above = heaviest[before + 1];
      const left = heaviest[before];
      const more = above.common > left.common || (above.common === left.common && above.words >= left.words);
      if (word === other) {
        heaviest[before + 1] = { common: diagonal.common + weight(word), words: diagonal.words + 1 };
      } else heaviest[before + 1] = more ? above : left;
      diagonal = above;
    }
  }
  const { common, words } = heaviest[text.length];
  /** @param {string[]} some */
  const total = (some) => some.reduce((sum, word) => sum + weight(word), 0);
  const ofAsked = total(asked);
  return {
    share: asked.length ? common / ofAsked : 0,
    whole: (2 * common) / (ofAsked + total(text) || 1),
    words,
    isClose: ofAsked > 0 && common >= MIN_SHARE * ofAsked && words >= Math.min(MIN_WORDS, text.length),
  };
};

/** The pieces of a pasted text to look for: its quotations, or its sentences if it has none. @param {string} text */
export const splitPieces = (text) => {
  const all = wordKeys(text).length;
  /** @param {string} piece */
  const isLong = (piece) => wordKeys(piece).length >= MIN_WORDS;
  const quoted = [...text.matchAll(QUOTED)].map((found) => (found.slice(1).find(Boolean) ?? "").trim());
  if (quoted.length && (quoted.length > 1 || wordKeys(quoted[0]).length < ALL_BUT * all)) return quoted.filter(isLong);
  const sentences = text
    .split(ENDS)
    .map((it) => it.trim())
    .filter(isLong);
  if (all > MAX_WORDS && sentences.length > 1) return sentences;
  return all ? [text.trim()] : [];
};

// British and American spellings of most words, as far as their ends tell: honour and honor, recognise and recognize.
/** @param {string} word @param {boolean} english */
const americanSpelling = (word, english) =>
  english && word.length > 4
    ? word.replace(/our(?=s?$|ed$|ing$|able$)/, "or").replace(/(?<=..)is(?=e[ds]?$|ing$|ations?$)/, "iz")
    : word;

/**
 * Two texts, cut into stretches that both share in the same order and stretches that only one has: `[words, shared]`, with punctuation and spaces.
 * @param {string} one @param {string} other @param {boolean} [english] @returns {{ one: [string, boolean][], other: [string, boolean][], shared: number, words: number }}
 */
export const compareTexts = (one, other, english = false) => {
  const [a, b] = [one, other].map((text) =>
    [...text.matchAll(PRINTED)].map((it) => ({
      key: americanSpelling(foldText(it[0]), english),
      start: it.index,
      end: it.index + it[0].length,
    })),
  );
  const rows = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      rows[i][j] = a[i].key === b[j].key ? rows[i + 1][j + 1] + 1 : Math.max(rows[i + 1][j], rows[i][j + 1]);
    }
  }
  /** @type {[Set<number>, Set<number>]} */
  const [inA, inB] = [new Set(), new Set()];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i].key === b[j].key) {
      inA.add(i++);
      inB.add(j++);
    } else if (rows[i + 1][j] >= rows[i][j + 1]) i++;
    else j++;
  }
  // If one text is a part of the other, the words before and after that part were left out, and do not count as differences.
  const shared = inA.size;
  const isPart =
    b.length <= PART.shorter * a.length &&
    a.length - b.length >= PART.overhang &&
    shared >= Math.max(1, PART.contained * b.length);
  const [first, last] = [Math.min(...inA), Math.max(...inA)];
  const from = isPart ? first : 0;
  const to = isPart ? last + 1 : a.length;
  for (const at of a.keys()) if (at < from || at >= to) inA.add(at);
  return {
    one: stretches(one, a, inA),
    other: stretches(other, b, inB),
    shared,
    words: Math.max(to - from, b.length),
  };
};

/**
 * @param {string} text @param {{ start: number, end: number }[]} words @param {Set<number>} shared
 * @returns {[string, boolean][]}
 */
const stretches = (text, words, shared) => {
  /** @type {[string, boolean][]} */
  const out = [];
  let at = 0;
  for (let first = 0; first < words.length;) {
    let last = first;
    while (last + 1 < words.length && shared.has(last + 1) === shared.has(first)) last++;
    const { start } = words[first];
    if (start > at) out.push([text.slice(at, start), true]);
    out.push([text.slice(start, words[last].end), shared.has(first)]);
    at = words[last].end;
    first = last + 1;
  }
  if (at < text.length) out.push([text.slice(at), true]);
  return out;
};
