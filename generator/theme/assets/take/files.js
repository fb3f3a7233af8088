// Downloads what a page shows: its rows, the query, and the day of the archive. Looks up the values in
// the archive's files, so that a list only needs the addresses of its rows.
import { statusInWords, statusOf } from "../lib/became.js";
import { make } from "../lib/dom.js";
import { fileNumberOf } from "../lib/hashes.js";
import { edtfOf, nameOf } from "../cite/item.js";
import { _ } from "../lib/messages.js";
import { urlOf } from "../lib/site.js";
import { loadHead, loadRowFile } from "../table/data.js";
import { bibtex } from "./bibtex.js";
import { csv, downloadText } from "./csv.js";

/** @typedef {"csv" | "json" | "bib"} Form */
/** @typedef {import("../table/data.js").Article} Article */
/**
 * A row of a list: its address from the site's root, and its values if it is not part of an article; `beside` are addresses of
 * articles in it.
 * @typedef {{ address: string, kind?: string, title?: string, date?: string, beside?: string[] }} Row
 */
/** @typedef {Record<string, string | number>} Out */
/** @typedef {{ archive: string, state: string, known: string, address: string, asked: Record<string, string>, rows: Out[], works: import("./bibtex.js").Work[] }} Taken */

const COLUMNS = "kind title words who date finding stance number outlet published status language url address".split(
  " ",
);
const PARTS = /** @type {const} */ ({ q: "quotations", s: "stances", f: "estimates" });
const KINDS = { quotations: "quotation", stances: "stance", estimates: "estimate" };

const known = () => window.archiveKnown?.day() || "";

/** The article of an address, and the kind and id of its part. @param {string} address */
const parseAddress = (address) => {
  const [, id, letter, part] = address.match(/^articles\/([^/]+)\/(?:#([qsf])-(.+))?$/) ?? [];
  return id ? { id, kind: letter ? PARTS[/** @type {keyof typeof PARTS} */ (letter)] : undefined, part } : undefined;
};

/** @param {string} id @returns {Promise<Article | undefined>} */
const articleOf = async (id) => {
  const { files } = await loadHead();
  return (await loadRowFile(fileNumberOf(id, files.length))).find((it) => it.id === id);
};

/** @param {Row} row @returns {Promise<{ row: Row, article?: Article, kind?: keyof typeof KINDS, part?: import("../table/data.js").Part }>} */
const lookUpRow = async (row) => {
  const of = parseAddress(row.address);
  const article = of && (await articleOf(of.id));
  if (!of || !article) return { row };
  return { row, article, kind: of.kind, part: of.kind && article[of.kind]?.find((it) => it.id === of.part) };
};

/** @param {Awaited<ReturnType<typeof lookUpRow>>} found @returns {Out} */
const fileRow = ({ row, article, kind, part }) => {
  const text = (/** @type {string | number | undefined} */ it) => it ?? "";
  /** @type {Record<string, string | number | undefined>} */
  const values =
    article && part && kind
      ? {
          kind: KINDS[kind],
          title: article.title,
          words: part.words,
          who: part.who,
          date: part.date,
          // Findings are left out if a day is chosen, since editors may have made them later.
          finding: known() ? "" : part.finding,
          stance: part.stance,
          number: part.number,
          language: part.language || article.language,
        }
      : article
        ? { kind: "article", title: article.title, date: article.published, language: article.language }
        : { kind: row.kind, title: row.title, date: row.date };
  const whole = {
    ...values,
    outlet: article?.outlet,
    published: article?.published,
    status: statusOf(article?.became),
    url: article?.url,
    address: urlOf(row.address),
  };
  return Object.fromEntries(COLUMNS.map((name) => [name, text(/** @type {any} */ (whole)[name])]));
};

/** An item of CSL-JSON as a work. @param {import("../cite/item.js").Item} item @param {string} address  of its page here @returns {import("./bibtex.js").Work} */
export const workOf = (item, address) => ({
  id: item.id,
  title: item.title ?? "",
  authors: item.author?.map((name) => (name.family ? name : nameOf(name))),
  outlet: item["container-title"] ?? item.publisher,
  published: edtfOf(item, "issued"),
  language: item.language,
  url: item.URL,
  seen: edtfOf(item, "accessed"),
  number: item.number,
  pages: item.page,
  note: item.note,
  at: address,
});

/**
 * Complete rows for a file, and the works that they come from.
 * @param {Row[]} rows @param {Record<string, string>} asked  what the reader chose, by the labels of the fields
 * @returns {Promise<Taken>}
 */
export const collectRows = async (rows, asked) => {
  const [{ title, state }, found] = await Promise.all([loadHead(), Promise.all(rows.map(lookUpRow))]);
  /** @type {Map<string, import("./bibtex.js").Work>} */
  const works = new Map();
  for (const { row, article, kind, part } of found) {
    const beside = await Promise.all((row.beside ?? []).map((it) => articleOf(parseAddress(it)?.id ?? "")));
    for (const it of article ? [article] : beside) {
      if (!it) continue;
      const work = works.get(it.id) ?? {
        ...workOf(it.cited, urlOf(it.at)),
        title: it.title,
        url: it.url,
        archived: it.archived?.map(([url]) => url),
        note: statusInWords(it.became),
        quoted: [],
      };
      works.set(it.id, work);
      if (part && kind === "quotations") {
        work.quoted?.push({
          words: String(part.words ?? ""),
          who: String(part.who ?? ""),
          day: String(part.day ?? ""),
        });
      }
    }
  }
  return {
    archive: title,
    state,
    known: known(),
    address: location.href,
    asked,
    rows: found.map(fileRow),
    works: [...works.values()],
  };
};

/** The header lines of a file: the query, the page, and the day of the archive. @param {Taken} it */
const fileHeader = ({ archive, state, known: day, address, asked, works }) => [
  archive,
  ...Object.entries(asked).map(([name, value]) => `${name}: ${value}`),
  address,
  ...(state ? [_("state of {day}", { day: state })] : []),
  ...(day ? [_("as known on {day}", { day })] : []),
  ...(works.length ? [] : [_("No article supports what is shown.")]),
];

/** @type {Record<Form, { type: string, text: (it: Taken) => string }>} */
export const FORMS = {
  csv: {
    type: "text/csv",
    text: ({ rows, address, state, known: day }) =>
      csv([
        [...COLUMNS, "query", "state", "known"],
        ...rows.map((row) => [...COLUMNS.map((name) => row[name]), address, state, day]),
      ]),
  },
  json: {
    type: "application/json",
    text: ({ works: _works, rows, ...asked }) => {
      const some = rows.map((row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== "")));
      return `${JSON.stringify({ ...asked, rows: some }, null, 2)}\n`;
    },
  },
  bib: { type: "application/x-bibtex", text: (it) => bibtex(it.works, fileHeader(it)) },
};

/** The name of a file of what this page shows. @param {{ state: string, known: string }} it @param {string} form */
export const fileNameOf = ({ state, known: day }, form) => {
  const path = location.pathname
    .slice(new URL(urlOf("")).pathname.length)
    .split("/")
    .filter(Boolean);
  return `${[...path, day || state].filter(Boolean).join("-") || "archive"}.${form}`;
};

/** Downloads these rows as a file. @param {Form} form @param {Row[]} rows @param {Record<string, string>} asked */
export const downloadRows = async (form, rows, asked) => {
  const it = await collectRows(rows, asked);
  downloadText(fileNameOf(it, form), FORMS[form].type, FORMS[form].text(it));
};

/** Runs the action of a button, and shows a message next to it if that fails. @param {Element} box @param {() => Promise<void>} act */
export const tryAction = async (box, act) => {
  const status = box.querySelector("[role=status]") ?? make("span", { role: "status" });
  box.append(status);
  status.textContent = "";
  try {
    await act();
  } catch (fault) {
    status.textContent = ` ${_("The file could not be made. Try again.")}`;
    console.warn(fault);
  }
};

/** The file format of a button; undefined for other elements. @param {EventTarget | null} target @returns {Form | undefined} */
export const formOf = (target) => {
  const form = target instanceof HTMLButtonElement ? target.dataset.form : "";
  return form && Object.hasOwn(FORMS, form) ? /** @type {Form} */ (form) : undefined;
};
