// Shows which results are new or corrected since the reader's last search for them, or since the day in the address.
import { make } from "../lib/dom.js";
import { _, ngettext } from "../lib/messages.js";
import { VISITS, lastVisit } from "../lib/record.js";
import { loadStyle } from "../lib/style.js";
import { dayInWords, daysIn, stateSince } from "../since/rows.js";
import { asksAnything, toQuery } from "./address.js";
import { loadLists } from "./index.js";

/** @typedef {import("./address.js").Asked} Asked */

const SETTLED = 3000; // milliseconds after which a query counts as asked, not just being typed
const MOST = 200; // queries that are remembered

/** Remembers that a question was asked today, and forgets those that were asked longest ago. @param {string} question */
const rememberQuestion = (question) => {
  lastVisit(question);
  const asked = Object.entries(localStorage).filter(([name]) => name.startsWith(`${VISITS}search/`));
  asked.sort(([, one], [, other]) => (one < other ? 1 : one > other ? -1 : 0));
  for (const [name] of asked.slice(MOST)) localStorage.removeItem(name);
};

/** The numbers of the entries that are new since a day, each with "added" or "corrected". @param {string} since */
const entriesNewSince = async (since) => {
  /** @type {Map<number, string>} */
  const found = new Map();
  for (const [value, numbers] of await loadLists("changed")) {
    const news = stateSince(daysIn(value), since);
    if (news) for (const number of numbers) found.set(number, news);
  }
  return found;
};

/**
 * Shows a line with the numbers, and marks the shown results. The query is remembered after a while.
 * @param {HTMLElement} line
 * @param {HTMLElement} list
 * @param {Asked} asked
 * @param {{ results: { number: number }[], shown: { number: number }[], current: () => boolean, only: (since: string) => void }} found
 */
export const showNew = async (line, list, asked, { results, shown, current, only }) => {
  line.replaceChildren();
  line.hidden = true;
  if (!asksAnything(asked) || window.archiveKnown?.day()) return;
  const question = `search/${toQuery({ ...asked, since: "", sort: "" }, "")}`;
  const before = lastVisit(question, false);
  setTimeout(() => {
    try {
      if (current()) rememberQuestion(question);
    } catch {
      /* not allowed */
    }
  }, SETTLED);
  const since = asked.since || before;
  const news = since ? await entriesNewSince(since) : new Map();
  if (!since || !current()) return;
  loadStyle("since", import.meta.url);
  shown.forEach(({ number }, index) => {
    const sign = news.get(number);
    if (sign) {
      list.children[index]?.firstElementChild?.append(
        " ",
        make("small", { class: "ar-new" }, sign === "added" ? _("new") : _("corrected")),
      );
    }
  });
  if (asked.since || !(await loadLists("changed")).size) return;
  const n = results.filter(({ number }) => news.has(number)).length;
  const day = dayInWords(since);
  line.hidden = false;
  line.append(
    n
      ? ngettext(
          "{n} of these was added or corrected since your search on {day}.",
          "{n} of these were added or corrected since your search on {day}.",
          n,
          { day },
        )
      : _("None of these was added or corrected since your search on {day}.", { day }),
  );
  if (n) line.append(" ", make("button", { type: "button", onclick: () => only(since) }, _("Show only these")));
};
