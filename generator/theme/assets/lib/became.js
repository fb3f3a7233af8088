// The status of an article (corrected, withdrawn, gone …) in lists drawn by scripts. Pages have the same mark.
import { make } from "./dom.js";

/**
 * A status from generator/findings/source_status.py: in words, the day from which it was known, its key.
 * @typedef {string[]} Became
 */

/** The status as known on the chosen day, if one is chosen. @param {Became} [became] */
const statusKnownOf = (became) => {
  const [said, since] = became ?? [];
  const day = window.archiveKnown?.day();
  return said && (!day || (since && since <= day)) ? became : undefined;
};

/** The key of the status: corrected, updated, withdrawn or gone; empty if there is none. @param {Became} [became] */
export const statusOf = (became) => statusKnownOf(became)?.[2] ?? "";

/** The status in words; empty if there is none. @param {Became} [became] */
export const statusInWords = (became) => statusKnownOf(became)?.[0] ?? "";

/** The mark of the status, to be put after a link; empty if there is none. @param {Became} [became] */
export const statusMark = (became) => {
  const [said, , key] = statusKnownOf(became) ?? [];
  return said ? [" ", make("span", { class: "ar-became", "data-became": key }, said)] : [];
};
