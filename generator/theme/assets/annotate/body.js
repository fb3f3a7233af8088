// Checks of the summary or full text: its links, the share that is quoted, and traces of a merge.
import { _, locale } from "../lib/messages.js";
import { joinWithCommas, quoteBriefly } from "./rule.js";

const LINK_IN_BODY = [
  "article",
  "person",
  "organisation",
  "place",
  "document",
  "utterance",
  "proposition",
  "measure",
  "event",
  "topic",
  "story",
];

/** The links of a body: the target, the text and the position of each. @param {string} body @param {{ link: string }} known */
export const linksIn = (body, known) =>
  [...body.matchAll(new RegExp(known.link, "g"))].map((hit) => ({
    target: hit[1].trim(),
    shown: hit[2]?.trim() || "",
    start: hit.index,
    end: hit.index + hit[0].length,
  }));

/** @type {import("./rule.js").Rule} */
export const bodyLinks = ({ tree, body }, known, tell) => {
  if (!body.trim()) {
    tell(["body"], "no-body", _("there is nothing below the annotation"), _("write a summary"), "warning");
  }
  const own = (tree.quotations || []).map((quotation) => quotation.id);
  const links = linksIn(body, known);
  for (const { target, shown: words } of links) {
    if (!target || target === "q:") {
      tell(["body"], "empty-link", _("the link names nothing"), _("write an id between the brackets"));
    } else if (target.startsWith("q:")) {
      if (!own.includes(target.slice(2))) {
        tell(
          ["body"],
          "unknown-quotation",
          _("no quotation of this article has the id '{id}'", { id: quoteBriefly(target.slice(2)) }),
          _("look at the ids under quotations"),
        );
      } else if (words) {
        tell(
          ["body"],
          "words-for-a-quotation",
          _("a quotation is shown in its own words, but other words are given here"),
          _("write {value}", { value: `[[${target}]]` }),
        );
      }
    } else {
      const fault = known.referenceFault(target, LINK_IN_BODY);
      if (fault) {
        tell(
          ["body"],
          fault.code,
          fault.fault,
          own.includes(target) ? _("the quotation is {link}", { link: `[[q:${target}]]` }) : fault.remedy,
        );
      }
    }
  }
  if (tree.rights?.text === "full") return;
  const closed = new Set(links.map(({ start }) => start));
  if ([...body.matchAll(/\[\[/g)].some(({ index }) => !closed.has(index))) {
    tell(
      ["body"],
      "link-not-closed",
      _("a link opens here, and is not closed on this line"),
      _("write [[id]] or [[id|shown words]]"),
    );
  }
};

const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0, useGrouping: false });

/** @param {string} text */
const countWords = (text) => {
  const wide = (text.match(/[\u2e80-\u9fff]/g) || []).length;
  return text.split(/\s+/).filter(Boolean).length + Math.floor(wide / 2);
};

/** @type {import("./rule.js").Rule} */
export const share = ({ tree, body }, known, tell) => {
  const { status: code = "InC", text = "summary" } = tree.rights || {};
  const status = Object.hasOwn(known.rights, code) ? known.rights[code] : null;
  if (!status) {
    tell(
      ["rights", "status"],
      "unknown-rights",
      _("no rights status is called '{code}'", { code: quoteBriefly(code) }),
      _("site_config/archive.yml knows {codes}", { codes: joinWithCommas(Object.keys(known.rights)) }),
    );
    return;
  }
  if (text === "full" && !status.full) {
    tell(
      ["rights", "text"],
      "full-text-not-allowed",
      _("the full text is given here, which {code} ({name}) does not allow", { code, name: status.label }),
      _("write a summary and `text: summary`"),
    );
  }
  if (text !== "summary" || status.share === null) return;
  const quoted = (tree.quotations || [])
    .flatMap((it) => [it.text || []].flat())
    .reduce((sum, part) => sum + countWords(part), 0);
  let own = body;
  for (const link of linksIn(body, known).reverse()) {
    own = own.slice(0, link.start) + (link.shown || (link.target.startsWith("q:") ? "" : "x")) + own.slice(link.end);
  }
  const total = quoted + countWords(own);
  const part = total ? quoted / total : 0;
  if (part > status.share) {
    tell(
      ["quotations"],
      "too-much-quoted",
      _("{share} of the words on this page are quoted, and {code} allows {most}", {
        share: percent.format(Math.round(part * 100) / 100),
        code,
        most: percent.format(Math.round(status.share * 100) / 100),
      }),
      _("quote less, or say more in our own words"),
      "warning",
    );
  }
};

/** @type {import("./rule.js").Rule} */
export const merged = ({ body }, known, tell) => {
  const marker = body?.match(/^(?:<{7,}|>{7,}|\|{7})(?: .*)?$/m);
  if (marker) {
    tell(
      ["body"],
      "merge-conflict",
      _("an unresolved merge: it left the line '{line}'", { line: quoteBriefly(marker[0]) }),
      _("keep one of the two sides, and remove the lines that mark them"),
    );
  }
};
