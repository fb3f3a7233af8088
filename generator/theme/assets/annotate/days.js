// Doubts days that their author cannot mean: those in the future, of another calendar, or before what they depend on. The same as
// generator/archive/rules/days.py, which explains it; tests/vectors/days.json tests both.
import { N_, _, ngettext } from "../lib/messages.js";
import { formatDate } from "./date-words.js";
import { Unreadable, bounds, ordinal, read, strip } from "./edtf.js";
import { listAlternatives, isEnglish } from "./rule.js";

/** @typedef {import("./edtf.js").Day} Day */
/** @typedef {import("./edtf.js").Bounds} Bounds */
/** @typedef {(string | number)[]} Path */
/** @typedef {Record<string, unknown>} Tree */
/** @typedef {{key: string, type: string, part?: string, many?: boolean}} Field */
/** @typedef {Record<string, {fields: Field[]}>} Form what known.json says of the keys of a record and its parts */
/** @typedef {{path: Path, text: string, date: import("./edtf.js").EdtfDate, bounds: Bounds, explained: boolean, basis: boolean, owner: Tree, part: string}} Dated */
/** @typedef {{code: string, path: Path, fault: string, remedy: string}} Doubt */

/** What is doubtful about the dates of an article, judged on a given day.
    @type {(tree: Tree, form: Form, today: Day) => Doubt[]} */
export const doubtsOf = (tree, form, today) => {
  const found = datesOf(tree, "Article", [], form);
  const published = found.find(({ path }) => path.join(".") === "published");
  const doubts = found.flatMap((one) => doubtOfFutureDate(one, today) ?? doubtOfCalendar(one, published, today) ?? []);
  const told = new Set(doubts.map(({ path }) => path.join(".")));
  // An invalid date of publication cannot be compared with others.
  if (!published || told.has("published")) return doubts;
  return [...doubts, ...doubtsOfLaterDates(found, published).filter(({ path }) => !told.has(path.join(".")))];
};

/** All dates that are valid, in the order of the keys.
    @type {(value: unknown, part: string, path: Path, form: Form) => Dated[]} */
const datesOf = (value, part, path, form) => {
  if (!isTree(value)) return [];
  return form[part].fields.flatMap(({ key, part: inner, many }) => {
    if (!inner || !Object.hasOwn(value, key)) return [];
    const given = value[key];
    /** @type {[unknown, Path][]} */
    const items =
      many && Array.isArray(given)
        ? given.map((item, number) => [item, [...path, key, number]])
        : [[given, [...path, key]]];
    return items.flatMap(([item, here]) =>
      inner === "Date" ? datesUnder(item, here, value, part) : datesOf(item, inner, here, form),
    );
  });
};

/** @type {(value: unknown) => value is Tree} */
const isTree = (value) => typeof value === "object" && value !== null;

/** @type {(value: unknown, path: Path, owner: Tree, part: string) => Dated[]} */
const datesUnder = (value, path, owner, part) => {
  /** @type {Tree} */
  const { edtf, words, basis } = isTree(value) ? value : { edtf: value };
  if (typeof edtf !== "string" && typeof edtf !== "number") return [];
  const text = strip(String(edtf));
  try {
    const date = read(text);
    const explained = Boolean(words || basis);
    return [{ path, text, date, bounds: bounds(date), explained, basis: Boolean(basis), owner, part }];
  } catch (wrong) {
    if (!(wrong instanceof Unreadable)) throw wrong;
    return [];
  }
};

// --- days in the future ---

const TOLERANCE = 1;
const FAR_AHEAD = 100;

/** @type {(one: Dated, today: Day) => boolean} */
const isFarAhead = ({ bounds: { earliest } }, today) =>
  earliest !== null && ordinal(earliest) > ordinal(today) + TOLERANCE;

// Dates that may be in the future: an announced event or end, and the date of a figure whose note or basis calls it a forecast.
/** @type {(one: Dated) => boolean} */
const mayBeAnnounced = ({ owner, part, basis, path }) =>
  part === "Figure"
    ? Boolean(owner.note) || basis
    : ["to", "to_date"].includes(String(path.at(-1))) || path[0] === "events";

/** @type {(one: Dated, today: Day) => Doubt | null} */
const doubtOfFutureDate = (one, today) => {
  if (!isFarAhead(one, today)) return null;
  const year = one.bounds.earliest?.[0] ?? 0;
  const calendars = otherCalendars(year, today[0]);
  if (mayBeAnnounced(one) && !(calendars.length && year > today[0] + FAR_AHEAD)) return null;
  const meant = calendars.length ? asMeant(year, calendars) : _("check the day in the source");
  const remedy =
    one.part === "Figure" ? _("{advice}, or say in a note that this is a forecast", { advice: meant }) : meant;
  return { code: "future-date", path: one.path, fault: _("{date} has not come yet", { date: one.text }), remedy };
};

// --- other calendars ---

const NEAR = 30;
const NOTHING_PRINTED = 1600;
/** @typedef {[string, number, number]} Calendar what is said of it, and the one or two years AD that a year of it overlaps */

// The calendars in which this number is a year not long before `near`, or the one after it.
/** @type {(year: number, near: number) => Calendar[]} */
const otherCalendars = (year, near) => {
  const islamic = Math.trunc(year * 0.970224 + 621.577);
  /** @type {Calendar[]} */
  const all = [
    [N_("{years} in the Solar Hijri calendar"), year + 621, year + 622],
    [N_("{years} in the Hebrew calendar"), year - 3761, year - 3760],
    [N_("{years} in the Buddhist calendar"), year - 543, year - 543],
    [N_("{years} in the Minguo or Juche calendar"), year + 1911, year + 1911],
    [N_("{years} in the Islamic calendar"), islamic, islamic + 1],
    [N_("{years} in the Bengali calendar"), year + 593, year + 594],
    [N_("{years} in the Bikram Sambat calendar"), year - 57, year - 56],
  ];
  return all
    .filter(([, first, last]) => year > 0 && last >= near - NEAR && first <= near + 1)
    .sort(([a, , one], [b, , two]) => Math.abs(one - near) - Math.abs(two - near) || (a < b ? -1 : 1));
};

/** @type {(year: number, calendars: Calendar[]) => string} */
const asMeant = (year, calendars) => {
  const known = calendars.map(([name, first, last]) =>
    _(name, { years: first === last ? `${first}` : listAlternatives([`${first}`, `${last}`]) }),
  );
  return _("{year} is {meant}: write the day of the Gregorian one", {
    year: `${year}`,
    meant: isEnglish ? known.join(", or ") : listAlternatives(known),
  });
};

/** @type {(one: Dated, published: Dated | undefined, today: Day) => Doubt | null} */
const doubtOfCalendar = (one, published, today) => {
  const [, latest] = one.bounds.core;
  if (!latest || latest[0] >= NOTHING_PRINTED) return null;
  const [year] = latest;
  const { path } = one;
  const printed = path.join(".") === "published";
  if (printed || ["seen", "captured"].includes(String(path.at(-1)))) {
    const calendars = otherCalendars(year, today[0]);
    return {
      code: "other-calendar",
      path,
      fault: printed
        ? _("{date} is before anything was printed", { date: formatDate(one.date, one.text) })
        : _("{date} is before anything was kept", { date: formatDate(one.date, one.text) }),
      remedy: calendars.length ? asMeant(year, calendars) : _("check the day in the source"),
    };
  }
  if (one.explained) return null; // the author knows which year it is
  const day = published?.bounds.core[1];
  const near = day && NOTHING_PRINTED <= day[0] && day[0] <= today[0] + 1 ? day[0] : today[0];
  const calendars = otherCalendars(year, near);
  if (!calendars.length) return null;
  return {
    code: "other-calendar",
    path,
    fault: ngettext("{date} is {n} year back", "{date} is {n} years back", near - year, {
      date: formatDate(one.date, one.text),
    }),
    remedy: _("{advice}, or say in basis that this one is meant", { advice: asMeant(year, calendars) }),
  };
};

// --- the order of time ---

/** @type {(found: Dated[], published: Dated) => Doubt[]} */
const doubtsOfLaterDates = (found, published) => {
  const { earliest: first, latest: last } = published.bounds;
  /** By the key of a date, the message that it is before or after publication. @type {Record<string, string>} */
  const told = {
    said: N_("published {published}, before it was said ({day})"),
    date: N_("published {published}, before the stance was taken ({day})"),
    seen: N_("seen {day}, before it was published ({published})"),
    captured: N_("captured {day}, before it was published ({published})"),
  };
  return [
    ...["Quotation", "Statement"].flatMap((part) => found.filter((one) => one.part === part)),
    ...found.filter(({ path }) => ["seen", "captured"].includes(String(path.at(-1)))),
  ].flatMap(({ path, text, bounds: { earliest, latest } }) => {
    const key = String(path.at(-1));
    const fault = _(told[key], { published: published.text, day: text });
    const doubt = [{ code: "published-before", path, fault, remedy: _("check both dates in the source") }];
    if (key === "said" || key === "date") {
      const proved = last && earliest && ordinal(last) < ordinal(earliest);
      return proved ? doubt : [];
    }
    const older = latest && first && ordinal(latest) + TOLERANCE < ordinal(first);
    return older ? doubt : [];
  });
};
