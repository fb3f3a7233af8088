// Writes an item as RIS, as generator/exports/formats/citations.py does. Does not touch the page.

import { inverted } from "./item.js";

/** @typedef {import("./item.js").Item} Item */

/** @type {Record<string, string>} */
const TYPES = {
  "article-newspaper": "NEWS", post: "BLOG", motion_picture: "VIDEO", song: "SOUND", broadcast: "MPCT", document: "GEN",
  report: "RPRT", interview: "PCOMM",
}; // prettier-ignore

/** A date in RIS, year/month/day/other; unknown parts are empty. @param {import("./item.js").Day} [date] */
const risDate = (date) => {
  if (!date) return "";
  const [parts] = date["date-parts"] ?? [];
  if (!parts) return `///${date.literal ?? ""}`;
  const [year, month = "", day = ""] = parts.map((part) => String(part).padStart(2, "0"));
  return `${year}/${month}/${day}/`;
};

/** The text of a file with this item. @param {Item} item */
export const ris = (item) => {
  const year = item.issued?.["date-parts"]?.[0][0];
  /** @type {[string, string | number | undefined][]} */
  const fields = [
    ["ID", item.id],
    ["TI", item.title],
    ...(item.author ?? []).map(
      (name) => /** @type {[string, string]} */ (["AU", name.family ? inverted(name) : `${name.literal},`]),
    ),
    ["T2", item["container-title"]],
    ["PB", item.publisher],
    ["DA", risDate(item.issued)],
    ["PY", year],
    ["Y2", risDate(item.accessed)],
    ["M1", item.number],
    ["SP", item.page],
    ["UR", item.URL],
    ["LA", item.language],
    ["DB", item.archive],
    ["AV", item.archive_location],
    ["N1", item.note],
  ];
  const lines = fields.flatMap(([tag, value]) => {
    const text = String(value ?? "")
      .replace(/\s+/g, " ")
      .trim();
    return text ? [`${tag}  - ${text}`] : [];
  });
  return [`TY  - ${TYPES[item.type]}`, ...lines, "ER  - ", ""].map((line) => `${line}\r\n`).join("");
};
