// Dates as the archive reads them: the Extended Date/Time Format (ISO 8601-2), level 1, and of level 2 one of a set and the
// qualification of a part. The same as generator/dates/edtf.py, which explains it.

import { _ } from "../lib/messages.js";

/** @typedef {[number, number, number]} Day a year, a month and a day */
/** @typedef {{precision: string, first: Day, last: Day, earliest: Day, latest: Day, unspecified: string, approximate: string, uncertain: string}} Unit */
/** @typedef {{start: Unit | null, end: Unit | null, unknown: boolean}} Span */
/** @typedef {{form: "date" | "interval" | "set", spans: Span[]}} EdtfDate */
/** @typedef {{earliest: Day | null, latest: Day | null, core: [Day | null, Day | null]}} Bounds */

/** The text is not a date. `fault` is the code of the fault, worded in dates.js; undefined if the text does not even look like a date. */
export class Unreadable extends Error {
  /** @param {string} [fault] @param {any[]} about */
  constructor(fault, ...about) {
    super(fault);
    this.fault = fault;
    this.about = about;
  }
}

// White space as Python's str.split() and \s define it. In browsers, \s includes U+FEFF but not these control characters.
const SPACE = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const SPACES = new RegExp(`[${SPACE}]+`, "gu");
const EDGES = new RegExp(`^[${SPACE}]+|(?<![${SPACE}])[${SPACE}]+$`, "gu");
/** @type {(text: string) => string} */
export const strip = (text) => text.replace(EDGES, "");
/** @type {(text: string) => string} */
export const withSingleSpaces = (text) => strip(text).replace(SPACES, " ");
/** A decimal digit of any script as one of 0 to 9. In Unicode the digits of a script are ten consecutive characters. @param {string} sign */
export const digitOf = (sign) => {
  const code = sign.codePointAt(0) ?? 0;
  let first = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first -= 1;
  return String((code - first) % 10);
};
/** The text with digits of other scripts replaced by 0 to 9. @type {(text: string) => string} */
export const withAsciiDigits = (text) => text.replace(/\p{Nd}/gu, digitOf);
/** @type {(text: string) => string} */
export const quote = (text) => {
  const signs = [...withSingleSpaces(text)];
  return `'${signs.slice(0, 60).join("")}${signs.length > 60 ? "…" : ""}'`;
};

const UNKNOWN = ["XXXX", "XXXX-XX", "XXXX-XX-XX"];
const DATE = /^([?~%]?)(-?[0-9X]{4})([?~%]?)(?:-([?~%]?)([0-9X]{2})([?~%]?)(?:-([?~%]?)([0-9X]{2})([?~%]?))?)?$/;
const MOMENT =
  /^(-?[0-9]{4}-[0-9]{2}-[0-9]{2})T([01][0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9]))?(?:Z|([+-])(0[0-9]|1[0-4])(?::([0-5][0-9]))?)$/;
const LONG_YEAR = /^Y(-?[1-9][0-9]{4,11})([?~%]?)$/;
/** @type {Record<number, number>} */
const SEASONS = { 21: 3, 22: 6, 23: 9, 24: 12 };

/** {form, spans}: form is date, interval or set; a span is {start, end, unknown}, whose ends are units or null.
    @type {(text: string) => EdtfDate} */
export const read = (text) => {
  if (UNKNOWN.includes(text)) return { form: "date", spans: [] };
  if (text.length > 1 && text.startsWith("[") && text.endsWith("]")) return set(text);
  if (text.includes("/")) return interval(text);
  const found = text.match(MOMENT);
  const one = found ? moment(found) : unit(text);
  return { form: "date", spans: [{ start: one, end: one, unknown: false }] };
};

// The local day; its bounds include the day in UTC.
/** @type {(found: RegExpMatchArray) => Unit} */
const moment = ([, date, hour, minute, second, sign, hours, minutes]) => {
  const stated = unit(date);
  const offset = (60 * Number(hours ?? 0) + Number(minutes ?? 0)) * (sign === "-" ? -1 : 1);
  const seconds = 3600 * Number(hour) + 60 * (Number(minute) - offset) + Number(second ?? 0);
  const universal = dayOf(ordinal(stated.first) + Math.floor(seconds / 86400));
  return {
    ...stated,
    earliest: nearer(stated.first, universal, false),
    latest: nearer(stated.last, universal, true),
  };
};

/** @type {(text: string) => boolean} */
export const readable = (text) => {
  try {
    read(text);
    return true;
  } catch (wrong) {
    if (!(wrong instanceof Unreadable)) throw wrong;
    return false;
  }
};

/** The first and last day of a date: with the margin of qualified parts, and without it as `core`. Null if an end is open or
    unknown.
    @type {(date: EdtfDate) => Bounds} */
export const bounds = ({ spans }) => {
  /** @type {(ends: (Day | undefined)[], later: boolean) => Day | null} */
  const outermost = (ends, later) => {
    if (!ends.length) return null;
    return ends.reduce((/** @type {Day | null} */ far, day) => {
      if (!far || !day) return null;
      return ordinal(day) > ordinal(far) === later ? day : far;
    }, ends[0] ?? null);
  };
  const starts = spans.map(({ start }) => start ?? undefined);
  const ends = spans.map(({ end }) => end ?? undefined);
  return {
    earliest: outermost(
      starts.map((unit) => unit?.earliest),
      false,
    ),
    latest: outermost(
      ends.map((unit) => unit?.latest),
      true,
    ),
    core: [
      outermost(
        starts.map((unit) => unit?.first),
        false,
      ),
      outermost(
        ends.map((unit) => unit?.last),
        true,
      ),
    ],
  };
};

/** @type {(text: string) => EdtfDate} */
const interval = (text) => {
  const written = text.split("/");
  if (written.length !== 2) throw new Unreadable();
  if (written.some((end) => UNKNOWN.includes(end))) {
    const emptied = written.map((end) => (UNKNOWN.includes(end) ? "" : end)).join("/");
    throw new Unreadable("proposed", _("{date} has an end without a date", { date: quote(text) }), [
      /[^/.]/.test(emptied) ? emptied : "XXXX",
    ]);
  }
  const [start, end] = written.map((it) => (it === "" || it === ".." ? null : unit(it)));
  if (!start && !end) {
    throw new Unreadable(
      "stated",
      _("{date} has no date at either end", { date: quote(text) }),
      _("write XXXX, or leave the date out"),
    );
  }
  if (start && end && ordinal(start.first) > ordinal(end.last)) {
    throw new Unreadable("reversed", text, `${written[1]}/${written[0]}`);
  }
  return { form: "interval", spans: [{ start, end, unknown: written.includes("") }] };
};

/** @type {(text: string) => EdtfDate} */
const set = (text) => {
  const members = text.slice(1, -1).split(",").map(strip);
  if (!members.some((member) => /[^.]/.test(member))) {
    throw new Unreadable(
      "stated",
      _("{date} is a set without a date", { date: quote(text) }),
      _("name its dates, or leave the date out"),
    );
  }
  const spans = members.filter(Boolean).map((it) => member(text, it));
  if (spans.length < members.length) {
    throw new Unreadable(
      "stated",
      _("{date} has a comma too many", { date: quote(text) }),
      _("write {value}", { value: `[${members.filter(Boolean).join(", ")}]` }),
    );
  }
  const [only] = spans;
  const single = spans.length === 1 && only.start && only.end && same(only.start, only.end);
  return { form: single ? "date" : "set", spans };
};

/** @type {(one: Unit, other: Unit) => boolean} */
const same = (one, other) => one === other || JSON.stringify(one) === JSON.stringify(other);

/** @type {(text: string, written: string) => Span} */
const member = (text, written) => {
  const ends = written.split("..").map(strip);
  if (ends.length > 2 || !ends.some(Boolean)) throw new Unreadable();
  if (ends.length === 1) {
    const one = unit(written);
    return { start: one, end: one, unknown: false };
  }
  const [start, end] = ends.map((it) => (it ? unit(it) : null));
  if (start && end && ordinal(start.first) > ordinal(end.last)) {
    throw new Unreadable("reversed", text, text.replaceAll(written, `${ends[1]}..${ends[0]}`));
  }
  return { start, end, unknown: false };
};

/** {precision, first, last, unspecified, approximate, uncertain}; days are [year, month, day].
    @type {(text: string) => Unit} */
const unit = (text) => {
  let found = text.match(DATE);
  if (found) {
    const [
      ,
      beforeYear,
      year,
      afterYear,
      beforeMonth = "",
      month = "",
      afterMonth = "",
      beforeDay = "",
      day = "",
      afterDay = "",
    ] = found;
    const stated = calendar(text, year, month, day);
    const marks = [
      [beforeYear, afterYear],
      [beforeMonth, afterMonth],
      [beforeDay, afterDay],
    ];
    return withQualifiers(stated, text, marks, [year, month, day].filter(Boolean));
  }
  found = text.match(LONG_YEAR);
  if (!found) throw new Unreadable();
  const year = Number(found[1]);
  return withQualifiers(makeUnit("year", [year, 1, 1], [year, 12, 31]), text, [["", found[2]]], [found[1]]);
};

/** @type {(precision: string, first: Day, last: Day, unspecified?: string) => Unit} */
const makeUnit = (precision, first, last, unspecified = "") => ({
  precision,
  first,
  last,
  earliest: first,
  latest: last,
  unspecified,
  approximate: "",
  uncertain: "",
});

/** @type {(text: string, year: string, month: string, day: string) => Unit} */
const calendar = (text, year, month, day) => {
  if (year === "-0000") {
    throw new Unreadable(
      "stated",
      _("{date} has a year -0000", { date: quote(text) }),
      _("write {value}, which is 1 BC", { value: text.replaceAll("-0000", "0000") }),
    );
  }
  if (text.includes("X")) return unspecifiedUnit(text, year, month, day);
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  if (!month) return makeUnit("year", [y, 1, 1], [y, 12, 31]);
  if (SEASONS[m] && !day) return makeUnit("season", [y, SEASONS[m], 1], monthEnd(...monthAfter(y, SEASONS[m], 2)));
  if (m < 1 || m > 12) throw new Unreadable("no such month", text, year, month, day);
  if (!day) return makeUnit("month", [y, m, 1], monthEnd(y, m));
  if (d < 1 || d > monthLength(y, m)) throw new Unreadable("no such day", text, year, m, d);
  return makeUnit("day", [y, m, d], [y, m, d]);
};

/** @type {(text: string, year: string, month: string, day: string) => Unit} */
const unspecifiedUnit = (text, year, month, day) => {
  if (!month && /^-?[0-9]{2}[0-9X]X$/.test(year)) {
    const [low, high] = ["0", "9"].map((digit) => Number(year.replaceAll("X", digit))).sort((a, b) => a - b);
    return makeUnit(year.endsWith("XX") ? "century" : "decade", [low, 1, 1], [high, 12, 31], "year");
  }
  if (!year.includes("X") && month === "XX" && (day === "" || day === "XX")) {
    return makeUnit("year", [Number(year), 1, 1], [Number(year), 12, 31], day ? "month and day" : "month");
  }
  if (!`${year}${month}`.includes("X") && day === "XX") {
    const m = Number(month);
    if (m < 1 || m > 12) throw new Unreadable("no such month", text, year, month, "");
    return makeUnit("month", [Number(year), m, 1], monthEnd(Number(year), m), "day");
  }
  throw new Unreadable("open digits", text, year, month, day);
};

/** @type {(stated: Unit, text: string, marks: string[][], written: string[]) => Unit} */
const withQualifiers = (stated, text, marks, written) => {
  if (!/[~?%]/.test(text)) return stated;
  const names = ["year", stated.precision === "season" ? "season" : "month", "day"].slice(0, written.length);
  names.forEach((name, at) => {
    const [before] = marks[at];
    if (before && written[at] === "XX") {
      throw new Unreadable(
        "stated",
        name === "day"
          ? _("{date} qualifies a day that is not specified", { date: quote(text) })
          : _("{date} qualifies a month that is not specified", { date: quote(text) }),
        _("write {value}", { value: text.replaceAll(`${before}XX`, "XX") }),
      );
    }
  });
  const [approximate, uncertain] = [parts(marks, "~%"), parts(marks, "?%")];
  return {
    ...stated,
    ...withMargins(stated, written, approximate, uncertain),
    approximate: namedParts(approximate, names),
    uncertain: namedParts(uncertain, names),
  };
};

/** @type {Record<string, number>} */
const MARGIN_MONTHS = { month: 1, season: 3, year: 12, decade: 120, century: 1200 };
const MARGIN_DAYS = 3;

// The bounds with the margin of qualified parts, as in generator/dates/edtf.py.
/** @type {(stated: Unit, written: string[], approximate: Set<number>, uncertain: Set<number>) => {earliest: Day, latest: Day}} */
const withMargins = ({ precision, first, last }, written, approximate, uncertain) => {
  const finest = [approximate, uncertain].flatMap((found) => [...found].filter((part) => !found.has(part + 1)));
  const margins = new Set(
    finest.map((part) => (part === written.length - 1 || written[part] === "XX" ? precision : ["year", "month"][part])),
  );
  const months = [...margins].reduce((sum, margin) => sum + (MARGIN_MONTHS[margin] ?? 0), 0);
  const days = margins.has("day") ? MARGIN_DAYS : 0;
  const earliest = dayOf(ordinal(shift(first, -months)) - days);
  const latest = dayOf(ordinal(shift(last, months, true)) + days);
  if (approximate.has(0) || uncertain.has(0)) return { earliest, latest };
  const [year, month] = first;
  const held = precision === "day" && !approximate.has(1) && !uncertain.has(1);
  /** @type {[Day, Day]} */
  const [from, to] = held
    ? [[year, month, 1], monthEnd(year, month)]
    : [
        [year, 1, 1],
        [year, 12, 31],
      ];
  return {
    earliest: nearer(first, nearer(earliest, from, true), false),
    latest: nearer(last, nearer(latest, to, false), true),
  };
};

// The later of two days, or the earlier one.
/** @type {(one: Day, other: Day, later: boolean) => Day} */
const nearer = (one, other, later) => (ordinal(one) > ordinal(other) === later ? one : other);

// A day moved by a number of months; with `toEnd` the last day of a month stays the last.
/** @type {(day: Day, months: number, toEnd?: boolean) => Day} */
const shift = ([year, month, day], months, toEnd = false) => {
  const end = monthEnd(...monthAfter(year, month, months));
  if (toEnd && day === monthLength(year, month)) return end;
  return [end[0], end[1], Math.min(day, end[2])];
};

/** @type {(marks: string[][], signs: string) => Set<number>} */
const parts = (marks, signs) => {
  const found = new Set();
  marks.forEach(([before, after], at) => {
    if (before && signs.includes(before)) found.add(at);
    if (after && signs.includes(after)) for (let left = 0; left <= at; left += 1) found.add(left);
  });
  return found;
};

/** @type {(found: Set<number>, names: string[]) => string} */
const namedParts = (found, names) => {
  if (found.size === names.length) return "date";
  return [...found]
    .sort((a, b) => b - a)
    .map((at) => names[at])
    .join(" and ");
};

// The calendar: Gregorian throughout, and the year 0 is 1 BC.

/** @type {(year: number, month: number) => number} */
export const monthLength = (year, month) => {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
};

/** @type {(year: number, month: number) => Day} */
const monthEnd = (year, month) => [year, month, monthLength(year, month)];

/** @type {(year: number, month: number, months: number) => [number, number]} */
export const monthAfter = (year, month, months) => {
  const whole = 12 * year + month - 1 + months;
  return [Math.floor(whole / 12), whole - 12 * Math.floor(whole / 12) + 1];
};

/** @type {(day: Day) => number} */
export const ordinal = ([y, m, day]) => {
  const year = y - (m <= 2 ? 1 : 0);
  const days = Math.floor((153 * ((m + 9) % 12) + 2) / 5);
  return 365 * year + Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400) + days + day - 306;
};

/** @type {(number: number) => Day} */
export const dayOf = (number) => {
  const era = Math.floor((number + 305) / 146097);
  const left = number + 305 - era * 146097;
  const year = Math.floor(
    (left - Math.floor(left / 1460) + Math.floor(left / 36524) - Math.floor(left / 146096)) / 365,
  );
  const days = left - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const month = Math.floor((5 * days + 2) / 153);
  const late = month >= 10;
  return [
    year + 400 * era + (late ? 1 : 0),
    late ? month - 9 : month + 3,
    days - Math.floor((153 * month + 2) / 5) + 1,
  ];
};

/** @type {(number: number | string) => string} */
export const twoDigits = (number) => String(number).padStart(2, "0");
/** @type {(year: number) => string} */
export const signedYear = (year) =>
  `${year < 0 ? "-" : year > 9999 ? "+" : ""}${String(Math.abs(year)).padStart(4, "0")}`;
/** @type {(day: Day) => string} */
export const isoDay = ([year, month, day]) => `${signedYear(year)}-${twoDigits(month)}-${twoDigits(day)}`;
/** @type {(year: number) => string} */
export const isoYear = (year) => (Math.abs(year) > 9999 ? `Y${year}` : signedYear(year));
