// Checks single values, by the type of their field.
import { addressFault } from "./addresses.js";
import { dateFault } from "./dates.js";
import { slugged } from "./known.js";
import { curly } from "./marks.js";
import { shown } from "./rule.js";
import { lengthOf } from "./text.js";

/** @typedef {import("./known.js").Field} Field */
/** @typedef {import("./known.js").Known} Known */
/** @typedef {import("./rule.js").Fault} Fault */
/** @typedef {import("./rule.js").Path} Path */
/** @typedef {import("./rule.js").Tell} Tell */
/** @typedef {(value: string, field: Field, known: Known) => Fault | null} Judge */

/** Reports what is wrong with the keys of a part. @param {Record<string, unknown>} tree @param {string} part @param {Path} path @param {Known} known @param {Tell} tell */
export const fields = (tree, part, path, known, tell) => {
  for (const field of known.form[part].fields) {
    const value = tree[field.key];
    const here = [...path, field.key];
    if (!(field.key in tree) || value === undefined) {
      if (field.required) {
        tell(
          here,
          "missing-key",
          `the key '${field.key}' is missing`,
          field.key === "title"
            ? "add it; null where the copy has no title"
            : field.nullable
              ? "add it; null where nobody knows"
              : "add it",
        );
      }
    } else if (value === null) {
      if (field.required && !field.nullable) tell(here, "wrong-type", "nothing stands here", "write it");
    } else if (field.many) {
      [value]
        .flat()
        .forEach((item, number) => one(item, field, Array.isArray(value) ? [...here, number] : here, known, tell));
      if (field.required && Array.isArray(value) && !value.length) {
        tell(here, "empty-list", "the list is empty", "write at least one");
      }
    } else one(value, field, here, known, tell);
  }
};

/** @param {unknown} value @param {Field} field @param {Path} path @param {Known} known @param {Tell} tell */
const one = (value, field, path, known, tell) => {
  if (field.type === "part") {
    part(value, field.part ?? "", path, known, tell);
    return;
  }
  const text = String(value);
  const fault = (BARE.has(field.type) && curly(text)) || JUDGES[field.type]?.(text, field, known);
  if (fault) tell(path, ...fault);
};

/** @param {unknown} value @param {string} name @param {Path} path @param {Known} known @param {Tell} tell */
const part = (value, name, path, known, tell) => {
  const { short = "" } = known.form[name];
  // A short form has no key that a problem could name.
  if (typeof value === "string") {
    fields({ [short]: value }, name, path, known, (_, ...rest) => tell(path, ...rest));
    return;
  }
  const tree = /** @type {Record<string, unknown>} */ (value);
  fields(tree, name, path, known, tell);
  if (name === "AgentRef" && !tree.unnamed && !tree.id) {
    tell(path, "bad-party", "nobody stands here", "write an id, or {unnamed: …} with the outlet's words");
  }
  if (name === "Step") {
    const by = [tree.by || []].flat().length;
    if (by && tree.unnamed) {
      tell(path, "bad-step", "by and unnamed stand together", "keep one, or make two steps of them");
    } else if (!by && !tree.unnamed) {
      const remedy = "write `by` with an id, or `unnamed` with the outlet's words";
      tell(path, "bad-step", "the step names no carrier", remedy);
    }
  }
};

/** @param {string} value @param {Field} field @param {string} what @param {string} remedy @returns {Fault | null} */
const limited = (value, { max = Infinity }, what, remedy) => {
  const length = lengthOf(value.trim());
  if (!length) return ["empty-text", "the text is empty", "write it, or leave the key out"];
  return length > max
    ? [
        "text-too-long",
        `${what} has ${length.toLocaleString("en")} characters, and ${max.toLocaleString("en")} is the limit`,
        remedy,
      ]
    : null;
};

/** @param {string} code @param {string} value @param {Field} field @param {string} what @param {string} remedy @returns {Fault | null} */
const patternFault = (code, value, { pattern = "" }, what, remedy) => {
  const fitting = new RegExp(pattern);
  if (fitting.test(value)) return null;
  const meant = [value.trim(), value.toLowerCase(), value.toUpperCase(), value.replaceAll("_", "-")];
  const [last] = value
    .replace(/(?<!\/)\/+$/, "")
    .split("/")
    .slice(-1);
  const near = [...meant, last].find((it) => fitting.test(it));
  return [code, `'${shown(value)}' is not ${what}`, near ? `write ${near}` : remedy];
};

/** @type {Judge} */
const reference = (value, { kinds = [] }, known) => {
  const why = idFault(value, known);
  if (why) {
    return ["bad-id", `'${shown(value)}' is not an id: ${why}`, value ? known.meant(value, kinds) : "choose one"];
  }
  const fault = known.referenceFault(value, kinds);
  return fault && [fault.code, fault.fault, fault.remedy];
};

/** Why a text is not an id; null if it is one. @param {string} text @param {Known} known */
export const idFault = (text, { ids: { limit }, windows }) => {
  if (!text) return "nothing stands here";
  if (text.length > limit) return `an id has at most ${limit} letters`;
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text)) {
    return "an id is lower-case letters a-z and digits, in words joined by hyphens";
  }
  if (windows.includes(text)) return `Windows keeps '${text}' for a device, and cannot check out a file of that name`;
  return text === "index" ? "'index' is kept for the page of a section" : null;
};

/** Types of fields without prose, in which quotation marks are a mistake. */
const BARE = new Set(["id", "ref", "passage", "number", "truth", "language", "sha256", "edtf"]);

/** @type {Record<string, Judge>} */
const JUDGES = {
  line: (value, field) =>
    value.trim().includes("\n")
      ? ["text-over-several-lines", "the text runs over several lines", "write one line"]
      : limited(value, field, "the text", "shorten it; notes take more"),
  prose: (value, field) => limited(value, field, "the text", "shorten it"),
  words: (value, field) =>
    value.trim()
      ? limited(value, field, "the quotation", "write a list of parts, each of fewer: - … and - …; or quote less")
      : ["empty-text", "the text is empty", "write the words as they are printed"],
  id: (value, field, known) => {
    const why = idFault(value, known);
    const remedy = slugged(value) ? `perhaps ${slugged(value)}` : "";
    return why === null ? null : ["bad-id", `'${shown(value)}' is not an id: ${why}`, remedy];
  },
  ref: reference,
  passage: (value, field, known) => {
    if (known.passageRows.has(value)) return null;
    const [utterance, passage] = value.split("/");
    if (!utterance || !passage || value.split("/").length !== 2) {
      return [
        "bad-path",
        `'${shown(value)}' is not of the form utterance/passage`,
        "write utterance/passage, both ids",
      ];
    }
    const fault = known.referenceFault(utterance, ["utterance"]);
    if (fault) return [fault.code, fault.fault, fault.remedy];
    const passages = [...known.passageRows.keys()]
      .filter((id) => id.startsWith(`${utterance}/`))
      .map((id) => id.split("/")[1]);
    return [
      "unknown-passage",
      `the utterance '${utterance}' has no passage '${shown(passage)}'`,
      `its passages are ${passages.join(", ")}`,
    ];
  },
  url: (value) => addressFault(value),
  number: (value) => {
    if (/^-?\d{1,15}(\.\d{1,6})?$/.test(value)) return null;
    const ends = value.match(/^(\d+) *(?:-|–|to) *(\d+)$/);
    if (ends) return ["bad-number", `'${shown(value)}' is two numbers`, `write low: ${ends[1]} and high: ${ends[2]}`];
    if (/\p{Nd}/u.test(value) && /[a-z]/.test(value) && !/^\p{Nd}+e\p{Nd}+$/u.test(value)) {
      return ["bad-number", `'${shown(value)}' is not a number`, "write digits alone: words go to qualifier"];
    }
    const digits = value.replace(/[,_' \u00a0\u202f]/g, "");
    const whole = /^-?\d+(\.\d+)?$/.test(digits);
    if (whole && !/^-?\d{1,15}(\.\d{1,6})?$/.test(digits)) {
      const remedy = "write at most 15 before the point and 6 behind it";
      return ["bad-number", `'${shown(value)}' has too many digits`, remedy];
    }
    const remedy = whole ? `write ${digits}` : "write digits, with a point for decimals";
    return ["bad-number", `'${shown(value)}' is not a number`, remedy];
  },
  truth: (value) =>
    ["true", "false", "unknown"].includes(value)
      ? null
      : ["unknown-choice", `'${shown(value)}' is none of true, false and unknown`],
  choice: (value, { choices = [] }) =>
    choices.includes(value) ? null : ["unknown-choice", `'${shown(value)}' is none of ${choices.join(", ")}`],
  language: (value, field) =>
    patternFault("bad-language", value, field, "a language tag (BCP 47)", "write en, ru, ko, zh-Hant or the like"),
  sha256: (value, field) =>
    patternFault(
      "bad-hash",
      value,
      field,
      "a SHA-256 hash",
      "it has 64 digits from 0-9 and a-f, and `archive verify` writes it",
    ),
  edtf: (value, field, known) => {
    const wrong = dateFault(String(value), known.dates);
    return wrong && ["bad-date", wrong.fault, wrong.remedy];
  },
};
