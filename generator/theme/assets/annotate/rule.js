// What all rules share.
import { folded } from "./edtf.js";

/** @typedef {import("./record.js").Article} Article */
/** @typedef {import("./record.js").Copy} Copy */
/** @typedef {import("./record.js").Path} Path */
/** @typedef {import("./known.js").Known} Known */
/** @typedef {[code: string, fault: string, remedy?: string]} Fault */
/** @typedef {(path: Path, code: string, fault: string, remedy?: string, severity?: string) => void} Tell */
/** @typedef {{ id: string, isNew: boolean, tree: Article, body: string }} Judged  a record as it is written */
/** @typedef {(record: Judged, known: Known, tell: Tell, copy?: Copy | null) => void} Rule */

const SHOWN = 80;

/** A value as the message of a fault quotes it. @param {unknown} text */
export const shown = (text) => {
  const signs = [...folded(String(text))];
  return signs.length <= SHOWN ? signs.join("") : `${signs.slice(0, SHOWN - 1).join("")}…`;
};

/** "2 spans". @param {number} number @param {string} noun */
export const plural = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;

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
