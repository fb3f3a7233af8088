// What is asked for, as the address of the page has it: ?q=words&kind=Quotation&speaker=…&from=2025-01-01&to=…&sort=newest
import { _ } from "../lib/messages.js";
import { valueOf } from "../lib/terms.js";
import * as query from "./query.js";

/** @typedef {{ q: string, from: string, to: string, sort: string, since: string, chosen: Record<string, string[]>, not: string[] }} Asked  `since`: the day from which they are new or corrected; `not`: the facets whose values are those that results may not have */

const NOT = "not";
const OF_TODAY = new Set(["status", "reliability"]); // facets whose values would reveal later articles when a day is chosen
const SORTS = ["newest", "oldest"];

/** A day in the form of a date field; empty if it is not valid. @param {string | null} text */
export const dayIn = (text) => (text && /^\d{4,6}-\d\d-\d\d$/.test(text) ? text : "");

/**
 * Reads the query from an address.
 * @param {string} search  as `location.search`
 * @param {string[]} facets
 * @returns {Asked}
 */
export const fromAddress = (search, facets) => {
  const asked = new URLSearchParams(search);
  const sort = asked.get("sort") || "";
  return {
    q: asked.get("q") || "",
    from: dayIn(asked.get("from")),
    to: dayIn(asked.get("to")),
    sort: SORTS.includes(sort) ? sort : "",
    since: asked.get("known") ? "" : dayIn(asked.get("since")),
    chosen: Object.fromEntries(
      facets.map((facet) => [facet, OF_TODAY.has(facet) && asked.get("known") ? [] : asked.getAll(facet)]),
    ),
    not: facets.filter((facet) => asked.getAll(NOT).includes(facet)),
  };
};

/**
 * The query string for this query, with its question mark; empty if nothing is asked. `known` is the chosen
 * "as known on" day, `archive` the day as of which the archive is shown.
 * @param {Asked} asked
 * @param {string} known
 * @param {string} [archive]
 */
export const toQuery = ({ q, from, to, sort, since, chosen, not }, known, archive = "") => {
  const query = new URLSearchParams();
  if (q) query.set("q", q);
  for (const [facet, values] of Object.entries(chosen)) for (const value of values) query.append(facet, value);
  for (const facet of not) if (chosen[facet].length) query.append(NOT, facet);
  for (const [name, value] of Object.entries({ from, to, sort, since, known, archive })) {
    if (value) query.set(name, value);
  }
  const text = query.toString();
  return text && `?${text}`;
};

/** The query restricted to what was known by a day. @param {Asked} asked @returns {Asked} */
export const asKnownOn = (asked) => ({
  ...asked,
  since: "",
  chosen: Object.fromEntries(
    Object.entries(asked.chosen).map(([facet, values]) => [facet, OF_TODAY.has(facet) ? [] : values]),
  ),
});

/** @param {Asked} asked */
export const hasWords = ({ q }) => query.hasWords(q);

/** @param {Asked} asked */
export const isDated = ({ from, to, chosen }) => Boolean(from || to || chosen.year.length);

/** @param {Asked} asked */
export const asksAnything = (asked) =>
  hasWords(asked) ||
  isDated(asked) ||
  Boolean(asked.since) ||
  Object.values(asked.chosen).some((values) => values.length);

/** The order of the results; empty for the best first, which needs words. @param {Asked} asked */
export const orderOf = (asked) => asked.sort || (asksAnything(asked) && !hasWords(asked) ? "newest" : "");

/** A range of days in words; either end may be open. @param {string} from @param {string} to */
const rangeOf = (from, to) => {
  if (from && to) return _("from {first} to {last}", { first: from, last: to });
  return from ? _("from {first}", { first: from }) : _("to {last}", { last: to });
};

/** The chosen filters, each with the change that removes it. @param {Asked} asked @param {Record<string, string>} labels of the facets */
export const choicesOf = ({ chosen, not, from, to, since }, labels) => {
  /** @type {{ words: string, without: Partial<Asked> }[]} */
  const found = Object.entries(chosen).flatMap(([facet, values]) =>
    values.map((value) => ({
      words: not.includes(facet)
        ? _("{filter} is not {value}", { filter: labels[facet], value: valueOf(facet, value) })
        : _("{filter}: {value}", { filter: labels[facet], value: valueOf(facet, value) }),
      without: { chosen: { ...chosen, [facet]: chosen[facet].filter((it) => it !== value) } },
    })),
  );
  if (from || to) {
    found.push({
      words: rangeOf(from, to),
      without: { from: "", to: "" },
    });
  }
  if (since) found.push({ words: _("new or corrected since {day}", { day: since }), without: { since: "" } });
  return found;
};
