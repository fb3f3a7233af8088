// Checks a record while it is written, in the words of `archive check`: field, fault, remedy. Everything that is reported here the
// program would report too, and it may report more.
import { N_, _ } from "../lib/messages.js";
import { keyOf } from "./addresses.js";
import { bodyLinks, merged, share } from "./body.js";
import { doubtsOf } from "./days.js";
import { grounds, quotations, turns, wording } from "./quoting.js";
import { listAlternatives, joinWithCommas, quoteBriefly } from "./rule.js";
import { disclosing, doubtful, invisible } from "./signs.js";
import { checkFields, idFault } from "./values.js";
import { versionsOf } from "./record.js";

/** @typedef {import("./record.js").Path} Path */
/** @typedef {import("./rule.js").Rule} Rule */
/** @typedef {{ code: string, path: Path, field: string, fault: string, remedy: string, severity: string }} Problem */

/** @type {() => import("./edtf.js").Day} */
const dayOfCheck = () => {
  const now = new Date();
  return [now.getUTCFullYear(), now.getUTCMonth() + 1, now.getUTCDate()];
};

/** The notes on parts proposed by a program. @type {Record<"quotations" | "statements" | "figures", string>} */
const PROPOSED_NOTES = {
  quotations: N_("a program proposed this quotation, and nobody has reviewed it"),
  statements: N_("a program proposed this statement, and nobody has reviewed it"),
  figures: N_("a program proposed this figure, and nobody has reviewed it"),
};

/**
 * All problems, errors first, with the codes of generator/codes.py.
 * @param {import("./rule.js").Judged} record
 * @param {import("./known.js").Known} known
 * @param {import("./record.js").Copy | null} [copy]
 * @param {import("./edtf.js").Day} [today]
 */
export const problemsOf = (record, known, copy, today = dayOfCheck()) => {
  /** @type {Problem[]} */
  const found = [];
  /** @type {import("./rule.js").Tell} */
  const tell = (path, code, fault, remedy = "", severity = "error") => {
    found.push({ code, path, field: path.join("."), fault, remedy, severity });
  };
  checkFields(record.tree, "Article", [], known, tell);
  for (const rule of [
    ids,
    newRecords,
    oneTitle,
    languageKnown,
    figures,
    quotations,
    wording,
    turns,
    grounds,
    bodyLinks,
    share,
    source,
    citedAsItsKind,
    versionsOfTheSource,
    placesOfTheKind,
    invisible,
    doubtful,
    disclosing,
    merged,
  ]) {
    rule(record, known, tell, copy);
  }
  for (const { code, path, fault, remedy } of doubtsOf(record.tree, known.form, today)) {
    tell(path, code, fault, remedy, "warning");
  }
  const order = ["error", "warning", "notice"];
  return found.sort((one, other) => order.indexOf(one.severity) - order.indexOf(other.severity));
};

const PART_LISTS = /** @type {(keyof typeof PROPOSED_NOTES)[]} */ (Object.keys(PROPOSED_NOTES));

/** Every part that has an id. @param {import("./record.js").Article} tree */
const partsOf = (tree) =>
  PART_LISTS.flatMap((key) => {
    /** @type {(import("./record.js").Quotation | import("./record.js").Statement | import("./record.js").Figure)[]} */
    const items = tree[key] || [];
    return items.map((item, number) => ({ key, item, number }));
  });

/** @type {Rule} */
const ids = ({ id, isNew, tree }, known, tell) => {
  const why = idFault(id, known);
  if (why) {
    tell(["id"], "bad-id", id ? why : _("the record has no name yet"), id ? "" : _("write a title, or name it"));
  }
  const there = isNew && known.get(id);
  if (there || (isNew && Object.hasOwn(known.formerly, id))) {
    tell(
      ["id"],
      "id-taken",
      _("the id '{id}' is taken", { id }),
      _("if this is another article, give it another name"),
    );
  }
  const seen = new Map();
  for (const { key, item, number } of partsOf(tree)) {
    if (seen.has(item.id)) {
      tell(
        [key, number, "id"],
        "part-id-twice",
        _("the id '{id}' is used twice in this article, first in {place}", {
          id: quoteBriefly(item.id),
          place: seen.get(item.id),
        }),
        _("give each its own: it is part of an address"),
      );
    } else if (item.id) seen.set(item.id, key);
  }
  const own = (tree.quotations || []).map((quotation) => quotation.id);
  for (const { key, item, number } of partsOf(tree)) {
    (("quotations" in item && item.quotations) || []).forEach((quotation, which) => {
      if (!own.includes(quotation)) {
        tell(
          [key, number, "quotations", which],
          "unknown-quotation",
          _("no quotation of this article has the id '{id}'", { id: quoteBriefly(quotation) }),
        );
      }
    });
    if (item.review) {
      tell(
        [key, number, "review"],
        "not-reviewed",
        _(PROPOSED_NOTES[key]),
        _("compare it with the source, correct it, and remove the line"),
        "notice",
      );
    }
  }
  if (tree.review) {
    tell(
      ["review"],
      "not-reviewed",
      _("a program proposed this article, and nobody has reviewed it"),
      _("compare it with the source, correct it, and remove the line"),
      "notice",
    );
  }
};

/** The new records beside an article. @type {Rule} */
const newRecords = ({ id, newcomers = [] }, known, tell) =>
  newcomers.forEach((it, number) => {
    const path = ["newcomers", number];
    checkFields(it.tree, known.made[it.kind].part, path, known, tell);
    const why = idFault(it.id, known);
    const same = it.id === id || newcomers.some((other, at) => at < number && other.id === it.id);
    if (why) tell([...path, "id"], "bad-id", why, _("write another"));
    else if (same || known.rows.has(it.id) || Object.hasOwn(known.formerly, it.id)) {
      tell([...path, "id"], "id-taken", _("the id '{id}' is taken", { id: it.id }), _("write another"));
    }
  });

/** @type {Rule} */
const oneTitle = ({ tree }, known, tell) => {
  if (tree.title && tree.supplied_title) {
    tell(
      [],
      "two-titles",
      _("title and supplied_title cannot be used together"),
      _("keep the headline that the copy prints"),
    );
  }
};

/** @type {Rule} */
const languageKnown = ({ tree }, known, tell, copy) => {
  if (tree.language || !copy || known.language !== "en") return;
  const letters = copy.text.match(/\p{L}/gu) || [];
  if (letters.filter((letter) => letter < "\u0250").length < letters.length / 2) {
    tell(["language"], "no-language", _("the copy is not in Latin letters"), _("say which language it is in"));
  }
};

/** @type {Rule} */
const figures = ({ tree }, known, tell) =>
  (tree.figures || []).forEach((figure, number) => {
    const at = (/** @type {string} */ name) => ["figures", number, name];
    const [value, low, high, best] = [figure.value, figure.low, figure.high, figure.best].map((it) =>
      it ? Number(it) : null,
    );
    if (value === null && low === null && high === null) {
      tell(["figures", number], "no-number", _("the figure has no number"), _("write value, or low and high"));
    }
    for (const [name, it] of Object.entries({ low, high, best })) {
      if (value !== null && it !== null) {
        tell(
          at(name),
          "number-and-range",
          _("{key} cannot be used together with value", { key: name }),
          _("write value for one number, low and high for a range"),
        );
      }
    }
    if (value === null && low !== null && high !== null && high < low) {
      tell(
        at("high"),
        "range-reversed",
        _("high ({high}) is below low ({low})", { high: `${high}`, low: `${low}` }),
        _("swap them"),
      );
    }
    if (value === null && best !== null && ((low !== null && best < low) || (high !== null && best > high))) {
      tell(
        at("best"),
        "range-reversed",
        _("best ({best}) is not between low and high", { best: `${best}` }),
        _("check all three in the source"),
      );
    }
  });

/** The keys by which each kind of source is cited. As in generator/archive/rules/articles.py. @type {Rule} */
const citedAsItsKind = ({ tree }, { sources: { keys, cited, needed } }, tell) => {
  /** @type {Record<string, unknown>} */
  const { kind = "article", ...given } = tree.source ?? {};
  if (typeof kind !== "string" || !Object.hasOwn(cited, kind)) return; // `fields` has already reported it
  for (const key of keys) {
    if (!given[key] || cited[kind].includes(key)) continue;
    const kinds = joinWithCommas(Object.keys(cited).filter((it) => cited[it].includes(key)));
    tell(
      ["source", key],
      "key-of-another-kind",
      _("a source of the kind '{kind}' has no '{key}'", { kind, key }),
      _("remove it, or write a kind that has it: {kinds}", { kinds }),
      "warning",
    );
  }
  const wanted = Object.hasOwn(needed, kind) ? needed[kind] : [];
  if (wanted.length && !wanted.some((key) => given[key])) {
    tell(
      ["source", "kind"],
      "not-cited-as-its-kind",
      _("a source of the kind '{kind}' is cited by its {keys}, and none is given", {
        kind,
        keys: listAlternatives(wanted),
      }),
      _("copy it exactly as it is printed there"),
      "notice",
    );
  }
};

/** The places of words that each kind of source can have. As in generator/archive/rules/quotations.py. @type {Rule} */
const placesOfTheKind = ({ tree }, { spots, sources: { cited } }, tell) => {
  const { kind = "article" } = tree.source ?? {};
  if (typeof kind !== "string" || !Object.hasOwn(cited, kind)) return;
  (tree.quotations ?? []).forEach(({ where }, number) => {
    /** @type {Record<string, unknown>} */
    const given = where ?? {};
    for (const [key, kinds] of Object.entries(spots)) {
      if (!given[key] || kinds.includes(kind)) continue;
      tell(
        ["quotations", number, "where", key],
        "key-of-another-kind",
        _("a source of the kind '{kind}' has no '{key}'", { kind, key }),
        _("remove it, or write a kind that has it: {kinds}", { kinds: joinWithCommas(kinds) }),
        "warning",
      );
    }
  });
};

/** Versions of the source, and quotations that name them. As in generator/archive/rules/articles.py. @type {Rule} */
const versionsOfTheSource = ({ tree }, known, tell) => {
  const versions = tree.source?.versions ?? [];
  /** @type {Map<string, string>} */
  const copies = new Map();
  const names = versions.map(({ id = "" }) => id);
  versions.forEach(({ id = "", sha256 }, number) => {
    const at = (/** @type {string} */ name) => ["source", "versions", number, name];
    if (names.indexOf(id) < number) {
      tell(at("id"), "version-twice", _("two versions are called '{id}'", { id }), _("give each its own name"));
    }
    if (!sha256) return;
    const first = copies.get(sha256);
    if (first !== undefined && first !== id) {
      tell(
        at("sha256"),
        "version-twice",
        _("the copy of '{id}' has the same hash, so nothing was changed", { id: first }),
        _("keep one of the two"),
        "warning",
      );
    } else copies.set(sha256, id);
  });
  (tree.quotations ?? []).forEach((quotation, number) => {
    for (const name of versionsOf(quotation)) {
      if (names.includes(name)) continue;
      tell(
        ["quotations", number, "version"],
        "unknown-version",
        _("the source has no version '{name}'", { name }),
        _("write it under `source.versions`"),
      );
    }
  });
};

/** @type {Rule} */
const source = ({ id, isNew, tree }, known, tell) => {
  const { url, relays } = tree.source || {};
  const of = typeof relays === "string" ? relays : relays?.of;
  if (of && of === id) {
    tell(["source", "relays"], "relays-itself", _("the article relays itself"), _("name the one that it copies"));
  }
  const key = url && URL.canParse(url) ? keyOf(url, known.tracking) : null;
  const same = key && known.titles?.find((row) => row[4] === key && (isNew || row[0] !== id));
  if (same) {
    tell(
      ["source", "url"],
      "same-address",
      _("the article '{id}' has this address too", { id: same[0] }),
      _("change that one instead"),
      "warning",
    );
  }
};
