// Loads the archive's history, once, from the files that generator/exports/histories.py writes.
import { jsonFilesOf, findRow } from "../lib/files.js";

/** A field by its keys, and its value before and after. @typedef {[place: string, before: string | null, after: string | null]} Alteration */
/** A commit: its day, who made it, its hash and its first line. @typedef {[day: string, by: string, key: string, subject: string]} By */
/** @typedef {[...By, altered: Alteration[], more: number]} Change */
/** @typedef {{ added: By, changes: Change[] }} Row */
/** All days, and by record or `record#anchor` the indexes of two: when it was added, and when it was last changed. @typedef {{ days: string[], of: Record<string, [number, number]> }} Days */

const file = jsonFilesOf("changes");

/** Why there is no history: "none" (not recorded) or "kept" (withheld by a setting); empty if there is one. @returns {Promise<"" | "none" | "kept">} */
export const whyMissing = async () => (await file("history")).why ?? "";

/** The history of a record; undefined if it has none. @param {string} id @returns {Promise<Row | undefined>} */
export const rowOf = (id) => findRow(file, "history", id);

/** The days of all records. @returns {Promise<Days>} */
export const days = () => file("days");
