// Citations in styles of the Citation Style Language, by citeproc-js. Loads it, the styles and their locales on demand.
import { cache } from "../lib/cache.js";
import { jsonFilesOf } from "../lib/files.js";
import { make } from "../lib/dom.js";
import { urlOf } from "../lib/site.js";
import { withUndividedNames } from "./item.js";

/** @typedef {import("./item.js").Item} Item */
/** @typedef {{ locale: string, styles: [name: string, title: string][] }} Styles */
/**
 * The part of citeproc-js's interface that is used.
 * @typedef {{ updateItems: (ids: string[]) => void, makeBibliography: () => [{ bibliography_errors: unknown[] }, string[]] | false,
 *   makeCitationCluster: (items: { id: string }[]) => string, opt: { xclass: string } }} Engine
 */
/** @typedef {{ Engine: new (system: object, style: string, language: string, force: boolean) => Engine }} Csl */

const asked = cache();

const file = jsonFilesOf("cite");

/** The available styles. @returns {Promise<Styles>} */
export const loadStyles = () => file("styles");

/** @returns {Promise<Csl>} */
const loadProcessor = () =>
  asked(
    "citeproc.js",
    () =>
      new Promise((done, failed) => {
        const script = make("script");
        script.onload = () => done(/** @type {any} */ (globalThis).CSL);
        script.onerror = () => failed(new Error(`${script.src} could not be loaded`));
        script.src = urlOf("cite/citeproc.js");
        document.head.append(script);
      }),
  );

/**
 * An item in a style: as a note, if the style has notes, and as a bibliography entry, if it has a bibliography. Both are HTML
 * with `<i>`, `<b>`, `<sup>`, `<sub>` and `<span>` at most.
 * @param {string} style  its name
 * @param {Item} item
 * @returns {Promise<{ note: string, entry: string }>}
 */
export const formatIn = async (style, item) => {
  const { locale } = await loadStyles();
  const languages = [...new Set(["en-US", locale])];
  const [csl, rules, ...words] = await Promise.all([
    loadProcessor(),
    file(`style-${style}`),
    ...languages.map((name) => file(`words-${name}`)),
  ]);
  // The place of consultation is a sentence of its own: styles would describe it as a paper archive.
  const { archive: _archive, archive_location: _location, note: _note, custom: _custom, ...rest } = item;
  // APA gives only the year of a report, but the day of a press release.
  const cited = withUndividedNames({ ...rest, type: rest.genre === "Press release" ? "document" : rest.type });
  const engine = new csl.Engine(
    {
      retrieveLocale: (/** @type {string} */ name) => words[Math.max(0, languages.indexOf(name))],
      retrieveItem: () => cited,
    },
    rules,
    locale,
    true,
  );
  engine.updateItems([item.id]);
  const note = engine.opt.xclass === "note" ? engine.makeCitationCluster([{ id: item.id }]) : "";
  const made = engine.makeBibliography();
  return { note, entry: made ? made[1].join("") : "" };
};
