// Entries by number, the newest first. For each value of a filter the generator lists the numbers of the entries that have it.
import { inRange, yearOf } from "./dates.js";

/**
 * @typedef {object} Entries
 * @property {string} name  what the files of this index begin with
 * @property {number} digits  of an entry's number in the name of its file
 * @property {string} listed  the file that lists the files of words
 * @property {number} number  how many entries there are
 * @property {number} dated  how many of them have a date; these come first
 * @property {Record<string, number>} kinds  how many entries there are of each kind
 * @property {Record<string, string>} stems  by language, the script that stems its words
 * @property {number} terms  how many files of terms there are
 * @property {number} longest  words of the longest name
 * @property {Record<string, [title: string, url: string]>} pages  those that answer a question about the whole archive, by what it asks
 */
/** @typedef {Map<string, number[]>} Lists  the numbers of a facet's values */

/** Turns the number of an entry into the name of its file. @param {Entries} entries @returns {(number: number) => string} */
export const fileNamer =
  ({ name, digits }) =>
  (number) =>
    name + number.toString(16).padStart(digits, "0");

/** The lists of a facet, whose numbers are delta-encoded. @param {Record<string, number[]>} written @returns {Lists} */
export const readLists = (written) =>
  new Map(
    Object.entries(written).map(([value, distances]) => {
      let number = 0;
      return [value, distances.map((distance) => (number += distance))];
    }),
  );

/**
 * The results that have, for each filter, one of the chosen values; or none of them, where the filter is `not`.
 * @template {{ number: number }} Result
 * @param {Result[]} results
 * @param {{ lists: Lists, values: string[], not?: boolean }[]} filters
 * @param {number} total  how many entries there are
 */
export const filterNumbers = (results, filters, total) => {
  const marks = filters.map(({ lists, values, not = false }) => {
    const mark = new Uint8Array(total);
    for (const value of values) for (const n of lists.get(value) || []) mark[n] = 1;
    return { mark, not };
  });
  return results.filter((it) => marks.every(({ mark, not }) => Boolean(mark[it.number]) !== not));
};

/**
 * By value of a facet, how many of the results have it.
 * @param {{ number: number }[]} results
 * @param {Lists} lists
 * @param {number} total
 * @returns {[value: string, count: number][]}
 */
export const countValues = (results, lists, total) => {
  const mark = new Uint8Array(total);
  for (const it of results) mark[it.number] = 1;
  return [...lists].map(([value, numbers]) => [value, numbers.reduce((sum, n) => sum + mark[n], 0)]);
};

/**
 * Adds counts of dates up to counts of the years in which they begin, for the dates in the range.
 * @param {[value: string, count: number][]} counts
 * @param {Parameters<typeof inRange>[1]} asked
 */
export const addYearCounts = (counts, asked) => {
  /** @type {Record<string, number>} */
  const years = {};
  for (const [value, count] of counts) {
    if (inRange(value, asked)) years[yearOf(value)] = (years[yearOf(value)] || 0) + count;
  }
  return Object.entries(years);
};

/**
 * The results sorted by date, undated ones last; unchanged if no order is given.
 * @template {{ number: number }} Result
 * @param {Result[]} results
 * @param {string} order  newest, oldest or empty
 * @param {number} dated  how many entries have a date; these have the first numbers
 */
export const sortByDate = (results, order, dated) => {
  /** @param {Result} result */
  const place = ({ number }) => (order === "oldest" && number < dated ? dated - 1 - number : number);
  return order ? [...results].sort((a, b) => place(a) - place(b)) : results;
};

/**
 * The values of a facet in the order of their list: chosen ones first, then years from the latest on, other values by their count.
 * Values without results are left out unless they are chosen; kinds, which are few and always open, are all kept, so that the filters
 * below keep their places. `nothing`: whether nothing was found.
 * @param {[value: string, count: number][]} counts
 * @param {string} facet
 * @param {string[]} chosen
 * @param {boolean} nothing
 */
export const sortValues = (counts, facet, chosen, nothing) => {
  /** @type {(one: [string, number], other: [string, number]) => number} */
  const order =
    facet === "year" ? ([a], [b]) => Number(b) - Number(a) : ([a, m], [b, n]) => n - m || a.localeCompare(b, "en");
  return counts
    .map(([value, count]) => /** @type {[string, number]} */ ([value, nothing && facet === "kind" ? 0 : count]))
    .filter(([value, count]) => (count && !nothing) || facet === "kind" || chosen.includes(value))
    .sort((one, other) => Number(chosen.includes(other[0])) - Number(chosen.includes(one[0])) || order(one, other));
};
