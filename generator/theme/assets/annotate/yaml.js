// Writes a record as YAML. What was not changed keeps its own text and comments; the rest is written as the archive's commands write
// it, with their order of keys and their rules for quoting.
/** @typedef {Record<string, unknown>} Tree */
/** @typedef {{key: string, type: string, part?: string}} Field */
/** @typedef {Record<string, {fields: Field[], short?: string}>} Form */
/** @typedef {{width: number, flow: number, quoted: string, quotedInFlow: string}} Style */
/** @typedef {{yaml: string, tree: Tree}} Original */
/** @typedef {{indent: number, items: unknown[], lead: string[], lines: string[][]}} List */
/** @typedef {{above: string[], lines: string[], list: List | null}} Segment */
import { fromPython, lengthOf } from "./text.js";

/** A number, boolean or other word that is written without quotation marks. */
class Plain {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
  }
}

/** @type {(value: unknown) => value is Tree} */
const isMapping = (value) =>
  value !== null && typeof value === "object" && !Array.isArray(value) && !(value instanceof Plain);
// By type, the values of fields that are not text.
/** @type {Record<string, RegExp>} */
const PLAIN = { number: /^-?\d+(\.\d+)?$/, spans: /^\d+$/, truth: /^(true|false)$/ };

// Characters that JSON allows, but that YAML reads as line breaks or refuses.
const ENDS_LINES = /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** @type {(lines: string[]) => string} */
const joinLines = (lines) => `${lines.join("\n")}\n`;
/** @type {(one: unknown, other: unknown) => boolean} */
export const isEqual = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** Writes records. `form` lists the keys in their order, `style` says how text is laid out.
    @type {(form: Form, style: Style) => {annotation: (tree: Tree, original?: Original | null, modeline?: string) => string, written: (tree: Tree, part?: string) => string}} */
export const writer = (form, style) => {
  const quoted = fromPython(style.quoted, "i");
  const quotedInFlow = fromPython(style.quotedInFlow, "i");

  /** @type {(value: unknown, inFlow: boolean) => string} */
  const scalar = (value, inFlow) => {
    if (value === null || value === undefined) return "null";
    if (value instanceof Plain) return value.text;
    const text = String(value);
    if (!(inFlow ? quotedInFlow : quoted).test(text)) return text;
    if (text.includes('"') && !text.includes("'") && !text.includes("\n")) return `'${text}'`;
    return JSON.stringify(text).replace(ENDS_LINES, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
  };

  /** @type {(value: unknown, inFlow?: boolean) => string} */
  const flow = (value, inFlow = true) => {
    if (Array.isArray(value)) return `[${value.map((item) => flow(item)).join(", ")}]`;
    if (isMapping(value)) {
      return `{${Object.entries(value)
        .map(([key, item]) => `${key}: ${flow(item)}`)
        .join(", ")}}`;
    }
    return scalar(value, inFlow);
  };

  /** @type {(value: unknown, column: number) => boolean} */
  const fits = (value, column) => {
    const deep = isMapping(value) && Object.values(value).some(isMapping);
    return column + lengthOf(flow(value)) <= style.flow && !deep;
  };

  // The text in lines, broken only at single spaces, which are restored when it is read.
  /** @type {(text: string, first: number, others: number) => string[]} */
  const filled = (text, first, others) => {
    const lines = [];
    let line = "";
    for (const word of text.split(/(?<! ) (?! )/)) {
      const width = lines.length ? others : first;
      // Some programs would misread a line that begins with one of these.
      const unfit = /^(?:[#\-?:]|---|\.\.\.)/.test(word);
      if (line && lengthOf(line) + 1 + lengthOf(word) > width && !unfit) {
        lines.push(line);
        line = word;
      } else line = line ? `${line} ${word}` : word;
    }
    return [...lines, line];
  };

  /** @type {(lead: string, value: unknown, indent: number) => string[]} */
  const entry = (lead, value, indent) => {
    const several = Array.isArray(value) || isMapping(value);
    if (several && !fits(value, lead.length + 1)) return [lead, ...written(value, indent + 2)];
    const text = flow(value, false);
    const column = lead.length + 1;
    if (column + lengthOf(text) <= style.width) return [`${lead} ${text}`];
    const [first, ...more] = filled(text, style.width - column, style.width - indent - 2);
    return [`${lead} ${first}`, ...more.map((line) => " ".repeat(indent + 2) + line)];
  };

  /** @type {(value: unknown, indent?: number) => string[]} */
  const written = (value, indent = 0) => {
    const pad = " ".repeat(indent);
    if (!Array.isArray(value)) {
      return Object.entries(value ?? {}).flatMap(([key, item]) => entry(`${pad}${key}:`, item, indent));
    }
    return value.flatMap((item) => {
      if (!isMapping(item) || fits(item, indent + 2)) return entry(`${pad}-`, item, indent);
      const [first, ...more] = written(item, indent + 2);
      return [`${pad}- ${first.trimStart()}`, ...more];
    });
  };

  // Texts turned into the values of their fields, with keys in the order of the form.
  /** @type {(value: unknown, field?: Field) => unknown} */
  const typed = (value, field) => {
    if (Array.isArray(value)) return value.map((item) => typed(item, field));
    if (value === null || value === undefined) return null;
    if (field?.part && isMapping(value)) return ordered(value, field.part);
    if (isMapping(value)) return value;
    return field && PLAIN[field.type]?.test(String(value)) ? new Plain(String(value)) : value;
  };

  /** @type {(tree: Tree, part: string) => Tree} */
  const ordered = (tree, part) => {
    const fields = form[part].fields.filter(({ key }) => tree[key] !== undefined);
    const known = new Set(form[part].fields.map(({ key }) => key));
    return Object.fromEntries([
      ...fields.map((field) => [field.key, typed(tree[field.key], field)]),
      ...Object.entries(tree).filter(([key, value]) => !known.has(key) && value !== undefined),
    ]);
  };

  /** @type {(key: string, value: unknown) => string[]} */
  const keyLines = (key, value) => written(ordered({ [key]: value }, "Article"));

  // A list in which unchanged items keep their lines.
  /** @type {(key: string, items: unknown[], before: List) => string[]} */
  const listLines = (key, items, before) => {
    const field = form.Article.fields.find((it) => it.key === key);
    const unused = before.items.map((item, number) => ({ item, lines: before.lines[number] }));
    return [
      ...before.lead,
      ...items.flatMap((item) => {
        const at = unused.findIndex((it) => isEqual(it.item, item));
        if (at >= 0) return unused.splice(at, 1)[0].lines;
        return written([typed(item, field)], before.indent);
      }),
    ];
  };

  /** The annotation as text. `original` is {yaml, tree} of the record that is changed, or null for a new one.
      @type {(tree: Tree, original?: Original | null, modeline?: string) => string} */
  const annotation = (tree, original = null, modeline = "") => {
    if (!original) return joinLines([...(modeline ? [modeline] : []), ...written(ordered(tree, "Article"))]);
    if (isEqual(tree, original.tree)) return original.yaml;
    const kept = segments(original.yaml, original.tree);
    const keys = Object.keys(ordered(tree, "Article"));
    const lines = [...(kept?.head || [])];
    for (const key of keys) {
      const before = kept?.keys.get(key);
      lines.push(...(before?.above || []));
      if (before && isEqual(tree[key], original.tree[key])) lines.push(...before.lines);
      else if (before?.list && Array.isArray(tree[key]) && tree[key].length) {
        lines.push(...listLines(key, tree[key], before.list));
      } else lines.push(...keyLines(key, tree[key]));
    }
    return joinLines([...lines, ...(kept?.tail || [])]);
  };

  return { annotation, written: (tree, part = "Article") => joinLines(written(ordered(tree, part))) };
};

const COMMENT = /^\s*(#|$)/;

/** The lines of each key of a written record, and of each item of its lists; null if they cannot be worked out.
    @type {(yaml: string, tree: Tree) => {head: string[], keys: Map<string, Segment>, tail: string[]} | null} */
export const segments = (yaml, tree) => {
  const lines = yaml.replace(/\n$/, "").split("\n");
  const starts = lines.flatMap((line, at) => (/^[A-Za-z_][\w-]*:(\s|$)/.test(line) ? [at] : []));
  const names = starts.map((at) => lines[at].slice(0, lines[at].indexOf(":")));
  if (!isEqual(names, Object.keys(tree))) return null;
  const tops = starts.map((at, number) => aboveOf(lines, at, number ? starts[number - 1] : -1));
  const keys = new Map();
  /** @type {string[]} */
  let tail = [];
  starts.forEach((at, number) => {
    let end = tops[number + 1] ?? lines.length;
    if (number === starts.length - 1) {
      const last = aboveOf(lines, lines.length, at);
      tail = lines.slice(last);
      end = last;
    }
    const own = lines.slice(at, end);
    keys.set(names[number], {
      above: lines.slice(tops[number], at),
      lines: own,
      list: listOf(own, tree[names[number]]),
    });
  });
  const head = keys.get(names[0]);
  const modeline =
    head?.above.length && /^#\s*yaml-language-server:/.test(head.above[0]) ? head.above.splice(0, 1) : [];
  return { head: modeline, keys, tail };
};

// The first of the comments and blank lines at the margin directly above a line.
/** @type {(lines: string[], at: number, least: number) => number} */
const aboveOf = (lines, at, least) => {
  let top = at;
  while (top - 1 > least && /^(#|\s*$)/.test(lines[top - 1])) top -= 1;
  return top;
};

/** @type {(lines: string[], value: unknown) => List | null} */
const listOf = (lines, value) => {
  if (!Array.isArray(value) || !/^[\w-]+:\s*$/.test(lines[0])) return null;
  const first = lines.find((line, at) => at > 0 && !COMMENT.test(line));
  const indent = first?.match(/^( *)-(\s|$)/)?.[1].length;
  if (indent === undefined) return null;
  const starts = lines.flatMap((line, at) => (at > 0 && line.startsWith(`${" ".repeat(indent)}-`) ? [at] : []));
  if (starts.length !== value.length) return null;
  const tops = starts.map((at, number) => {
    let top = at;
    while (top - 1 > (number ? starts[number - 1] : 0) && COMMENT.test(lines[top - 1])) top -= 1;
    return top;
  });
  return {
    indent,
    items: value,
    lead: lines.slice(0, tops[0]),
    lines: tops.map((top, number) => lines.slice(top, tops[number + 1] ?? lines.length)),
  };
};

/** Whether a part of a record has comments, which would be lost with it.
    @type {(yaml: string) => boolean} */
export const hasComments = (yaml) =>
  yaml.split("\n").some((line) => /^\s*#(?!\s*yaml-language-server:)/.test(line) || /\s#\s/.test(line));
