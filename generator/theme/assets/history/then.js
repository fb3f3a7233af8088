// The state of a record on a day, from its history. Does not touch the page.

/** @typedef {import("./files.js").Days} Days */
/** @typedef {import("./files.js").Alteration} Alteration */

/**
 * Whether something was added or changed after a day; empty if neither, or if it is not in the list.
 * @param {Days} known @param {string} id @param {string} anchor  of a part of an article, such as q-own-land; or empty
 * @param {string} day
 * @returns {"later" | "altered" | ""}
 */
export const stateOf = ({ days, of }, id, anchor, day) => {
  if (!Object.hasOwn(of, id)) return "";
  const part = `${id}#${anchor}`;
  const [came, altered] = of[id];
  // A part that is not in the list was added with its article, and has not changed.
  const [first, last] = Object.hasOwn(of, part) ? of[part] : /^[qsf]-/.test(anchor) ? [came, came] : [came, altered];
  return days[first] > day ? "later" : days[last] > day ? "altered" : "";
};

/**
 * The fields whose values have changed since a day, each with its values then and now. Fields within an added or removed one are not listed separately.
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

/** The anchor of the part of an article that contains a field; empty if there is none. @param {string} place */
export const anchorOf = (place) => {
  const [, list, id] = /^(quotations|statements|figures)\.([^.]+)/.exec(place) ?? [];
  return list ? `${list[0]}-${id}` : "";
};
