// Remembers promises by key, so that nothing is fetched twice.

/** @type {Map<string, Promise<unknown>>[]} */
const all = [];

/** A cache of promises by key. It keeps the `most` recently used ones, and drops failed ones so that they are tried again. */
export const cache = (most = Infinity) => {
  /** @type {Map<string, Promise<unknown>>} */
  const held = new Map();
  all.push(held);
  /**
   * The promise for a key, made on first use. All promises of one cache have one type.
   * @template Value
   * @param {string} key
   * @param {() => Promise<Value>} promise
   * @returns {Promise<Value>}
   */
  return (key, promise) => {
    const known =
      held.get(key) ||
      promise().catch((fault) => {
        held.delete(key);
        throw fault;
      });
    held.delete(key);
    const [oldest] = held.keys();
    if (held.size >= most && oldest !== undefined) held.delete(oldest);
    held.set(key, known);
    return /** @type {Promise<Value>} */ (known);
  };
};

/** Empties every cache. */
export const clearCaches = () => {
  for (const held of all) held.clear();
};
