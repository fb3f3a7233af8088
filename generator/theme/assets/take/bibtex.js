// Writes works as BibTeX entries, for BibTeX, biblatex and compatible programs. Does not touch the page.

/** @typedef {import("../cite/item.js").Name} Name */
/**
 * A work that is cited. Dates are in EDTF, as records have them; `quoted` are sentences of it, each with who said it and when.
 * @typedef {{ id: string, title: string, authors?: (string | Name)[], outlet?: string, published?: string, language?: string, url?: string,
 *   archived?: string[], seen?: string, at?: string, number?: string, pages?: string, note?: string,
 *   quoted?: { words: string, who?: string, day?: string }[] }} Work
 */

/** @type {Record<string, string>} */
const SPECIAL = {
  "\\": "\\textbackslash{}",
  // As commands, since BibTeX counts all braces, even escaped ones.
  "{": "\\textbraceleft{}",
  "}": "\\textbraceright{}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
  $: "\\$",
  "&": "\\&",
  "#": "\\#",
  _: "\\_",
  "%": "\\%",
};

/** A text on one line, escaped for TeX, as in the exports. @param {string} text */
export const tex = (text) =>
  text
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim()
    .replace(/[\\{}~^$&#_%]/g, (sign) => SPECIAL[sign]);

// In an address only the characters that would end it or begin a command are escaped.
/** @param {string} url */
export const address = (url) => url.replace(/[\\{}\s\p{Cc}]/gu, (sign) => encodeURIComponent(sign));

/** A key that every program reads: letters and digits of ASCII, and hyphens. @param {string} id */
const keyOf = (id) => id.replace(/[^A-Za-z0-9]+/g, "-").replace(/^-|-$/g, "") || "work";

/**
 * A date for biblatex: a day, a month or a year, with ? and ~ as in EDTF, or a range. For a set, the part that all dates
 * share; empty if there is none.
 * @param {string} edtf
 */
export const dateOf = (edtf) => {
  const one = String.raw`-?\d{4}(?:-\d\d){0,2}[?~%]?`;
  if (new RegExp(`^(?:${one}|\\.\\.)?(?:/(?:${one}|\\.\\.)?)?$`).test(edtf)) return edtf.replaceAll("..", "");
  const days = edtf.match(/-?\d{4}(?:-\d\d){0,2}/g) ?? [];
  const parts = days.map((day) => day.split(/(?<=\d)-/));
  const shared = (parts[0] ?? []).filter((_, at) =>
    parts.every((it) => it.slice(0, at + 1).join("-") === parts[0].slice(0, at + 1).join("-")),
  );
  return shared.join("-");
};

// The languages that biblatex supports, by its names for them.
/** @type {Record<string, string>} */
const RULES = {
  ar: "arabic", bg: "bulgarian", cs: "czech", da: "danish", de: "german", el: "greek", en: "english", es: "spanish", fi: "finnish",
  fr: "french", hr: "croatian", hu: "hungarian", it: "italian", ja: "japanese", ko: "korean", nl: "dutch", no: "norsk", pl: "polish",
  pt: "portuguese", ro: "romanian", ru: "russian", sk: "slovak", sr: "serbian", sv: "swedish", tr: "turkish", uk: "ukrainian", zh: "chinese",
}; // prettier-ignore

/** @param {string} tag */
const languageOf = (tag) => {
  try {
    return new Intl.DisplayNames("en", { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
};

/** A name: as printed and in braces if nobody knows which part is the family name, so that no program divides it. @param {string | Name} name */
const nameIn = (name) =>
  typeof name === "string"
    ? `{${tex(name)}}`
    : [name.family, name.given].map((part) => `{${tex(part ?? "")}}`).join(", ");

/** @param {Work} work @param {string} key */
const entry = (work, key) => {
  const [archived = ""] = work.archived ?? [];
  const url = work.url || archived || work.at || "";
  const quoted = (work.quoted ?? []).map(({ words, who, day }) => {
    const said = [who, day].filter(Boolean).join(", ");
    return `“${words}”${said && ` (${said})`}`;
  });
  const authors = (work.authors ?? []).map(nameIn).filter((name) => name !== "{}");
  /** @type {[string, string][]} */
  const fields = [
    ["title", `{${tex(work.title)}}`], // in two pairs of braces, so that capitals are kept
    ["author", authors.join(" and ")],
    ["organization", work.outlet ? `{${tex(work.outlet)}}` : ""],
    ["date", dateOf(work.published ?? "")],
    ["number", tex(work.number ?? "")],
    ["pages", tex(work.pages ?? "")],
    ["url", address(url)],
    ["urldate", url === work.url ? dateOf(work.seen ?? "") : ""],
    ["language", tex(work.language ? languageOf(work.language) : "")],
    ["langid", RULES[(work.language ?? "").split("-")[0]] ?? ""],
    ["note", tex([...quoted, work.note].filter(Boolean).join("; "))],
    ["addendum", archived && archived !== url ? `Archived: ${tex(archived)}` : ""],
  ];
  const lines = fields
    .filter(([, value]) => value && value !== "{}")
    .map(([name, value]) => `  ${name} = {${value}},\n`);
  return `@online{${key},\n${lines.join("")}}\n`;
};

/**
 * The text of a file with these works, in their order. `about` are lines about the file, at its head.
 * @param {Work[]} works @param {string[]} [about]
 */
export const bibtex = (works, about = []) => {
  const used = new Set();
  const entries = works.map((work) => {
    const own = keyOf(work.id);
    let key = own;
    for (let n = 2; used.has(key.toLowerCase()); n++) key = `${own}-${n}`;
    used.add(key.toLowerCase());
    return entry(work, key);
  });
  // All text between entries is a comment, up to the @ of the next entry.
  const head = about
    .map(
      (line) =>
        `% ${line
          .replace(/[\s\p{Cc}]+/gu, " ")
          .replaceAll("@", "(at)")
          .replace(/[{}]/g, "")}\n`,
    )
    .join("");
  return [head, ...entries].filter(Boolean).join("\n");
};
