// What all rules share.
import { _, locale } from "../lib/messages.js";
import { withSingleSpaces } from "./edtf.js";

/** @typedef {import("./record.js").Article} Article */
/** @typedef {import("./record.js").Copy} Copy */
/** @typedef {import("./record.js").Path} Path */
/** @typedef {import("./known.js").Known} Known */
/** @typedef {[code: string, fault: string, remedy?: string]} Fault */
/** @typedef {(path: Path, code: string, fault: string, remedy?: string, severity?: string) => void} Tell */
/** @typedef {{ id: string, isNew: boolean, tree: Article, body: string, newcomers?: import("./newcomer.js").Newcomer[] }} Judged  a record as it is written, and those beside it */
/** @typedef {(record: Judged, known: Known, tell: Tell, copy?: Copy | null) => void} Rule */

const SHOWN = 80;

/** A value as the message of a fault quotes it. @param {unknown} text */
export const quoteBriefly = (text) => {
  const signs = [...withSingleSpaces(String(text))];
  return signs.length <= SHOWN ? signs.join("") : `${signs.slice(0, SHOWN - 1).join("")}…`;
};

/** The fault and the remedy in one text. @param {{ fault: string, remedy: string }} problem */
export const faultAndRemedy = ({ fault, remedy }) => (remedy ? _("{fault}; {remedy}", { fault, remedy }) : fault);

/** Whether messages are said in English. */
export const isEnglish = locale === "en";

/** A list of alternatives: "a or b". @param {string[]} words */
export const listAlternatives = (words) =>
  isEnglish ? words.join(" or ") : new Intl.ListFormat(locale, { type: "disjunction" }).format(words);

/** A list without "and". @param {string[]} words */
export const joinWithCommas = (words) =>
  isEnglish ? words.join(", ") : new Intl.ListFormat(locale, { type: "unit", style: "short" }).format(words);

/**
 * All texts of a tree with their paths.
 * @param {unknown} value
 * @param {Path} path
 * @returns {[Path, string][]}
 */
export const textsOf = (value, path) => {
  if (typeof value === "string") return [[path, value]];
  if (!value || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([key, item]) =>
    textsOf(item, [...path, Array.isArray(value) ? Number(key) : key]),
  );
};
