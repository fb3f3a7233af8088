// Loads the current state of saved records from the files that generator/exports/saved.py writes.
import { jsonFilesOf } from "../lib/files.js";
import { fileNumberOf } from "../lib/hashes.js";

/** @typedef {import("./store.js").Saved} Saved */
/**
 * The current state of a record; unknown values are left out. With `now` alone: its new id.
 * @typedef {{ now?: string, at: string, title: string, known?: string, became?: import("../lib/became.js").Became, language?: string, outlet?: string, authors?: string[],
 *   published?: string, date?: string, url?: string, archived?: string[], seen?: string, quotations?: Record<string, number> }} Present
 */

const file = jsonFilesOf("saved");

/** The day of the last change of the archive's records; empty if there is no history. @returns {Promise<string>} */
export const stateOf = async () => (await file("records")).state ?? "";

/** The record at an address (also a former one); undefined if there is none. @param {string} address @returns {Promise<Present | undefined>} */
export const currentRecord = async (address) => {
  const [, id = ""] = address.split(/[/#]/);
  const { spread } = await file("records");
  /** @param {string} name @param {number} ways @returns {Promise<Present | undefined>} */
  const look = async (name, ways) => {
    const rows = await file(`records-${fileNumberOf(name, spread)}`);
    const found = Object.hasOwn(rows, name) ? rows[name] : undefined;
    return found?.now && ways ? look(found.now, ways - 1) : found;
  };
  return look(id, 3);
};

/** A saved record with its current state; null if nothing has changed. @param {Saved} saved @param {Present} present @returns {Saved | null} */
export const withCurrentState = (saved, { title, language, outlet, authors, published, date, url, archived, seen }) => {
  const now = {
    title,
    language: saved.words ? saved.language : language,
    outlet,
    authors,
    published,
    date,
    url,
    archived,
    seen,
  };
  const changed = { ...saved };
  for (const [name, value] of Object.entries(now)) {
    if (value === undefined) delete (/** @type {any} */ (changed)[name]);
    else Object.assign(changed, { [name]: value });
  }
  return JSON.stringify(changed) === JSON.stringify(saved) ? null : changed;
};
