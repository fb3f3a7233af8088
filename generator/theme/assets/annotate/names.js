// Finds the people and organisations of the archive that a text names. A family name alone means the person whose whole name came last
// before it, or the only one who has it, as in generator/authoring/suggest/mentions.py; spellings are compared by their letters alone.
import { foldWord } from "./text.js";

/** @typedef {import("./known.js").Row} Row */
/** @typedef {{ start: number, end: number, ids: string[] }} Named  whose name stands there; several where it does not tell */

const WORD = /[\p{L}\p{N}]+(?:['’ʼ`-][\p{L}\p{N}]+)*/gu;
const PARTICLES = new Set(
  "de der den del della di da dos du van von zu ter ten bin ibn bint abu el al la le y".split(" "),
);

/** @param {string} word */
const keyOf = (word) => foldWord(word).replace(/['’](?:s)?$/, "");

/** The words of a text with their places. @param {string} text */
const wordsIn = (text) =>
  [...text.matchAll(WORD)].map((hit) => {
    const bare = hit[0].replace(/['’]s$/i, "");
    return { word: bare, key: keyOf(bare), start: hit.index, end: hit.index + bare.length };
  });

/** The family name: the last word with the particles before it, or the first word if the family name comes first. @param {string} name */
const familyOf = (name) => {
  const words = name.split(/\s+/);
  if (words.length < 2) return [];
  let first = words.length - 1;
  while (first > 1 && PARTICLES.has(words[first - 1].toLowerCase())) first -= 1;
  const last = words[words.length - 1];
  if (first < words.length - 1) return [words.slice(first).join(" "), last];
  return [words.length === 3 && words.every((it) => it.length <= 5) ? words[0] : last];
};

export class Names {
  /** @param {Row[]} rows  of people and organisations */
  constructor(rows) {
    /** By the first word of a name, all names that begin with it. @type {Map<string, { keys: string[], ids: string[] }[]>} */
    this.whole = new Map();
    /** By family name, the ids of its bearers. @type {Map<string, { keys: string[], ids: string[] }[]>} */
    this.family = new Map();
    for (const row of rows) {
      for (const name of [row.name, ...row.others]) {
        add(this.whole, name, row.id);
        if (row.kind === "person") for (const part of familyOf(name)) add(this.family, part, row.id);
      }
    }
  }

  /** The names in a text, in order and without overlaps: at each place the longest. @param {string} text @returns {Named[]} */
  findIn(text) {
    const words = wordsIn(text);
    /** @type {Named[]} */
    const found = [];
    for (let at = 0; at < words.length;) {
      const [whole, family] = [longest(this.whole, words, at, text), longest(this.family, words, at, text)];
      const hit = whole ?? family;
      if (!hit) {
        at += 1;
        continue;
      }
      let { ids } = hit;
      if (!whole && ids.length > 1) {
        const before = found.findLast((it) => it.ids.some((id) => ids.includes(id)));
        if (before) ids = before.ids;
      }
      found.push({ start: words[at].start, end: words[at + hit.length - 1].end, ids });
      at += hit.length;
    }
    return found;
  }
}

/** @param {Names["whole"]} index @param {string} name @param {string} id */
const add = (index, name, id) => {
  const keys = wordsIn(name).map(({ key }) => key);
  if (keys.join("").length < 2) return;
  const there = index.get(keys[0]) ?? [];
  const same = there.find((it) => it.keys.join(" ") === keys.join(" "));
  if (!same) index.set(keys[0], [...there, { keys, ids: [id] }]);
  else if (!same.ids.includes(id)) same.ids.push(id);
};

/** The longest name that begins with a word: its number of words, and its bearers. @param {Names["whole"]} index @param {ReturnType<typeof wordsIn>} words @param {number} at @param {string} text */
const longest = (index, words, at, text) => {
  const first = words[at].word;
  if (first[0] !== first[0].toUpperCase()) return undefined; // "may" is not the name May
  const fitting = (index.get(words[at].key) ?? []).filter(({ keys }) =>
    keys.every((key, number) => {
      const word = words[at + number];
      return (
        word?.key === key && (!number || !/[^\s\-–.’'·,]/.test(text.slice(words[at + number - 1].end, word.start)))
      );
    }),
  );
  const [best] = fitting.sort((one, other) => other.keys.length - one.keys.length);
  return best && { length: best.keys.length, ids: best.ids };
};
