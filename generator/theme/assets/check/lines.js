// Recognises the lines of a pasted list: web addresses, numbers, names. Does not touch the page. The keys are those of
// generator/exports/lookups.py; both are tested with tests/vectors/lookups.json.
import { keyOf } from "../lib/addresses.js";
import { foldText } from "./closest.js";

/** @param {string} name */
export const nameKey = (name) =>
  `name ${foldText(name)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()}`;

/** The text with digits of any script replaced by ASCII ones. @param {string} text */
const inDigits = (text) =>
  text.replace(/\p{Nd}/gu, (digit) => {
    let zero = digit.codePointAt(0) ?? 0;
    while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && (digit.codePointAt(0) ?? 0) - zero < 9) zero--;
    return String((digit.codePointAt(0) ?? 0) - zero);
  });

/**
 * The numbers that a text may mean: 10,000 and 10 000 and 10.000 are ten thousand. Both readings, if a sign may also be a
 * decimal point.
 * @param {string} text
 * @returns {number[]}
 */
export const numbersIn = (text) => {
  const plain = inDigits(text)
    .replace(/[\s'’_]/g, "")
    .replaceAll("٬", ",")
    .replaceAll("٫", ".");
  if (!/^\d[\d.,]*$/.test(plain)) return [];
  const signs = [...new Set(plain.replace(/\d/g, ""))];
  const grouped = /^\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*$/.test(plain);
  const whole = [plain.replace(/[.,]/g, "")];
  const last = Math.max(plain.lastIndexOf("."), plain.lastIndexOf(","));
  const parted = `${plain.slice(0, last).replace(/[.,]/g, "")}.${plain.slice(last + 1)}`;
  const many = plain.split(signs[0] ?? " ").length - 1;
  const found = !signs.length
    ? whole
    : signs.length > 1
      ? [parted]
      : grouped
        ? many > 1
          ? whole
          : [...whole, parted]
        : many > 1
          ? []
          : [parted];
  return found.map(Number).filter(Number.isFinite);
};

/** @param {number} value */
export const numberKey = (value) => `number ${value}`;

const ADDRESS = /^(?:https?:\/\/|www\.)\S+$|^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}\/\S*$/iu;

/** The keys by which a line is looked up. @param {string} line @param {string} tracking  a pattern of parameters that choose no page */
export const keysOf = (line, tracking) => {
  if (ADDRESS.test(line)) {
    const whole = /^https?:/i.test(line) ? line : `https://${line}`;
    return URL.canParse(whole) ? [`address ${keyOf(whole, tracking)}`] : [];
  }
  const numbers = numbersIn(line);
  return numbers.length ? numbers.map(numberKey) : [nameKey(line)];
};
