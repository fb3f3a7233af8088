// Reads a page saved as HTML: its main text and its metadata. The browser parses it without running its scripts and
// without asking for anything that it names (DOMParser makes documents that are not shown). What it does not say is null.
import { isObject } from "./record.js";
import { folded } from "./text.js";

/** @typedef {{ text: string, title: string | null, url: string | null, published: string | null, outlet: string | null,
    authors: string[], language: string | null }} Saved */

const LEFT_OUT =
  "script, style, noscript, template, nav, aside, footer, form, button, svg, iframe, object, dialog, [hidden], [aria-hidden=true]";
const BLOCKS = new Set(
  "ADDRESS ARTICLE BLOCKQUOTE DD DIV DL DT FIGCAPTION FIGURE H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN OL P PRE SECTION TABLE TD TH TR UL".split(
    " ",
  ),
);
const OF_AN_ARTICLE = /Article|Posting|Report|VideoObject|WebPage$/;
const MIN_LENGTH = 200; // letters: a shorter text is not an article but a teaser

/** Whether a file is a saved page, by its name and its type. @param {File} file */
export const isPage = (file) =>
  /\.x?html?$/i.test(file.name) || /^(?:text\/html|application\/xhtml\+xml)$/.test(file.type);

/** Whether a file is a PDF. @param {File} file */
export const isPdf = (file) => /\.pdf$/i.test(file.name) || file.type === "application/pdf";

/** The text of a page's bytes, in the encoding that they name (HTML, 13.2.3.2), or else in UTF-8. @param {Uint8Array<ArrayBuffer>} bytes */
export const decodePage = (bytes) => {
  const head = new TextDecoder("windows-1252").decode(bytes.slice(0, 1024));
  const named = /<meta[^>]{0,200}?charset\s*=\s*["']?([\w-]{1,40})/i.exec(head)?.[1];
  const marked =
    bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : null;
  try {
    return new TextDecoder(marked ?? named ?? "utf-8").decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes); // an encoding that no browser knows
  }
};

const TAG = /<[a-z][^<>]*>/gi;

/** A tag without its event handlers: none would run, but the browser would complain of each. @param {string} tag */
const withoutHandlers = (tag) => tag.replace(/\son[a-z]+(?=\s*=)/gi, " data-on");

/** The text and the metadata of a saved page. @param {string} html @returns {Saved} */
export const read = (html) => {
  const page = new DOMParser().parseFromString(html.replace(TAG, withoutHandlers), "text/html");
  const said = articleInJsonLd(page);
  const meta = (/** @type {string[]} */ ...names) => {
    for (const name of names) {
      const value = page.querySelector(
        `meta[property="${name}" i], meta[name="${name}" i], meta[itemprop="${name}" i]`,
      );
      const content = value && line(value.getAttribute("content"));
      if (content) return content;
    }
    return null;
  };
  const canonical = page.querySelector("link[rel~=canonical]")?.getAttribute("href");
  const authors = namesInJsonLd(said.author);
  const author = meta("author", "citation_author", "dc.creator");
  const found = {
    title:
      line(said.headline) ??
      meta("og:title", "citation_title", "dc.title", "twitter:title") ??
      line(page.querySelector("h1")?.textContent) ??
      line(page.title),
    url: address(canonical) ?? address(meta("og:url")) ?? address(said.url) ?? address(savedFrom(html)),
    published:
      day(said.datePublished) ??
      day(meta("article:published_time", "datePublished", "citation_publication_date", "dc.date", "date")),
    outlet: namesInJsonLd(said.publisher)[0] ?? meta("og:site_name", "citation_journal_title", "dc.publisher"),
    authors: authors.length || !author || address(author) ? authors : [author],
    language: language(said.inLanguage) ?? language(page.documentElement.lang) ?? language(meta("og:locale")),
  };
  return { text: textOf(page), ...found };
};

/** The metadata of the article in JSON-LD; other objects are ignored. @param {Document} page @returns {Record<string, unknown>} */
const articleInJsonLd = (page) => {
  for (const script of page.querySelectorAll('script[type="application/ld+json"]')) {
    let held;
    try {
      held = JSON.parse(script.textContent ?? "");
    } catch {
      continue; // many pages have invalid JSON here
    }
    const graph = isObject(held) && Array.isArray(held["@graph"]) ? held["@graph"] : [held].flat();
    const article = graph.find(
      (one) => isObject(one) && [one["@type"]].flat().some((it) => OF_AN_ARTICLE.test(String(it))),
    );
    if (isObject(article)) return article;
  }
  return {};
};

/** The names of people or bodies in JSON-LD. @param {unknown} value @returns {string[]} */
const namesInJsonLd = (value) =>
  [value]
    .flat()
    .map((one) => line(isObject(one) ? one.name : one))
    .filter((name) => name !== null)
    .filter((name) => !address(name));

/** A text on one line; null if it is empty. @param {unknown} value */
const line = (value) => (typeof value === "string" && folded(value).slice(0, 500)) || null;

/** A whole address of the web. @param {unknown} value */
const address = (value) =>
  typeof value === "string" && value.length <= 2000 && /^https?:\/\/[^/?#\s@]+(?:[/?#]\S*)?$/i.test(value.trim())
    ? value.trim()
    : null;

/** The day of a date of ISO 8601, as the page has it. @param {unknown} value */
const day = (value) => (typeof value === "string" && /^\d{4}-\d{2}-\d{2}(?=T|\s|$)/.exec(value.trim())?.[0]) || null;

/** The language of a tag, without its country. @param {unknown} value */
const language = (value) =>
  (typeof value === "string" && /^[a-z]{2,3}(?=[-_]|$)/i.exec(value.trim())?.[0].toLowerCase()) || null;

/** The address that browsers and SingleFile write into a saved page. @param {string} html */
const savedFrom = (html) =>
  /<!--[^>]{0,80}?saved from url=\(\d+\)(\S+)/i.exec(html.slice(0, 5000))?.[1] ??
  /Page saved with SingleFile\s+url:\s*(\S+)/.exec(html.slice(0, 5000))?.[1];

/** The readable text: of the longest article or, where there is none, of the main part or of all. @param {Document} page */
const textOf = (page) => {
  for (const node of page.querySelectorAll(LEFT_OUT)) node.remove();
  const articles = [...page.querySelectorAll("article")].filter((it) => !it.parentElement?.closest("article"));
  const longest = articles.map(paragraphs).sort((one, other) => other.length - one.length)[0] ?? "";
  if (longest.length >= MIN_LENGTH) return longest;
  const main = page.querySelector("main, [role=main]");
  const inMain = main ? paragraphs(main) : "";
  return inMain.length >= MIN_LENGTH ? inMain : paragraphs(page.body);
};

/** The text of an element, a line to each paragraph, with an empty line between them. @param {Element} root */
const paragraphs = (root) => {
  /** @type {string[]} */
  const parts = [];
  /** @type {Node | null} */
  let node = root;
  // Without recursion: a page may be nested deeper than the call stack allows.
  while (node) {
    if (node.nodeType === Node.TEXT_NODE) parts.push((node.nodeValue ?? "").replace(/\s+/g, " "));
    else if (node.nodeName === "BR") parts.push("\n");
    else if (BLOCKS.has(node.nodeName)) parts.push("\n\n");
    if (node.firstChild) {
      node = node.firstChild;
      continue;
    }
    while (node && node !== root && !node.nextSibling) {
      node = node.parentNode;
      if (node && BLOCKS.has(node.nodeName)) parts.push("\n\n");
    }
    node = !node || node === root ? null : node.nextSibling;
  }
  const lines = parts.join("").split("\n").map(folded);
  return lines
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
};
