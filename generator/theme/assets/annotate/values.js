// Checks single values, by the type of their field.
import { _, ngettext } from "../lib/messages.js";
import { addressFault } from "./addresses.js";
import { dateFault } from "./dates.js";
import { withAsciiDigits } from "./edtf.js";
import { slugOf } from "./known.js";
import { curlyMarksFault } from "./marks.js";
import { statedIn } from "./numerals.js";
import { joinWithCommas, quoteBriefly } from "./rule.js";
import { lengthOf } from "./text.js";

/** @typedef {import("./known.js").Field} Field */
/** @typedef {import("./known.js").Known} Known */
/** @typedef {import("./rule.js").Fault} Fault */
/** @typedef {import("./rule.js").Path} Path */
/** @typedef {import("./rule.js").Tell} Tell */
/** @typedef {(value: string, field: Field, known: Known) => Fault | null} Judge */

/** Reports what is wrong with the keys of a part. @param {Record<string, unknown>} tree @param {string} name @param {Path} path @param {Known} known @param {Tell} tell */
export const checkFields = (tree, name, path, known, tell) => {
  for (const field of known.form[name].fields) {
    const value = tree[field.key];
    const here = [...path, field.key];
    if (!(field.key in tree) || value === undefined) {
      if (field.required) {
        tell(
          here,
          "missing-key",
          _("the key '{key}' is missing", { key: field.key }),
          field.key === "title"
            ? _("add it; null where the copy has no title")
            : field.nullable
              ? _("add it; null where nobody knows")
              : _("add it"),
        );
      }
    } else if (value === null) {
      if (field.required && !field.nullable) tell(here, "wrong-type", _("nothing is written here"), _("write it"));
    } else if (field.many) {
      [value]
        .flat()
        .forEach((item, number) =>
          checkValue(item, field, Array.isArray(value) ? [...here, number] : here, known, tell),
        );
      if (field.required && Array.isArray(value) && !value.length) {
        tell(here, "empty-list", _("the list is empty"), _("write at least one"));
      }
    } else checkValue(value, field, here, known, tell);
  }
};

/** @param {unknown} value @param {Field} field @param {Path} path @param {Known} known @param {Tell} tell */
const checkValue = (value, field, path, known, tell) => {
  if (field.type === "part") {
    checkPart(value, field.part ?? "", path, known, tell);
    return;
  }
  const text = String(value);
  const fault = (BARE.has(field.type) && curlyMarksFault(text)) || JUDGES[field.type]?.(text, field, known);
  if (fault) tell(path, ...fault);
};

/** @param {unknown} value @param {string} name @param {Path} path @param {Known} known @param {Tell} tell */
const checkPart = (value, name, path, known, tell) => {
  const { short = "" } = known.form[name];
  // A short form has no key that a problem could name.
  if (typeof value === "string") {
    checkFields({ [short]: value }, name, path, known, (_, ...rest) => tell(path, ...rest));
    return;
  }
  const tree = /** @type {Record<string, unknown>} */ (value);
  checkFields(tree, name, path, known, tell);
  if (name === "AgentRef" && !tree.unnamed && !tree.id) {
    tell(path, "bad-party", _("nobody is named here"), _("write an id, or {unnamed: …} with the outlet's words"));
  }
  if (name === "Author" && !tree.name && !tree.by) {
    const remedy = _("write the name as printed, or {by: …} with an id");
    tell(path, "author-nobody", _("nobody is named here"), remedy);
  }
  if (name === "Spot") {
    const { time, until, page, paragraph, post } = tree;
    if (until && (!time || secondsOf(String(until)) <= secondsOf(String(time)))) {
      const remedy = _("write when the words begin, then when they end");
      tell(path, "spot-ends-first", _("until is not later than time"), remedy);
    } else if (!time && !page && !paragraph && !post) {
      const remedy = _("write time, page, paragraph or post, or leave it out");
      tell(path, "spot-nowhere", _("no place is named here"), remedy);
    }
  }
  if (name === "Step") {
    const by = [tree.by || []].flat().length;
    if (by && tree.unnamed) {
      tell(path, "bad-step", _("by and unnamed cannot be used together"), _("keep one, or make two steps of them"));
    } else if (!by && !tree.unnamed) {
      const remedy = _("write `by` with an id, or `unnamed` with the outlet's words");
      tell(path, "bad-step", _("the step names nobody"), remedy);
    }
  }
};

/** A time in a recording, in seconds. @param {string} time */
const secondsOf = (time) => time.split(":").reduce((whole, part) => 60 * whole + Number(part), 0);

/** @param {string} value @param {Field} field @param {(length: number, limit: number) => string} fault @param {string} remedy @returns {Fault | null} */
const lengthFault = (value, { max = Infinity }, fault, remedy) => {
  const length = lengthOf(value.trim());
  if (!length) return ["empty-text", _("the text is empty"), _("write it, or leave the key out")];
  return length > max ? ["text-too-long", fault(length, max), remedy] : null;
};

/** @param {number} n @param {number} limit */
const longText = (n, limit) =>
  ngettext(
    "the text has {n} character, and {limit} is the limit",
    "the text has {n} characters, and {limit} is the limit",
    n,
    { limit },
  );

/** @param {number} n @param {number} limit */
const longQuotation = (n, limit) =>
  ngettext(
    "the quotation has {n} character, and {limit} is the limit",
    "the quotation has {n} characters, and {limit} is the limit",
    n,
    { limit },
  );

/** The number, in digits, that a text states in words or partly in words; undefined if it states none.
    @param {string} text @param {Known} known */
const inWords = (text, { numerals }) => {
  const value = /[\p{L}\p{Nl}\p{No}]/u.test(text) ? statedIn(text, numerals) : null;
  return value === null ? undefined : String(Math.round(1000 * value) / 1000);
};

/** The number, in digits, that a text states with words or signs beside it; undefined if it states none.
    @param {string} text @param {Known} known */
const statedNumber = (text, known) => {
  const number = text.match(new RegExp(`^(?:${known.amounts.qualified})$`, "i"))?.[1] ?? text;
  const written = inWords(number, known);
  if (written !== undefined) return written;
  const grouped = /^(?:\d{1,3}(?:[, ]\d{3}){1,3}|\d{1,12}(?:\.\d{1,3})?)$/.test(number);
  return grouped && number !== text ? number.replace(/[, ]/g, "") : undefined;
};

/** A text with the capitals of a language tag: zh-Hant-HK. @param {string} text */
const languageTag = (text) =>
  text
    .trim()
    .replaceAll("_", "-")
    .toLowerCase()
    .split("-")
    .map((it, at) =>
      !at ? it : it.length === 2 ? it.toUpperCase() : /^[a-z]{4}$/.test(it) ? it[0].toUpperCase() + it.slice(1) : it,
    )
    .join("-");

/** @param {string} code @param {string} value @param {Field} field @param {string} fault @param {string} remedy @returns {Fault | null} */
const patternFault = (code, value, { pattern = "" }, fault, remedy) => {
  const fitting = new RegExp(pattern);
  if (fitting.test(value)) return null;
  const meant = [
    value.trim(),
    languageTag(value),
    value.toLowerCase(),
    value.toUpperCase(),
    value.replaceAll("_", "-"),
  ];
  const [last] = value
    .replace(/(?<!\/)\/+$/, "")
    .split("/")
    .slice(-1);
  const near = [...meant, last].find((it) => fitting.test(it));
  return [code, fault, near ? _("write {value}", { value: near }) : remedy];
};

/** @type {Judge} */
const reference = (value, { kinds = [] }, known) => {
  const why = idFault(value, known);
  if (why) {
    return ["bad-id", why, value ? known.remedyFor(value, kinds) : _("choose one")];
  }
  const fault = known.referenceFault(value, kinds);
  return fault && [fault.code, fault.fault, fault.remedy];
};

const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Why a text is not an id; null if it is one. @param {string} text @param {Known} known */
export const idFault = (text, known) => {
  const { ids, windows, lookalikes } = known;
  const { limit } = ids;
  const id = quoteBriefly(text);
  if (!text) return _("'{id}' is not an id: nothing is written here", { id });
  if (text.length > limit) {
    return ngettext(
      "'{id}' is not an id: an id has at most {n} letter",
      "'{id}' is not an id: an id has at most {n} letters",
      limit,
      { id },
    );
  }
  if (!SLUG.test(text)) {
    const odd = Array.from(text).find((letter) => Object.hasOwn(lookalikes, letter));
    if (odd && SLUG.test(known.inLatin(text))) {
      const code = `U+${Number(odd.codePointAt(0)).toString(16).toUpperCase().padStart(4, "0")}`;
      const letter = lookalikes[odd];
      return _("'{id}' is not an id: {code} looks like '{letter}' and is another letter", { id, code, letter });
    }
    return _("'{id}' is not an id: an id is lower-case letters a-z and digits, in words joined by hyphens", { id });
  }
  if (text === "null") return _("'{id}' is not an id: YAML reads 'null' as nothing", { id });
  if (windows.includes(text)) {
    return _("'{id}' is not an id: Windows keeps '{id}' for a device, and cannot check out a file of that name", {
      id,
    });
  }
  return text === "index" ? _("'{id}' is not an id: 'index' is kept for the page of a section", { id }) : null;
};

/** Types of fields without prose, in which quotation marks are a mistake. */
const BARE = new Set(["id", "ref", "passage", "number", "truth", "language", "sha256", "edtf", "time", "ordinal"]);

/** @type {Record<string, Judge>} */
const JUDGES = {
  line: (value, field) =>
    value.trim().includes("\n")
      ? ["text-over-several-lines", _("the text runs over several lines"), _("write one line")]
      : lengthFault(value, field, longText, _("shorten it; notes take more")),
  prose: (value, field) => lengthFault(value, field, longText, _("shorten it")),
  words: (value, field) =>
    value.trim()
      ? lengthFault(value, field, longQuotation, _("write a list of parts, each of fewer: - … and - …; or quote less"))
      : ["empty-text", _("the text is empty"), _("write the words as they are printed")],
  id: (value, field, known) => {
    const why = idFault(value, known);
    const meant = slugOf(known.inLatin(value));
    const remedy = meant ? _("perhaps {id}", { id: meant }) : "";
    return why === null ? null : ["bad-id", why, remedy];
  },
  ref: reference,
  passage: (value, field, known) => {
    if (known.passageRows.has(value)) return null;
    const [utterance, passage] = value.split("/");
    if (!utterance || !passage || value.split("/").length !== 2) {
      return [
        "bad-path",
        _("'{value}' is not of the form utterance/passage", { value: quoteBriefly(value) }),
        _("write utterance/passage, both ids"),
      ];
    }
    const fault = known.referenceFault(utterance, ["utterance"]);
    if (fault) return [fault.code, fault.fault, fault.remedy];
    const passages = [...known.passageRows.keys()]
      .filter((id) => id.startsWith(`${utterance}/`))
      .map((id) => id.split("/")[1]);
    return [
      "unknown-passage",
      _("the statement '{id}' has no sentence '{sentence}'", { id: utterance, sentence: quoteBriefly(passage) }),
      _("its sentences are {ids}", { ids: joinWithCommas(passages) }),
    ];
  },
  url: (value) => addressFault(value),
  number: (value, field, known) => {
    if (/^[1-9]\d{0,2}\.\d{2}0$/.test(value)) {
      return [
        "bad-number",
        _("'{value}' may be a number of thousands", { value }),
        _("write {whole}, or {decimal} if the point separates the decimals", {
          whole: value.replace(".", ""),
          decimal: String(Number(value)),
        }),
      ];
    }
    if (/^-?\d{1,15}(\.\d{1,6})?$/.test(value)) return null;
    const ends = value.match(/^(\d+) *(?:-|–|to) *(\d+)$/);
    if (ends) {
      const [low, high] = ends.slice(1).sort((one, other) => Number(one) - Number(other));
      return [
        "bad-number",
        _("'{value}' is two numbers", { value: quoteBriefly(value) }),
        _("write low: {low} and high: {high}", { low, high }),
      ];
    }
    const fault = _("'{value}' is not a number", { value: quoteBriefly(value) });
    if (new RegExp(known.amounts.uncertain, "i").test(value)) {
      return [
        "bad-number",
        _("'{value}' is not a definite number", { value: quoteBriefly(value) }),
        _("write low: or high: where the words leave no doubt, and the words in qualifier"),
      ];
    }
    const stated = statedNumber(value, known);
    if (stated) {
      return [
        "bad-number",
        fault,
        inWords(value, known)
          ? _("write {value}", { value: stated })
          : _("write {value}, and the other words in qualifier", { value: stated }),
      ];
    }
    if (/\p{Nd}/u.test(value) && /[a-z]/.test(value) && !/^\p{Nd}+e\p{Nd}+$/u.test(value)) {
      return ["bad-number", fault, _("write digits alone: words go to qualifier")];
    }
    const figures = withAsciiDigits(value.replaceAll("−", "-"));
    const withPoint = /^-?\d{1,3},\d{1,2}$/.test(figures) ? figures.replace(",", ".") : figures;
    const digits = withPoint.replace(/[,_' \u00a0\u202f]/g, "");
    const whole = /^-?\d+(\.\d+)?$/.test(digits);
    if (whole && !/^-?\d{1,15}(\.\d{1,6})?$/.test(digits)) {
      const remedy = _("write at most 15 digits before the decimal point and 6 after it");
      return ["bad-number", _("'{value}' has too many digits", { value: quoteBriefly(value) }), remedy];
    }
    return [
      "bad-number",
      fault,
      whole ? _("write {value}", { value: digits }) : _("write digits, with a point for decimals"),
    ];
  },
  truth: (value) =>
    ["true", "false", "unknown"].includes(value)
      ? null
      : ["unknown-choice", _("'{value}' is not true, false or unknown", { value: quoteBriefly(value) })],
  choice: (value, { choices = [] }) =>
    choices.includes(value)
      ? null
      : [
          "unknown-choice",
          _("'{value}' is not one of {choices}", { value: quoteBriefly(value), choices: joinWithCommas(choices) }),
        ],
  language: (value, field) =>
    patternFault(
      "bad-language",
      value,
      field,
      _("'{value}' is not a language tag (BCP 47)", { value: quoteBriefly(value) }),
      _("write en, ru, ko, zh-Hant or the like"),
    ),
  country: (value, field) =>
    patternFault(
      "bad-country",
      value,
      field,
      _("'{value}' is not a country code (ISO 3166-1 alpha-2)", { value: quoteBriefly(value) }),
      _("write KR, UA, US or the like"),
    ),
  time: (value, field) =>
    patternFault(
      "bad-time-code",
      value,
      field,
      _("'{value}' is not a time of a recording", { value: quoteBriefly(value) }),
      _("write minutes and seconds, as in 1:12, or hours before them, as in 1:01:12"),
    ),
  ordinal: (value, field) =>
    patternFault(
      "bad-ordinal",
      value,
      field,
      _("'{value}' is not a whole number of 1 or more", { value: quoteBriefly(value) }),
      _("write 1, 2, 3 or the like"),
    ),
  sha256: (value, field) =>
    patternFault(
      "bad-hash",
      value,
      field,
      _("'{value}' is not a SHA-256 hash", { value: quoteBriefly(value) }),
      _("it has 64 digits from 0-9 and a-f, and `archive verify` writes it"),
    ),
  edtf: (value, field, known) => {
    const wrong = dateFault(String(value), known.dates);
    return wrong && ["bad-date", wrong.fault, wrong.remedy];
  },
};
