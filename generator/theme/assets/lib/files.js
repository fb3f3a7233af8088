// Files of the site in JSON, each asked for once.
import { cache } from "./cache.js";
import { fileNumberOf } from "./hashes.js";
import { urlOf } from "./site.js";

/**
 * What asks for the files of a folder of the site by their names, without their ending. A file that is not there is an error.
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
 * The row of a key, from files over which rows are spread; the first says how many they are. Undefined where there is none.
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
