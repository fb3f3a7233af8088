// Checks of the summary or full text: its links, the share that is quoted, and traces of a merge.
import { shown } from "./rule.js";

const EVERY = [
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
];

/** The links of a body: what each names, the words it shows, and where it stands. @param {string} body @param {{ link: string }} known */
export const linksIn = (body, known) =>
  [...body.matchAll(new RegExp(known.link, "g"))].map((hit) => ({
    target: hit[1].trim(),
    shown: hit[2]?.trim() || "",
    start: hit.index,
    end: hit.index + hit[0].length,
  }));

/** @type {import("./rule.js").Rule} */
export const bodyLinks = ({ tree, body }, known, tell) => {
  if (!body.trim()) tell(["body"], "no-body", "nothing stands below the annotation", "write a summary", "warning");
  const own = (tree.quotations || []).map((quotation) => quotation.id);
  const links = linksIn(body, known);
  for (const { target, shown: words } of links) {
    if (!target || target === "q:") {
      tell(["body"], "empty-link", "the link names nothing", "write an id between the brackets");
    } else if (target.startsWith("q:")) {
      if (!own.includes(target.slice(2))) {
        tell(
          ["body"],
          "unknown-quotation",
          `no quotation of this article has the id '${shown(target.slice(2))}'`,
          "look at the ids under quotations",
        );
      } else if (words) {
        tell(
          ["body"],
          "words-for-a-quotation",
          "a quotation is shown in its own words, and others stand here",
          `write [[${target}]]`,
        );
      }
    } else {
      const fault = known.referenceFault(target, EVERY);
      if (fault) {
        tell(
          ["body"],
          fault.code,
          fault.fault,
          own.includes(target) ? `the quotation is [[q:${target}]]` : fault.remedy,
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
      "a link opens here, and is not closed on this line",
      "write [[id]] or [[id|shown words]]",
    );
  }
};

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
      `no rights status is called '${shown(code)}'`,
      `site_config/archive.yml knows ${Object.keys(known.rights).join(", ")}`,
    );
    return;
  }
  if (text === "full" && !status.full) {
    tell(
      ["rights", "text"],
      "full-text-not-allowed",
      `the full text stands here, and ${code} (${status.label}) does not allow it`,
      "write a summary and `text: summary`",
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
      `${Math.round(part * 100)}% of the words on this page are quoted, and ${code} allows ${Math.round(status.share * 100)}%`,
      "quote less, or say more in our own words",
      "warning",
    );
  }
};

/** @type {import("./rule.js").Rule} */
export const merged = ({ body }, known, tell) => {
  const marker = body?.match(/^(?:<{7}|>{7}|\|{7})(?: .*)?$/m);
  if (marker) {
    tell(
      ["body"],
      "merge-conflict",
      `an unresolved merge: the line '${shown(marker[0])}' stands here`,
      "keep one of the two sides, and take out the lines that mark them",
    );
  }
};
