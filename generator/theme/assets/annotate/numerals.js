// Numbers as texts write them: in figures of any grouping, in words, and in both. As in generator/text/numerals.py, whose words known.json
// has; both are held to tests/vectors/numerals.json.

import { digitOf } from "./edtf.js";

/** @typedef {{ values: Record<string, number>, groups: string[], scales: string[], joins: string[], ranges: string[], between: string[], prefixes: string[], counted: string[] }} Words  of one language */
/** @typedef {Record<string, Words>} Numerals  by language */
/** @typedef {"unit" | "group" | "scale"} Sort */
/** @typedef {{ start: number, end: number, value: number, scale: number | null }} Found */
/** @typedef {{ value: number, sort: Sort, start: number, end: number, joined: boolean, inside: boolean, inFigures: boolean, counted: boolean }} Token */
/** @typedef {{ value: number | null, low: number | null, high: number | null, at: number }} Amount  `at`: where its first number begins */

const FIGURES = String.raw`\p{Nd}{1,3}(?:[,.\u00a0\u202f' ]\p{Nd}{3})+(?!\p{Nd})|\p{Nd}+(?:[.,]\p{Nd}+)?`;
const GROUPED = /^\d{1,3}(?:[,.\u00a0\u202f' ]\d{3})+$/;
const WORD = String.raw`[\p{L}\p{Nl}\p{No}]+(?:['’\u064b-\u0652]+[\p{L}\p{Nl}\p{No}]+)*[\u064b-\u0652]*`; // Arabic may set vowels at letters
const BETWEEN = /^[\s\-\u2010\u2011\u00a0.]*$/u; // the full stop is that of an abbreviation: 12 тыс.
const MAX_LENGTH = 16;

/** The number words of a language; those of English if the language is not supported. @param {Numerals} numerals @param {string} language */
const wordsOf = (numerals, language) => {
  const [code] = language.split("-");
  return Object.hasOwn(numerals, code) ? numerals[code] : numerals.en;
};

/**
 * The number or range that words give; of several numbers that are not a range, the first. Nothing is guessed: words without a
 * number give nothing.
 * @param {string} text @param {Numerals} numerals @param {string} language @returns {Amount}
 */
export const amountIn = (text, numerals, language) => {
  const table = wordsOf(numerals, language);
  const found = numbersIn(text, table);
  const [first, second] =
    found.length > 1
      ? onlyOnes(
          found.filter(({ value }) => value !== 1),
          found,
        )
      : found;
  if (!first) return { value: null, low: null, high: null, at: -1 };
  if (second) {
    const behind = text.slice(first.end, second.start).trim().toLowerCase();
    const before = text.slice(0, first.start).toLowerCase().split(/\s+/);
    const joins = table.joins.includes(behind) && table.between.some((it) => before.includes(it));
    if (table.ranges.includes(behind) || joins) {
      const scaled = second.scale && !first.scale ? first.value * second.scale : first.value;
      const low = scaled < second.value ? scaled : first.value;
      if (low < second.value) return { value: null, low, high: second.value, at: first.start };
    }
  }
  return { value: first.value, low: null, high: null, at: first.start };
};

/**
 * The number that a text consists of, in the words of any language; null if it holds anything else. The language is not known; English
 * words take precedence.
 * @param {string} text @param {Numerals} numerals
 */
export const statedIn = (text, numerals) => {
  for (const language of [
    "en",
    ...Object.keys(numerals)
      .filter((it) => it !== "en")
      .sort(),
  ]) {
    const table = numerals[language];
    const [only, ...others] = numbersIn(text, table);
    if (!only || others.length) continue;
    const before = text.slice(0, only.start).trim().toLowerCase();
    if (/^[ .]*$/.test(text.slice(only.end)) && (!before || table.joins.includes(before))) return only.value;
  }
  return null;
};

/** "One of the 300" is 300. @param {Found[]} others @param {Found[]} found */
const onlyOnes = (others, found) => (others.length ? others : found);

/** The numbers of a text, in order. @param {string} text @param {Words} table */
const numbersIn = (text, table) => {
  /** @type {Found[]} */
  const found = [];
  /** @type {Sum | null} */
  let sum = null;
  const end = () => {
    if (sum && sum.start >= 0) found.push(sum.ended());
    sum = null;
  };
  for (const token of tokensIn(text, table)) {
    if (!token) {
      end();
    } // a word that is not part of a number, which ends the current one
    else if (!sum?.takes(token)) {
      /** @type {Token[]} */
      const began = sum && token.sort === "scale" ? sum.tail : [];
      if (sum?.before && began.length) {
        found.push(sum.before);
      } // "two thousand and three million" are two numbers
      else end();
      sum = new Sum();
      for (const one of [...began, token]) sum.takes(one);
    }
  }
  end();
  return found;
};

/** A number that is being read. */
class Sum {
  constructor() {
    this.total = 0;
    this.group = 0;
    /** @type {number | null} */
    this.unit = null;
    this.inFigures = false;
    this.least = Infinity;
    this.scale = Infinity;
    this.factor = Infinity;
    this.lost = false;
    /** The number up to its last scale, if "and" follows. @type {Found | null} */
    this.before = null;
    /** What follows that "and". @type {Token[]} */
    this.tail = [];
    this.start = -1;
    this.end = -1;
  }

  /** Adds this word to the number if it can continue it; returns whether it did. @param {Token} token */
  takes(token) {
    if (this.start >= 0 && token.joined && !this.mayJoin(token)) return false;
    this.lost ||= token.counted && this.start < 0;
    if (this.lost) return true; // "millions": neither this word nor the next says how many
    const joins = (token.joined || token.inside) && this.unit === null && !this.group && this.scale !== Infinity;
    const before = joins ? this.ended() : this.before;
    if (!this.fits(token)) return false;
    [this.before, this.tail] = before && token.sort !== "scale" ? [before, [...this.tail, token]] : [null, []];
    if (this.start < 0) this.start = token.start;
    this.end = token.end;
    return true;
  }

  /** Whether "and" may stand here: hundred and two, one and a half, vingt et un; not: ten and twelve. @param {Token} token */
  mayJoin({ value, sort, inside }) {
    if (value < 1 || inside || this.unit === null) return true;
    return this.unit < 1 ? sort !== "unit" : this.unit >= 20 && value < 20;
  }

  /** @param {Token} token */
  fits({ value, sort, joined, inside, inFigures }) {
    const { unit } = this;
    if (sort === "unit") {
      if (unit === null) {
        this.unit = value;
        this.inFigures = inFigures;
      } else if (inFigures) return false;
      else if (value > 0 && value < 1 && (joined || unit === 1)) {
        this.unit = joined ? unit + value : value; // "eine halbe" is half
      } else if (!this.inFigures && canAdd(unit, value, inside)) this.unit = unit + value;
      else return false;
      return true;
    }
    if (sort === "group") {
      if (value >= this.least || (unit !== null && unit >= value)) return false;
      this.group += (unit ?? 1) * value;
      this.unit = null;
      this.least = value;
      return true;
    }
    const whole = this.group + (unit ?? 0);
    if (value < this.scale) {
      this.total += (whole || 1) * value;
      this.factor = value;
    } else if (value > this.scale && this.total < value && !this.before && !(unit && this.inFigures)) {
      this.total = (this.total + whole) * value; // mil millones
      this.factor = value * (whole ? 1 : this.factor);
    } else return false;
    this.group = 0;
    this.unit = null;
    this.least = Infinity;
    this.scale = value;
    return true;
  }

  /** @returns {Found} */
  ended() {
    const value = this.total + this.group + (this.unit ?? 0);
    return { start: this.start, end: this.end, value, scale: this.factor === Infinity ? null : this.factor };
  }
}

/** Whether a word goes on with a number below a thousand: twenty five, сто двадцать, zwei-und-zwanzig. @param {number} unit @param {number} value @param {boolean} inside */
const canAdd = (unit, value, inside) => {
  if (inside && unit > 0 && unit < 10) return value % 10 === 0 && value >= 20 && value < 100;
  if (unit < 20 || unit >= 1000 || unit % 10 || value <= 0 || value >= 100) return false;
  return unit % 100 === 0 || (unit % 100 >= 20 && value < 20);
};

/** The words of numbers, with null wherever other text comes between two of them. @param {string} text @param {Words} table @returns {Generator<Token | null>} */
function* tokensIn(text, table) {
  let [joined, inside, last] = [false, false, -1];
  for (const piece of text.matchAll(piecePattern(table))) {
    const { index } = piece;
    const end = index + piece[0].length;
    const inFigures = piece.groups?.figures !== undefined;
    const before = text[index - 1] ?? "";
    if ((last >= 0 && !BETWEEN.test(text.slice(last, index))) || (inFigures && "-–".includes(before) && before)) {
      yield null;
      [joined, inside] = [false, false];
    }
    last = end;
    if (inFigures) {
      const behind = text.slice(end).match(/^[\s\-.\u00a0]*([\p{L}\p{Nl}\p{No}]+)/u)?.[1] ?? "";
      const named = longest(behind.toLowerCase(), 0, table);
      const scaled = table.scales.includes(named) || table.groups.includes(named);
      yield {
        value: valueOf(piece[0], scaled),
        sort: "unit",
        start: index,
        end,
        joined,
        inside: false,
        inFigures: true,
        counted: false,
      };
      [joined, inside] = [false, false];
      continue;
    }
    const word = piece[0].toLowerCase().replace(/\s/gu, "-");
    if (table.prefixes.includes(word)) {
      inside = true;
      continue;
    }
    if (table.joins.includes(word)) {
      joined = true;
      continue;
    }
    let [inner, at] = [partsOfWord(word, table), index];
    for (const prefix of table.prefixes) {
      if (inner.length || !word.startsWith(prefix)) continue;
      inner = partsOfWord(word.slice(prefix.length), table);
      at += prefix.length;
      inside = true;
    }
    if (!inner.length) yield null;
    for (const { value, sort, from, to } of inner) {
      const counted = table.counted.includes(word.slice(at - index + from, at - index + to));
      const [start, until] = [at + from, at + to];
      yield { value, sort, start, end: until, joined: joined && !inside, inside, inFigures: false, counted };
      inside = true;
    }
    if (at + (inner.at(-1)?.to ?? word.length) < end) yield null; // after a counter
    [joined, inside] = [false, false];
  }
}

/** @type {WeakMap<Words, RegExp>} */
const piecePatterns = new WeakMap();

/** The pattern that finds figures and words. A word of several parts counts as one: quatre-vingt. @param {Words} table */
const piecePattern = (table) => {
  let pattern = piecePatterns.get(table);
  if (!pattern) {
    const before = table.prefixes.length ? `(?:${table.prefixes.join("|")})?` : "";
    const several = Object.keys(table.values)
      .filter((name) => name.includes("-"))
      .sort((one, other) => other.length - one.length)
      .map((name) => `(?<![\\p{L}\\p{N}])${before}${name.replaceAll("-", "[\\s\\-]")}(?![\\p{L}\\p{N}])`);
    pattern = new RegExp([`(?<figures>${FIGURES})`, ...several, WORD].join("|"), "giu");
    piecePatterns.set(table, pattern);
  }
  return pattern;
};

/**
 * The numbers that a compound word consists of: zwei-und-zwanzig-tausend. Empty if any part is not a number, except for a
 * Korean counter at its end: 만명.
 * @param {string} word @param {Words} table
 */
const partsOfWord = (word, table) => {
  /** @type {{ value: number, sort: Sort, from: number, to: number }[]} */
  const found = [];
  let at = 0;
  while (at < word.length) {
    const part = longest(word, at, table);
    if (part) {
      const sort = table.scales.includes(part) ? "scale" : table.groups.includes(part) ? "group" : "unit";
      found.push({ value: table.values[part], sort, from: at, to: at + part.length });
      at += part.length;
      continue;
    }
    const from = at;
    const join = found.length ? table.joins.find((it) => word.startsWith(it, from)) : undefined;
    if (!join) break;
    at += join.length;
  }
  const counted = /^[\uac00-\ud7a3]/.test(word) && found.length > 0 && found.at(-1)?.sort !== "unit";
  return at === word.length || counted ? found : [];
};

/** The longest number word at a position in a word; "" if there is none. @param {string} word @param {number} at @param {Words} table */
const longest = (word, at, table) => {
  for (let end = Math.min(word.length, at + MAX_LENGTH); end > at; end -= 1) {
    const part = word.slice(at, end);
    if (Object.hasOwn(table.values, part)) return part;
  }
  return "";
};

/** The value of a number in figures. @param {string} written @param {boolean} scaled  whether a word such as "million" follows, before which "1.250" has a fraction */
const valueOf = (written, scaled) => {
  const plain = [...written].map((sign) => (/\p{Nd}/u.test(sign) ? digitOf(sign) : sign)).join("");
  if (GROUPED.test(plain) && !(scaled && plain.includes("."))) return Number(plain.replace(/[,.\u00a0\u202f' ]/g, ""));
  return Number(plain.replace(",", "."));
};
