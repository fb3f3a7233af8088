// The page on which a reader looks up a list: shows what the archive has for each line. Nothing leaves the browser: the list is in the
// address after a #, which browsers do not send.
import { get, make } from "../lib/dom.js";
import { jsonFilesOf } from "../lib/files.js";
import { fileNumberOf } from "../lib/hashes.js";
import { _, ngettext } from "../lib/messages.js";
import { urlOf, withKnownDay } from "../lib/site.js";
import { nounOf } from "../lib/terms.js";
import { csv, downloadText } from "../take/csv.js";
import { compareTexts, wordKeys } from "./closest.js";
import { askFromAddress } from "./from-address.js";
import { keysOf, nameKey } from "./lines.js";
import { closestTexts, textsWithWords } from "./texts.js";

/** @typedef {{ kind: string, title: string, at: string, spelled: string }} Found */
/** @typedef {{ found: Found[], beyond?: number }} Answer  `beyond`: how many more there are than the files list */
/** @typedef {[kind: string, title: string, at: string, spelled: string, since: string]} Row */

const SHOWN = 5; // results listed for a line; the others are counted
const WORDS = 4; // words from which a line is also compared as a sentence
const MAX_LINE = 1000; // letters of a line

const file = jsonFilesOf("check");

/** What the files have under some keys, as known on the chosen day. @param {string[]} wanted @returns {Promise<Answer>} */
const rowsUnder = async (wanted) => {
  const { spread } = await file("list");
  const day = window.archiveKnown?.day() || "";
  let beyond = 0;
  const rows = await Promise.all(
    wanted.map(async (key) => {
      const inFile = await file(`list-${fileNumberOf(key, spread)}`);
      /** @type {(Row | number)[]} */
      const rows = Object.hasOwn(inFile, key) ? inFile[key] : [];
      const some = rows.filter((it) => typeof it !== "number");
      const all = rows[some.length];
      if (typeof all === "number" && !day) beyond += all - some.length; // the counts are not known for an earlier day
      return some;
    }),
  );
  /** @type {Map<string, Found>} */
  const found = new Map(); // one record with several spellings is listed once
  for (const [kind, title, to, spelled, since] of rows.flat()) {
    if (day && !(since && since <= day)) continue;
    const before = found.get(to);
    if (!before) found.set(to, { kind, title, at: to, spelled });
    else if (!before.spelled.split("; ").includes(spelled)) before.spelled += `; ${spelled}`;
  }
  return { found: [...found.values()], beyond };
};

/** The sentences that have a word or a phrase, or come close to it. @param {string} line @returns {Promise<Found[]>} */
const sentences = async (line) => {
  const words = wordKeys(line);
  if (!words.length) return [];
  const whole = ` ${words.join(" ")} `;
  const having = (await textsWithWords(words)).filter((it) => ` ${wordKeys(it.words).join(" ")} `.includes(whole));
  const best =
    having.length || words.length < WORDS ? [] : (await closestTexts(line)).slice(0, 1).map(({ said }) => said);
  return [...having, ...best].map((said) => {
    const title = [said.speaker || _("an unknown speaker"), said.outlet, said.published].filter(Boolean).join(", ");
    const { shared, words: all } = compareTexts(said.words, line, said.language.startsWith("en"));
    const spelled = having.length
      ? said.words
      : ngettext("{same} of {n} word the same: {words}", "{same} of {n} words the same: {words}", all, {
          same: shared,
          words: said.words,
        });
    return { kind: "quotation", title, at: said.at ?? said.of ?? "", spelled };
  });
};

/** @param {string} line @returns {Promise<Answer>} */
const lookUp = async (line) => {
  const { tracking } = await file("list");
  const wanted = keysOf(line, tracking);
  const answer = await rowsUnder(wanted);
  const name = nameKey(line);
  if (answer.found.length || !wanted.includes(name)) return answer;
  const [, ...words] = name.split(" ");
  const named = words.length === 1 ? await rowsUnder([`word ${words[0]}`]) : answer;
  return named.found.length ? named : { found: await sentences(line) };
};

/** Fills the page in. @param {HTMLElement} box */
export const page = (box) => {
  const form = get(box, "form", HTMLFormElement);
  const field = get(form, "textarea", HTMLTextAreaElement);
  const answer = get(box, "[data-answer]", HTMLElement);
  const status = get(box, "[role=status]", HTMLElement);
  const save = get(box, "[data-file]", HTMLButtonElement);
  const handed = get(box, ".ar-handed", HTMLElement);
  const limit = Number(box.dataset.limit);
  /** @type {({ line: string } & Answer)[]} */
  let results = [];

  let round = 0;
  const ask = async () => {
    const own = ++round;
    const given = field.value.split("\n").flatMap((it) => it.trim().slice(0, MAX_LINE) || []);
    const lines = given.slice(0, limit);
    answer.replaceChildren();
    handed.hidden = true;
    status.textContent = lines.length ? _("Looking …") : "";
    if (!lines.length) return;
    try {
      const found = await Promise.all(lines.map(async (line) => ({ line, ...(await lookUp(line)) })));
      if (own !== round) return;
      results = found;
      answer.replaceChildren(drawResults(found));
      handed.hidden = false;
      const here = found.filter((it) => it.found.length).length;
      status.textContent = [
        ngettext("{here} of {n} line is in this archive.", "{here} of {n} lines are in this archive.", lines.length, {
          here,
        }),
        given.length > limit && _("Only the first {n} were looked up.", { n: limit }),
      ]
        .filter(Boolean)
        .join(" ");
      status.focus({ preventScroll: true });
    } catch (fault) {
      if (own === round) {
        status.textContent = _("The archive’s lists could not be loaded. Press “Look up” to try again.");
      }
      console.warn(fault);
    }
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const state = `#${new URLSearchParams({ q: field.value.trim() })}`;
    if (state !== location.hash) history.pushState(history.state, "", location.pathname + location.search + state);
    ask();
  });
  save.addEventListener("click", () => {
    const rows = results.flatMap(({ line, found, beyond = 0 }) =>
      found.length
        ? [
            ...found.map((it) => [line, "yes", it.kind, it.title, it.spelled, urlOf(it.at)]),
            ...(beyond ? [[line, "yes", "", ngettext("and {n} more", "and {n} more", beyond), "", ""]] : []),
          ]
        : [[line, "no", "", "", "", ""]],
    );
    downloadText("check-list.csv", "text/csv", csv([["line", "here", "kind", "title", "spelled", "address"], ...rows]));
  });
  askFromAddress(box, field, ask);
};

/** @param {({ line: string } & Answer)[]} results */
const drawResults = (results) => {
  const head = (/** @type {string} */ words) => make("th", { scope: "col" }, words);
  return make(
    "table",
    { class: "ar-table ar-table--stack" },
    make(
      "thead",
      {},
      make("tr", {}, head(_("Your line")), head(_("In this archive")), head(_("How the archive has it"))),
    ),
    make("tbody", {}, ...results.flatMap(rowsOf)),
  );
};

/** @param {{ line: string } & Answer} result */
const rowsOf = ({ line, found, beyond = 0 }) => {
  const own = make("th", { scope: "row" }, make("bdi", {}, line));
  if (!found.length) {
    return [make("tr", {}, own, make("td", { class: "ar-unknown" }, _("Not in this archive.")), make("td", {}))];
  }
  const shown = found.slice(0, SHOWN);
  own.rowSpan = shown.length;
  const more = found.length - shown.length + beyond;
  return shown.map((it, index) =>
    make(
      "tr",
      {},
      index ? null : own,
      make(
        "td",
        {},
        it.at ? make("a", { href: withKnownDay(urlOf(it.at)) }, make("bdi", {}, it.title)) : make("bdi", {}, it.title),
        " ",
        make("span", { class: "ar-soft ar-small" }, nounOf(it.kind)),
      ),
      make(
        "td",
        {},
        make("bdi", {}, it.spelled),
        index === shown.length - 1 &&
          more > 0 &&
          make("p", { class: "ar-small ar-soft" }, ngettext("and {n} more", "and {n} more", more)),
      ),
    ),
  );
};
