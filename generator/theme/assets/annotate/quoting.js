// Checks of quotations, and of the positions that rest on them.
import { N_, _, ngettext } from "../lib/messages.js";
import { hasOwnMarks } from "./marks.js";
import { hasNow, spansOf, versionsOf, wordsOf } from "./record.js";
import { findInText } from "./text.js";

/** @typedef {import("./record.js").Quotation} Quotation */

/** @type {Record<string, [fault: string, remedy: string]>} */
const WHY = {
  missing: [N_("the words are not in the copy"), N_("copy them exactly, or look for another copy")],
  elsewhere: [
    N_("the words are in the copy, but not next to this prefix and suffix"),
    N_("copy them all from the same place"),
  ],
  "out of order": [
    N_("a part is earlier in the text than the part before it in this list"),
    N_("write the parts in the order of the copy"),
  ],
};

/** @type {import("./rule.js").Rule} */
export const quotations = ({ tree, body }, known, tell, copy) => {
  const full = tree.rights?.text === "full";
  const recorded = tree.source?.sha256;
  const versions = tree.source?.versions ?? [];
  const version = copy?.sha256 && versions.find(({ sha256 }) => sha256 === copy.sha256)?.id;
  if (copy?.sha256 && recorded && recorded !== copy.sha256 && !version) {
    tell(
      ["source", "sha256"],
      "other-copy",
      _("the text given is not the copy that was recorded: its hash differs"),
      _("use the recorded copy, or record this one"),
      "warning",
    );
  }
  (tree.quotations || []).forEach((quotation, number) => {
    const parts = wordsOf(quotation);
    if (!parts.length || parts.some((part) => !part)) return;
    const at = (/** @type {string} */ name) => ["quotations", number, name];
    const spans = spansOf(quotation.at);
    if (spans.length && spans.length !== parts.length) {
      tell(
        at("at"),
        "bad-span",
        _("{one}, and {other}", {
          one: ngettext("`at` has {n} span", "`at` has {n} spans", spans.length),
          other: ngettext("the text has {n} part", "the text has {n} parts", parts.length),
        }),
        _("choose the words in the text again"),
      );
    }
    const named = versionsOf(quotation);
    const here = version ? !named.length || named.includes(version) : hasNow(tree, quotation);
    if (copy && here && (version || !recorded || !copy.sha256 || recorded === copy.sha256)) {
      const found = copy.findParts(parts, quotation.prefix || "", quotation.suffix || "");
      if (found.why === "ambiguous" && found.part && !copy.holds(spans, parts)) {
        const [one, other] = (found.places ?? []).map((span) => span.join("-"));
        tell(
          at("text"),
          "not-in-copy",
          ngettext(
            "part {part} appears {n} time after part {before}: {one} and {other}",
            "part {part} appears {n} times after part {before}: {one} and {other}",
            found.times ?? 0,
            { part: found.part + 1, before: found.part, one, other },
          ),
          _("choose each part in the text, or tell them apart with suffix"),
        );
      } else if (found.why === "ambiguous" && !copy.holds(spans, parts)) {
        tell(
          at("text"),
          "not-in-copy",
          ngettext("the words appear {n} time in the copy", "the words appear {n} times in the copy", found.times ?? 0),
          _("choose them in the text, or tell them apart with prefix or suffix"),
        );
      } else if (found.why && Object.hasOwn(WHY, found.why)) {
        tell(at("text"), "not-in-copy", _(WHY[found.why][0]), _(WHY[found.why][1]));
      }
    }
    if (full && hasNow(tree, quotation) && parts.some((part) => !body.includes(part))) {
      tell(
        at("text"),
        "not-in-full-text",
        _("the quotation is not in the full text"),
        _("copy the words exactly, spelling and punctuation included"),
      );
    }
  });
};

const MAX_TURNS = 4;

// Words that change the meaning must occur once in the quotation, must not overlap, and must be few.
/** @type {import("./rule.js").Rule} */
export const turns = ({ tree }, known, tell) =>
  (tree.quotations || []).forEach((quotation, number) => {
    const parts = wordsOf(quotation);
    const all = quotation.turns || [];
    const at = (/** @type {number} */ turn) => ["quotations", number, "turns", turn, "words"];
    /** @type {{ part: number, start: number, end: number, turn: number }[]} */
    const places = [];
    all.forEach(({ words, prefix = "", suffix = "" }, turn) => {
      if (!words?.trim()) return;
      const found = placeOfWords(parts, words, prefix, suffix);
      if (found.place) places.push({ ...found.place, turn });
      else if (found.times) {
        const fault =
          found.times === 2
            ? _("the words appear twice in the quotation")
            : ngettext(
                "the words appear {n} time in the quotation",
                "the words appear {n} times in the quotation",
                found.times,
              );
        const remedy = _("write more of them, or tell them apart with prefix or suffix");
        tell(at(turn), "turn-not-in-words", fault, remedy);
      } else if (found.beside) {
        const fault = !suffix
          ? _("the words are in the quotation, but not next to this prefix")
          : !prefix
            ? _("the words are in the quotation, but not next to this suffix")
            : _("the words are in the quotation, but not next to this prefix and suffix");
        tell(at(turn), "turn-not-in-words", fault, _("copy all of it from the quotation"));
      } else if (parts.length > 1) {
        const fault = _("the words are not in one part of the quotation");
        tell(at(turn), "turn-not-in-words", fault, _("copy them exactly, from one part"));
      } else {
        const remedy = _("copy them from its text exactly");
        tell(at(turn), "turn-not-in-words", _("the words are not in the quotation"), remedy);
      }
    });
    places.sort((one, other) => one.part - other.part || one.start - other.start || one.end - other.end);
    places.slice(1).forEach(({ part, start, turn }, before) => {
      const first = places[before];
      if (first.part !== part || start >= first.end) return;
      const fault = _("the words overlap with those of {place}", { place: `turns.${first.turn}` });
      tell(at(turn), "turns-overlap", fault, _("make one of the two, or write fewer words"));
    });
    if (all.length > MAX_TURNS) {
      tell(
        ["quotations", number, "turns"],
        "too-many-turns",
        ngettext(
          "{n} turn is given, and more than {most} do not show what matters",
          "{n} turns are given, and more than {most} do not show what matters",
          all.length,
          { most: MAX_TURNS },
        ),
        _("keep only those that change the meaning; a note can say the rest"),
        "warning",
      );
    }
  });

/**
 * The only place of words within the parts of a quotation; or the number of places, and whether only the prefix or suffix was
 * not found.
 * @param {string[]} parts
 * @param {string} words
 * @param {string} prefix
 * @param {string} suffix
 */
const placeOfWords = (parts, words, prefix, suffix) => {
  /** @type {{ part: number, start: number, end: number }[]} */
  const places = [];
  let times = 0;
  let beside = false;
  for (const [part, text] of parts.entries()) {
    const found = findInText(text, [words], prefix, suffix);
    const [span] = found.spans ?? [];
    if (span) places.push({ part, start: span[0], end: span[1] });
    times += span ? 1 : (found.times ?? 0);
    beside ||= found.why === "elsewhere";
  }
  return { place: times === 1 ? places[0] : undefined, times, beside };
};

/** @type {import("./rule.js").Rule} */
export const wording = ({ tree }, known, tell) =>
  (tree.quotations || []).forEach((quotation, number) => {
    const parts = wordsOf(quotation).filter(Boolean);
    const at = (/** @type {string} */ name) => ["quotations", number, name];
    if (hasOwnMarks(parts, known.marks)) {
      tell(
        at("text"),
        "own-quotation-marks",
        _("the text has quotation marks of its own"),
        _("remove them: the page adds them"),
        "warning",
      );
    }
    if (["altered", "paraphrase"].includes(quotation.fidelity ?? "") && !quotation.note) {
      tell(
        at("fidelity"),
        "no-note",
        _("the quotation is called {finding}, and no note says why", { finding: quotation.fidelity ?? "" }),
        _("add a note"),
        "warning",
      );
    }
    const language = quotation.language || tree.language || known.language;
    if (
      quotation.fidelity === "translation" &&
      !known.passageRows.get(quotation.utterance ?? "")?.spoken?.some((it) => it !== language)
    ) {
      tell(
        at("fidelity"),
        "no-original",
        _("the quotation is called translation, and the original words are not in the archive"),
        _("leave fidelity out until they are: it is not yet judged"),
        "warning",
      );
    }
    const via = quotation.via || [];
    const last = via.at(-1);
    const carriers = last === undefined ? [] : typeof last === "string" ? [last] : [last.by || []].flat();
    if (tree.publisher && carriers.length === 1 && carriers[0] === tree.publisher) {
      tell(
        [...at("via"), via.length - 1],
        "publisher-in-chain",
        _("the article's own publisher is last in the chain"),
        _("remove it: the article itself is always the last step"),
        "warning",
      );
    }
    const maker = known.passageRows.get(quotation.utterance ?? "")?.speaker;
    const speaker = saidBy(quotation);
    const people = [speaker, maker].every((id) => known.get(id)?.kind === "person");
    if (people && maker !== speaker && !quotation.note) {
      tell(
        at("utterance"),
        "other-speaker",
        _("the speaker is '{speaker}', and the statement was made by '{maker}'", {
          speaker: `${speaker}`,
          maker: `${maker}`,
        }),
        _("name the same one, or say in a note how the article errs"),
        "warning",
      );
    }
  });

// The true speaker: the one whom the article names, or the one in `really`; null if unknown.
/** @param {Quotation} quotation */
const saidBy = (quotation) => (quotation.really ? (quotation.really.speaker ?? null) : quotation.speaker);

// A position must rest on quotations of its holder in this article, or say what it was inferred from.
/** @type {import("./rule.js").Rule} */
export const grounds = ({ isNew, tree }, known, tell) => {
  const all = tree.quotations || [];
  all.forEach(({ speaker, really }, number) => {
    if (really?.speaker && really.speaker === speaker) {
      tell(
        ["quotations", number, "really", "speaker"],
        "really-the-same",
        _("'{id}' is the speaker already", { id: `${speaker}` }),
        _("name whose words they are, write null, or remove `really`"),
      );
    }
  });
  (tree.statements || []).forEach((statement, number) => {
    const at = ["statements", number, "rests_on"];
    const { holder, rests_on: on } = statement;
    // Older records may leave this out; only a strict check reports it there.
    if (!on && isNew) {
      tell(
        ["statements", number],
        "no-ground",
        _("the stance does not say what it rests on"),
        _("add rests_on: words, verb, headline or inferred"),
        "notice",
      );
    }
    if (on === "inferred" && !statement.basis) {
      tell(
        at,
        "inferred-without-basis",
        _("the stance is inferred, and no basis says from what"),
        _("add basis, with what leads to it"),
      );
    }
    if (on !== "words") return;
    const named = all.filter(({ id }) => (statement.quotations || []).includes(id ?? ""));
    const person = (/** @type {unknown} */ id) => known.get(id)?.kind === "person";
    const others = named.map(saidBy).filter((who) => who !== null);
    if (!statement.quotations?.length) {
      tell(
        at,
        "words-without-quotation",
        _("the stance rests on quoted words, and names no quotation"),
        _("add quotations, or write verb, headline or inferred"),
      );
    } else if (named.length && named.every((it) => it.really && saidBy(it) !== holder)) {
      tell(
        at,
        "words-of-another",
        _("the stance rests on quoted words, but the ones it names are really somebody else's"),
        _("name a quotation of theirs, or write what else it rests on"),
      );
    } else if (named.length && person(holder) && !others.includes(holder) && others.every(person)) {
      tell(
        at,
        "words-of-another",
        _("the stance rests on quoted words, but none of them are by '{id}'", { id: `${holder}` }),
        _("name a quotation of theirs, or write what else it rests on"),
        "warning",
      );
    }
  });
};
