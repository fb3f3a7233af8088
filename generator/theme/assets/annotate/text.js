// A copy of a source: its characters counted as the archive counts them, its hash, and the places of words in it. Texts are equal here
// if they are equal for `archive verify`.

/** @typedef {[number, number]} Span */
/** @typedef {{double: string, single: string}} Alike the quotation marks that are one for the archive, by their shape */
/** @typedef {{text: string, starts: number[], ends: number[]}} Made */
/** @typedef {{spans?: Span[], why?: string, part?: number, times?: number, places?: Span[]}} Found */

// White space as in Python, which excludes the byte order mark and includes the separators.
const SPACE = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;
const encoder = new TextEncoder();

/** A Python pattern converted for browsers, which define white space and digits differently.
    @type {(pattern: string, flags?: string) => RegExp} */
export const fromPython = (pattern, flags = "") => {
  const white = SPACE.source.slice(1, -1);
  // eslint-disable-next-line regexp/no-super-linear-move -- the pattern is one of Python's own, and no content
  const spaced = pattern.replace(/\[(?:\\.|[^\]\\])*\]|\\s/g, (part) =>
    part === "\\s" ? `[${white}]` : part.replaceAll("\\s", white),
  );
  return new RegExp(spaced.replaceAll("\\d", "\\p{Nd}").replaceAll("\\#", "#"), `${flags}u`);
};

/** The length of a text in code points; a script counts UTF-16 units.
    @type {(text: string) => number} */
export const lengthOf = (text) => {
  let number = 0;
  for (const _ of text) number += 1;
  return number;
};

/** The text with single spaces.
    @type {(text: string) => string} */
export const folded = (text) =>
  text
    .split(new RegExp(`${SPACE.source}+`))
    .filter(Boolean)
    .join(" ");

/** The text in small letters without accents, for comparing words.
    @type {(text: string) => string} */
export const foldWord = (text) =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[‘’]/g, "'").toLocaleLowerCase();

/** The SHA-256 of bytes in hexadecimal digits; null if the browser offers none, as on pages without https.
    @type {(bytes: Uint8Array<ArrayBuffer>) => Promise<string | null>} */
export const sha256 = async (bytes) => {
  if (!globalThis.crypto?.subtle) return null;
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
};

/** The copy in these bytes; throws if they are not UTF-8.
    @type {(bytes: Uint8Array<ArrayBuffer>, alike: Alike) => Promise<Copy>} */
export const copyOf = async (bytes, alike) => {
  const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  return new Copy(text, await sha256(bytes), alike);
};

/** The copy that a pasted text would be when saved.
    @type {(text: string, alike: Alike) => Promise<Copy>} */
export const copyOfText = (text, alike) => copyOf(encoder.encode(text), alike);

class Copy {
  /** @param {string} text @param {string | null} hash @param {Alike} alike */
  constructor(text, hash, alike) {
    this.text = text;
    this.sha256 = hash;
    this.shown = text.replace(/\r\n?/g, "\n"); // as in a text area, with \n for each line end
    this.alike = alike;
    this.points = offsets(text, text.includes("\r"));
    this.same = normalize(text, alike);
    /** @type {Record<string, Made>} */
    this.ways = {};
  }

  /** The span of the copy, in characters, for a span of the shown text.
      @param {number} start @param {number} end @returns {Span} */
  span(start, end) {
    return [this.points[start], this.points[end]];
  }

  /** The span of the shown text for a span of characters.
      @param {Span} span @returns {Span} */
  shownSpan([start, end]) {
    return [lastNotAbove(this.points, start), lastNotAbove(this.points, end)];
  }

  /** The characters of a span.
      @param {Span} span */
  slice([start, end]) {
    const [from, to] = this.shownSpan([start, end]);
    return this.shown.slice(from, to);
  }

  /** The places of a quotation's parts, {spans}; or why they are not found, {why, part, times, places}.
      @param {string[]} parts @returns {Found} */
  findParts(parts, prefix = "", suffix = "") {
    const like = (/** @type {string} */ words) => normalize(words, this.alike).text;
    // First in the text as it is, then with hyphenated words rejoined at line ends. If both fail, the result of the first is returned.
    /** @type {Found | undefined} */
    let missing;
    for (const joined of [null, "-", ""]) {
      const same = this.broken(joined);
      const found = findInText(same.text, parts.map(like), like(prefix), like(suffix));
      if (found.why === "missing") {
        missing ??= found;
        continue;
      }
      const placed = (/** @type {Span[] | undefined} */ spans) =>
        spans?.map(([start, end]) => /** @type {Span} */ ([same.starts[start], same.ends[end - 1]]));
      return found.spans ? { spans: placed(found.spans) } : { ...found, places: placed(found.places) };
    }
    return missing ?? { why: "missing", part: 0 };
  }

  /** @param {string | null} joined */
  broken(joined) {
    if (joined === null) return this.same;
    return (this.ways[joined] ??= normalize(this.text, this.alike, joined));
  }

  /** Whether these spans hold exactly these words.
      @param {Span[]} spans @param {string[]} parts */
  holds(spans, parts) {
    const like = (/** @type {string} */ words) => normalize(words, this.alike).text.trim();
    return (
      spans.length === parts.length && spans.every((span, number) => like(this.slice(span)) === like(parts[number]))
    );
  }
}

// For each UTF-16 unit of the shown text, and its end, the number of characters before it in the copy.
/** @type {(text: string, returns: boolean) => number[]} */
const offsets = (text, returns) => {
  const found = [];
  let point = 0;
  for (let at = 0; at < text.length; point += 1) {
    const wide = (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
    const swallowed = returns && text[at] === "\n" && text[at - 1] === "\r";
    if (!swallowed) for (let unit = 0; unit < wide; unit += 1) found.push(point);
    at += wide;
  }
  found.push(point);
  return found;
};

// The first index at which a growing list has at least this number; its length where it has none.
/** @type {(numbers: number[], wanted: number) => number} */
const firstFrom = (numbers, wanted) => {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle] < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
};
// The same, but at most the last index.
/** @type {(numbers: number[], wanted: number) => number} */
const lastNotAbove = (numbers, wanted) => Math.min(firstFrom(numbers, wanted), numbers.length - 1);

// Invisible characters: the soft hyphen, zero-width characters, those for direction, joining and shape, and all others that a text
// must not contain (tags apart).
const INVISIBLE =
  /[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u3164\uffa0\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff]/gu;
// Tags are invisible, except that those after a black flag make it the flag of a region.
const FLAG = "\u{1f3f4}";
const TAG = /^[\u{e0000}-\u{e007f}]/u;

// A letter with its combining marks or syllable parts, up to a limit.
const LETTER =
  /.[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u093c\u09be\u09d7\u0bbe\u0bd7\u0cd5\u0cd6\u0d3e\u0d57\u1160-\u11ff\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a]{0,30}/gsu;

// A hyphen at a line's end inside a word.
const BROKEN = /(?<=\p{L})[-\u2010\u00ad][ \t]*\r?\n[ \t]*(?=\p{L})/gu;

/** @type {Record<string, string>} */
const SAME = {
  "\u2010": "-",
  "\u2011": "-",
  "\ufb00": "ff",
  "\ufb01": "fi",
  "\ufb02": "fl",
  "\ufb03": "ffi",
  "\ufb04": "ffl",
  "\ufb05": "st",
  "\ufb06": "st",
  "\u0132": "IJ",
  "\u0133": "ij",
};

// The text with plain quotation marks, single spaces, and no invisible characters; and for each UTF-16 unit of it the place in the
// original where it begins and ends, in characters.
/** @type {(text: string, alike: Alike, joined?: string | null) => Made} */
const normalize = (text, { double, single }, joined = null) => {
  const breaks = new Map(
    joined === null ? [] : [...text.matchAll(BROKEN)].map((hit) => [hit.index, hit.index + hit[0].length]),
  );
  const made = [];
  /** @type {number[][]} */
  const [starts, ends] = [[], []];
  let [point, until] = [0, 0];
  let last = "";
  let flag = false;
  const one = (/** @type {string} */ letter) =>
    double.includes(letter) ? '"' : single.includes(letter) ? "'" : (SAME[letter] ?? letter);
  for (const hit of text.matchAll(LETTER)) {
    const from = point;
    point += lengthOf(hit[0]);
    if (hit.index < until) continue;
    let to = point;
    const tag = TAG.test(hit[0]);
    flag = hit[0] === FLAG || (tag && flag);
    const seen = tag && !flag ? "" : hit[0].replace(INVISIBLE, "");
    let same;
    if (breaks.has(hit.index)) {
      until = breaks.get(hit.index) ?? 0;
      to = from + (until - hit.index); // a hyphen and white space: one unit each
      same = joined;
    } else if (seen.length === 1 && SPACE.test(seen)) same = last === " " ? "" : " ";
    else same = [...seen.normalize("NFC")].map(one).join("");
    if (!same) continue;
    made.push(same);
    last = same.slice(-1);
    for (let unit = 0; unit < same.length; unit += 1) {
      starts.push(from);
      ends.push(to);
    }
  }
  return { text: made.join(""), starts, ends };
};

/** The places of parts in a text, each after the one before: {spans}, or {why, part, times, places}. Matches are exact.
    @type {(text: string, parts: string[], before?: string, behind?: string) => Found} */
export const findInText = (text, given, before = "", behind = "") => {
  const parts = given.map((part) => part.trim());
  /** @type {Map<string, number[]>} */
  const everywhere = new Map(); // by part, all its places, so that each is searched for only once
  for (const part of parts) if (!everywhere.has(part)) everywhere.set(part, part ? occurrencesOf(text, part) : []);
  const missing = parts.findIndex((part) => !everywhere.get(part)?.length);
  if (missing >= 0) return { why: "missing", part: missing };
  const last = parts.length - 1;
  const [prefix, suffix] = [before.trim(), behind.trim()];
  const places = parts.map((part) => everywhere.get(part) ?? []);
  if (prefix) {
    const ends = new Set(occurrencesOf(text, prefix).map((at) => at + prefix.length));
    places[0] = places[0].filter((at) => ends.has(bareEnd(text, at)));
    if (!places[0].length) return { why: "elsewhere", part: 0 };
  }
  if (suffix) {
    const starts = new Set(occurrencesOf(text, suffix));
    places[last] = places[last].filter((at) => starts.has(bareStart(text, at + parts[last].length)));
    if (!places[last].length) return { why: "elsewhere", part: last };
  }
  let [end] = places[0];
  for (const [number, part] of parts.entries()) {
    // whether there is any solution
    const first = firstFrom(places[number], end);
    if (first === places[number].length) {
      const beside = suffix && number === last && (everywhere.get(part)?.at(-1) ?? -1) >= end;
      return { why: beside ? "elsewhere" : "out of order", part: number };
    }
    end = places[number][first] + part.length;
  }
  /** @type {number[]} */
  const usable = []; // by part, how many of its first places leave room for the rest
  let bound = text.length;
  for (let number = last; number >= 0; number -= 1) {
    usable[number] = firstFrom(places[number], bound - parts[number].length + 1);
    bound = places[number][usable[number] - 1];
  }
  /** @type {Span[]} */
  const spans = [];
  for (const [number, part] of parts.entries()) {
    const from = spans.at(-1)?.[1] ?? 0;
    const first = firstFrom(places[number], from);
    const at = places[number][first];
    const times = usable[number] - first;
    if (times > 1 && !(spans.length && continuesAt(text, from, at))) {
      return {
        why: "ambiguous",
        part: number,
        times,
        places: places[number]
          .slice(first, first + 2)
          .map((place) => /** @type {Span} */ ([place, place + part.length])),
      };
    }
    spans.push([at, at + part.length]);
  }
  return { spans };
};

const MARKS = '"“”„‟«»＂「」『』';
const SENTENCE = /[.!?…。！？]\s+\S|[。！？]\S|\n[ \t]*\n/;

/** Whether a quotation that stops at `start` continues at `end`, with no other quotation and no new sentence between.
    @type {(text: string, start: number, end: number) => boolean} */
export const continuesAt = (text, start, end) => {
  if (end - start > 300) return false;
  const between = text.slice(start, end);
  const outer = (/** @type {string} */ signs) => `[${MARKS} \\t\\n\\r\\u00a0\\u202f${signs}]+`;
  const behind = between.replace(new RegExp(`^${outer(",!?…—–\\-")}`), "");
  const clause = behind.replace(new RegExp(`${outer("")}$`), "");
  const marked = (/** @type {string} */ words) => [...MARKS].some((mark) => words.includes(mark));
  const closed = marked(between.slice(0, between.length - behind.length));
  if (closed && clause && !marked(behind.slice(clause.length))) return false; // the words are not in quotation marks here
  return !marked(clause) && !SENTENCE.test(clause);
};

// All places of the words, including those that overlap.
/** @type {(text: string, words: string) => number[]} */
const occurrencesOf = (text, words) => {
  const border = [0];
  let length = 0;
  for (let at = 1; at < words.length; at += 1) {
    while (length && words[at] !== words[length]) length = border[length - 1];
    if (words[at] === words[length]) length += 1;
    border.push(length);
  }
  const period = words.length - border[words.length - 1];
  const turn = words.slice(words.length - period);
  const found = [];
  for (let at = text.indexOf(words); at >= 0;) {
    found.push(at);
    at = text.startsWith(turn, at + words.length) ? at + period : text.indexOf(words, at + period);
  }
  return found;
};

// The end of the text before `end` without trailing white space; and the start of the text after `start` without leading white space.
/** @type {(text: string, end: number) => number} */
const bareEnd = (text, end) => {
  while (end > 0 && SPACE.test(text[end - 1])) end -= 1;
  return end;
};
/** @type {(text: string, start: number) => number} */
const bareStart = (text, start) => {
  while (start < text.length && SPACE.test(text[start])) start += 1;
  return start;
};

/** Invisible signs that direct what stands between them, or nothing. */
const UNSEEN_AT_EDGES = /[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/;

/** Whether an offset parts the two halves of a character. @type {(text: string, at: number) => boolean} */
const isWithinPair = (text, at) => /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(Math.max(0, at - 1), at + 1));

/** A selection of whole characters without surrounding white space and quotation marks; for a quotation also without the comma before its
    reporting clause, or the full stop of the sentence around a fragment. [start, end] in UTF-16 units.
    @type {(text: string, start: number, end: number, alike: Pick<Alike, "double">, how?: {quotation?: boolean}) => Span} */
export const trimSelection = (text, start, end, { double }, { quotation = false } = {}) => {
  const outer = (/** @type {string} */ letter) =>
    SPACE.test(letter) || UNSEEN_AT_EDGES.test(letter) || double.includes(letter) || letter === '"';
  if (isWithinPair(text, start)) start -= 1;
  if (isWithinPair(text, end)) end += 1;
  while (start < end && outer(text[start])) start += 1;
  while (start < end && outer(text[end - 1])) end -= 1;
  if (quotation && end - start > 1) {
    const words = text.slice(start, end);
    const fragment = /^\p{Ll}/u.test(words) && /[^.]\.$/.test(words) && !/[.!?]\s/.test(words);
    if (words.endsWith(",") || fragment) end -= 1;
  }
  return [start, end];
};

// Words in quotation marks, as generator/authoring/suggest/text.py knows the marks of a text: «…», »…« or »…», by which comes first;
// ”…” where no other double mark stands; single marks where no double ones do.
/** @type {(text: string) => RegExp} */
const quotedPattern = (text) => {
  const between = (/** @type {string} */ left, /** @type {string} */ right) => `${left}[^${left}${right}]+${right}`;
  const pointed = (/** @type {string} */ left, /** @type {string} */ right) => {
    const first = [...text].find((sign) => sign === left || sign === right);
    if (first !== right) return first ? [between(left, right)] : [];
    return [between(right, text.includes(left) ? left : right)];
  };
  const doubles = [
    ...(/[“„]/.test(text) ? ["[“„][^“”„]+[”“]"] : []),
    ...['"', "＂", "״"].filter((mark) => text.includes(mark)).map((mark) => between(mark, mark)),
    ...["「」", "『』", "〝〞"].filter(([mark]) => text.includes(mark)).map(([left, right]) => between(left, right)),
    ...pointed("«", "»"),
  ];
  if (!doubles.length && text.includes("”")) doubles.push(between("”", "”"));
  const single = (/** @type {string} */ left, /** @type {string} */ right) =>
    `(?<![\\p{L}\\p{N}])${left}(?=[\\p{L}\\p{N}…¿¡])(?:[^${left}${right}\\n]|(?<=[\\p{L}\\p{N}])${right}(?=[\\p{L}\\p{N}])|(?<=s)${right}(?=\\s))+${right}`;
  const singles = text.includes("‚") ? [single("‚", "‘")] : text.includes("‘") ? [single("‘", "’")] : pointed("‹", "›");
  const found = doubles.length ? doubles : singles.length ? singles : [single("'", "'")];
  return new RegExp(found.join("|"), "gu");
};

/** The next words in quotation marks from here on, or else from the beginning: [start, end] between the marks.
    @type {(text: string, from: number) => Span | null} */
export const nextQuoted = (text, from) => {
  const marks = quotedPattern(text);
  for (const start of [from, 0]) {
    marks.lastIndex = start;
    const hit = marks.exec(text);
    if (hit) return [hit.index + 1, hit.index + hit[0].length - 1];
  }
  return null;
};

/** All words in quotation marks, in the order of the text: [start, end] between the marks.
    @type {(text: string) => Span[]} */
export const allQuoted = (text) =>
  [...text.matchAll(quotedPattern(text))].map((hit) => [hit.index + 1, hit.index + hit[0].length - 1]);
