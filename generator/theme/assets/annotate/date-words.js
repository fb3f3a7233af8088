// Writes dates in words, as generator/dates/words.py does, and reads dates in words, as generator/dates/phrases.py does. Both are
// explained there. The words themselves are in contributing/known.json.
/** @typedef {import("./edtf.js").Unit} Unit */
/** @typedef {import("./edtf.js").Span} Span */
/** @typedef {import("./edtf.js").EdtfDate} EdtfDate */
/** @typedef {(words: string) => string[]} Reading finds the dates that words may state */
/** @typedef {{months: Record<string, number[]>, seasons: Record<string, string>, parts: Record<string, string>,
      ordinals: Record<string, number>, halves: string[], quarters: string[], decades: string[], tens: Record<string, number>,
      centuries: string[], about: string[],
      perhaps: string[], before: string[], after: string[], until: string[], since: string[], between: string[], and_: string[],
      fillers: string[], weekdays: Record<string, number>, days_ago: Record<string, number>, eras: [string, number][],
      weeks: string[], weeks_of_year: string[], calendars: Record<string, string>}} Lexicon */
import { locale } from "../lib/messages.js";
import {
  read,
  readable,
  withSingleSpaces,
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

// --- dates into words ---

export const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
/** @type {Record<number, string>} */
const SEASON_NAMES = { 3: "spring", 6: "summer", 9: "autumn", 12: "winter" };

/** @type {(date: EdtfDate) => string} */
export const formatInEnglish = (date) => {
  if (!date.spans.length) return "date unknown";
  if (date.form === "set") return formatSet(date.spans);
  const [span] = date.spans;
  return span.start && span.end && isEqual(span.start, span.end) ? formatUnit(span.start) : formatInterval(span);
};

/** A date in words for a message. In languages other than English only a whole day, month or year is worded; anything else is
    shown in EDTF.
    @type {(date: EdtfDate, edtf: string) => string} */
export const formatDate = (date, edtf) => {
  if (locale === "en") return formatInEnglish(date);
  const [{ start, end } = { start: null, end: null }] = date.spans;
  if (date.form !== "date" || !start || !isEqual(start, end)) return edtf;
  const plain = !start.approximate && !start.uncertain && !start.unspecified;
  const parts = ["year", "month", "day"].indexOf(start.precision);
  return plain && parts >= 0 && start.first[0] >= 1000 ? dayInLanguage(start.first, parts) : edtf;
};

/** A month in words, as formatInEnglish writes it. @type {(year: number, month: number) => string} */
export const monthInEnglish = (year, month) =>
  locale === "en" ? `${MONTHS[month - 1]} ${yearName(year)}` : dayInLanguage([year, month, 1], 1);

/** A year in words, as formatInEnglish writes it. @type {(year: number) => string} */
export const yearInEnglish = (year) => (locale === "en" ? yearName(year) : dayInLanguage([year, 1, 1], 0));

/** @type {(day: import("./edtf.js").Day, parts: number) => string} */
const dayInLanguage = ([year, month, day], parts) => {
  const moment = new Date(0);
  moment.setUTCFullYear(year, month - 1, day);
  const shape = /** @type {Intl.DateTimeFormatOptions} */ ({
    calendar: "gregory",
    timeZone: "UTC",
    year: "numeric",
    ...(year < 1 ? { era: "short" } : {}),
    ...(parts > 0 ? { month: "long" } : {}),
    ...(parts > 1 ? { day: "numeric" } : {}),
  });
  return new Intl.DateTimeFormat(locale, shape).format(moment);
};

/** @type {(one: unknown, other: unknown) => boolean} */
const isEqual = (one, other) => one === other || JSON.stringify(one) === JSON.stringify(other);

/** @type {(unit: Unit) => string} */
const formatUnit = (unit) => {
  const words = qualifiedName(unit);
  return unit.unspecified && !words.endsWith("0s") ? `${words}, ${unit.unspecified} unknown` : words;
};

/** @type {(span: Span) => string} */
const formatInterval = (span) => {
  const [start, end] = [span.start, span.end].map((it) => (it ? qualifiedName(it) : ""));
  if (!span.end) return withPreposition("from", start) + (span.unknown ? ", end unknown" : "");
  if (!span.start) return withPreposition("until", end) + (span.unknown ? ", start unknown" : "");
  return areJoinable(span.start, span.end)
    ? range(span.start, span.end)
    : `${withPreposition("from", start)} ${withPreposition("to", end)}`;
};

/** @type {(spans: Span[]) => string} */
const formatSet = (spans) => {
  if (spans.length > 1) {
    const once = inOneYear(spans);
    const words = spans.map((span) => formatMember(span, !once || span === spans.at(-1)));
    const last = words.pop();
    const open = !spans.at(-1)?.start || !spans.at(-1)?.end;
    return `one of ${words.join(", ")}${open ? "," : ""} or ${last}`;
  }
  const [span] = spans;
  const words = formatMember(span, true);
  if (!span.start || !span.end) return words;
  if (!areJoinable(span.start, span.end)) return `some time ${words}`;
  return span.start.precision === "day" ? formatBetween(span.start, span.end) : `some time in ${words}`;
};

/** @type {(start: Unit, end: Unit) => string} */
const formatBetween = (start, end) => {
  const [[y, m, d], [lastYear, lastMonth, lastDay]] = [start.first, end.first];
  const whole = name(end);
  if (y === lastYear && m === lastMonth && d === lastDay) return `one day of ${whole}`;
  return `between ${y === lastYear && m === lastMonth ? d : name(start, y !== lastYear)} and ${whole}`;
};

/** @type {(spans: Span[]) => boolean} */
const inOneYear = (spans) => {
  const plain = spans.every(
    ({ start, end }) => start && end && areJoinable(start, end) && ["day", "month"].includes(start.precision),
  );
  return plain && new Set(spans.flatMap(({ start, end }) => [start?.first[0], end?.first[0]])).size === 1;
};

/** @type {(span: Span, year?: boolean) => string} */
const formatMember = (span, year) => {
  const { start, end } = span;
  if (start && end) {
    if (isEqual(start, end)) return qualifiedName(start, year);
    return areJoinable(start, end) ? range(start, end, year) : formatInterval(span);
  }
  if (start) return `${qualifiedName(start)} or later`;
  return end ? `${qualifiedName(end)} or earlier` : "";
};

/** @type {(start: Unit, end: Unit) => boolean} */
const areJoinable = (start, end) => {
  const qualified = [start, end].some((it) => it.approximate || it.uncertain);
  return !qualified && start.precision === end.precision && start.precision !== "season";
};

/** @type {(start: Unit, end: Unit, year?: boolean) => string} */
const range = (start, end, year = true) => {
  const [[y, m, d], [lastYear, lastMonth, lastDay]] = [start.first, end.first];
  if (start.precision === "year") return yearsName(y, lastYear);
  const whole = name(end, year);
  if (y === lastYear && m === lastMonth && d === lastDay) return whole;
  if (y === lastYear && ["day", "month"].includes(start.precision)) {
    if (start.precision === "day" && m === lastMonth) return `${d}–${whole}`;
    return `${name(start, false)}${start.precision === "month" ? "–" : " – "}${whole}`;
  }
  return `${name(start)} – ${whole}`;
};

/** @type {(unit: Unit, year?: boolean) => string} */
const qualifiedName = (unit, year = true) => {
  let words = name(unit, year);
  const parts =
    unit.approximate === unit.uncertain
      ? [[unit.approximate, "approximate and uncertain"]]
      : [
          [unit.uncertain, "uncertain"],
          [unit.approximate, "approximate"],
        ];
  const notes = parts
    .filter(([part]) => part !== "" && part !== "date")
    .map(([part, what]) => `${part} ${what}`)
    .join(", ");
  if (notes) words = `${words} (${notes})`;
  if (unit.approximate === "date") words = withPreposition("about", words);
  return unit.uncertain === "date" ? withPreposition("perhaps", words) : words;
};

/** @type {(preposition: string, words: string) => string} */
const withPreposition = (preposition, words) => `${preposition} ${/^\p{N}.*0s$/u.test(words) ? "the " : ""}${words}`;

/** @type {(unit: Unit, year?: boolean) => string} */
const name = (unit, year = true) => {
  const [y, month, day] = unit.first;
  if (unit.precision === "year") return yearName(y);
  if (unit.precision === "decade" || unit.precision === "century") {
    return unit.precision === "decade" && y >= 1000 && y % 100 ? `${y}s` : yearsName(y, unit.last[0]);
  }
  if (unit.precision === "season") {
    if (month < 12) return `${SEASON_NAMES[month]} ${yearName(y)}`;
    return `winter ${y >= 1000 && (y + 1) % 100 ? `${y}–${twoDigits((y + 1) % 100)}` : yearsName(y, y + 1)}`;
  }
  const words = unit.precision === "day" ? `${day} ${MONTHS[month - 1]}` : MONTHS[month - 1];
  return year ? `${words} ${yearName(y)}` : words;
};

/** @type {(year: number) => string} */
const withGroupedDigits = (year) => (year > 9999 ? year.toLocaleString("en") : String(year));
/** @type {(year: number) => string} */
const yearName = (year) =>
  year < 1 ? `${withGroupedDigits(1 - year)} BC` : year < 1000 ? `AD ${year}` : withGroupedDigits(year);
/** @type {(first: number, last: number) => string} */
const yearsName = (first, last) => {
  if (first === last) return yearName(first);
  if (last < 1) return `${withGroupedDigits(1 - first)}–${yearName(last)}`;
  return first < 1
    ? `${yearName(first)} – AD ${withGroupedDigits(last)}`
    : `${yearName(first)}–${withGroupedDigits(last)}`;
};

// --- words into dates ---

/** A text with years of other eras replaced by years AD, like in_years_ad in generator/dates/lexicon.py.
    @type {(text: string, lexicon: Lexicon) => string} */
export const inYearsAd = (text, lexicon) =>
  lexicon.eras.reduce(
    (it, [pattern, more]) =>
      it.replace(
        new RegExp(`(?:${pattern}) ?(元|[0-9]{1,4})(?![0-9])(?:年?[(（]([0-9]{4})年?[)）])?`, "gu"),
        (_, year, ad) => ad ?? String((year === "元" ? 1 : Number(year)) + more),
      ),
    text,
  );

/** The calendar other than the Gregorian that a text names; undefined if it names none.
    @type {(text: string, lexicon: Lexicon) => string | undefined} */
export const calendarNamedIn = (text, lexicon) => {
  const words = text.normalize("NFC").toLowerCase();
  return Object.keys(lexicon.calendars).find((name) =>
    new RegExp(`(?<!${W})(?:${lexicon.calendars[name]})(?!${W})`, "u").test(words),
  );
};

/** @type {Record<string, number[]>} */
const MONTH_DAYS = { early: [1, 10], mid: [11, 20], late: [21, 31], "first half": [1, 15], "second half": [16, 31] };
/** @type {Record<string, number[]>} */
const YEAR_MONTHS = { early: [1, 4], mid: [5, 8], late: [9, 12], "first half": [1, 6], "second half": [7, 12] };
/** @type {Record<string, number[]>} */
const DECADE_YEARS = { early: [0, 3], mid: [4, 6], late: [7, 9], "first half": [0, 4], "second half": [5, 9] };
/** @type {Record<string, number[]>} */
const CENTURY_YEARS = { early: [0, 33], mid: [34, 66], late: [67, 99], "first half": [0, 49], "second half": [50, 99] };
/** @type {Record<string, number>} */
const SEASON_MONTH = { early: 0, mid: 1, late: 2 };

const L = "[\\p{L}\\p{Nl}\\p{No}]"; // what Python's [^\W\d_] matches
const W = "[\\p{L}\\p{N}]"; // and [^\W_]
const HOURS = "(?:early |small |late )?(?:hours|morning|afternoon|evening|night)|noon|midday|midnight";
const NOT = "not|no|nicht|pas|non|não|не|nie|niet|inte";
const EARLIER =
  "before|earlier than|vor|früher als|avant|antes|prima|раньше|ранее|раніше|wcześniej niż|przed|voor|eerder dan|före";
const LATER =
  "after|later than|nach|später als|après|después|depois|dopo|позже|позднее|пізніше|później niż|po|na|later dan|efter";
const BC = "bce?|b c(?: e)?|v chr|av j ?-?c|до н ?э|до нашей эры|до н ?е";
const AD = "ad|ce|n chr|ap j ?-?c|н ?э|н ?е";
/** @type {Lexicon} */
const NO_WORDS = {
  months: {},
  weekdays: {},
  days_ago: {},
  seasons: {},
  parts: {},
  ordinals: {},
  halves: [],
  quarters: [],
  decades: [],
  tens: {},
  centuries: [],
  about: [],
  perhaps: [],
  before: [],
  after: [],
  until: [],
  since: [],
  between: [],
  and_: [],
  fillers: [],
  eras: [],
  weeks: [],
  weeks_of_year: [],
  calendars: {},
};

/** Reads dates in words with a lexicon: `candidates(text)` are the dates that a text may mean, as EDTF, which may be invalid.
    @type {(lexicon?: Lexicon) => {candidates: Reading, lexicon: Lexicon}} */
export const phrases = (lexicon = NO_WORDS) => {
  const [months, seasons] = [new Map(Object.entries(lexicon.months)), new Map(Object.entries(lexicon.seasons))];
  const [weeks, weeksOfYear] = [lexicon.weeks, lexicon.weeks_of_year].map((patterns) =>
    patterns.map((it) => new RegExp(`^(?:${it})$`, "u")),
  );
  const [parts, ordinals] = [new Map(Object.entries(lexicon.parts)), new Map(Object.entries(lexicon.ordinals))];
  const among = Object.fromEntries(
    Object.entries(lexicon).flatMap(([key, words]) =>
      Array.isArray(words) ? [[key, new Set(/** @type {string[]} */ (words))]] : [],
    ),
  );
  const dropped = new Set([...lexicon.fillers, ...Object.keys(lexicon.weekdays)]);

  /** @type {(words: string) => string} */
  const plain = (words) => {
    let text = words.normalize("NFC").toLowerCase().replaceAll("−", "-").replace(/[‘’ʼ]/gu, "'");
    text = text.replace(new RegExp(`(?<=[0-9])'s(?!${L})`, "gu"), "s");
    text = text.replace(new RegExp(`(?<!${W})'?([0-9]0)-?(?:s|ern?|х|е|ті|тих|ых)(?!${W})`, "gu"), "$1 s");
    text = text.replace(new RegExp(`(?<=${L})\\.|(?<=[0-9])\\.(?= ?${L})|[,;'()（）]`, "gu"), " ");
    text = text.replace(
      new RegExp(`(?<![0-9])([0-9]{1,2})-?(?:st|nd|rd|th|er|ère|ème|re|º|ª|°|го|й|я|е)(?!${W})`, "gu"),
      "$1",
    );
    text = text.replace(
      new RegExp(`(?<=[0-9])-(?=${L})|(?<=${L})-(?=[0-9])|(?<!${W})(mid|mi)-(?=${L})`, "gu"),
      (_, word = "") => `${word} `,
    );
    text = text.replace(new RegExp(`(?<=(?<![0-9])[0-9]{4})[/ -]?(?=[qht] ?[1-4](?!${W}))`, "gu"), " ");
    text = text.replace(new RegExp(`(?<!${W})([qht]) ?([1-4])[/-](?=[0-9]{4}(?!${W}))`, "gu"), "$1 $2 ");
    text = text.replace(new RegExp(`(?<!${W})(ca|c|q|h|t)(?=[0-9])`, "gu"), "$1 ");
    text = text.replace(new RegExp(`(?<=[0-9]{4})(?=(?:s|er|ern)(?!${L}))`, "gu"), " ");
    text = text.replace(new RegExp(`(?<!${W})([ivx]+)e(?= siècle)`, "gu"), "$1");
    text = text.replace(new RegExp(`(?<!${W})(?:années|años|anni|anos) +((?:[0-9]{2})?[0-9]0)(?![0-9])`, "gu"), "$1 s");
    text = text.replace(new RegExp(`(?<!${W})prior to(?!${W})`, "gu"), "before");
    text = text.replace(new RegExp(`(?<!${W})(?:on )?or about(?!${W})`, "gu"), "about");
    text = text.replace(new RegExp(`(?<!${W})(?:${HOURS})(?!${W})|(?<=[0-9])\\.$|(?<=[0-9]{4}) r *$`, "gu"), " ");
    text = text.replace(new RegExp(`(?<!${W})(?:${NOT}) (?:${EARLIER})(?!${W})`, "gu"), "earliest");
    text = text.replace(new RegExp(`(?<!${W})(?:${NOT}) (?:${LATER})(?!${W})`, "gu"), "latest");
    text = withSingleSpaces(text)
      .split(" ")
      .filter((token) => !dropped.has(token))
      .join(" ");
    text = text.replace(
      new RegExp(`(?<!${W})(${L}+) ([0-9]{1,2})( ?[–—-] ?| to | and )([0-9]{1,2}) (?=[0-9]{4}(?![0-9]))`, "gu"),
      (all, month, first, between, last) => (months.has(month) ? `${first}${between}${last} ${month} ` : all),
    );
    text = text.replace(
      new RegExp(`(?<![0-9])([0-9]{1,4})(?: ?[–—-] ?|( to | and | or ))(?=[0-9]{1,4} (${BC})(?!${L}))`, "gu"),
      (_, year, between, era) => `${year} ${era}${between || " – "}`,
    );
    text = text.replace(new RegExp(`(?<![0-9])([0-9]{1,4}) (?:${BC})(?!${L})`, "gu"), (_, year) =>
      signedYear(1 - Number(year)),
    );
    return text.replace(
      new RegExp(`(?<!${L})ad ([0-9]{1,4})(?![0-9])|(?<![0-9])([0-9]{1,4}) (?:${AD})(?!${L})`, "gu"),
      (_, one, other) => (one || other).padStart(4, "0"),
    );
  };

  /** @type {Reading} */
  const candidates = (text) => {
    const words = inYearsAd(withAsciiDigits(text), lexicon);
    const trimmed = words.trimEnd();
    if (trimmed.endsWith("?")) {
      return candidates(trimmed.slice(0, -1)).map((date) => (date.startsWith("[") ? date : `${date}?`));
    }
    for (const found of [figured(words), inWeeks(words)]) if (found.length) return found;
    return dates(plain(words));
  };

  /** @type {Reading} */
  const figured = (words) => {
    const text = withSingleSpaces(words);
    const found = text.match(
      /^(-?[0-9]{4}) ?[年년] ?(?:([0-9]{1,2}) ?[月월] ?)?(?:(上旬|初旬|初|초순|상순|초)|(中旬|중순|中|중반)|(下旬|末|하순|말))[にに의에]?$/u,
    );
    if (found) {
      const part = found[3] ? "early" : found[4] ? "mid" : "late";
      return found[2] ? ofMonth(part, found[1], Number(found[2])) : ofYear(part, found[1]);
    }
    const decade = text.match(/^([0-9]{3})0 ?(?:年代|년대)$/u);
    if (decade) return [`${decade[1]}X`];
    const century = text.match(/^([0-9]{1,2}) ?(?:世纪|世紀|세기)$/u);
    if (century) return [`${hundreds(Number(century[1]))}XX`];
    const inQuarters = text.match(/^([0-9]{4}) ?[年년] ?第?([1-4一二三四]) ?(?:季度|四半期|분기)$/u);
    if (inQuarters) return ofQuarter(Number(inQuarters[2]) || " 一二三四".indexOf(inQuarters[2]), inQuarters[1]);
    const half = text.match(/^([0-9]{4}) ?[年년] ?(?:(上半年|上半期|前半|상반기)|下半年|下半期|後半|하반기)$/u);
    if (half) return ofYear(half[2] ? "first half" : "second half", half[1]);
    const vietnamese = text.match(/^(?:(?:[Nn]gày )?([0-9]{1,2}) )?[Tt]háng ([0-9]{1,2})(?: năm|,)? ([0-9]{4})$/u);
    if (!vietnamese) return [];
    const [, day, month, year] = vietnamese;
    return [[year, twoDigits(month), ...(day ? [twoDigits(day)] : [])].join("-")];
  };

  /** A week by its number, or by one of its days. @type {Reading} */
  const inWeeks = (words) => {
    const text = withSingleSpaces(words.toLowerCase());
    for (const pattern of weeks) {
      const found = text.match(pattern);
      if (found) return sevenDays(monday(Number(found[2]), Number(found[1])));
    }
    for (const pattern of weeksOfYear) {
      const found = text.match(pattern);
      if (found) return sevenDays(monday(Number(found[1]), Number(found[2])));
    }
    const found = text.match(WEEK_OF);
    if (found) {
      const days = dates(plain(found[2])).filter((date) => /^[0-9]{4}(?:-[0-9]{2}){2}$/.test(date));
      const day = days.length === 1 ? read(days[0]).spans[0]?.start?.first : undefined;
      if (!day) return [];
      const at = ordinal(day);
      return sevenDays(at - (found[1] === "ending" ? 6 : found[1] === "of" && at % 7 ? (at - 1) % 7 : 0));
    }
    return [];
  };

  /** @type {Reading} */
  const dates = (words) => {
    const date = one(words);
    if (date.length) return date;
    const at = words.indexOf(" ");
    const [first, rest] = at < 0 ? [words, ""] : [words.slice(0, at), words.slice(at + 1)];
    let found = words.match(/^(?:one day|some ?time) (.+)$/u);
    if (found) return dates(found[1]).filter((it) => it.startsWith("["));
    if (among.between.has(first)) {
      for (const word of lexicon.and_) {
        const where = rest.indexOf(` ${word} `);
        const end = where < 0 ? "" : rest.slice(where + word.length + 2);
        if (end) return both((a, b) => `[${a}..${b}]`, rest.slice(0, where), end);
      }
    }
    found = words.match(/^(?:from|von|vom) (.+) (?:to|until|till|bis) (.+)$/su);
    if (found) return both((a, b) => `${a}/${b}`, found[1], found[2]);
    if (rest && among.before.has(first)) {
      return dates(rest)
        .flatMap((it) => neighbour(it, -1))
        .flatMap((day) => [`../${day}`, `[..${day}]`]);
    }
    if (rest && among.after.has(first)) {
      return dates(rest)
        .flatMap((it) => neighbour(it, 1))
        .flatMap((day) => [`${day}/..`, `[${day}..]`]);
    }
    if (rest && among.since.has(first)) return dates(rest.replace(/ onwards?$/u, "")).map((it) => `${it}/..`);
    if (rest && first === "earliest") return dates(rest).flatMap((it) => [`${it}/..`, `[${it}..]`]);
    if (rest && first === "latest") return dates(rest).flatMap((it) => [`../${it}`, `[..${it}]`]);
    found = words.match(/^(?:up to|by) (.+)$/u);
    if (found) return dates(found[1]).map((it) => `../${it}`);
    if (rest && among.until.has(first)) return dates(rest).map((it) => `../${it}`);
    found = words.match(/^(?:(?:either|one) )?(.+) or (.+)$/su);
    if (found) {
      /** @type {Record<string, string>} */
      const open = { earlier: "..{}", before: "..{}", later: "{}..", after: "{}.." };
      if (Object.hasOwn(open, found[2])) {
        const form = open[found[2]];
        return one(found[1]).map((it) => `[${form.replace("{}", it)}]`);
      }
      return both((a, b) => `[${a}, ${b}]`, found[1], found[2]);
    }
    for (const separator of [" to | - | ?[–—] ?", `(?<=[0-9])-(?=[0-9]{1,2} |[0-9]{4}$)|(?<=${L})[/-](?=${L})`]) {
      found = words.match(new RegExp(`^(.+?)(?:${separator})(.+)$`, "su"));
      if (found) {
        return [
          ...both((a, b) => `${a}/${b}`, found[1], found[2]),
          ...both((a, b) => `[${a}..${b}]`, found[1], found[2]),
        ];
      }
    }
    for (const word of lexicon.and_) {
      const where = words.indexOf(` ${word} `);
      const end = where < 0 ? "" : words.slice(where + word.length + 2);
      if (end) return both((a, b) => `${a}/${b}`, words.slice(0, where), end);
    }
    return [];
  };

  /** @type {(form: (start: string, end: string) => string, first: string, second: string) => string[]} */
  const both = (form, first, second) => {
    const [end] = one(second);
    const tail = second.split(" ");
    for (const borrowed of end === undefined ? [] : [0, 1, 2]) {
      const words = [first, ...(borrowed ? tail.slice(-borrowed) : [])].join(" ");
      const [start] = one(words);
      if (start !== undefined) return [form(start, end)];
    }
    return [];
  };

  /** @type {Reading} */
  const one = (words) => {
    if (readable(words)) return [words];
    const tokens = words.split(" ");
    const [first, ...rest] = tokens;
    if (rest.length && (among.about.has(first) || among.perhaps.has(first))) {
      const mark = among.about.has(first) ? "~" : "?";
      return one(rest.join(" ")).map((it) => (it.startsWith("[") ? it : `${it}${mark}`.replaceAll("~?", "%")));
    }
    for (const read of [dayOrMonth, partOf, season, quarter, years]) {
      const found = read(tokens);
      if (found.length) return found;
    }
    return [];
  };

  /** @type {(token: string) => boolean} */
  const isYear = (token) => /^-?[0-9]{4}$/u.test(token);
  /** @type {(token: string) => boolean} */
  const isDay = (token) => /^[0-9]{1,2}$/u.test(token);

  /** @type {(tokens: string[]) => string[]} */
  const dayOrMonth = (tokens) => {
    const [a, b, c] = tokens;
    let [year, month, day] = ["", "", ""];
    if (tokens.length === 2 && months.has(a) && isYear(b)) [month, year] = tokens;
    else if (tokens.length === 2 && isYear(a) && months.has(b)) [year, month] = tokens;
    else if (tokens.length === 3 && isDay(a) && months.has(b) && isYear(c)) [day, month, year] = tokens;
    else if (tokens.length === 3 && months.has(a) && isDay(b) && isYear(c)) [month, day, year] = tokens;
    else if (tokens.length === 3 && isYear(a) && months.has(b) && isDay(c)) [year, month, day] = tokens;
    else return [];
    return (months.get(month) ?? []).map((number) =>
      [year, twoDigits(number), ...(day ? [twoDigits(day)] : [])].join("-"),
    );
  };

  /** @type {(tokens: string[]) => string[]} */
  const partOf = (tokens) => {
    const first = tokens[0];
    let unit = tokens.slice(1);
    let part = parts.get(first);
    const half = unit.length && among.halves.has(unit[0]) ? ordinals.get(first) || 0 : 0;
    const which = (/** @type {string | number} */ number) =>
      number === "1" || number === 1 ? "first half" : "second half";
    if (half === 1 || half === 2) [part, unit] = [which(half), unit.slice(1)];
    else if (first === "h" && (unit[0] === "1" || unit[0] === "2")) [part, unit] = [which(unit[0]), unit.slice(1)];
    else if (tokens.length === 3 && isYear(first) && unit[0] === "h" && (unit[1] === "1" || unit[1] === "2")) {
      [part, unit] = [which(unit[1]), [first]];
    }
    if (part === undefined || !unit.length) return [];
    if (unit.length === 1 && isYear(unit[0])) return ofYear(part, unit[0]);
    if (unit.length === 2 && months.has(unit[0]) && isYear(unit[1])) {
      return (months.get(unit[0]) ?? []).flatMap((month) => ofMonth(part, unit[1], month));
    }
    const whole = season(unit);
    return (whole.length ? whole : years(unit)).flatMap((it) => {
      const { start } = read(it).spans[0];
      if (!start) return [];
      const { precision, first: day } = start;
      if (precision === "season") {
        if (!Object.hasOwn(SEASON_MONTH, part)) return [];
        const [year, month] = monthAfter(day[0], day[1], SEASON_MONTH[part]);
        return [`${signedYear(year)}-${twoDigits(month)}`];
      }
      const [low, high] = (precision === "decade" ? DECADE_YEARS : CENTURY_YEARS)[part].map(
        (number) => day[0] + number,
      );
      return [`[${signedYear(low)}..${signedYear(high)}]`];
    });
  };

  /** @type {(tokens: string[]) => string[]} */
  const season = (tokens) => {
    const code = seasons.get(tokens[0]);
    const found = tokens.length === 2 ? tokens[1].match(/^(-?[0-9]{4})(?:[/–-]([0-9]{2}|[0-9]{4}))?$/u) : null;
    if (code === undefined || !found) return [];
    const stated = `${found[1]}-${code}`;
    return code === "24" && !found[2] ? [`${signedYear(Number(found[1]) - 1)}-24`, stated] : [stated];
  };

  /** @type {(tokens: string[]) => string[]} */
  const quarter = (tokens) => {
    if (tokens.length !== 3) return [];
    const [a, b, c] = tokens;
    let [number, year] = [0, ""];
    if (["q", "t"].includes(a) && isYear(c)) [number, year] = [ordinals.get(b) || 0, c];
    else if (isYear(a) && b === "q") [number, year] = [ordinals.get(c) || 0, a];
    else if (among.quarters.has(b) && isYear(c)) [number, year] = [ordinals.get(a) || 0, c];
    if (!number) return [];
    return ofQuarter(number, year);
  };

  /** @type {(tokens: string[]) => string[]} */
  const years = (tokens) => {
    if (tokens.length === 1 && Object.hasOwn(lexicon.tens, tokens[0])) return ofDecade(lexicon.tens[tokens[0]]);
    if (tokens.length < 2) return [];
    const turned = tokens.length === 2 && among.centuries.has(tokens[0]);
    const [number, what] = turned ? [tokens[1], tokens[0]] : tokens;
    const before = new RegExp(`^(?:${BC})$`, "u").test(tokens.slice(2).join(" "));
    if (tokens.length > 2 && !before) return [];
    if (!before && !turned && /^[0-9]0$/u.test(number) && what === "s") return ofDecade(Number(number));
    if (!before && !turned && /^[0-9]{3}0$/u.test(number) && among.decades.has(what)) {
      const [decade, century] = [`${number.slice(0, 3)}X`, `${number.slice(0, 2)}XX`];
      return number.endsWith("00") ? [decade, century] : [decade];
    }
    if (!among.centuries.has(what)) return [];
    const counted = isDay(number) ? Number(number) : roman(number);
    return counted ? [`${before ? "-" : ""}${hundreds(counted)}XX`] : [];
  };

  return { candidates, lexicon };
};

/** The first two digits of a century's years. @type {(century: number) => string} */
const hundreds = (century) => (century ? twoDigits(century - 1) : "-1");

/** A decade without its century: in the twentieth century, and also in the twenty-first if it has already passed there.
    @type {(tens: number) => string[]} */
const ofDecade = (tens) => (tens >= 30 ? [19] : tens ? [20, 19] : [20]).map((century) => `${century}${tens / 10}X`);

/** @type {(number: number, year: string) => string[]} */
const ofQuarter = (number, year) => {
  const [low, high] = [`${year}-${twoDigits(3 * number - 2)}`, `${year}-${twoDigits(3 * number)}`];
  return [`${low}/${high}`, `[${low}..${high}]`];
};

const WEEK_OF = /^(?:the )?week (of|beginning|starting|commencing|ending) (.+)$/u;

/** The ordinal of the first day of a week (ISO 8601); undefined if the year has no such week.
    @type {(year: number, week: number) => number | undefined} */
export const monday = (year, week) => {
  const first = (/** @type {number} */ of) => ordinal([of, 1, 4]) - ((((ordinal([of, 1, 4]) - 1) % 7) + 7) % 7);
  const day = first(year) + 7 * (week - 1);
  return year < 1 || week < 1 || day >= first(year + 1) || day < 1 || day > LAST_DAY ? undefined : day;
};

/** The week that begins on the day with this ordinal, as seven days and as one of them.
    @type {(first: number | undefined) => string[]} */
const sevenDays = (first) => {
  if (first === undefined || first < 1 || first > LAST_DAY - 6) return [];
  const [low, high] = [isoDay(dayOf(first)), isoDay(dayOf(first + 6))];
  return [`${low}/${high}`, `[${low}..${high}]`];
};

const LAST_DAY = ordinal([9999, 12, 31]);

/** @type {(part: string, year: string, month: number) => string[]} */
const ofMonth = (part, year, month) => {
  if (month < 1 || month > 12) return [];
  const [low, high] = MONTH_DAYS[part];
  return [
    `[${year}-${twoDigits(month)}-${twoDigits(low)}..${year}-${twoDigits(month)}-${twoDigits(Math.min(high, monthLength(Number(year), month)))}]`,
  ];
};

/** @type {(part: string, year: string) => string[]} */
const ofYear = (part, year) => {
  const [low, high] = YEAR_MONTHS[part];
  return [`[${year}-${twoDigits(low)}..${year}-${twoDigits(high)}]`];
};

/** @type {(date: string, step: number) => string[]} */
const neighbour = (date, step) => {
  if (!readable(date)) return [];
  const { form, spans } = read(date);
  const unit = spans.length === 1 && form === "date" ? spans[0].start : null;
  if (!unit || unit.approximate || unit.uncertain || unit.precision === "season") return [];
  if (unit.precision === "day") return [isoDay(dayOf(ordinal(unit.first) + step))];
  if (unit.precision === "month") {
    const [year, month] = monthAfter(unit.first[0], unit.first[1], step);
    return [`${signedYear(year)}-${twoDigits(month)}`];
  }
  return [isoYear(step < 0 ? unit.first[0] - 1 : unit.last[0] + 1)];
};

/** @type {(text: string) => number} */
const roman = (text) => {
  const found = text.match(/^(x{0,3})(ix|iv|v?i{0,3})$/u);
  if (!found) return 0;
  const ones = { ix: 9, iv: 4 }[found[2]];
  return found[1].length * 10 + (ones ?? 5 * Number(found[2].includes("v")) + found[2].replaceAll("v", "").length);
};
