// What was promised before, so that it is not asked for again.

/** @type {Map<string, Promise<unknown>>[]} */
const all = [];

/** A store of promises by key, of so many at most, those that were asked for last. One that failed is forgotten, and tried again. */
export const cache = (most = Infinity) => {
  /** @type {Map<string, Promise<unknown>>} */
  const held = new Map();
  all.push(held);
  /**
   * What is promised under a key. All promises of one store are of one kind.
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

/** Empties every store. */
export const forget = () => {
  for (const held of all) held.clear();
};
