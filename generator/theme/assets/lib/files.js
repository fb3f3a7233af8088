// Loads JSON files of the site, each once.
import { cache } from "./cache.js";
import { fileNumberOf } from "./hashes.js";
import { urlOf } from "./site.js";

/**
 * A function that loads the JSON files of a folder by name, without the extension. Rejects if a file does not exist.
 * @param {string} folder
 * @returns {(name: string) => Promise<any>}
 */
export const jsonFilesOf = (folder) => {
  const asked = cache();
  return (name) =>
    asked(name, async () => {
      const answer = await fetch(urlOf(`${folder}/${name}.json`));
      if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
      return answer.json();
    });
};

/**
 * The row of a key, from rows spread over several files; the first file gives their number. Undefined if there is none.
 * @param {(name: string) => Promise<any>} file
 * @param {string} first  its name, with which those of the others begin
 * @param {string} key
 * @returns {Promise<any>}
 */
export const findRow = async (file, first, key) => {
  const { spread } = await file(first);
  const rows = spread ? await file(`${first}-${fileNumberOf(key, spread)}`) : {};
  return Object.hasOwn(rows, key) ? rows[key] : undefined;
};
