// Finds quotation marks around a text.

import { _ } from "../lib/messages.js";

/** @typedef {import("./known.js").Marks} Marks */

const CURLY =
  /^[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*([“”„‟«»‘’‚‛‹›「『＂＇])[^\n]*([“”„‟«»‘’‚‛‹›」』＂＇])[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*$/;

/**
 * The fault of a value inside curly quotation marks, which YAML reads as part of the text; null if there are none.
 * @param {string} value
 * @returns {import("./rule.js").Fault | null}
 */
export const curlyMarksFault = (value) => {
  const [, opening, closing] = value.match(CURLY) || [];
  return opening
    ? [
        "curly-quotes",
        _("the quotation marks {marks} are read as part of the value", { marks: `${opening}…${closing}` }),
        _("write straight ones, or none"),
      ]
    : null;
};

/** Whether a text, or one of its parts, has quotation marks around all of it. @param {string[]} parts @param {Marks} marks */
export const hasOwnMarks = (parts, marks) => [parts.join(" "), ...parts].some((text) => isEnclosed(text, marks));

/** @param {string} text @param {Marks} marks */
const isEnclosed = (text, { pairs, stops, doubled, elided }) => {
  const signs = [...text.trim().replace(new RegExp(doubled, "g"), '"')];
  while (signs.length && stops.includes(signs[signs.length - 1])) signs.pop();
  const [opening, closing] = [signs[0], signs[signs.length - 1]];
  if (signs.length < 3 || !pairs[opening]?.includes(closing)) return false;
  const single = "'’‘".includes(closing);
  if (single && new RegExp(`^(?:${elided})`, "i").test(signs.join(""))) return false;
  let depth = 1;
  for (let at = 1; at < signs.length - 1; at += 1) {
    const within = single && [signs[at - 1], signs[at + 1]].every((sign) => /[\p{L}\p{N}]/u.test(sign));
    if ((signs[at] !== opening && signs[at] !== closing) || within) continue;
    if (opening === closing || !depth) return false; // a second quotation begins: “one” and “two”
    depth += signs[at] === opening ? 1 : -1;
  }
  return depth > 0 || single; // with single marks, the closing one may be the apostrophe in "the boys’ wall"
};
