// Excerpts of a text for a result, with the words of the query marked. A piece is a text and whether it is marked.
import { folded } from "../lib/text.js";
import { stemOf, wordsOf } from "./words.js";

/** @typedef {[text: string, marked: boolean]} Piece */
/** @typedef {{ plain_excerpt: string, excerpt: string }} Excerpt  as text, and as Pagefind's HTML with marks */

export const WORDS = 32; // length of an excerpt

/** As Pagefind does it, which leaves & as it is. @param {string} text */
const escaped = (text) => text.replace(/</g, "&lt;").replace(/>/g, "&gt;");
/** @param {string} text */
const unescaped = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">");

/**
 * `WORDS` words from a place on, with those between two places marked.
 * @param {string[]} words
 * @param {number} from
 * @returns {Excerpt}
 */
export const excerptOf = (words, from, start = from, end = from) => {
  const some = words.slice(from, from + WORDS);
  const html = some.map(escaped);
  const marked = html.map((word, n) => (n >= start - from && n < end - from ? `<mark>${word}</mark>` : word));
  return { plain_excerpt: some.join(" "), excerpt: marked.join(" ") };
};

/** Where an excerpt begins that shows this place. @param {number} place */
export const before = (place) => Math.max(0, place - WORDS / 4);

/**
 * An excerpt of Pagefind's as pieces, without reading HTML. There "&lt;" may stand for a sign or for the four letters; if the text has
 * such letters, the words are taken from the text itself.
 * @param {string} excerpt
 * @param {string} content
 * @returns {Piece[]}
 */
export const piecesOf = (excerpt, content) => {
  const own = /&[lg]t;/.test(content) && ownPieces(excerpt, content);
  if (own) return own;
  return excerpt.split(/<mark>(.*?)<\/mark>/s).map((piece, number) => [unescaped(piece), number % 2 === 1]);
};

/**
 * The words of an excerpt as they are in the text; null if they are not found there one by one.
 * @param {string} excerpt
 * @param {string} content
 * @returns {Piece[] | null}
 */
const ownPieces = (excerpt, content) => {
  const words = content.split(/\s+/);
  const known = words.map(escaped);
  const shown = excerpt.split(" ");
  const bare = shown.map((word) => word.replace(/^<mark>|<\/mark>$/g, ""));
  const start = known.findIndex((_, at) => bare.every((word, number) => known[at + number] === word));
  if (start < 0) return null;
  return shown.flatMap((word, number) => {
    /** @type {Piece[]} */
    const pieces = [
      [number ? " " : "", false],
      [words[start + number], word.startsWith("<mark>")],
    ];
    return pieces;
  });
};

/**
 * The pieces of an excerpt, with an ellipsis at each end that is not an end of the text.
 * @param {Excerpt & { content: string }} data
 * @returns {Piece[]}
 */
export const piecesWithEnds = ({ excerpt, plain_excerpt, content }) => {
  const plain = plain_excerpt.trim();
  const whole = content.replace(/\s+/g, " ").trim();
  return [
    [whole.startsWith(plain.slice(0, 20)) ? "" : "… ", false],
    ...piecesOf(excerpt, content),
    [whole.endsWith(plain.slice(-20)) ? "" : " …", false],
  ];
};

/**
 * A text in pieces, with the words marked that begin with a word of the query.
 * @param {string} text
 * @param {string} query
 * @returns {Piece[]}
 */
export const emphasised = (text, query) => {
  const words = [...new Set(wordsOf(query))];
  return text
    .split(/([\p{L}\p{N}\p{M}]+)/gu)
    .map((piece, number) => [piece, number % 2 === 1 && words.some((word) => folded(piece).startsWith(word))]);
};

/**
 * Why an entry was found if no word of its excerpt is marked: the place in its further texts, such as a note. Null if there is none.
 * @param {string} also
 * @param {string} excerpt
 * @param {string} query
 */
export const reason = (also, excerpt, query) => {
  const sought = wordsOf(query);
  const words = also.split(/\s+/);
  const at = words.findIndex((word) => wordsOf(word).some((it) => sought.some((one) => it.startsWith(stemOf(one)))));
  if (!sought.length || at < 0 || excerpt.includes("<mark>")) return null;
  const [from, to] = [before(at), at + WORDS / 2];
  return `${from ? "… " : ""}${words.slice(from, to).join(" ")}${to < words.length ? " …" : ""}`;
};
