// Checks of quotations, and of the positions that rest on them.
import { ownMarks } from "./marks.js";
import { spansOf, wordsOf } from "./record.js";
import { plural } from "./rule.js";

/** @typedef {import("./record.js").Quotation} Quotation */

/** @type {Record<string, [fault: string, remedy: string]>} */
const WHY = {
  missing: ["the words do not stand in the copy", "copy them exactly, or look for another copy"],
  elsewhere: ["the words stand in the copy, but not beside this prefix and suffix", "copy all of them from there"],
  "out of order": ["a part stands before the part that it follows here", "write the parts in the order of the copy"],
};

/** @type {import("./rule.js").Rule} */
export const quotations = ({ tree, body }, known, tell, copy) => {
  const full = tree.rights?.text === "full";
  const recorded = tree.source?.sha256;
  if (copy?.sha256 && recorded && recorded !== copy.sha256) {
    tell(
      ["source", "sha256"],
      "other-copy",
      "the text put in is not the copy that was recorded: its hash is another one",
      "put in that one, or record this one",
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
        `\`at\` has ${plural(spans.length, "span")}, and the text ${plural(parts.length, "part")}`,
        "choose the words in the text again",
      );
    }
    if (copy && (!recorded || !copy.sha256 || recorded === copy.sha256)) {
      const found = copy.find(parts, quotation.prefix || "", quotation.suffix || "");
      if (found.why === "ambiguous" && found.part && !copy.holds(spans, parts)) {
        const [one, other] = (found.places ?? []).map((span) => span.join("-"));
        tell(
          at("text"),
          "not-in-copy",
          `part ${found.part + 1} stands ${found.times} times behind part ${found.part}: ${one} and ${other}`,
          "choose each part in the text, or tell them apart with suffix",
        );
      } else if (found.why === "ambiguous" && !copy.holds(spans, parts)) {
        tell(
          at("text"),
          "not-in-copy",
          `the words stand ${found.times} times in the copy`,
          "choose them there, or tell them apart with prefix or suffix",
        );
      } else if (found.why && Object.hasOwn(WHY, found.why)) tell(at("text"), "not-in-copy", ...WHY[found.why]);
    }
    if (full && parts.some((part) => !body.includes(part))) {
      tell(
        at("text"),
        "not-in-full-text",
        "the quotation does not stand in the full text",
        "copy the words exactly, spelling and punctuation included",
      );
    }
  });
};

/** @type {import("./rule.js").Rule} */
export const wording = ({ tree }, known, tell) =>
  (tree.quotations || []).forEach((quotation, number) => {
    const parts = wordsOf(quotation).filter(Boolean);
    const at = (/** @type {string} */ name) => ["quotations", number, name];
    if (ownMarks(parts, known.marks)) {
      tell(
        at("text"),
        "own-quotation-marks",
        "the text stands in quotation marks of its own",
        "take them off: the page sets them",
        "warning",
      );
    }
    if (["altered", "paraphrase"].includes(quotation.fidelity ?? "") && !quotation.note) {
      tell(
        at("fidelity"),
        "no-note",
        `the quotation is called ${quotation.fidelity}, and no note says why`,
        "add a note",
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
        "the quotation is called translation, and the original words are not in the archive",
        "leave fidelity out until they are: it is not yet judged",
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
        "the article's own publisher stands last in the chain",
        "take it out: the article itself is always the last step",
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
        `the speaker is '${speaker}', and the utterance was made by '${maker}'`,
        "name the same one, or say in a note how the article errs",
        "warning",
      );
    }
  });

// Whose words they are: those of the speaker that the article names, or of whoever `really` said them; null if unknown.
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
        `'${speaker}' is the speaker already`,
        "name whose words they are, write null, or take `really` out",
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
        "the position does not say what it rests on",
        "add rests_on: words, verb, headline or inferred",
        "notice",
      );
    }
    if (on === "inferred" && !statement.basis) {
      tell(
        at,
        "inferred-without-basis",
        "the position is inferred, and no basis says from what",
        "add basis, with what leads to it",
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
        "the position rests on quoted words, and names no quotation",
        "add quotations, or write verb, headline or inferred",
      );
    } else if (named.length && named.every((it) => it.really && saidBy(it) !== holder)) {
      tell(
        at,
        "words-of-another",
        "the position rests on quoted words, and those it names are really another's",
        "name words of the holder, or write what else it rests on",
      );
    } else if (named.length && person(holder) && !others.includes(holder) && others.every(person)) {
      tell(
        at,
        "words-of-another",
        `the position rests on quoted words, and none of them are of '${holder}'`,
        "name words of the holder, or write what else it rests on",
        "warning",
      );
    }
  });
};
