// A copy of a source: its letters counted as the archive counts them, its hash, and where words stand in it. What is alike
// for `archive verify` is alike here.

// White space as Python has it, which counts neither the byte order mark in nor the separators out.
const SPACE = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;
const encoder = new TextEncoder();

/** How many characters a text has: code points, where a script counts UTF-16 units. */
export const lengthOf = (text) => {
  let number = 0;
  for (const _ of text) number += 1;
  return number;
};

/** The text with its white space folded. */
export const folded = (text) => text.split(new RegExp(`${SPACE.source}+`)).filter(Boolean).join(" ");

/** The SHA-256 of bytes in hexadecimal digits; null where the browser has none to give, as on a page without https. */
export const sha256 = async (bytes) => {
  if (!globalThis.crypto?.subtle) return null;
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
};

/** The copy in these bytes, which are UTF-8; throws where they are not. */
export const copyOf = async (bytes, alike) => {
  const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  return new Copy(text, await sha256(bytes), alike);
};

/** The copy that a pasted text is, as it would be saved. */
export const copyOfText = (text, alike) => copyOf(encoder.encode(text), alike);

class Copy {
  constructor(text, hash, alike) {
    this.text = text;
    this.sha256 = hash;
    this.shown = text.replace(/\r\n?/g, "\n");  // as a text area has it
    this.alike = alike;
    this.points = offsets(text, text.includes("\r"));
    this.same = madeAlike(text, alike);
  }

  /** Where a span of the shown text stands in the copy, in characters. */
  span(start, end) {
    return [this.points[start], this.points[end]];
  }

  /** Where a span of characters stands in the shown text. */
  shownSpan([start, end]) {
    return [below(this.points, start), below(this.points, end)];
  }

  /** The characters of a span. */
  slice([start, end]) {
    const [from, to] = this.shownSpan([start, end]);
    return this.shown.slice(from, to);
  }

  /** Where the parts of a quotation stand, or why they do not: {spans} or {why, part, times}. */
  find(parts, prefix = "", suffix = "") {
    const like = (words) => madeAlike(words, this.alike).text;
    const found = find(this.same.text, parts.map(like), like(prefix), like(suffix));
    if (!found.spans) return found;
    return { spans: found.spans.map(([start, end]) => [this.same.offsets[start], this.same.offsets[end - 1] + 1]) };
  }

  /** Whether these spans hold these very words. */
  holds(spans, parts) {
    return spans.length === parts.length && spans.every((span, number) => (
      madeAlike(this.slice(span), this.alike).text === madeAlike(parts[number], this.alike).text
    ));
  }
}

// For each UTF-16 unit of the shown text, and its end, the number of characters before it in the copy.
const offsets = (text, returns) => {
  const found = [];
  let point = 0;
  for (let at = 0; at < text.length; point += 1) {
    const wide = text.codePointAt(at) > 0xffff ? 2 : 1;
    const swallowed = returns && text[at] === "\n" && text[at - 1] === "\r";
    if (!swallowed) for (let unit = 0; unit < wide; unit += 1) found.push(point);
    at += wide;
  }
  found.push(point);
  return found;
};

// The first place at which a growing list has at least this number.
const below = (numbers, wanted) => {
  let [low, high] = [0, numbers.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle] < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
};

const madeAlike = (text, { double, single }) => {
  let made = "";
  const found = [];
  let point = 0;
  for (const letter of text) {
    const same = double.includes(letter) ? '"' : single.includes(letter) ? "'" : SPACE.test(letter) ? " " : letter;
    if (!(same === " " && made.endsWith(" "))) {
      made += same;
      for (let unit = 0; unit < same.length; unit += 1) found.push(point);
    }
    point += 1;
  }
  return { text: made, offsets: found };
};

/** Where the parts stand in a text, each after the one before: {spans}, or {why, part, times}. Never a fuzzy match. */
export const find = (text, parts, prefix = "", suffix = "") => {
  const missing = parts.findIndex((part) => !part || !text.includes(part));
  if (missing >= 0) return { why: "missing", part: missing };
  let failure = { why: "elsewhere", part: 0 };
  const ways = [];
  for (let at = text.indexOf(parts[0]); at >= 0; at = text.indexOf(parts[0], at + 1)) {
    if (prefix && !endsBefore(text, at, prefix.trimEnd())) continue;
    const way = follow(text, parts, at, suffix.trimStart());
    if (way.spans) ways.push(way);
    else {
      failure = way;
      if (way.why === "out of order") break;  // what does not follow here does not follow further on
    }
  }
  if (!ways.length) return failure;
  return ways.length === 1 ? ways[0] : { why: "ambiguous", part: 0, times: ways.length };
};

const follow = (text, parts, at, suffix) => {
  const spans = [[at, at + parts[0].length]];
  for (let number = 1; number < parts.length; number += 1) {
    const part = parts[number];
    let next = text.indexOf(part, spans.at(-1)[1]);
    while (suffix && number === parts.length - 1 && next >= 0 && !beginsAt(text, next + part.length, suffix)) {
      next = text.indexOf(part, next + 1);
      if (next < 0) return { why: "elsewhere", part: number };
    }
    if (next < 0) return { why: "out of order", part: number };
    spans.push([next, next + part.length]);
  }
  if (suffix && !beginsAt(text, spans.at(-1)[1], suffix)) return { why: "elsewhere", part: parts.length - 1 };
  return { spans };
};

const endsBefore = (text, end, words) => {
  while (end > 0 && SPACE.test(text[end - 1])) end -= 1;
  return text.slice(0, end).endsWith(words);
};

const beginsAt = (text, start, words) => {
  while (start < text.length && SPACE.test(text[start])) start += 1;
  return text.startsWith(words, start);
};

/** A choice of words without the white space and quotation marks around them, and as a quotation without the comma before its
    reporting clause, or the full stop of the sentence around a fragment. [start, end] in UTF-16 units. */
export const trimmed = (text, start, end, { double }, { quotation = false } = {}) => {
  const outer = (letter) => SPACE.test(letter) || double.includes(letter) || letter === '"';
  while (start < end && outer(text[start])) start += 1;
  while (start < end && outer(text[end - 1])) end -= 1;
  if (quotation && end - start > 1) {
    const words = text.slice(start, end);
    const fragment = /^\p{Ll}/u.test(words) && /[^.]\.$/.test(words) && !/[.!?]\s/.test(words);
    if (words.endsWith(",") || fragment) end -= 1;
  }
  return [start, end];
};

/** The next words in quotation marks from here on, or from the beginning: [start, end] of what stands between the marks. */
export const nextQuoted = (text, from) => {
  const marks = /[“„]([^“”„]+)[”“]|«([^«»]+)»|"([^"]+)"|[「『]([^」』]+)[」』]|[＂]([^＂]+)[＂]/g;
  for (const start of [from, 0]) {
    marks.lastIndex = start;
    const hit = marks.exec(text);
    if (hit) return [hit.index + 1, hit.index + hit[0].length - 1];
  }
  return null;
};
