// Shows the sizes of the files on the data page, from the lists that generator/exports/published.py writes.
import { cache } from "../lib/cache.js";
import { urlOf } from "../lib/site.js";

/** @typedef {{ path: string, bytes: number, hash: string }} Listed */

const asked = cache();

/** @param {string} list @returns {Promise<Listed[]>} */
const files = (list) =>
  asked(list, async () => {
    const answer = await fetch(urlOf(list));
    if (!answer.ok) throw new Error(`${list}: ${answer.status}`);
    return answer.json();
  });

/** A number of bytes in the words of a language. @param {number} bytes @param {string} language */
export const sizeInWords = (bytes, language) => {
  const [unit, by] = bytes < 1_000_000 ? ["kilobyte", 1_000] : ["megabyte", 1_000_000];
  const most = { maximumSignificantDigits: bytes < 100 * by ? 2 : 3 };
  return new Intl.NumberFormat(language, { style: "unit", unit, ...most }).format(Math.max(bytes / by, 0.1));
};

/** Adds the size of its file to each element. @param {HTMLElement} place */
export const page = async (place) => {
  try {
    const found = (await files(place.dataset.of ?? "")).find(({ path }) => path === place.dataset.size);
    if (!found) return;
    place.textContent = sizeInWords(found.bytes, document.documentElement.lang);
    place.hidden = false;
  } catch (fault) {
    console.warn(fault); // the link works without the size
  }
};
