// Says what is wrong with a date and what to write instead, in the words of `archive check`. The same as generator/dates/remedies.py,
// which explains it; tests/vectors/dates.json tests both.
/** @typedef {import("./edtf.js").Day} Day */
/** @typedef {import("./date-words.js").Lexicon} Lexicon */
/** @typedef {import("./date-words.js").Reading} Reading */
/** @typedef {{fault: string, remedy: string}} Told */
import {
  Unreadable,
  read,
  readable,
  strip,
  withSingleSpaces,
  quote,
  monthAfter,
  monthLength,
  ordinal,
  dayOf,
  signedYear,
  isoDay,
  isoYear,
  twoDigits,
  withAsciiDigits,
} from "./edtf.js";
import { N_, _, ngettext } from "../lib/messages.js";
import {
  MONTHS,
  formatDate,
  monthInEnglish,
  yearInEnglish,
  monday,
  phrases,
  inYearsAd,
  calendarNamedIn,
} from "./date-words.js";
import { listAlternatives } from "./rule.js";

const MAX_LENGTH = 200;
const PLAIN = N_("write a year, a month or a day, as in 2025, 2025-04 or 2025-04-28");
const MAX_MEMBERS = 12;
/** @type {(fault: string, remedy: string) => Told} */
const faultWithRemedy = (fault, remedy) => ({ fault, remedy });
/** @typedef {ReturnType<typeof phrases>} Known what reads dates in words, with the words */
/** @type {WeakMap<Lexicon, Known>} */
const knownByLexicon = new WeakMap();

/** @type {(date: string) => string} */
const noDate = (date) => _("{date} is not a date", { date });
/** @type {(value: string) => string} */
const write = (value) => _("write {value}", { value });

/** What is wrong with a date, as {fault, remedy}; null if nothing is. The words come from known.json.
    @type {(text: string, words?: Lexicon) => Told | null} */
export const dateFault = (text, words) => {
  const signs = [...text];
  if (signs.length > MAX_LENGTH) {
    return faultWithRemedy(noDate(`'${signs.slice(0, 40).join("")}…'`), _("write an EDTF date such as 2025-04-28"));
  }
  const known = (words && knownByLexicon.get(words)) || phrases(words);
  if (words && !knownByLexicon.has(words)) knownByLexicon.set(words, known);
  return faultOf(strip(text), known);
};

/** @type {(text: string, known: Known) => Told | null} */
const faultOf = (text, known) => {
  try {
    read(text);
    return null;
  } catch (wrong) {
    if (!(wrong instanceof Unreadable)) throw wrong;
    return wrong.fault ? FAULTS[wrong.fault](...wrong.about) : explain(text, known);
  }
};

/** @type {(many: string[]) => string[]} */
const unique = (many) => [...new Set(many)];

/** @type {(fault: string, several: string[]) => Told} */
const withProposals = (fault, several) => {
  const found = unique(several);
  const dates = found.filter(readable);
  if (dates.length) return faultWithRemedy(fault, propose(dates));
  for (const candidate of found) {
    try {
      read(candidate);
    } catch (wrong) {
      if (!(wrong instanceof Unreadable)) throw wrong;
      if (wrong.fault) return faultWithRemedy(fault, FAULTS[wrong.fault](...wrong.about).remedy);
    }
  }
  return faultWithRemedy(fault, _(PLAIN));
};

/** @type {(dates: string[]) => string} */
const propose = (dates) => {
  const several = unique(dates);
  const meanings = several.map((date) => {
    const words = formatDate(read(date), date);
    return words === date ? date : _("{date} for {words}", { date, words });
  });
  return write(several.length === 1 ? several[0] : listAlternatives(meanings));
};

// --- texts with the shape of a date ---

/** @type {(text: string, year: string, month: string, day: string) => Told} */
const noSuchMonth = (text, year, month, day) => {
  const [fault, m] = [noDate(quote(text)), Number(month)];
  if (m === 0) {
    return faultWithRemedy(fault, _("write {date} if the month is not known, or {year}", { date: `${year}-XX`, year }));
  }
  const ofCentury = ((Number(year) % 100) + 100) % 100;
  const short = !day && m - ofCentury > 0 && m - ofCentury < 30 ? [`${year}/${year.slice(0, -2)}${month}`] : [];
  if (!day && m >= 25 && m <= 41) {
    const [code, first, number] = division(m);
    const stated = m <= 28 ? `${year}-${m - 4}` : `[${ofMonths(year, first)}..${ofMonths(year, first + number - 1)}]`;
    return withProposals(_(code, { date: quote(text) }), [stated, ...(m === ofCentury + 1 ? short : [])]);
  }
  if (day) {
    const [swapped, nearest] = [`${year}-${day}-${month}`, `${year}-12-${day}`];
    if (readable(swapped)) {
      return faultWithRemedy(
        fault,
        _("write {date} if {day} is the day, or {other}", { date: swapped, day: month, other: nearest }),
      );
    }
    if (readable(nearest)) {
      return faultWithRemedy(fault, _("write {day}, {month} or {year}", { day: nearest, month: `${year}-12`, year }));
    }
  } else if (short.length) {
    return faultWithRemedy(
      fault,
      _("write {years} for the years, or {month}", { years: short[0], month: `${year}-12` }),
    );
  }
  return faultWithRemedy(
    fault,
    _("write {month}, {day} or {year}", { month: `${year}-12`, day: `${year}-12-10`, year }),
  );
};

/** @type {(code: number) => [string, number, number]} */
const division = (code) => {
  if (code <= 32) return [SEASONS[code - 25], 9 + 3 * (code - 29), 3];
  const [base, size, said] = /** @type {[number, number, string]} */ (
    code >= 40
      ? [40, 6, N_("{date} is a half of a year, a code that is not supported")]
      : code >= 37
        ? [37, 4, N_("{date} is a third of a year, a code that is not supported")]
        : [33, 3, N_("{date} is a quarter of a year, a code that is not supported")]
  );
  return [said, 1 + size * (code - base), size];
};

// By the codes from 25 on.
const SEASONS = [
  N_("{date} is spring in the northern hemisphere, a code that is not supported"),
  N_("{date} is summer in the northern hemisphere, a code that is not supported"),
  N_("{date} is autumn in the northern hemisphere, a code that is not supported"),
  N_("{date} is winter in the northern hemisphere, a code that is not supported"),
  N_("{date} is spring in the southern hemisphere, a code that is not supported"),
  N_("{date} is summer in the southern hemisphere, a code that is not supported"),
  N_("{date} is autumn in the southern hemisphere, a code that is not supported"),
  N_("{date} is winter in the southern hemisphere, a code that is not supported"),
];

/** @type {(year: string, month: number) => string} */
const ofMonths = (year, month) => {
  const [y, m] = monthAfter(Number(year), month, 0);
  return `${signedYear(y)}-${twoDigits(m)}`;
};

/** @type {(text: string, year: string, month: number, day: number) => Told} */
const noSuchDay = (text, year, month, day) => {
  const whole = `${year}-${twoDigits(month)}`;
  if (day === 0) {
    return faultWithRemedy(
      noDate(quote(text)),
      _("write {date} if the day is not known, or {month}", { date: `${whole}-XX`, month: whole }),
    );
  }
  const length = monthLength(Number(year), month);
  return faultWithRemedy(
    ngettext("{date} is not a date: {month} has {n} day", "{date} is not a date: {month} has {n} days", length, {
      date: quote(text),
      month: monthInEnglish(Number(year), month),
    }),
    _("write {date}, the last day of that month, or {month}", { date: `${whole}-${length}`, month: whole }),
  );
};

/** @type {(text: string, year: string, month: string, day: string) => Told} */
const openDigits = (text, year, month, day) => {
  /** @type {string[]} */
  let found = [];
  const known = members(year, month, day);
  if (known.length && consecutive(known)) found = [`[${known[0]}..${known.at(-1)}]`];
  else if (known.length && known.length <= MAX_MEMBERS) found = [`[${known.join(", ")}]`];
  else if (!month && /^-?[0-9]XXX$/.test(year)) {
    const [low, high] = ["0", "9"].map((digit) => Number(year.replaceAll("X", digit))).sort((a, b) => a - b);
    found = [`[${signedYear(low)}..${signedYear(high)}]`];
  }
  if (day && !`${year}${month}`.includes("X") && !(known.length && found[0].includes(".."))) {
    found.push(`${year}-${month}-XX`);
  }
  const nearest = found.filter(readable);
  const fault = _("{date} leaves digits open in a way that is not supported", { date: quote(text) });
  if (nearest.length) return faultWithRemedy(fault, propose(nearest));
  const thousand = /^[0-9]XXX$/.test(year) ? [`[${year.slice(0, -3)}000..${year.slice(0, -3)}999]`] : [];
  const shorter = year.includes("X") ? [year, `${year.slice(0, -2)}XX`, ...thousand] : [`${year}-XX`];
  return faultWithRemedy(
    fault,
    _("write {date}, and the rest in words", { date: [...shorter, "XXXX"].find(readable) ?? "" }),
  );
};

/** @type {(year: string, month: string, day: string) => string[]} */
const members = (year, month, day) => {
  if (/X.*X/.test(year)) return [];
  const years = year.includes("X") ? [..."0123456789"].map((digit) => year.replaceAll("X", digit)) : [year];
  if (year.startsWith("-")) years.reverse();
  const fitting = (/** @type {number} */ last, /** @type {string} */ pattern) =>
    Array.from({ length: last }, (_, n) => twoDigits(n + 1)).filter((it) =>
      [...it].every((digit, at) => pattern[at] === "X" || pattern[at] === digit),
    );
  const months = month ? fitting(12, month) : [""];
  const days = day && day !== "XX" ? fitting(31, day) : [day];
  if (years.length * months.length * days.length > 10 * MAX_MEMBERS) return [];
  return years
    .flatMap((y) => months.flatMap((m) => days.map((d) => [y, m, d].filter(Boolean).join("-"))))
    .filter(readable);
};

/** @type {(dates: string[]) => boolean} */
const consecutive = (dates) => {
  const units = dates.map((date) => read(date).spans[0]?.start);
  return units.slice(1).every((unit, at) => {
    const before = units[at];
    return unit && before && ordinal(unit.first) === ordinal(before.last) + 1;
  });
};

/** @type {Record<string, (...about: any[]) => Told>} */
const FAULTS = {
  stated: faultWithRemedy,
  proposed: withProposals,
  reversed: (text, swapped) =>
    faultWithRemedy(_("{date} ends before it begins", { date: quote(text) }), write(swapped)),
  "no such month": noSuchMonth,
  "no such day": noSuchDay,
  "open digits": openDigits,
};

// --- other texts ---

/** @type {(words: string, known: Known) => Told} */
const explain = (words, known) => {
  const text = withSingleSpaces(words);
  if (!text) return faultWithRemedy(_("the date is empty"), _("{advice}, or leave it out", { advice: _(PLAIN) }));
  const plain = faultWithRemedy(noDate(quote(text)), _(PLAIN));
  if ([...text].length > 100) return plain;
  for (const recognise of [unsupported, clock, ofEra, numericDate, spelling, faultOfWords]) {
    const found = recognise(text, known);
    if (found) return found;
  }
  return plain;
};

/** @type {(text: string) => Told | null} */
const unsupported = (text) => {
  if (text.startsWith("{")) {
    const inner = text.replace(/^[{} ]+|(?<![{} ])[{} ]+$/g, "");
    const dates = inner
      .split(/\.\.|,/)
      .map(strip)
      .filter(Boolean);
    const start = inner.startsWith("..") ? ".." : (dates[0] ?? "");
    const end = inner.endsWith("..") ? ".." : (dates.at(-1) ?? "");
    return withProposals(
      _("{date} means every date of a set, which is not supported", { date: quote(text) }),
      dates.length ? [`[${inner}]`, `${start}/${end}`] : [],
    );
  }
  let found = text.match(/^Y?(-?[0-9]{1,12})E([0-9]{1,2})(?:S[0-9]+)?$/);
  if (found) {
    const year = BigInt(found[1]) * 10n ** BigInt(found[2]);
    const written = year > 9999n || year < -9999n ? `Y${year}` : signedYear(Number(year));
    return withProposals(_("{date} counts in powers of ten, which is not supported", { date: quote(text) }), [written]);
  }
  found = text.match(/^Y?(-?)([0-9]{4,12})S([0-9]{1,2})$/);
  if (found) {
    const [, sign, digits, kept] = found;
    const [low, high] = ["0", "9"]
      .map((fill) => Number(sign + digits.slice(0, Number(kept)).padEnd(digits.length, fill)))
      .sort((a, b) => a - b);
    return withProposals(_("{date} counts significant digits, which is not supported", { date: quote(text) }), [
      `[${isoYear(low)}..${isoYear(high)}]`,
    ]);
  }
  found = text.match(/^([0-9]{4})-?W([0-9]{2})(?:-?([1-7]))?$/);
  if (found) {
    return withProposals(
      _("{date} counts weeks, which is not supported", { date: quote(text) }),
      week(found[1], Number(found[2]), found[3]),
    );
  }
  if (/^P[0-9YMWDTHS.]+$/.test(text)) {
    return faultWithRemedy(_("{date} is a length of time, not a date", { date: quote(text) }), _(PLAIN));
  }
  return null;
};

/** @type {(year: string, number: number, day?: string) => string[]} */
const week = (year, number, day) => {
  const start = monday(Number(year), number);
  const [first, last] = [day || 1, day || 7].map((of) => (start ?? 0) + Number(of) - 1);
  if (start === undefined || last > ordinal([9999, 12, 31])) return [year];
  return [day ? isoDay(dayOf(first)) : `${isoDay(dayOf(first))}/${isoDay(dayOf(last))}`];
};

const CLOCK =
  /(?:(?<=[0-9])T[0-9]{2}(?::?[0-9]{2}){0,2}|(?:^|(?<![ ,T])[ ,T]+)[0-9]{1,2}(?::[0-9]{2}(?::[0-9]{2})?|(?= ?[ap]\.?m)))(?:[.,][0-9]+)?(?: ?[ap]\.?m\.?)?(?: ?(?:Z|UTC|GMT))?(?: ?[+-][0-9]{2}(?::?[0-9]{2})?)?/giu;
const TIME =
  /([0-9]{1,2}):?([0-9]{2})?(?::?([0-9]{2}))?(?:[.,][0-9]+)? ?([ap])?\.?m?\.? ?(?:Z|UTC|GMT)? ?(?:([+-])([0-9]{2}):?([0-9]{2})?)?/iu;

/** @type {(text: string, known: Known) => Told | null} */
const clock = (text, known) => {
  const zoned = text.match(/^([0-9]{4}-[0-9]{2}-[0-9]{2}) ?(?:Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2})$/)?.[1];
  if (zoned && readable(zoned)) {
    return faultWithRemedy(_("{date} gives a time zone without a time", { date: quote(text) }), write(zoned));
  }
  const found = text.match(CLOCK);
  let rest = text.replace(CLOCK, "").replace(/^[ ,]+|(?<![ ,])[ ,]+$/g, "");
  if (!found || rest === text) return null;
  if (!rest) return faultWithRemedy(_("{date} is a time of day, not a date", { date: quote(text) }), _(PLAIN));
  const zone = zoneOf(found[0]);
  const fault = zone
    ? _("{date} gives a time of day in the zone {zone}", { date: quote(text), zone })
    : _("{date} gives a time of day", { date: quote(text) });
  let it = onlyReading(rest, known);
  const named = it ? null : rest.match(ZONE_NAME);
  if (named) {
    rest = rest.slice(0, named.index).replace(/^[ ,]+|(?<![ ,])[ ,]+$/g, "");
    it = onlyReading(rest, known);
  }
  if (!it) return faultWithRemedy(fault, faultOf(strip(rest), known)?.remedy ?? "");
  if (named && !zone) return faultWithRemedy(fault, _("write {day}; keep the time and its zone in words", { day: it }));
  const day = read(it);
  const unit = day.form === "date" ? day.spans[0]?.start : null;
  const exact = unit && unit.precision === "day" && !unit.approximate && !unit.uncertain;
  const moment = zone && exact ? momentOf(it, unit.first, found[0]) : null;
  if (moment) return faultWithRemedy(fault, write(moment));
  return faultWithRemedy(
    fault,
    zone === "UTC" ? _("write {day}, the day in UTC; keep the time in words", { day: it }) : write(it),
  );
};

const ZONE_NAME = /(?: at| in)?(?: [(]?|\[)(?:[A-Z]{2,5}|[A-Z][a-z]+(?:\/[A-Za-z_]+| time))[)\]]?$| at$/;

// The only date that a text can mean; undefined if there is none, or several.
/** @type {(text: string, known: Known) => string | undefined} */
const onlyReading = (text, { candidates }) => {
  if (readable(strip(text))) return strip(text);
  const found = candidates(text).filter(readable);
  return found.length === 1 ? found[0] : undefined;
};

// The time zone at the end of a time of day: "UTC" for Z and GMT, empty if there is none.
/** @type {(clocked: string) => string} */
const zoneOf = (clocked) => {
  const [, name, distance] = clocked.match(/(?:(Z|UTC|GMT) ?)?([+-][0-9]{2}(?::?[0-9]{2})?)?$/iu) ?? [];
  return distance || (name ? "UTC" : "");
};

// A day with a time and a time zone, as EDTF; null if the time is not valid.
/** @type {(day: string, first: Day, clocked: string) => string | null} */
const momentOf = (day, first, clocked) => {
  const found = clocked.match(TIME);
  if (!found) return null;
  const [, hour, minute = "00", second, half, sign, hours, minutes = "00"] = found;
  let at = half ? (Number(hour) % 12) + (half.toLowerCase() === "p" ? 12 : 0) : Number(hour);
  let on = day;
  if (at === 24 && !Number(minute) && !Number(second ?? 0)) [at, on] = [0, isoDay(dayOf(ordinal(first) + 1))];
  const moment = `${on}T${twoDigits(at)}:${minute}${second ? `:${second}` : ""}${sign ? `${sign}${hours}:${minutes}` : "Z"}`;
  return readable(moment) ? moment : null;
};

const BETWEEN = "[ ./_年년月월日일‐‑‒–—−-]{1,2}";
const YEAR_FIRST = new RegExp(`^([0-9]{4})${BETWEEN}([0-9]{1,2})(?:${BETWEEN}([0-9]{1,2}))?(?:${BETWEEN})?$`, "u");
const YEAR_LAST = new RegExp(
  `^([0-9]{1,2})(${BETWEEN})(?:([0-9]{1,2})${BETWEEN})?([0-9]{4})(?: ?г\\.?|${BETWEEN})?$`,
  "u",
);
const WEEKDAY_BEHIND =
  /(?<=[日일]) ?(?:[(（][日月火水木金土일월화수목금토][)）]|[(（]?(?:(?:星期|周|週)[日天一二三四五六]|[日月火水木金土]曜日?|[일월화수목금토]요일)[)）]?)$/u;
const SHORTENED = /^([0-9]{4}(?:-[0-9]{2}-[0-9]{2}(?=.)|(?:-[0-9]{2})?(?=[/–])))([/–-])([0-9]{2}(?:-[0-9]{2})?)$/u;

/** @type {(text: string, known: Known) => Told | null} */
const ofEra = (text, known) => {
  const plain = withAsciiDigits(text);
  const common = inYearsAd(plain, known.lexicon);
  if (common === plain) return null;
  return faultWithRemedy(noDate(quote(text)), readable(common) ? write(common) : explain(common, known).remedy);
};

/** @type {(words: string) => Told | null} */
const numericDate = (words) => {
  const text = words.replace(WEEKDAY_BEHIND, "");
  const fault = noDate(quote(words));
  const turned = _("{date} does not put the year first", { date: quote(words) });
  let found = text.match(/^([0-9]{4}) ?[年년]$/u);
  if (found) return faultWithRemedy(fault, write(found[1]));
  found = text.match(SHORTENED);
  if (found) {
    const [, start, between, end] = found;
    const whole = start.slice(0, -end.length) + end;
    const several = between === "/" ? [`${start}/${whole}`] : [`${start}/${whole}`, `[${start}..${whole}]`];
    return withProposals(fault, `${start}${end}`.includes("-") ? several : [`${start}-${end}`, ...several]);
  }
  found = text.match(YEAR_FIRST);
  if (found) return withProposals(fault, [found.slice(1).filter(Boolean).map(twoDigits).join("-")]);
  found = text.match(YEAR_LAST);
  if (found) {
    const [, one, between, other, year] = found;
    if (!other) return withProposals(turned, [`${year}-${twoDigits(one)}`]);
    const orders = [`${year}-${twoDigits(other)}-${twoDigits(one)}`];
    if (!between.includes(".")) orders.push(`${year}-${twoDigits(one)}-${twoDigits(other)}`);
    return withProposals(turned, orders);
  }
  if (/^[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2}$/.test(text)) {
    return faultWithRemedy(
      _("{date} does not give the year in four digits", { date: quote(words) }),
      _("write year-month-day, as in 2025-04-28"),
    );
  }
  found = text.match(/^([0-9]{4})-([0-9]{3})$/);
  if (found) {
    const year = Number(found[1]);
    const [first, last] = [ordinal([year, 1, 1]), ordinal([year, 12, 31])];
    return withProposals(fault, [isoDay(dayOf(Math.min(last, Math.max(first, first + Number(found[2]) - 1))))]);
  }
  found = text.match(/^Y?(-?[0-9]{5,12})-[0-9]{2}(?:-[0-9]{2})?$/);
  if (found) {
    const tooLong = _("{date} is not a date: a year of more than four digits has no months", { date: quote(words) });
    return faultWithRemedy(tooLong, write(`Y${found[1]}`));
  }
  found = text.match(/^([0-9]{4})([0-9]{2})([0-9]{2})?$/);
  if (found) {
    const hyphened = found.slice(1).filter(Boolean).join("-");
    if (readable(hyphened)) return faultWithRemedy(fault, write(hyphened));
  }
  found = text.match(/^Y?(-?)([0-9]{1,13})$/);
  if (found) {
    const year = Number(found[1] + found[2]) || 0;
    const other = _("{date} does not give a year as ISO 8601 does", { date: quote(words) });
    if (/^[12][0-9]{9}(?:[0-9]{3})?$/.test(text)) {
      const date = `${new Date(1000 * Number(text.slice(0, 10))).toISOString().slice(0, 19)}Z`;
      return faultWithRemedy(other, _("write {date} if it counts seconds from 1970", { date }));
    }
    if (found[1]) return withProposals(other, [isoYear(year), isoYear(year + 1)]);
    return faultWithRemedy(
      other,
      _("write {date} for the year {year}", { date: isoYear(year), year: yearInEnglish(year) }),
    );
  }
  return null;
};

/** @type {(text: string) => Told | null} */
const spelling = (text) => {
  let plain = withAsciiDigits(text.normalize("NFKC")).replace(/[‐‑‒–—−]/gu, "-");
  plain = withSingleSpaces(plain)
    .replaceAll(" ", "")
    .replace(/[()]/g, "")
    .replaceAll("?~", "%")
    .replaceAll("~?", "%")
    .replaceAll("…", "..")
    .replaceAll("...", "..");
  plain = plain.replace(/[“”„«»‘’"']/g, "").replace(/^[Yy](?=-?[0-9]{5})/, "Y");
  plain = plain.replace(/(?<=\/)unknown$|^unknown(?=\/)/g, "").replace(/(?<=\/)open$|^open(?=\/)/g, "..");
  plain = plain.replace(/(?<=[0-9Xux-])[ux]|^[ux](?=[0-9ux]{3})/g, "X");
  const padded = plain.replace(/(?<=-)[0-9](?![0-9X])/g, "0$&");
  const bare = padded.replace(/^[[\]]+|(?<![[\]])[[\]]+$/g, "");
  // The letters O and l, typed for 0 and 1.
  const figured = /^[0-9OoIl-]{4,10}$/.test(padded) ? padded.replace(/[Oo]/g, "0").replace(/[Il]/g, "1") : padded;
  const spelt = [plain, padded, figured];
  if (padded.includes("..") && !padded.includes("/")) {
    const at = bare.indexOf("..");
    const [start, end] = at < 0 ? [bare, ""] : [bare.slice(0, at), bare.slice(at + 2)];
    spelt.push(...(start && end ? [`${start}/${end}`, `[${start}..${end}]`] : [`[${bare}]`]));
  } else if (padded.startsWith("[") || padded.endsWith("]")) {
    if (bare.includes("/")) spelt.push(bare, `[${bare.replaceAll("/", "..")}]`);
    else spelt.push(bare.includes(",") ? `[${bare}]` : bare);
  } else if (padded.includes(",")) spelt.push(`[${padded}]`);
  const meant = spelt.filter((candidate) => candidate !== text && readable(candidate));
  return meant.length ? withProposals(noDate(quote(text)), meant) : null;
};

// By the names of lexicon.calendars.
/** @type {Record<string, string>} */
const OTHER_CALENDARS = {
  "Solar Hijri": N_("{date} is of the Solar Hijri calendar"),
  Islamic: N_("{date} is of the Islamic calendar"),
  Hebrew: N_("{date} is of the Hebrew calendar"),
  "Indian national": N_("{date} is of the Indian national calendar"),
};
const NOTHING_KNOWN =
  /^(?:[?–—-]|(?:date )?unknown(?: date)?|undated|no date|n\.? ?d\.?|s\. ?[df]\.|o\. ?[dj]\.|б\. ?[дг]\.|б\/[дг]|n\/a|tb[ad]|nil|none|null|unbekannt|inconnue?|desconocid[ao]|sconosciut[ao]|неизвестно|невідомо|不詳|不明|미상|غير معروف)$/iu;

const FISCAL =
  /(?<![\p{L}\p{N}])(?:fy(?= ?'?[0-9])|fiscal|(?:financial|tax|budget) year|geschäftsjahr|haushaltsjahr|exercice|ejercicio|финансов[\p{L}\p{N}_]* год|бюджетн[\p{L}\p{N}_]* год|фінансов[\p{L}\p{N}_]* рік)|会計年度|회계연도/u;
const COUNTED_FROM_A_DAY =
  /^(?:(?:earlier |later )?(?:last|next|this|previous|past) (?:day|week|weekend|month|year|night|spring|summer|autumn|fall|winter)|tomorrow|tonight|(?:a|the|two|three|several|few) (?:days?|weeks?|months?|years?) (?:ago|later|earlier|before|after))$/;

/** @type {(text: string, known: Known) => Told | null} */
const faultOfWords = (text, { candidates, lexicon }) => {
  const lower = text.toLowerCase();
  if (FISCAL.test(lower) && /[0-9]/.test(text)) {
    return faultWithRemedy(
      _("{date} is a fiscal year, which may begin in any month", { date: quote(text) }),
      _("write its first and last month, as in 2024-04/2025-03"),
    );
  }
  const bare = lower.replace(/^(?:on |last |next |this )/, "");
  const counted =
    Object.hasOwn(lexicon.weekdays, bare) || Object.hasOwn(lexicon.days_ago, lower) || COUNTED_FROM_A_DAY.test(lower);
  if (counted && !candidates(text).length) {
    return faultWithRemedy(
      _("{date} is counted from another day", { date: quote(text) }),
      _("write the date itself, as in 2025-04-28"),
    );
  }
  if (NOTHING_KNOWN.test(text)) return faultWithRemedy(noDate(quote(text)), _("write XXXX, or leave the date out"));
  const found = candidates(text);
  const calendar = found.length ? undefined : calendarNamedIn(text, lexicon);
  if (calendar) {
    return faultWithRemedy(
      _(OTHER_CALENDARS[calendar], { date: quote(text) }),
      _("write the day of the Gregorian one"),
    );
  }
  const dated = found.length
    ? undefined
    : candidates(`${text} 2024`).find((it) => /^(?:2024-[0-9-]+|\[2024-[0-9-]+\.\.2024-[0-9-]+\])$/.test(it));
  if (dated) {
    const fault = _("{date} does not say which year", { date: quote(text) });
    return faultWithRemedy(fault, _("write it with its year, as in {date}", { date: dated }));
  }
  const fault = /[\p{L}\p{Nl}\p{No}]/u.test(text)
    ? _("{date} is written in words", { date: quote(text) })
    : noDate(quote(text));
  return found.length ? withProposals(fault, found) : null;
};

// --- dates that words state without doubt ---

/** @typedef {{ edtf: string, basis?: string }} Stated */

/**
 * The date that words mean without doubt: by themselves, or together with the day of publication; then `basis` says what was
 * inferred. `edtf` is "" if they leave it open: nothing is guessed.
 * @type {(words: string, lexicon?: Lexicon, published?: string) => Stated}
 */
export const findDate = (words, lexicon, published = "") => {
  const text = withSingleSpaces(words);
  if (/^[0-9]{4}(?:-[0-9]{2}){0,2}$/.test(text)) return { edtf: dateFault(text) ? "" : text };
  const inFigures =
    text.match(/^(?<y>[0-9]{4})[年년] ?(?<m>[0-9]{1,2})[月월] ?(?<d>[0-9]{1,2})[日일]$/u) ??
    text.match(/^(?<d>[0-9]{1,2})\.(?<m>[0-9]{1,2})\.(?<y>[0-9]{4})$/);
  const { candidates } = phrases(lexicon);
  const { y = "", m = "", d = "" } = inFigures?.groups ?? {};
  const [found, ...others] = inFigures
    ? [`${y}-${twoDigits(m)}-${twoDigits(d)}`].filter(readable)
    : candidates(text).filter(readable);
  if (found && !others.length) return { edtf: found };
  const day = published.match(/^([0-9]{4})-[0-9]{2}-[0-9]{2}(?=$|T)/)?.[0];
  const inferred =
    !found && day && lexicon ? (relativeDate(text, lexicon, day) ?? nearestInYears(text, candidates, day)) : null;
  return inferred ?? { edtf: found ? "" : englishDateWithin(text) };
};

/** @type {(text: string, lexicon: Lexicon, published: string) => Stated | null} */
const relativeDate = (text, lexicon, published) => {
  const words = text
    .toLowerCase()
    .split(" ")
    .filter((it) => !lexicon.fillers.includes(it));
  const last = words[0] === "last" && words.length > 1;
  const word = words.slice(last ? 1 : 0).join(" ");
  const [year, month, date] = published.split("-").map(Number);
  const day = ordinal([year, month, date]);
  if (Object.hasOwn(lexicon.days_ago, word)) {
    return { edtf: isoDay(dayOf(day - lexicon.days_ago[word])), basis: _("counted from the date of publication") };
  }
  if (!Object.hasOwn(lexicon.weekdays, word)) return null;
  const weekday = new Date(Date.UTC(year, month - 1, date)).getUTCDay(); // 0 is Sunday
  const back = (weekday + 6 - lexicon.weekdays[word] + 7) % 7 || (last ? 7 : 0);
  return { edtf: isoDay(dayOf(day - back)), basis: _("weekday resolved against the date of publication") };
};

const SOON = 60; // days: a future date this near may be the one meant

/** A day or month without its year. @type {(text: string, candidates: Reading, published: string) => Stated | null} */
const nearestInYears = (text, candidates, published) => {
  if (/[0-9]{3}/.test(text)) return null;
  const year = Number(published.slice(0, 4));
  const near = [year - 1, year, year + 1].flatMap((it) =>
    candidates(`${text} ${it}`).filter((one) => /^[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?$/.test(one) && readable(one)),
  );
  if (near.length !== 3) return null;
  const passed = near.filter((it) => it <= published.slice(0, it.length));
  const [coming] = near.filter((it) => it > published.slice(0, it.length));
  const first = coming && ordinal(read(coming).spans[0].start?.first ?? [year + 9, 1, 1]);
  const [, month, date] = published.split("-").map(Number);
  if (first && first - ordinal([year, month, date]) <= SOON) return null;
  const edtf = passed.at(-1);
  return edtf ? { edtf, basis: _("year taken from the date of the article") } : null;
};

const NAMES = new Map(
  MONTHS.flatMap((name, at) => [
    [name.toLowerCase(), at + 1],
    [name.slice(0, 3).toLowerCase(), at + 1],
  ]),
);
NAMES.set("sept", 9);

/** The date in an English sentence, such as 31 May 2025; "" if it has none.
    @type {(words: string) => string} */
const englishDateWithin = (words) => {
  const text = words.trim().replace(/\s+/g, " ");
  const month = (/** @type {string} */ name) => NAMES.get(name.toLowerCase().replace(".", ""));
  const two = (/** @type {string | number | undefined} */ number) => String(number).padStart(2, "0");
  const whole = text.match(/\b(\d{1,2})(?:st|nd|rd|th)? (?:of )?([A-Za-z]+)\.?,? (\d{4})\b/) || null;
  const american = text.match(/\b([A-Za-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b/) || null;
  const monthly = text.match(/^(?:in )?([A-Za-z]+)\.? (\d{4})$/) || null;
  const found =
    whole && month(whole[2])
      ? `${whole[3]}-${two(month(whole[2]))}-${two(whole[1])}`
      : american && month(american[1])
        ? `${american[3]}-${two(month(american[1]))}-${two(american[2])}`
        : monthly && month(monthly[1])
          ? `${monthly[2]}-${two(month(monthly[1]))}`
          : text.match(/^\d{4}(-\d{2}(-\d{2})?)?$/)?.[0] || "";
  return found && !dateFault(found) ? found : "";
};
