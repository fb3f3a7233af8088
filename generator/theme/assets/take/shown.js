// Reads the rows of a page as filtered and sorted by the reader, for downloads.
import { all } from "../lib/dom.js";
import { root } from "../lib/site.js";
import { articlesOf, loadColumn, loadHead, loadRows } from "../table/data.js";
import { formOf, downloadRows, tryAction } from "./files.js";

/** @typedef {import("./files.js").Row} Row */

const GONE = "[hidden], [data-later]";

/** The links of a row that lead to pages of the site, by their addresses from its root. @param {HTMLElement} row */
const linksOf = (row) =>
  all(row, "a[href]", HTMLAnchorElement)
    .filter((link) => !link.closest(GONE) && link.origin === root.origin && link.pathname.startsWith(root.pathname))
    .map((link) => ({
      text: link.textContent.trim(),
      address: link.pathname.slice(root.pathname.length) + link.hash,
      own: Boolean(link.closest(".ar-said__links")),
    }));

const PART = /^articles\/[^/]+\/#[qsf]-/;
const ARTICLE = /^articles\/[^/]+\//;

/** The records of a row: parts of articles, else an article, else the first record that it names. @param {HTMLElement} row @returns {Row[]} */
const rowsIn = (row) => {
  const links = linksOf(row);
  const parts = links.filter(({ address }) => PART.test(address));
  const estimates = [...new Set(parts.map(({ address }) => address).filter((it) => it.includes("#f-")))];
  if (estimates.length) return estimates.map((address) => ({ address }));
  const [one] = [...parts.filter(({ own }) => own), ...parts];
  if (one) return [{ address: one.address }];
  const [first] = links;
  if (!first) return [];
  if (ARTICLE.test(first.address)) return [{ address: first.address.replace(/#.*/, "") }];
  const date = row.closest(".ar-day")?.querySelector("time")?.dateTime ?? "";
  const beside = links.map(({ address }) => address.replace(/#.*/, "")).filter((it) => ARTICLE.test(it));
  const [folder] = first.address.split("/");
  return [{ address: first.address, kind: folder, title: first.text, date, beside: [...new Set(beside)] }];
};

/** All estimates of a figure, in place of the figure. @param {Row} row @returns {Promise<Row[]>} */
const estimatesOf = async (row) => {
  const [, id] = row.address.match(/^figures\/([^/]+)\/$/) ?? [];
  if (!id) return [row];
  const [whole, { values, of }] = await Promise.all([loadHead(), loadColumn("estimates", "figure")]);
  const number = values.findIndex(([key]) => key === id);
  const articles = articlesOf(whole, "estimates");
  const day = window.archiveKnown?.day() || "";
  const isOut = (/** @type {number} */ at) => !day || (whole.days[whole.known[articles[at]]] ?? "9") <= day;
  const own = of.flatMap((it, at) => (it === number && isOut(at) ? [at] : []));
  const found = await loadRows("estimates", own);
  return found.map(({ article, part }) => ({ address: `${article.at}#${part?.at}` }));
};

/** The chosen filters of the page, by their labels. @returns {Record<string, string>} */
const chosenFilters = () =>
  Object.fromEntries(
    all(document, "form.ar-filter:not([hidden]) :is(input, select)", HTMLElement).flatMap((field) => {
      if (!(field instanceof HTMLInputElement || field instanceof HTMLSelectElement) || !field.value) return [];
      const label = field.closest("label")?.firstChild?.textContent?.trim() || field.name;
      const value = field instanceof HTMLSelectElement ? field.selectedOptions[0].textContent : field.value;
      return [[label, value ?? ""]];
    }),
  );

/** @param {Element} button */
export const press = (button) => {
  const box = button.closest("[data-take]");
  const form = formOf(button);
  if (!(box instanceof HTMLElement) || !form) return;
  tryAction(box, async () => {
    const shown = all(document, box.dataset.take ?? "", HTMLElement).filter((row) => !row.closest(GONE));
    const rows = (await Promise.all(shown.flatMap(rowsIn).map(estimatesOf))).flat();
    const page = document.querySelector("h1")?.firstChild?.textContent?.trim() ?? "";
    await downloadRows(form, rows, { page, ...chosenFilters() });
  });
};
