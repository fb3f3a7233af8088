// A reference for Wikipedia in English, by its templates of Citation Style 1. Does not touch the page.
import { edtfOf } from "./item.js";
import { dateOf } from "../take/bibtex.js";

/** @typedef {import("./item.js").Cited} Cited */
/** @typedef {import("./item.js").Item} Item */

/** The template for each type of item. @type {Record<string, string>} */
const TEMPLATES = {
  "article-newspaper": "cite news",
  motion_picture: "cite AV media",
  song: "cite AV media",
  broadcast: "cite AV media",
  report: "cite report",
  interview: "cite interview",
};

/** The template of an item, and its parameters for the containing work and the publisher. @param {Item} item */
const templateOf = (item) => {
  if (item.genre === "Press release") return ["cite press release", "publisher", "publisher"];
  const part = item["container-title"] && item.publisher; // of a programme
  if (part && ["song", "broadcast", "motion_picture"].includes(item.type)) return ["cite episode", "series", "network"];
  return [TEMPLATES[item.type] ?? "cite web", item.type === "post" ? "website" : "work", "publisher"];
};

/** The languages with a template parameter for titles in non-Latin script. */
const IN_SCRIPT = new Set(
  (
    "am ar as be bg bn bo bs dv el fa gu he hi hy ja ka kk km kn ko ku ky lo mk ml mn mr my ne or pa ps ru sd si sr ta te tg th tk " +
    "tt ug uk ur uz yi zh"
  ).split(" "),
);

/** The parameter of the title; for non-Latin script, the one with its language. @param {Item} item */
const titleParameter = ({ title, language = "" }) => {
  const [primary] = language.toLowerCase().split("-");
  const [letter] = title?.match(/\p{L}/u) ?? [""];
  return title && letter && !/\p{Script=Latin}/u.test(letter) && IN_SCRIPT.has(primary)
    ? ["script-title", `${primary}:${wikitext(title)}`]
    : ["title", wikitext(title ?? "[no title]")]; // the template shows an error without a title
};

const SIGNS = /[|{}[\]<>&]|'{2,}|~{3,}|__/g;
/** A text on one line, with wikitext syntax escaped. @param {string} text */
export const wikitext = (text) =>
  text
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim()
    .replace(SIGNS, (signs) => [...signs].map((sign) => `&#${sign.charCodeAt(0)};`).join(""));

/** An address, with characters that would end it percent-encoded. @param {string} url */
const address = (url) =>
  url.replace(
    /[|{}[\]<>"'`\s\p{Cc}]/gu,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`,
  );

const MONTHS = "January February March April May June July August September October November December".split(" ");

/** A date in a form that the templates accept: 28 April 2025, April 2025, 2025, a range, or c. 2025; empty if there is none. @param {string} found */
export const templateDate = (found) => {
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
  const [template, within, by] = templateOf(item);
  // The templates require a date for an archived copy; copies without one are left out.
  const [copy, captured] = archived.find(([, day]) => /^\d{4}-\d\d-\d\d$/.test(day)) ?? [];
  const authors = (item.author ?? []).flatMap(({ family, given, literal }, at) => {
    const number = at ? at + 1 : "";
    return family
      ? [
          [`last${number}`, family],
          [`first${number}`, given ?? ""],
        ]
      : [[`author${number}`, literal ?? ""]];
  });
  // Our own words are in square brackets.
  const quote =
    quoted && (quoted.who ? `&#91;${wikitext(quoted.way || quoted.who)}:&#93; ` : "") + wikitext(quoted.words);
  const fields = [
    ...authors.map(([name, value]) => [name, wikitext(value)]),
    titleParameter(item),
    [within, wikitext(item["container-title"] ?? "")],
    [by, wikitext(item.publisher ?? "")],
    ["date", templateDate(edtfOf(item, "issued"))],
    ["page", wikitext(item.page ?? "")],
    ["url", address(item.URL ?? "")],
    ["access-date", templateDate(edtfOf(item, "accessed"))],
    ...(copy && item.URL !== copy
      ? [
          ["archive-url", address(copy)],
          ["archive-date", templateDate(captured ?? "")],
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
