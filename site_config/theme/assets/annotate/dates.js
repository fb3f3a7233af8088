// Dates as the archive reads them: the Extended Date/Time Format (ISO 8601-2), level 1, and of level 2 one of a set and the
// qualification of a part. What is refused here is refused by `archive check`; its remedies go further.

const PLAIN = "write 2025-04-28, 2025-04, 2025, 2025-04~ for about, or 2025-04-01/2025-04-30 for from and to";
const DATE = /^([?~%]?)(-?[0-9X]{4})([?~%]?)(?:-([?~%]?)([0-9X]{2})([?~%]?)(?:-([?~%]?)([0-9X]{2})([?~%]?))?)?$/;
const LONG_YEAR = /^Y-?[1-9][0-9]{4,11}[?~%]?$/;
const UNKNOWN = ["XXXX", "XXXX-XX", "XXXX-XX-XX"];
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const SEASONS = { 21: 3, 22: 6, 23: 9, 24: 12 };

class Fault extends Error {
  constructor(fault, remedy = PLAIN) {
    super(fault);
    this.remedy = remedy;
  }
}

/** What is wrong with a date, as {fault, remedy}; null where nothing is. */
export const dateFault = (text) => {
  try {
    read(text.trim());
    return null;
  } catch (wrong) {
    if (!(wrong instanceof Fault)) throw wrong;
    return { fault: wrong.message, remedy: wrong.remedy };
  }
};

const read = (text) => {
  if (!text) throw new Fault("the date is empty", "write it, or null for the whole date");
  if (text.length > 100) throw new Fault(`'${text.slice(0, 40)}…' is not a date`, "write an EDTF date such as 2025-04-28");
  if (UNKNOWN.includes(text)) return;
  if (text.startsWith("[") && text.endsWith("]")) set(text);
  else if (text.includes("/")) interval(text);
  else unit(text, text);
};

const interval = (text) => {
  const ends = text.split("/");
  if (ends.length !== 2) throw new Fault(`'${text}' is not a date`);
  if (ends.some((end) => UNKNOWN.includes(end))) throw new Fault(`'${text}' has an end without a date`, "leave that end empty");
  const [start, end] = ends.map((it) => (it === "" || it === ".." ? null : unit(it, text)));
  if (!start && !end) throw new Fault(`'${text}' has no date at either end`, "write XXXX, or leave the date out");
  if (start && end && start.first > end.last) throw new Fault(`'${text}' ends before it begins`, `write ${ends[1]}/${ends[0]}`);
};

const set = (text) => {
  const members = text.slice(1, -1).split(",").map((member) => member.trim());
  if (!members.some((member) => member.replaceAll(".", ""))) {
    throw new Fault(`'${text}' is a set without a date`, "name its dates, or leave the date out");
  }
  if (members.some((member) => !member)) {
    throw new Fault(`'${text}' has a comma too many`, `write [${members.filter(Boolean).join(", ")}]`);
  }
  for (const member of members) {
    const ends = member.split("..").map((end) => end.trim());
    if (ends.length > 2 || !ends.some(Boolean)) throw new Fault(`'${text}' is not a date`);
    const [start, end] = ends.map((it) => (it ? unit(it, text) : null));
    if (start && end && start.first > end.last) throw new Fault(`'${text}' ends before it begins`, "exchange its ends");
  }
};

const numbered = (year, month, day) => year * 10000 + Math.sign(year || 1) * (month * 100 + day);
const daysIn = (year, month) => new Date(Date.UTC(2000 + (((year % 400) + 400) % 400), month, 0)).getUTCDate();

const unit = (text, whole) => {
  if (LONG_YEAR.test(text)) return { first: Number(text.match(/-?\d+/)[0]) * 10000, last: Number(text.match(/-?\d+/)[0]) * 10000 + 1231 };
  const found = text.match(DATE);
  if (!found) throw new Fault(`'${whole}' is not a date`);
  const [, , year, , beforeMonth, month, , beforeDay, day] = found;
  if ((beforeMonth && month === "XX") || (beforeDay && day === "XX")) {
    throw new Fault(`'${whole}' qualifies a part that is not specified`, "take the sign before XX out");
  }
  if (year === "-0000") throw new Fault(`'${whole}' has a year -0000`, `write ${whole.replace("-0000", "0000")}, which is 1 BC`);
  if (text.includes("X")) return open(whole, year, month, day);
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  if (month === undefined) return { first: numbered(y, 1, 1), last: numbered(y, 12, 31) };
  if (SEASONS[m] && day === undefined) {
    return { first: numbered(y, SEASONS[m], 1), last: m === 24 ? numbered(y + 1, 2, 29) : numbered(y, SEASONS[m] + 2, 31) };
  }
  if (m < 1 || m > 12) throw new Fault(`'${whole}' is not a date: there is no month ${month}`, `write ${year}-XX if the month is not known, or ${year}`);
  if (day === undefined) return { first: numbered(y, m, 1), last: numbered(y, m, 31) };
  const length = daysIn(y, m);
  if (d < 1) throw new Fault(`'${whole}' is not a date`, `write ${year}-${month}-XX if the day is not known, or ${year}-${month}`);
  if (d > length) {
    throw new Fault(`'${whole}' is not a date: ${MONTHS[m - 1]} ${y} has ${length} days`, `write ${year}-${month}-${length}, the last day of that month, or ${year}-${month}`);
  }
  return { first: numbered(y, m, d), last: numbered(y, m, d) };
};

const open = (whole, year, month, day) => {
  if (month === undefined && /^-?\d{2}[0-9X]X$/.test(year)) {
    const ends = [Number(year.replaceAll("X", "0")), Number(year.replaceAll("X", "9"))].sort((a, b) => a - b);
    return { first: numbered(ends[0], 1, 1), last: numbered(ends[1], 12, 31) };
  }
  if (!year.includes("X") && month === "XX" && (day === undefined || day === "XX")) {
    return { first: numbered(Number(year), 1, 1), last: numbered(Number(year), 12, 31) };
  }
  if (!`${year}${month}`.includes("X") && day === "XX") {
    const m = Number(month);
    if (m < 1 || m > 12) throw new Fault(`'${whole}' is not a date: there is no month ${month}`, `write ${year}-XX-XX`);
    return { first: numbered(Number(year), m, 1), last: numbered(Number(year), m, 31) };
  }
  throw new Fault(`'${whole}' leaves digits open in a way that is not supported`, "leave digits open from the right: 2024-10-XX, 2024-XX, 202X");
};

const NAMES = new Map(MONTHS.flatMap((name, at) => [[name.toLowerCase(), at + 1], [name.slice(0, 3).toLowerCase(), at + 1]]));
NAMES.set("sept", 9);

/** The date that English words surely state, such as 31 May 2025; "" where they leave it open. */
export const dateIn = (words) => {
  const text = words.trim().replace(/\s+/g, " ");
  const month = (name) => NAMES.get(name.toLowerCase().replace(".", ""));
  const two = (number) => String(number).padStart(2, "0");
  const whole = text.match(/\b(\d{1,2})(?:st|nd|rd|th)? (?:of )?([A-Za-z]+)\.?,? (\d{4})\b/) || null;
  const american = text.match(/\b([A-Za-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b/) || null;
  const monthly = text.match(/^(?:in )?([A-Za-z]+)\.? (\d{4})$/) || null;
  const found = whole && month(whole[2]) ? `${whole[3]}-${two(month(whole[2]))}-${two(whole[1])}`
    : american && month(american[1]) ? `${american[3]}-${two(month(american[1]))}-${two(american[2])}`
      : monthly && month(monthly[1]) ? `${monthly[2]}-${two(month(monthly[1]))}`
        : text.match(/^\d{4}(-\d{2}(-\d{2})?)?$/)?.[0] || "";
  return found && !dateFault(found) ? found : "";
};
