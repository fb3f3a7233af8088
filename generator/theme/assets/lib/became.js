// What became of the article that something rests on, as lists that scripts draw show it. Pages have the same mark.
import { make } from "./dom.js";

/**
 * As generator/findings/source_status.py hands it to scripts: in words, the day from which it was known, its key.
 * @typedef {string[]} Became
 */

/** What was known of it on the day of which the archive is shown, if one is chosen. @param {Became} [became] */
const statusKnownOf = (became) => {
  const [said, since] = became ?? [];
  const day = window.archiveKnown?.day();
  return said && (!day || (since && since <= day)) ? became : undefined;
};

/** The key of what became of it: corrected, updated, withdrawn or gone; empty where nothing is known. @param {Became} [became] */
export const statusOf = (became) => statusKnownOf(became)?.[2] ?? "";

/** What became of it, in words; empty where nothing is known. @param {Became} [became] */
export const statusInWords = (became) => statusKnownOf(became)?.[0] ?? "";

/** The mark that says it, to be put behind a link; nothing where nothing is known. @param {Became} [became] */
export const statusMark = (became) => {
  const [said, , key] = statusKnownOf(became) ?? [];
  return said ? [" ", make("span", { class: "ar-became", "data-became": key }, said)] : [];
};
