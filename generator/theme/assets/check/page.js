// The page on which a reader looks up a sentence: shows who said it and how close it is. Nothing leaves the browser: the sentence is
// in the address after a #, which browsers do not send.
import { statusMark } from "../lib/became.js";
import { get, make } from "../lib/dom.js";
import { _, N_, ngettext, woven } from "../lib/messages.js";
import { urlOf, withKnownDay } from "../lib/site.js";
import { FINDINGS } from "../lib/terms.js";
import { compareTexts, splitPieces } from "./closest.js";
import { askFromAddress } from "./from-address.js";
import { comparedVersion, closestTexts, loadHead } from "./texts.js";

/** @typedef {import("./texts.js").Said} Said */
/** @typedef {import("./texts.js").Found} Found */
/** @typedef {import("./texts.js").Head} Head */

const MAX_PIECES = 60; // pieces of a pasted text that are looked for
const FINDING_NAMES = "Verbatim Translation Altered Paraphrase".split(" ");

/** Fills the page in. @param {HTMLElement} box */
export const page = (box) => {
  const form = get(box, "form", HTMLFormElement);
  const field = get(form, "textarea", HTMLTextAreaElement);
  const answer = get(box, "[data-answer]", HTMLElement);
  const status = get(box, "[role=status]", HTMLElement);

  let round = 0;
  const ask = async () => {
    const own = ++round;
    const parts = splitPieces(field.value).slice(0, MAX_PIECES);
    answer.replaceChildren();
    if (!parts.length) {
      status.textContent = "";
      return;
    }
    status.textContent = _("Looking …");
    try {
      const texts = await loadHead();
      const found = await Promise.all(parts.map(async (part) => ({ part, best: (await closestTexts(part))[0] })));
      const drawn =
        found.length === 1
          ? [await drawResult(found[0].part, found[0].best, texts)]
          : await Promise.all(found.map(({ part, best }) => drawFolded(part, best, texts)));
      if (own !== round) return;
      answer.replaceChildren(...drawn);
      const many = found.filter(({ best }) => best).length;
      status.textContent =
        found.length === 1
          ? ""
          : ngettext(
              "{here} of {n} passage is in this archive.",
              "{here} of {n} passages are in this archive.",
              found.length,
              {
                here: many,
              },
            );
      if (found.length === 1) get(answer, "[tabindex]", HTMLElement).focus({ preventScroll: true });
      else status.focus({ preventScroll: true });
    } catch (fault) {
      if (own === round) {
        status.textContent = _("The archive’s texts could not be loaded. Press “Compare” to try again.");
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
  askFromAddress(box, field, ask);
};

/** @param {string} text @param {Said} said @param {Head} texts @param {(string | Node)[]} inside */
const words = (text, said, texts, inside = [text]) =>
  make(
    "blockquote",
    { class: "ar-large", lang: said.language, dir: texts.languages[said.language]?.[1] },
    make("p", {}, ...inside),
  );

/**
 * The words, with marks around those that the other version lacks, and filled marks around those that change the meaning.
 * @param {[string, boolean][]} parts @param {string[]} turns
 */
const markDifferences = (parts, turns) => {
  const text = parts.map(([part]) => part).join("");
  const ranges = turns
    .map((turn) => [text.indexOf(turn), text.indexOf(turn) + turn.length])
    .filter(([from]) => from >= 0);
  /** @type {(string | Node)[]} */
  const out = [];
  let at = 0;
  for (const [part, shared] of parts) {
    let from = at;
    at += part.length;
    for (const [start, end] of ranges) {
      if (end <= from || start >= at) continue;
      out.push(...markUnlessShared(text.slice(from, Math.max(from, start)), shared));
      // Words that change the meaning get one mark, even if both versions share some of them.
      if (start >= from) out.push(make("mark", { class: "ar-turned" }, text.slice(start, end)));
      from = Math.min(at, end);
    }
    out.push(...markUnlessShared(text.slice(from, at), shared));
  }
  return out;
};

/** @param {string} text @param {boolean} shared @returns {(string | Node)[]} */
const markUnlessShared = (text, shared) => (text ? [shared ? text : make("mark", { class: "ar-only" }, text)] : []);

const FINDING_OF = Object.fromEntries(FINDING_NAMES.map((name) => [name.toLowerCase(), name]));
/** The finding on a version; empty while a day is chosen, since editors may have found it later. @param {Said} said */
const findingIn = (said) =>
  said.original
    ? _("the words as spoken")
    : window.archiveKnown?.day()
      ? ""
      : (FINDINGS[FINDING_OF[said.finding ?? ""] ?? "Not yet judged"].label ?? "");

const NO_OUTLET = N_("an article without outlet");

/** The article and date of a version, and the finding on it. @param {Said} said */
const originOf = (said) => {
  if (said.original && !said.published) return _("the words as spoken, by {source}", { source: said.source ?? "" });
  const outlet = said.outlet || _(NO_OUTLET);
  const found = findingIn(said);
  if (!said.published) return found ? _("{outlet}: {finding}", { outlet, finding: found }) : outlet;
  return found
    ? _("{outlet}, {day}: {finding}", { outlet, day: said.published, finding: found })
    : _("{one}, {other}", { one: outlet, other: said.published });
};

/** @param {Said} said @param {boolean} same whether the reader's words are those of the best version */
const verdictOn = (said, same) => {
  const who = said.speaker || _("an unknown speaker");
  if (same && said.said) return _("{who}, {day}, in these words.", { who, day: said.said });
  if (same) return _("{who}, in these words.", { who });
  if (said.said) return _("{who}, {day}, but not in these words.", { who, day: said.said });
  return _("{who}, but not in these words.", { who });
};

/** @param {string} sentence @param {Found | undefined} found @param {Head} texts @returns {HTMLElement | Promise<HTMLElement>} */
const drawResult = (sentence, found, texts) =>
  found ? drawNearest(sentence, found, texts) : drawNothing(sentence, texts);

/** @param {string} sentence @param {Head} texts */
const drawNothing = (sentence, texts) =>
  make(
    "div",
    { class: "ar-none" },
    make("blockquote", { class: "ar-large" }, make("p", {}, sentence)),
    make("p", { class: "ar-answer", tabindex: -1 }, _("Not in this archive.")),
    make(
      "p",
      { class: "ar-small" },
      window.archiveKnown?.day()
        ? _("No sentence here comes close. That says nothing about whether it was said.")
        : ngettext(
            "No sentence here comes close. That says nothing about whether it was said: this archive holds {n} version of what was said.",
            "No sentence here comes close. That says nothing about whether it was said: this archive holds {n} versions of what was said.",
            texts.texts,
          ),
    ),
    make(
      "p",
      { class: "ar-more" },
      make("a", { href: withKnownDay(urlOf("quotations/")) }, _("Browse the quotations")),
    ),
  );

/** @param {string} sentence @param {Found} found @param {Head} texts */
const drawNearest = async (sentence, found, texts) => {
  const { said } = found;
  const { reference, spoken, many } = await comparedVersion(found);
  const english = said.language.startsWith("en");
  const best = compareTexts(reference.words, sentence, english);
  const own = compareTexts(said.words, sentence, english);
  const exactly = own.shared === own.words;
  const way = [...(said.way ?? []), ...(said.original ? [] : [[said.outlet || _(NO_OUTLET), 0]])];
  const link = (/** @type {string} */ path, /** @type {string} */ text) =>
    make("a", { href: withKnownDay(urlOf(path)) }, text);
  const of = exactly
    ? _("word for word as in: {origin}", { origin: originOf(said) })
    : said === reference
      ? ""
      : _("closest to: {origin}", { origin: originOf(said) });
  return make(
    "div",
    {},
    make("h2", { class: "ar-answer", tabindex: -1 }, verdictOn(said, best.shared === best.words)),
    make(
      "p",
      { class: "ar-same" },
      drawBar(best.shared / best.words),
      make(
        "span",
        {},
        ngettext("{same} of {n} word the same, in order", "{same} of {n} words the same, in order", best.words, {
          same: best.shared,
        }),
      ),
    ),
    make(
      "ol",
      { class: "ar-pair" },
      make(
        "li",
        {},
        make(
          "p",
          { class: "ar-from" },
          make("b", {}, _("Closest to what was said")),
          make("br"),
          originOf(reference),
          ...statusMark(reference.became),
        ),
        words(reference.words, reference, texts, markDifferences(best.one, exactly ? (reference.turns ?? []) : [])),
      ),
      make(
        "li",
        {},
        make(
          "p",
          { class: "ar-from" },
          make("b", {}, _("Your sentence")),
          of && make("br"),
          of,
          ...(of ? statusMark(said.became) : []),
        ),
        words(sentence, said, texts, markDifferences(best.other, exactly ? (said.turns ?? []) : [])),
      ),
    ),
    make(
      "ul",
      { class: "ar-key" },
      exactly &&
        (reference.turns ?? []).length > 0 &&
        make(
          "li",
          {},
          ...woven(_("{mark} changes the meaning (an editor’s finding)"), {
            mark: make("mark", { class: "ar-turned" }, _("filled")),
          }),
        ),
      make(
        "li",
        {},
        ...woven(_("{mark} found in only one version"), { mark: make("mark", { class: "ar-only" }, _("underlined")) }),
      ),
    ),
    ...(spoken
      ? [
          make(
            "h3",
            {},
            _("As spoken, in {language}", { language: texts.languages[spoken.language]?.[0] ?? spoken.language }),
          ),
          words(
            spoken.words,
            spoken,
            texts,
            markDifferences([[spoken.words, true]], exactly ? (spoken.turns ?? []) : []),
          ),
          make("p", { class: "ar-small" }, originOf(spoken)),
        ]
      : []),
    ...(way.length > 1
      ? [
          make("h3", {}, _("How it came to this version")),
          make(
            "p",
            {},
            make(
              "span",
              { class: "ar-way" },
              ...way.map(([name, uncredited]) => drawCarrier(String(name), Boolean(uncredited))),
            ),
          ),
        ]
      : []),
    make(
      "p",
      { class: "ar-more" },
      ...[
        said.at && link(said.at, _("The article that prints it")),
        said.of &&
          link(said.of, ngettext("The statement, with {n} version", "The statement, with all {n} versions", many)),
      ].flatMap((it, index) => (it ? (index ? [" · ", it] : [it]) : [])),
    ),
  );
};

/** How much is the same, as a bar. @param {number} share */
const drawBar = (share) => {
  const drawn = make("i", { "aria-hidden": "true" });
  drawn.style.setProperty("--share", String(Math.round(100 * share)));
  return drawn;
};

/** @param {string} name @param {boolean} uncredited */
const drawCarrier = (name, uncredited) =>
  make(
    "span",
    { class: uncredited && "ar-implied" },
    make("bdi", {}, name),
    uncredited && make("span", { class: "ar-sr" }, ` ${_("(not credited in the article)")}`),
  );

/** The result for a piece of text, in one line. @param {string} part @param {Found | undefined} found */
const summaryOf = (part, found) => {
  if (!found) return _("Not in this archive.");
  const { said } = found;
  const { shared, words: all } = compareTexts(said.words, part, said.language.startsWith("en"));
  const who = said.speaker || _("an unknown speaker");
  const judged = findingIn(said);
  if (shared === all && !judged) return _("{who}, {day}, as printed here", { who, day: said.said ?? "" });
  return shared === all
    ? _("{who}, {day}, as printed here: {finding}", { who, day: said.said ?? "", finding: judged })
    : ngettext("{who}, {day}: {same} of {n} word the same", "{who}, {day}: {same} of {n} words the same", all, {
        who,
        day: said.said ?? "",
        same: shared,
      });
};

/** A piece of a longer text, as one line that unfolds. @param {string} part @param {Found | undefined} found @param {Head} texts */
const drawFolded = async (part, found, texts) =>
  make(
    "details",
    { class: "ar-fold" },
    make(
      "summary",
      {},
      make("q", {}, part.length > 90 ? `${part.slice(0, 88)} …` : part),
      " ",
      make("small", {}, summaryOf(part, found)),
    ),
    make("div", {}, await drawResult(part, found, texts)),
  );
