// What a record was on a day, from its history; needs no page.

/** @typedef {import("./files.js").Days} Days */
/** @typedef {import("./files.js").Alteration} Alteration */

/**
 * Whether something came to the archive after a day, or was altered after it; empty for what was there, and for what is not in the list.
 * @param {Days} known @param {string} id @param {string} anchor  of a part of an article, such as q-own-land; or empty
 * @param {string} day
 * @returns {"later" | "altered" | ""}
 */
export const stateOf = ({ days, of }, id, anchor, day) => {
  if (!Object.hasOwn(of, id)) return "";
  const part = `${id}#${anchor}`;
  const [came, altered] = of[id];
  // A part that is not in the list came with its article, and is as it was.
  const [first, last] = Object.hasOwn(of, part) ? of[part] : /^[qsf]-/.test(anchor) ? [came, came] : [came, altered];
  return days[first] > day ? "later" : days[last] > day ? "altered" : "";
};

/**
 * Which fields have other values than on a day, each with its value then and now. A field within one that came or went since is not named again.
 * @param {import("./files.js").Row} row @param {string} day
 * @returns {Alteration[]}
 */
export const fieldsChangedSince = ({ changes }, day) => {
  /** @type {Map<string, Alteration>} */
  const found = new Map();
  for (const [on, , , , altered] of [...changes].reverse()) {
    if (on <= day) continue;
    for (const [place, before, after] of altered) {
      const first = found.get(place);
      found.set(place, [place, first ? first[1] : before, after]);
    }
  }
  const differing = [...found.values()].filter(([, before, after]) => before !== after || !before);
  const whole = differing.filter(([, before, after]) => before === null || after === null).map(([place]) => place);
  return differing.filter(([place]) => !whole.some((it) => place.startsWith(`${it}.`)));
};

/** The anchor of the part of an article that a field is in; empty where it is in none. @param {string} place */
export const anchorOf = (place) => {
  const [, list, id] = /^(quotations|statements|figures)\.([^.]+)/.exec(place) ?? [];
  return list ? `${list[0]}-${id}` : "";
};
