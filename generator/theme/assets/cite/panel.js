// The panel for citing an article or a quotation, in a chosen style, to copy or download.
import { get, make } from "../lib/dom.js";
import { fileNumberOf } from "../lib/hashes.js";
import { _, pgettext, plain } from "../lib/messages.js";
import { urlOf, root } from "../lib/site.js";
import { loadStyle as sheet } from "../lib/style.js";
import { loadHead, loadRowFile } from "../table/data.js";
import { bibtex } from "../take/bibtex.js";
import { downloadText } from "../take/csv.js";
import { workOf } from "../take/files.js";
import { accessNote, inProse, quotationInWords, completeItem } from "./item.js";
import { ris } from "./ris.js";
import { formatIn, loadStyles } from "./styles.js";
import { wikipedia } from "./wikipedia.js";

sheet("cite", import.meta.url);

/** @typedef {import("./item.js").Cited} Cited */
/** @typedef {{ label: () => string, ending: string, type: string, text: (cited: Cited) => string }} Form */

/** @type {Record<string, Form>} */
const FORMS = {
  words: { label: () => _("In a sentence"), ending: "txt", type: "text/plain", text: inProse },
  wikipedia: { label: () => _("Wikipedia (English)"), ending: "wiki.txt", type: "text/plain", text: wikipedia },
  bibtex: {
    label: () => "BibTeX",
    ending: "bib",
    type: "application/x-bibtex",
    text: (cited) => bibtex([workOf(completeItem(cited), cited.at)]),
  },
  ris: {
    label: () => "RIS",
    ending: "ris",
    type: "application/x-research-info-systems",
    text: (cited) => ris(completeItem(cited)),
  },
  csl: {
    label: () => "CSL-JSON",
    ending: "json",
    type: "application/vnd.citationstyles.csl+json",
    text: (cited) => `${JSON.stringify([completeItem(cited)], null, 2)}\n`,
  },
};
const STYLE = "style ";
const STORED_FORM = `cite ${root.pathname}`;

/** The style that this reader chose last. */
const lastForm = () => {
  try {
    return localStorage.getItem(STORED_FORM) ?? "words";
  } catch {
    return "words";
  }
};

/** The article or quotation at an address: articles/one/, or articles/one/#q-a. @param {string} address @returns {Promise<Cited>} */
const citedAt = async (address) => {
  const [, id, quotation] = /^articles\/([^/]+)\/(?:#q-(.+))?$/.exec(address) ?? [];
  const { files, title, state, commit } = await loadHead();
  const article = (await loadRowFile(fileNumberOf(id, files.length))).find((it) => it.id === id);
  const part = quotation ? article?.quotations?.find((it) => it.id === quotation) : undefined;
  if (!article || (quotation && !part)) throw new Error(`${address} is not in the archive`);
  return {
    item: article.cited,
    quoted: part && /** @type {any} */ (part),
    at: urlOf(address),
    archive: title,
    state,
    commit: commit ?? "",
    day: article.day,
    archived: article.archived ?? [],
  };
};

const ALLOWED_TAGS = new Set(["I", "B", "SUP", "SUB", "EM", "STRONG", "SPAN"]);

/** The output of the citation processor as nodes: only text, italics, bold and the like are kept. @param {Node} made @returns {Node[]} */
const sanitised = (made) =>
  [...made.childNodes].flatMap((it) => {
    if (it instanceof Text) return [document.createTextNode(it.data.replace(/\s+/g, " "))];
    if (!(it instanceof HTMLElement)) return [];
    const inside = sanitised(it);
    return ALLOWED_TAGS.has(it.tagName) && it.tagName !== "SPAN"
      ? [make(/** @type {"i"} */ (it.tagName.toLowerCase()), {}, ...inside)]
      : inside;
  });

/** @param {string} html */
const nodesOf = (html) => sanitised(new DOMParser().parseFromString(html, "text/html").body);

/** The paragraphs of a citation in a style. @param {string} style @param {Cited} cited */
const paragraphs = async (style, cited) => {
  const { note, entry } = await formatIn(style, cited.item);
  const said = quotationInWords(cited);
  const both = Boolean(note.trim() && entry.trim());
  return [
    said && make("p", {}, `${said}.`),
    note.trim() &&
      make("p", {}, both && make("b", {}, `${pgettext("in a style of citation", "Note")} `), ...nodesOf(note)),
    entry.trim() && make("p", {}, both && make("b", {}, `${_("Bibliography")} `), ...nodesOf(entry)),
    make("p", {}, accessNote(cited)),
  ].filter((it) => it instanceof HTMLElement);
};

/** @param {HTMLElement} box */
const textOf = (box) => plain([...box.children].map((it) => it.textContent?.trim()).join("\n"));

/** @param {HTMLElement} shown */
const copyText = async (shown) => {
  const text = textOf(shown);
  if (shown.querySelector("i, b") && typeof ClipboardItem === "function") {
    const both = { "text/plain": text, "text/html": plain(shown.innerHTML) };
    const blobs = Object.entries(both).map(([type, it]) => [type, new Blob([it], { type })]);
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
  } else {
    await navigator.clipboard.writeText(text);
  }
};

/** @param {Cited} cited @param {[string, string][]} named  the styles that there are */
const drawPanel = (cited, named) => {
  const choice = make(
    "select",
    {},
    make("option", { value: "words" }, FORMS.words.label()),
    ...named.map(([name, title]) => make("option", { value: STYLE + name }, title)),
    ...Object.entries(FORMS).flatMap(([key, { label }]) =>
      key === "words" ? [] : [make("option", { value: key }, label())],
    ),
  );
  choice.value = lastForm();
  if (!choice.value) choice.value = "words";
  const shown = make("div", { class: "ar-citer__text", role: "status" });
  const credit = make(
    "p",
    { class: "ar-small ar-soft", hidden: true },
    make(
      "a",
      { href: "https://citationstyles.org/", rel: "external nofollow noopener" },
      // The wording that its licence requires, in every language.
      "citeproc-js implements the Citation Style Language",
    ),
    " © Frank Bennett",
  );
  let last = 0;
  const draw = async () => {
    const number = ++last;
    const { value } = choice;
    shown.setAttribute("aria-busy", "true");
    /** @type {HTMLElement[]} */
    let made;
    try {
      made = value.startsWith(STYLE)
        ? await paragraphs(value.slice(STYLE.length), cited)
        : [make(value === "words" ? "p" : "pre", {}, FORMS[value].text(cited))];
    } catch (fault) {
      console.warn(fault);
      made = [make("p", {}, _("This form could not be made. Try another one."))];
    }
    if (number !== last) return;
    shown.replaceChildren(...made);
    shown.removeAttribute("aria-busy");
    credit.hidden = !value.startsWith(STYLE);
  };
  choice.addEventListener("change", () => {
    try {
      localStorage.setItem(STORED_FORM, choice.value);
    } catch {
      /* not allowed: the next panel opens with the default style */
    }
    draw();
  });
  const copying = make("button", { type: "button" }, pgettext("to the clipboard", "Copy"));
  copying.addEventListener("click", async () => {
    try {
      await copyText(shown);
      copying.textContent = _("Copied");
      setTimeout(() => {
        copying.textContent = pgettext("to the clipboard", "Copy");
      }, 1500);
    } catch {
      // Not allowed: select the text for the reader to copy.
      getSelection()?.selectAllChildren(shown);
    }
  });
  const load = () => {
    const { ending, type } = FORMS[choice.value] ?? FORMS.words;
    downloadText(`${cited.item.id}.${ending}`, type, `${textOf(shown).trimEnd()}\n`);
  };
  draw();
  return make(
    "div",
    { class: "ar-citer", role: "group", "aria-label": _("Cite"), "data-published": "always" },
    make("p", { class: "ar-citer__choice" }, make("label", {}, `${_("Form")} `, choice)),
    shown,
    make("p", { class: "ar-citer__do" }, copying, make("button", { type: "button", onclick: load }, _("Download"))),
    credit,
  );
};

/**
 * Opens or closes the citation panel of a link.
 * @param {HTMLAnchorElement} link @param {string} address  of the thing: articles/one/, or articles/one/#q-a for a quotation in it
 */
export const togglePanel = async (link, address) => {
  const around = link.closest(".ar-said__links, .ar-more, .ar-head") ?? link;
  const open = around.nextElementSibling;
  if (open?.classList.contains("ar-citer")) {
    open.remove();
    link.setAttribute("aria-expanded", "false");
    return;
  }
  const [cited, { styles: named }] = await Promise.all([citedAt(address), loadStyles()]);
  const box = drawPanel(cited, named);
  around.after(box);
  link.setAttribute("aria-expanded", "true");
  get(box, "select", HTMLSelectElement).focus();
};
