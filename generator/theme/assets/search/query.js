// Parses a query: words, phrases in quotation marks, -exclusions, and A OR B. Syntax errors are noted.
import { foldText } from "../lib/text.js";
import { piecesOf, joinDigitGroups } from "./words.js";

/** @typedef {{ text: string, phrase: boolean }} Part  a word, or a phrase without its marks */
/** @typedef {"bracket" | "star" | "field" | "mark" | "or" | "not" | "minus" | "shout"} Trouble */
/**
 * @typedef {object} Query
 * @property {Part[][]} all  what results must have: one of each
 * @property {Part[]} none  what they may not have
 * @property {Set<Trouble>} notes  what was not understood
 */

// Words of nearly every entry do not help to choose, and cost more than all others together. The words that ids leave out are a list of
// their own (generator/text/stop_words.py): to share one would change ids.
const COMMON = new Set("a an and are as at be by for from in is it of on or that the this to was were with".split(" "));

/** @param {string} word */
export const isCommon = (word) => COMMON.has(foldText(word));

const MARKS = '"“”„«»';
const TOKEN = new RegExp(`([-−–]?)[${MARKS}]([^${MARKS}]+)[${MARKS}]|[^\\s${MARKS}]+|[${MARKS}]`, "gu");
const OR = new Set(["OR", "|", "||"]);

/** @param {string} text */
const hasWord = (text) => piecesOf(text).length > 0;

/**
 * What a query asks for. All kinds of quotation marks make a phrase; one that is not closed does not. A hyphen within a word separates
 * words: Jong-un is Jong Un.
 * @param {string} query
 * @returns {Query}
 */
export const parseQuery = (query) => {
  /** @type {Query} */
  const found = { all: [], none: [], notes: new Set() };
  let or = false;
  let not = false;
  /** @param {Part} part @param {boolean} without */
  const add = (part, without) => {
    if (without) found.none.push(part);
    else if (or && found.all.length) found.all[found.all.length - 1].push(part);
    else {
      if (or) found.notes.add("or");
      found.all.push([part]);
    }
    or = false;
    not = false;
  };
  for (const [token, minus, phrase] of joinDigitGroups(query).matchAll(TOKEN)) {
    if (phrase !== undefined) {
      if (hasWord(phrase)) add({ text: phrase.trim(), phrase: true }, Boolean(minus) || not);
    } else if (MARKS.includes(token)) found.notes.add("mark");
    else if (OR.has(token)) or = true;
    else if (token === "NOT") not = true;
    else if (token !== "AND" && token !== "&") {
      if (/^\p{L}+:[^/]/u.test(token)) found.notes.add("field");
      if (/^[-−]$/u.test(token)) found.notes.add("minus");
      if (/^!\p{L}/u.test(token)) found.notes.add("shout");
      if (/[()[\]]/u.test(token)) found.notes.add("bracket");
      if (/[*~^]/u.test(token) && hasWord(token)) found.notes.add("star");
      const without = /^[-−–][\p{L}\p{N}]/u.test(token);
      if (hasWord(token)) add({ text: token.replace(/^[-−–]/u, ""), phrase: false }, without || not);
    }
  }
  if (or) found.notes.add("or");
  if (not) found.notes.add("not");
  return found;
};

/** Whether a query has a word to search for, or to leave out. @param {string} query */
export const hasWords = (query) => {
  const { all, none } = parseQuery(query);
  return all.length + none.length > 0;
};

/** Whether a query has a phrase. @param {string} query */
export const hasPhrase = (query) => parseQuery(query).all.some((parts) => parts.some(({ phrase }) => phrase));

/** The query without its quotation marks. @param {string} query */
export const withoutQuotes = (query) => query.replace(/["“”„«»]/g, "").trim();
