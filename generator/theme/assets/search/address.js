// What is asked for, as the address of the page has it: ?q=words&kind=Quotation&speaker=…&from=2025-01-01&to=…&sort=newest
import { partsOf } from "./query.js";

/** @typedef {{ q: string, from: string, to: string, sort: string, chosen: Record<string, string[]> }} Asked */

const SORTS = ["newest", "oldest"];

/** A day as a field for dates writes it; empty where it is none. @param {string | null} text */
export const dayIn = (text) => (text && /^\d{4,6}-\d\d-\d\d$/.test(text) ? text : "");

/**
 * Reads from an address what is asked for.
 * @param {string} search  as `location.search`
 * @param {string[]} facets
 * @returns {Asked}
 */
export const read = (search, facets) => {
  const asked = new URLSearchParams(search);
  const sort = asked.get("sort") || "";
  return {
    q: asked.get("q") || "",
    from: dayIn(asked.get("from")),
    to: dayIn(asked.get("to")),
    sort: SORTS.includes(sort) ? sort : "",
    chosen: Object.fromEntries(facets.map((facet) => [facet, asked.getAll(facet)])),
  };
};

/**
 * The query of an address that asks for this, with its question mark; empty if nothing is asked. `known` is the chosen
 * "as known on" day.
 * @param {Asked} asked
 * @param {string} known
 */
export const written = ({ q, from, to, sort, chosen }, known) => {
  const query = new URLSearchParams();
  if (q) query.set("q", q);
  for (const [facet, values] of Object.entries(chosen)) for (const value of values) query.append(facet, value);
  for (const [name, value] of Object.entries({ from, to, sort, known })) if (value) query.set(name, value);
  const text = query.toString();
  return text && `?${text}`;
};

/** @param {Asked} asked */
export const hasWords = ({ q }) => partsOf(q).length > 0;

/** @param {Asked} asked */
export const isDated = ({ from, to, chosen }) => Boolean(from || to || chosen.year.length);

/** @param {Asked} asked */
export const asksAnything = (asked) =>
  hasWords(asked) || isDated(asked) || Object.values(asked.chosen).some((values) => values.length);

/** The order of the results; empty for the best first. Without words nothing is better than another. @param {Asked} asked */
export const orderOf = (asked) => asked.sort || (asksAnything(asked) && !hasWords(asked) ? "newest" : "");

/** What is chosen, each with what takes it back. @param {Asked} asked @param {Record<string, string>} labels of the facets */
export const choicesOf = ({ chosen, from, to }, labels) => {
  /** @type {{ words: string, without: Partial<Asked> }[]} */
  const found = Object.entries(chosen).flatMap(([facet, values]) =>
    values.map((value) => ({
      words: `${labels[facet]}: ${value}`,
      without: { chosen: { ...chosen, [facet]: chosen[facet].filter((it) => it !== value) } },
    })),
  );
  if (from || to) {
    found.push({
      words: [from && `from ${from}`, to && `to ${to}`].filter(Boolean).join(" "),
      without: { from: "", to: "" },
    });
  }
  return found;
};
