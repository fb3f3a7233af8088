// Loads the records to compare from the files that generator/exports/compared.py writes, and suggests records for typed text.
import { jsonFilesOf } from "../lib/files.js";
import { fileNumberOf } from "../lib/hashes.js";
import { findEntries, loadEntries } from "../search/answers.js";
import { withRetries } from "../search/index.js";

/** @typedef {import("./rows.js").Thing} Thing */
/** @typedef {{ id: string, title: string }} Suggested */

const KINDS = ["Article", "Person", "Organisation", "Proposition", "Measure"]; // by the search's names
const MAX_SUGGESTIONS = 8; // suggestions
const file = jsonFilesOf("compare");

/** Whether a language is written from right to left. @param {string} language */
export const isRightToLeft = async (language) => /** @type {string[]} */ ((await file("rows")).rtl).includes(language);

/** The record of an id (also a former id) or of a day; undefined if there is none. @param {string} id @returns {Promise<Thing | undefined>} */
export const findThing = async (id) => {
  const { spread } = await file("rows");
  /** @param {string} name @param {number} ways @returns {Promise<Thing | undefined>} */
  const look = async (name, ways) => {
    const rows = await file(`rows-${fileNumberOf(name, spread)}`);
    const found = Object.hasOwn(rows, name) ? rows[name] : undefined;
    return found?.now && ways ? look(found.now, ways - 1) : found;
  };
  return id ? look(id, 3) : undefined;
};

/** Suggestions for typed text, best first. @param {string} words @param {string} [kind] @returns {Promise<Suggested[]>} */
export const suggestionsFor = async (words, kind = "") => {
  const kinds = kind === "person" ? KINDS.slice(1, 3) : KINDS.filter((it) => !kind || it.toLowerCase() === kind);
  if (!words.trim() || !kinds.length) return [];
  const found = await withRetries(async () => {
    const { results, close = [] } = await findEntries(words, [["kind", kinds]]);
    return loadEntries([...results, ...close].slice(0, MAX_SUGGESTIONS));
  });
  const entries = found.map(({ meta, url }) => ({ id: url.split("/").filter(Boolean)[1] ?? "", title: meta.title }));
  /** @param {string} title */
  const isAlone = (title) => entries.filter((it) => it.title === title).length === 1;
  return entries.map(({ id, title }) => ({ id, title: isAlone(title) ? title : `${title} · ${id}` }));
};
