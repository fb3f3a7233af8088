// Prepares words for searching, as in generator/text/search_words.py (tested with the same vectors), and compares spellings.
import { foldText } from "../lib/text.js";

const UNSPACED =
  "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3005-\\u3007\\u3040-\\u30ff\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
const RUNS = new RegExp(`[${UNSPACED}]+|[^${UNSPACED}]+`, "gu");
const IS_UNSPACED = new RegExp(`^[${UNSPACED}]`, "u");
const WITHIN_WORDS = new RegExp(`[${UNSPACED}\\p{sc=Hangul}]`, "u");
const UNSEEN = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu;
const GROUPED = /(?<![\d.,'])\d{1,3}([.,'])(?:\d{2,3}\1)*\d{3}(?!\d|\1\d)/gu;
const DECIMAL = /(?<![\d.,])(\d+)[.,](\d+)(?![.,]?\d)/gu;
const INITIALS = /(?<![\p{L}\p{N}])(?:\p{L}\.){2,}(?:\p{L}(?![\p{L}\p{N}]))?(?:'s(?![\p{L}\p{N}]))?/gu;
const POINT = "\ua4f8"; // stands for a decimal point in a number: a letter, since an index would remove punctuation
const ELIDED =
  /^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|presqu|dell|nell|sull|dall|all|coll|quell|un|gl|sant)'(?=\p{L}{2})/u;
const ZEROS = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50];
/** @type {Record<string, string>} */
const LETTERS = {
  ß: "ss",
  ł: "l",
  ı: "i",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ð: "d",
  þ: "th",
  ħ: "h",
  ς: "σ",
};

/** @param {string} digit */
const ascii = (digit) => {
  const code = digit.charCodeAt(0);
  const zero = ZEROS.find((it) => code >= it && code < it + 10);
  return zero === undefined ? digit : String(code - zero);
};

/** The pieces of a word that are searched, before stemming; none for symbols. @param {string} word @returns {string[]} */
export const piecesOf = (word) => {
  const plain = word
    .normalize("NFKC")
    .replace(UNSEEN, "")
    .toLowerCase()
    .replace(/[’‘ʼʻʾʿ′`´]/gu, "'")
    .replace(/(?<=l)[·‧](?=l)/gu, "") // col·legi
    .replace(/\p{M}/gu, "")
    .replace(/[^\x00-\x7f]/gu, ascii)
    .replace(GROUPED, (number) => number.replace(/[.,']/gu, ""))
    .replace(DECIMAL, `$1${POINT}$2`)
    .replace(INITIALS, (letters) => letters.replace(/\./gu, "") + (letters.endsWith(".") ? "." : ""));
  return (plain.match(/[\p{L}\p{N}]+(?:'[\p{L}\p{N}]+)*/gu) ?? []).flatMap((piece) => {
    const own = piece.replace(ELIDED, "").replace(/'s$/u, "").replace(/'/gu, "");
    return own.match(RUNS) ?? [];
  });
};

/** A piece without accents and with letter variants unified; Korean syllables are split into letters. @param {string} piece */
export const foldPiece = (piece) =>
  piece
    .replace(/[ßłıæœøđðþħς]/gu, (letter) => LETTERS[letter])
    .normalize("NFKD")
    .replace(/\p{M}/gu, "");

/** Whether a piece is in a script without spaces between words. @param {string} piece */
export const isUnspaced = (piece) => IS_UNSPACED.test(piece);

/** Whether words of this text may be found within longer ones: in scripts without spaces, and in Korean, which puts endings behind them.
    @param {string} text */
export const isWithinWords = (text) => WITHIN_WORDS.test(text);

/** A piece without spaces as it is searched: each letter with the next one. @param {string} piece */
export const bigramsOf = (piece) => {
  const letters = [...foldPiece(piece)];
  return letters.slice(1).map((letter, at) => letters[at] + letter);
};

/** Numbers whose groups are set apart by spaces as one word each: 11 000. @param {string} text */
export const joinDigitGroups = (text) =>
  text.replace(/(?<!\S)\d{1,3}(?:\s\d{3})+(?!\d)/gu, (number) => number.replace(/\s/gu, ""));

/** The words of a text as they are compared: 6,000 is one. @param {string} text @returns {string[]} */
export const wordsOf = (text) => joinDigitGroups(text).split(/\s+/u).flatMap(piecesOf).map(foldPiece);

/** The edit distance of two words, at most `most`. @param {string} one @param {string} other @param {number} most */
export const allowedSlips = (one, other, most) => {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before = Array.from({ length: other.length + 1 }, (_, n) => n);
  /** @type {number[]} */
  let last = [];
  for (let n = 1; n <= one.length; n += 1) {
    const row = [n];
    for (let m = 1; m <= other.length; m += 1) {
      const same = one[n - 1] === other[m - 1] ? 0 : 1;
      row[m] = Math.min(before[m] + 1, row[m - 1] + 1, before[m - 1] + same);
      if (n > 1 && m > 1 && one[n - 1] === other[m - 2] && one[n - 2] === other[m - 1]) {
        row[m] = Math.min(row[m], last[m - 2] + 1);
      }
    }
    last = before;
    before = row;
  }
  return before[other.length];
};

/** The pairs of letters of a text, its words' first and last with a space. @param {string} text */
const letterPairs = (text) => {
  const all = new Set();
  for (const word of wordsOf(text)) {
    for (let n = -1; n < word.length; n += 1) all.add(` ${word} `.slice(n + 1, n + 3));
  }
  return all;
};

/**
 * How similar a name, or one of its words, is to a query: from 0 to 1.
 * @param {string} query
 * @returns {(name: string) => number}
 */
export const similarityTo = (query) => {
  const sought = letterPairs(foldText(query));
  return (name) =>
    Math.max(
      ...[name, ...name.split(/\s+/)].map((part) => {
        const held = letterPairs(part);
        return (2 * [...sought].filter((pair) => held.has(pair)).length) / (sought.size + held.size || 1);
      }),
    );
};
