// A reference for Wikipedia in English, by its templates of Citation Style 1. Needs no page.
import { edtf } from "./item.js";
import { dateOf } from "../take/bibtex.js";

/** @typedef {import("./item.js").Cited} Cited */

/** By the type of an item the template, and its parameter for what the work appeared in. @type {Record<string, [string, string]>} */
const TEMPLATES = {
  "article-newspaper": ["cite news", "work"],
  motion_picture: ["cite AV media", "publisher"],
  song: ["cite AV media", "publisher"],
  broadcast: ["cite AV media", "publisher"],
  report: ["cite report", "publisher"],
  interview: ["cite interview", "work"],
};

const SIGNS = /[|{}[\]<>&]|'{2,}|~{3,}|__/g;
/** A text in one line in which no sign is taken for wikitext. @param {string} text */
export const wikitext = (text) =>
  text
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim()
    .replace(SIGNS, (signs) => [...signs].map((sign) => `&#${sign.charCodeAt(0)};`).join(""));

/** An address, with what would end it written as numbers. @param {string} url */
const address = (url) =>
  url.replace(
    /[|{}[\]<>"'`\s\p{Cc}]/gu,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`,
  );

const MONTHS = "January February March April May June July August September October November December".split(" ");

/** A date as the templates take it: 28 April 2025, April 2025, 2025, one of a range, or c. 2025; empty for another. @param {string} found */
export const dated = (found) => {
  const ends = dateOf(found)
    .split("/")
    .filter(Boolean)
    .map((end) => /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?([?~%]?)$/.exec(end)?.slice(1));
  if (!ends.length || ends.some((end) => !end)) return "";
  const days = ends.map(([year, month, day] = []) =>
    [day && Number(day), month && MONTHS[Number(month) - 1], year].filter(Boolean).join(" "),
  );
  if (ends.some((end) => end?.[3])) return `c. ${ends[0]?.[0]}`;
  return days.join(ends.every((end) => !end?.[1]) ? "–" : " – ");
};

/** @param {Cited} cited */
export const wikipedia = ({ item, quoted, at, archive, archived, state, commit }) => {
  const [template, within] = TEMPLATES[item.type] ?? ["cite web", "website"];
  // The templates want a day for an archived copy; one of which nobody knows it is left out.
  const [copy, captured] = archived.find(([, day]) => /^\d{4}-\d\d-\d\d$/.test(day)) ?? [];
  const authors = (item.author ?? []).map(({ literal }, number) => [`author${number ? number + 1 : ""}`, literal]);
  // Words that are ours stand in square brackets.
  const quote =
    quoted && (quoted.who ? `&#91;${wikitext(quoted.way || quoted.who)}:&#93; ` : "") + wikitext(quoted.words);
  const fields = [
    ...authors.map(([name, value]) => [name, wikitext(value)]),
    ["title", wikitext(item.title ?? "")],
    [within, wikitext(item["container-title"] ?? "")],
    ["date", dated(edtf(item, "issued"))],
    ["page", wikitext(item.page ?? "")],
    ["url", address(item.URL ?? "")],
    ["access-date", dated(edtf(item, "accessed"))],
    ...(copy && item.URL !== copy
      ? [
          ["archive-url", address(copy)],
          ["archive-date", dated(captured ?? "")],
        ]
      : []),
    ["language", item.language ?? ""],
    ["quote", quote ?? ""],
    ["via", wikitext(archive)],
  ];
  const given = fields.filter(([, value]) => value).map(([name, value]) => ` |${name}=${value}`);
  const told = [state, commit].filter(Boolean).join(", ");
  return `{{${template}${given.join("")}}} [${address(at)} ${wikitext(archive)}]${told ? ` (${told})` : ""}`;
};
