// Parts with a short form: one value instead of a mapping with a single key.

/** @typedef {import("./known.js").Part} Part */
/** @typedef {Record<string, unknown>} Tree */

/** @param {unknown} value @returns {value is Tree} */
const isMapping = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

/** A value as a mapping, also if it is written short. @param {unknown} value @param {Part} part @returns {Tree} */
export const longForm = (value, { short }) => {
  if (value === undefined || value === null) return {};
  if (isMapping(value)) return value;
  return short === undefined ? {} : { [short]: value };
};

/** A mapping in its shortest form; undefined if it is empty. @param {Tree} tree @param {string} short */
const shortForm = (tree, short) => {
  const keys = Object.keys(tree).filter((key) => tree[key] !== undefined);
  if (!keys.length) return undefined;
  if (keys.length !== 1 || keys[0] !== short) return Object.fromEntries(keys.map((key) => [key, tree[key]]));
  const value = tree[short];
  if (!Array.isArray(value)) return value;
  return value.length === 1 ? value[0] : tree;
};

/**
 * A part with another value for one key; undefined removes the key. Returns undefined if nothing is left of the part.
 * @param {unknown} before
 * @param {string} name  of the part in the form of records
 * @param {Part} part
 * @param {string} key
 * @param {unknown} value
 */
export const withKey = (before, name, part, key, value) => {
  const tree = { ...longForm(before, part) };
  if (value === undefined) delete tree[key];
  else tree[key] = value;
  // A required key that may be null is written as null beside other keys, but not alone.
  const open = name === "Article" ? [] : part.fields.filter((it) => it.nullable).map((it) => it.key);
  const said = Object.keys(tree).some((it) => tree[it] !== null);
  for (const it of open) {
    if (!said) delete tree[it];
    else if (!(it in tree)) tree[it] = null;
  }
  if (part.short !== undefined) return shortForm(tree, part.short);
  return Object.keys(tree).length ? tree : undefined;
};
