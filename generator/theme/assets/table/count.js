// Counts rows by two of their fields. Does not touch the page.

/** @typedef {import("./data.js").Column} Column */
/** @typedef {import("./data.js").Field} Field */
/** @typedef {{ key: string, name: string, rows: number, many: number }} Group  `many`: how many values are in it, such as those of the others */
/** @typedef {{ groups: Group[], of: (row: number) => string[] }} Axis */

export const NONE = "_none"; // unknown values
export const OTHERS = "_others"; // values beyond those that an axis has room for
export const EARLIER = "_earlier"; // months or years before those that an axis has room for
export const ALL = "_all"; // the whole of a row or of a column

const GRAINS = { month: 7, year: 4 };

/** The part of a date for an axis: 2025-04 of 2025-04-28; empty if the date is less precise. @param {string} date @param {string} grain */
const datePart = (date, grain) => {
  const letters = GRAINS[/** @type {keyof typeof GRAINS} */ (grain)];
  return date.length >= letters ? date.slice(0, letters) : "";
};

const SPAN = 1200; // months or years at most between the first and the last

/** Every month or year from the first to the last, including those without rows. @param {string[]} sorted */
const fillGaps = (sorted) => {
  const [first, last] = [sorted[0], sorted[sorted.length - 1]].map((it) => (it ?? "").split("-").map(Number));
  const monthly = first.length > 1;
  const number = (/** @type {number[]} */ [year, month = 1]) => (monthly ? 12 * year + month - 1 : year);
  const many = number(last) - number(first) + 1;
  if (!sorted.length || many > SPAN) return sorted;
  return Array.from({ length: many }, (_, at) => {
    const here = number(first) + at;
    const year = String(monthly ? Math.floor(here / 12) : here).padStart(4, "0");
    return monthly ? `${year}-${String((here % 12) + 1).padStart(2, "0")}` : year;
  });
};

/**
 * The groups of rows by a field, in display order. Unknown values are a group of their own, the last.
 * @param {{ column: Column, field: Field, grain: string, rows: number[], rowOf?: number[], most: number,
 *   say: (key: string, name: string) => string }} asked
 *   `rowOf`: the row of the column for each row that is counted; `say`: what a key is called
 * @returns {Axis}
 */
export const axisGroups = ({ column, field, grain, rows, rowOf, most, say }) => {
  const keys = column.values.map((it) => (typeof it === "string" ? datePart(it, grain) : it[0]));
  const names = new Map(column.values.map((it, at) => [keys[at], typeof it === "string" ? keys[at] : it[1]]));
  /** @param {number} row */
  const valuesOf = (row) => {
    const found = column.of[rowOf ? rowOf[row] : row];
    const numbers = typeof found === "number" ? [found] : found;
    return numbers.map((number) => (number < 0 ? "" : keys[number]) || NONE);
  };
  /** @type {Map<string, number>} */
  const many = new Map();
  for (const row of rows) for (const key of new Set(valuesOf(row))) many.set(key, (many.get(key) ?? 0) + 1);
  const found = [...new Set(keys)].filter((key) => key && many.has(key));
  const inOrder = field.dated ? fillGaps(found.sort()) : found;
  if (!field.dated && !field.ordered) inOrder.sort((a, b) => (many.get(b) ?? 0) - (many.get(a) ?? 0));
  const folds = inOrder.length > most;
  const shown = !folds ? inOrder : field.dated ? inOrder.slice(-most) : inOrder.slice(0, most);
  const rest = field.dated ? EARLIER : OTHERS;
  const own = new Set([...shown, NONE]);
  /** @param {number} row */
  const of = (row) => [...new Set(valuesOf(row).map((key) => (own.has(key) ? key : rest)))];
  /** @type {Map<string, number>} */
  const counted = new Map();
  for (const row of rows) for (const key of of(row)) counted.set(key, (counted.get(key) ?? 0) + 1);
  const order = [...(field.dated && folds ? [rest] : []), ...shown, ...(!field.dated && folds ? [rest] : []), NONE];
  return {
    groups: order
      .filter((key) => counted.has(key) || (field.dated && shown.includes(key)))
      .map((key) => ({
        key,
        name: say(key, names.get(key) ?? ""),
        rows: counted.get(key) ?? 0,
        many: key === rest ? found.filter((it) => !own.has(it)).length : 1,
      })),
    of,
  };
};

/**
 * How many rows there are in each cell, by the keys of both axes. A row with several values is in several cells.
 * @param {number[]} rows @param {Axis} by @param {Axis} and
 */
export const countCells = (rows, by, and) => {
  /** @type {Map<string, number>} */
  const counted = new Map();
  for (const row of rows) {
    for (const one of by.of(row)) {
      for (const other of and.of(row)) counted.set(`${one},${other}`, (counted.get(`${one},${other}`) ?? 0) + 1);
    }
  }
  return counted;
};

/** The rows of a cell. @param {number[]} rows @param {Axis} by @param {Axis} and @param {string} cell */
export const rowsIn = (rows, by, and, cell) => {
  const [one, other] = cell.split(",");
  return rows.filter(
    (row) => (one === ALL || by.of(row).includes(one)) && (other === ALL || and.of(row).includes(other)),
  );
};

/** Whether rows are in several groups of an axis, so that these add up to more than there are. @param {Axis} axis @param {number} rows */
export const haveOverlap = (axis, rows) => axis.groups.reduce((sum, it) => sum + it.rows, 0) > rows;
