// Loads the data for tables from the files that generator/exports/fields.py writes, on demand.
import { jsonFilesOf } from "../lib/files.js";

/** @typedef {"quotations" | "stances" | "estimates" | "articles"} Kind */
/** @typedef {{ key: string, label: string, dated?: number, ordered?: number, ours?: number }} Field */
/** @typedef {{ values: (string | [string, string])[], of: (number | number[])[] }} Column */
/**
 * `files`: how many articles each file of rows has; `days` and `known`: the day from which each article was known; `parts`: how many
 * parts each article has.
 * @typedef {{ title: string, state: string, commit?: string, files: number[], days: string[], known: number[],
 *   parts: Record<string, number[]>, fields: Record<Kind, Field[]> }} Head
 */
/** @typedef {Record<string, string | number | undefined>} Part  what a part of an article says */
/**
 * The values of an article; unknown ones are left out.
 * @typedef {{ id: string, at: string, title: string, supplied?: boolean, outlet?: string, published?: string, day?: string,
 *   language: string, url?: string, archived?: [url: string, day: string][], became?: string[], cited: import("../cite/item.js").Item, quotations?: Part[], stances?: Part[], estimates?: Part[] }} Article
 */

const file = jsonFilesOf("table");

/** @returns {Promise<Head>} */
export const loadHead = () => file("fields");

/** The kind whose field has this key: the given kind, or its article. @param {Head} all @param {Kind} kind @param {string} key */
export const fieldOf = (all, kind, key) => {
  for (const of of /** @type {Kind[]} */ ([kind, "articles"])) {
    const field = all.fields[of].find((it) => it.key === key);
    if (field) return { of, field };
  }
  return undefined;
};

/** @param {Kind} kind @param {string} key @returns {Promise<Column>} */
export const loadColumn = (kind, key) => file(`${kind}-${key}`);

/** For each row of a kind the number of its article. @param {Head} all @param {Kind} kind @returns {number[]} */
export const articlesOf = (all, kind) =>
  kind === "articles"
    ? all.known.map((_, number) => number)
    : all.parts[kind].flatMap((many, number) => Array(many).fill(number));

/** The articles in a file of rows. @param {number} number @returns {Promise<Article[]>} */
export const loadRowFile = (number) => file(`rows-${number}`);

/**
 * The rows of a kind, each with its article.
 * @param {Kind} kind @param {number[]} rows
 * @returns {Promise<{ article: Article, part: Part | undefined }[]>}
 */
export const loadRows = async (kind, rows) => {
  const all = await loadHead();
  const articles = articlesOf(all, kind);
  const starts = [0];
  for (const many of all.files) starts.push(starts[starts.length - 1] + many);
  const first = new Map();
  for (const [row, article] of articles.entries()) if (!first.has(article)) first.set(article, row);
  return Promise.all(
    rows.map(async (row) => {
      const number = articles[row];
      let low = 0;
      for (let high = starts.length - 1; high - low > 1;) {
        const middle = (low + high) >> 1;
        if (starts[middle] <= number) low = middle;
        else high = middle;
      }
      const article = (await loadRowFile(low))[number - starts[low]];
      return { article, part: kind === "articles" ? undefined : article[kind]?.[row - first.get(number)] };
    }),
  );
};
