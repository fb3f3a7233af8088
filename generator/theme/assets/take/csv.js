// Writes CSV (RFC 4180), and downloads files.
import { make } from "../lib/dom.js";
import { plain } from "../lib/messages.js";

/** @typedef {string | number | null | undefined} Cell */

// As in the archive's own tables: a spreadsheet would run such a text as a formula.
/** @param {Cell} value */
const cell = (value) => {
  const text = String(value ?? "");
  const harmless = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
};

/** The text of a file in CSV with these rows, without the isolates of messages. @param {Cell[][]} rows */
export const csv = (rows) => plain(rows.map((cells) => `${cells.map(cell).join(",")}\r\n`).join(""));

/** Downloads a text as a file, without the isolates of messages. @param {string} name @param {string} type  its media type @param {string} text */
export const downloadText = (name, type, text) => {
  const href = URL.createObjectURL(new Blob([plain(text)], { type }));
  make("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
};
