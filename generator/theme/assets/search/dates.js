// Dates as in the filters' lists: "2025-01-01/2025-01-31", or one day.

/** The year in which a date begins. @param {string} value */
export const yearOf = (value) => value.match(/^[+-]?\d+/)?.[0] ?? "";

/** A number for a day that increases with time, also for years that ISO 8601 writes with a sign. @param {string} iso */
const dayOf = (iso) => {
  const [, year, month, day] = (iso.match(/^([+-]?\d+)-(\d\d)-(\d\d)$/) ?? []).map(Number);
  return (year * 12 + month) * 31 + day;
};

/**
 * Whether a date may lie in the given range and in one of the given years, or in none of them if `not` has the year.
 * @param {string} value
 * @param {{ from: string, to: string, chosen: Record<string, string[]>, not?: string[] }} asked
 */
export const inRange = (value, { from, to, chosen, not = [] }) => {
  const [first, last = first] = value.split("/");
  if (from && to && dayOf(from) > dayOf(to)) return false;
  return (
    (!from || dayOf(last) >= dayOf(from)) &&
    (!to || dayOf(first) <= dayOf(to)) &&
    (!chosen.year.length || chosen.year.includes(yearOf(first)) !== not.includes("year"))
  );
};
