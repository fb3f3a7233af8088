// Reads somebody's stance on a claim from words of a text: "denied" says that they deny it.
import { folded } from "./text.js";

/** @typedef {Record<string, Record<string, string[]>>} StanceWords  by language and stance, words and phrases; `not` turns what is behind it */

const AFTER_CUE = 2; // words allowed between a negation and the verb

/**
 * The stance that the first such word or phrase expresses, with its place; null if there is none, or if it is negated ("did
 * not deny"), which expresses neither.
 * @param {string} text @param {StanceWords} table @param {string} language
 */
export const stanceIn = (text, table, language) => {
  const { not = [], ...stances } = table[language.split("-")[0]] ?? table.en ?? {};
  const words = ` ${folded(text.toLowerCase().replace(/[^\p{L}\p{N}’']+/gu, " "))} `;
  /** @type {{ stance: string, at: number, length: number } | null} */
  let first = null;
  for (const [stance, cues] of Object.entries(stances)) {
    for (const cue of cues.map(folded)) {
      const at = words.indexOf(` ${cue} `);
      const earlier = at >= 0 && (!first || at < first.at || (at === first.at && cue.length > first.length));
      if (earlier) first = { stance, at, length: cue.length };
    }
  }
  if (!first) return null;
  const before = words.slice(0, first.at).trim().split(" ").slice(-AFTER_CUE);
  const turned = before.some((it) => not.includes(it) || /n[’']t$/.test(it));
  return turned ? null : first.stance;
};
