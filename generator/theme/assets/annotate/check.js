// What is wrong with a record while it is written, in the words of `archive check`: field, fault, remedy. The program has the last
// word; whatever is told here it would tell as well.
import { keyOf } from "./addresses.js";
import { dateFault } from "./dates.js";
import { doubtsOf } from "./days.js";
import { folded } from "./edtf.js";
import { slugged } from "./known.js";
import { lengthOf } from "./text.js";

const EVERY = [
  "article",
  "person",
  "organisation",
  "place",
  "document",
  "utterance",
  "proposition",
  "measure",
  "event",
  "topic",
];
const PARTS = { quotations: "quotation", statements: "statement", figures: "figure" };
const SHOWN = 80;
const shown = (text) => {
  const signs = [...folded(String(text))];
  return signs.length <= SHOWN ? signs.join("") : `${signs.slice(0, SHOWN - 1).join("")}…`;
};
const plural = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;

/** The links of a body: what each names, the words it shows, and where it stands. */
export const linksIn = (body, known) =>
  [...body.matchAll(new RegExp(known.link, "g"))].map((hit) => ({
    target: hit[1].trim(),
    shown: hit[2]?.trim() || "",
    start: hit.index,
    end: hit.index + hit[0].length,
  }));

/** @type {() => import("./edtf.js").Day} */
const dayOfCheck = () => {
  const now = new Date();
  return [now.getUTCFullYear(), now.getUTCMonth() + 1, now.getUTCDate()];
};

/** Everything that is wrong: {code, path, field, fault, remedy, severity}, errors first. The codes are those of generator/codes.py. */
export const problemsOf = (record, known, copy, today = dayOfCheck()) => {
  const found = [];
  const tell = (path, code, fault, remedy = "", severity = "error") => {
    found.push({ code, path, field: path.join("."), fault, remedy, severity });
  };
  fields(record.tree, "Article", [], known, tell);
  for (const rule of [
    ids,
    oneTitle,
    languageKnown,
    figures,
    quotations,
    wording,
    grounds,
    bodyLinks,
    share,
    source,
    invisible,
    doubtful,
    disclosing,
    merged,
  ]) {
    rule(record, known, tell, copy);
  }
  for (const { code, path, fault, remedy } of doubtsOf(record.tree, known.form, today)) {
    tell(path, code, fault, remedy, "warning");
  }
  const order = ["error", "warning", "notice"];
  return found
    .map((it, at) => [it, at])
    .sort(([one, at], [other, to]) => order.indexOf(one.severity) - order.indexOf(other.severity) || at - to)
    .map(([it]) => it);
};

// --- fields ---

const fields = (tree, part, path, known, tell) => {
  for (const field of known.form[part].fields) {
    const value = tree[field.key];
    const here = [...path, field.key];
    if (!(field.key in tree) || value === undefined) {
      if (field.required) {
        tell(
          here,
          "missing-key",
          `the key '${field.key}' is missing`,
          field.key === "title"
            ? "add it; null where the copy has no title"
            : field.nullable
              ? "add it; null where nobody knows"
              : "add it",
        );
      }
    } else if (value === null) {
      if (field.required && !field.nullable) tell(here, "wrong-type", "nothing stands here", "write it");
    } else if (field.many) {
      [value]
        .flat()
        .forEach((item, number) => one(item, field, Array.isArray(value) ? [...here, number] : here, known, tell));
      if (field.required && Array.isArray(value) && !value.length) {
        tell(here, "empty-list", "the list is empty", "write at least one");
      }
    } else one(value, field, here, known, tell);
  }
};

const one = (value, field, path, known, tell) => {
  if (field.type === "part") {
    const { short } = known.form[field.part];
    // A short form has no key of its own to tell of.
    if (typeof value === "string") {
      fields({ [short]: value }, field.part, path, known, (_, ...rest) => tell(path, ...rest));
    } else fields(value, field.part, path, known, tell);
    if (field.part === "AgentRef" && typeof value !== "string" && !value.unnamed && !value.id) {
      tell(path, "bad-party", "nobody stands here", "write an id, or {unnamed: …} with the outlet's words");
    }
    if (field.part === "Step" && typeof value !== "string") {
      const by = [value.by || []].flat().length;
      if (by && value.unnamed) {
        tell(path, "bad-step", "by and unnamed stand together", "keep one, or make two steps of them");
      } else if (!by && !value.unnamed) {
        tell(
          path,
          "bad-step",
          "the step names no carrier",
          "write `by` with an id, or `unnamed` with the outlet's words",
        );
      }
    }
    return;
  }
  const fault = (BARE.has(field.type) && curly(String(value))) || JUDGES[field.type]?.(value, field, known);
  if (fault) tell(path, ...fault);
};

const limited = (value, field, what, remedy) => {
  const length = lengthOf(value.trim());
  if (!length) return ["empty-text", "the text is empty", "write it, or leave the key out"];
  return length > field.max
    ? [
        "text-too-long",
        `${what} has ${length.toLocaleString("en")} characters, and ${field.max.toLocaleString("en")} is the limit`,
        remedy,
      ]
    : null;
};
const patternFault = (code, value, { pattern }, what, remedy) => {
  const fitting = new RegExp(pattern);
  if (fitting.test(value)) return null;
  const meant = [value.trim(), value.toLowerCase(), value.toUpperCase(), value.replaceAll("_", "-")];
  const near = [
    ...meant,
    value
      .replace(/(?<!\/)\/+$/, "")
      .split("/")
      .at(-1),
  ].find((it) => fitting.test(it));
  return [code, `'${shown(value)}' is not ${what}`, near ? `write ${near}` : remedy];
};
const reference = (kinds) => (value, field, known) => {
  const why = idFault(value, known);
  if (why) {
    return [
      "bad-id",
      `'${shown(value)}' is not an id: ${why}`,
      value ? known.meant(value, kinds || field.kinds) : "choose one",
    ];
  }
  const fault = known.referenceFault(value, kinds || field.kinds);
  return fault && [fault.code, fault.fault, fault.remedy];
};
const idFault = (text, { ids: { limit }, windows }) => {
  if (!text) return "nothing stands here";
  if (text.length > limit) return `an id has at most ${limit} letters`;
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text)) {
    return "an id is lower-case letters a-z and digits, in words joined by hyphens";
  }
  if (windows.includes(text)) return `Windows keeps '${text}' for a device, and cannot check out a file of that name`;
  return text === "index" ? "'index' is kept for the page of a section" : null;
};

const ADDRESS_LIMIT = 2000;
const ADDRESS = /^https?:\/\/([^/?#:@[\]]*|\[[0-9A-Fa-f:.]+\])(?::([0-9]*))?(?:[/?#][^\n]*)?$/i;
const CURLY =
  /^[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*([“”„‟«»‘’‚‛‹›「『＂＇])[^\n]*([“”„‟«»‘’‚‛‹›」』＂＇])[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*$/;
const WHITE = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

/** What is wrong with a value in quotation marks that YAML takes for letters, as [code, fault, remedy]; null where it stands in none. */
const curly = (value) => {
  const [, opening, closing] = value.match(CURLY) || [];
  return opening
    ? [
        "curly-quotes",
        `the quotation marks ${opening}…${closing} are read as part of the value`,
        "write straight ones, or none",
      ]
    : null;
};

/** What is wrong with a web address, as [code, fault, remedy]; null where nothing is. As in generator/records/scalars.py. */
export const addressFault = (value) => {
  const marks = curly(value);
  if (marks) return marks;
  const user = value.match(/^https?:\/\/[^/?#]*@([^/?#@]*)/i);
  if (user) {
    return [
      "password-in-address",
      "a user name or password stands in the address, and would be published",
      `take out what stands before ${shown(user[1]) || "the host"}, the @ included`,
    ];
  }
  if (WHITE.test(value)) {
    return ["bad-address", `'${shown(value)}' is not a web address`, "copy it from the browser, without spaces"];
  }
  if (!/^https?:\/\/[^/?#]/i.test(value)) {
    return [
      "bad-address",
      `'${shown(value)}' is not an http or https address`,
      "begin it with https://, or write null",
    ];
  }
  const length = lengthOf(value);
  if (length > ADDRESS_LIMIT) {
    const remedy = "leave out what follows ? where the page opens without it, or write null and the archived copy";
    return [
      "text-too-long",
      `the address has ${length.toLocaleString("en")} characters, and ${ADDRESS_LIMIT.toLocaleString("en")} is the limit`,
      remedy,
    ];
  }
  const unfit = [...new Set(value.match(/[<>"\\^`{|}]/g))];
  if (unfit.length) {
    return [
      "bad-address",
      `${unfit.join(" ")} cannot stand in a web address`,
      `write ${unfit.map((sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()} for ${sign}`).join(", ")}`,
    ];
  }
  const [, host, port] = value.match(ADDRESS) || [];
  return host && isHost(host) && Number(port || 0) <= 65535
    ? null
    : ["bad-address", `'${shown(value)}' is not a web address`, "copy it from the browser"];
};
const isHost = (text) =>
  text.startsWith("[") ? URL.canParse(`http://${text}/`) : !/[/?#:@]/.test(text.normalize("NFKC"));

/** Types of fields that hold no prose, in which quotation marks are a slip. */
const BARE = new Set(["id", "ref", "passage", "number", "truth", "language", "sha256", "edtf"]);
const JUDGES = {
  line: (value, field) =>
    value.trim().includes("\n")
      ? ["text-over-several-lines", "the text runs over several lines", "write one line"]
      : limited(value, field, "the text", "shorten it; notes take more"),
  prose: (value, field) => limited(value, field, "the text", "shorten it"),
  words: (value, field) =>
    (!value.trim() && ["empty-text", "the text is empty", "write the words as they are printed"]) ||
    limited(value, field, "the quotation", "write a list of parts, each of fewer: - … and - …; or quote less"),
  id: (value, field, known) => {
    const why = idFault(value, known);
    return (
      why && ["bad-id", `'${shown(value)}' is not an id: ${why}`, slugged(value) ? `perhaps ${slugged(value)}` : ""]
    );
  },
  ref: (value, field, known) => reference()(value, field, known),
  passage: (value, field, known) => {
    if (known.passageRows.has(value)) return null;
    const [utterance, passage] = value.split("/");
    if (!utterance || !passage || value.split("/").length !== 2) {
      return [
        "bad-path",
        `'${shown(value)}' is not of the form utterance/passage`,
        "write utterance/passage, both ids",
      ];
    }
    const fault = known.referenceFault(utterance, ["utterance"]);
    if (fault) return [fault.code, fault.fault, fault.remedy];
    const passages = [...known.passageRows.keys()]
      .filter((id) => id.startsWith(`${utterance}/`))
      .map((id) => id.split("/")[1]);
    return [
      "unknown-passage",
      `the utterance '${utterance}' has no passage '${shown(passage)}'`,
      `its passages are ${passages.join(", ")}`,
    ];
  },
  url: (value) => addressFault(value),
  number: (value) => {
    if (/^-?\d{1,15}(\.\d{1,6})?$/.test(value)) return null;
    const ends = value.match(/^(\d+) *(?:-|–|to) *(\d+)$/);
    if (ends) return ["bad-number", `'${shown(value)}' is two numbers`, `write low: ${ends[1]} and high: ${ends[2]}`];
    if (/\p{Nd}/u.test(value) && /[a-z]/.test(value) && !/^\p{Nd}+e\p{Nd}+$/u.test(value)) {
      return ["bad-number", `'${shown(value)}' is not a number`, "write digits alone: words go to qualifier"];
    }
    const digits = value.replace(/[,_' \u00a0\u202f]/g, "");
    const remedy = /^-?\d+(\.\d+)?$/.test(digits) ? `write ${digits}` : "write digits, with a point for decimals";
    return ["bad-number", `'${shown(value)}' is not a number`, remedy];
  },
  truth: (value) =>
    ["true", "false", "unknown"].includes(value)
      ? null
      : ["unknown-choice", `'${shown(value)}' is none of true, false and unknown`],
  choice: (value, field) =>
    field.choices.includes(value)
      ? null
      : ["unknown-choice", `'${shown(value)}' is none of ${field.choices.join(", ")}`],
  language: (value, field) =>
    patternFault("bad-language", value, field, "a language tag (BCP 47)", "write en, ru, ko, zh-Hant or the like"),
  sha256: (value, field) =>
    patternFault(
      "bad-hash",
      value,
      field,
      "a SHA-256 hash",
      "it has 64 digits from 0-9 and a-f, and `archive verify` writes it",
    ),
  edtf: (value, field, known) => {
    const wrong = dateFault(String(value), known.dates);
    return wrong && ["bad-date", wrong.fault, wrong.remedy];
  },
};

// --- rules ---

const partsOf = (tree) =>
  Object.keys(PARTS).flatMap((key) => (tree[key] || []).map((item, number) => ({ key, item, number })));

const ids = ({ id, isNew, tree }, known, tell) => {
  const why = idFault(id, known);
  if (why) {
    tell(
      ["id"],
      "bad-id",
      id ? `'${shown(id)}' is not an id: ${why}` : "the record has no name yet",
      id ? "" : "write a title, or name it",
    );
  }
  const there = isNew && known.get(id);
  if (there || (isNew && Object.hasOwn(known.formerly, id))) {
    tell(["id"], "id-taken", `the id '${id}' is taken`, "if this is another article, name it otherwise");
  }
  const seen = new Map();
  for (const { key, item, number } of partsOf(tree)) {
    if (seen.has(item.id)) {
      tell(
        [key, number, "id"],
        "part-id-twice",
        `the id '${shown(item.id)}' stands twice in this article, first in ${seen.get(item.id)}`,
        "give each its own: it is part of an address",
      );
    } else if (item.id) seen.set(item.id, key);
  }
  const own = (tree.quotations || []).map((quotation) => quotation.id);
  for (const { key, item, number } of partsOf(tree)) {
    (key === "quotations" ? [] : item.quotations || []).forEach((quotation, which) => {
      if (!own.includes(quotation)) {
        tell(
          [key, number, "quotations", which],
          "unknown-quotation",
          `no quotation of this article has the id '${shown(quotation)}'`,
        );
      }
    });
    if (item.review) {
      tell(
        [key, number, "review"],
        "not-reviewed",
        `a program had a hand in this ${PARTS[key]}, and nobody has reviewed it`,
        "compare it with the source, mend it, and take the line out",
        "notice",
      );
    }
  }
  if (tree.review) {
    tell(
      ["review"],
      "not-reviewed",
      "a program had a hand in this article, and nobody has reviewed it",
      "compare it with the source, mend it, and take the line out",
      "notice",
    );
  }
};

const oneTitle = ({ tree }, known, tell) => {
  if (tree.title && tree.supplied_title) {
    tell([], "two-titles", "title and supplied_title stand together", "keep the headline that the copy prints");
  }
};

const languageKnown = ({ tree }, known, tell, copy) => {
  if (tree.language || !copy || known.language !== "en") return;
  const letters = copy.text.match(/\p{L}/gu) || [];
  if (letters.filter((letter) => letter < "\u0250").length < letters.length / 2) {
    tell(["language"], "no-language", "the copy is not in Latin letters", "say in which language it is");
  }
};

const figures = ({ tree }, known, tell) =>
  (tree.figures || []).forEach((figure, number) => {
    const at = (name) => ["figures", number, name];
    const [value, low, high, best] = ["value", "low", "high", "best"].map((name) =>
      figure[name] ? Number(figure[name]) : null,
    );
    if (value === null && low === null && high === null) {
      tell(["figures", number], "no-number", "the figure has no number", "write value, or low and high");
    }
    for (const [name, it] of Object.entries({ low, high, best })) {
      if (value !== null && it !== null) {
        tell(
          at(name),
          "number-and-range",
          `${name} stands beside value`,
          "write value for one number, low and high for a range",
        );
      }
    }
    if (value === null && low !== null && high !== null && high < low) {
      tell(at("high"), "range-reversed", `high (${high}) is below low (${low})`, "exchange them");
    }
    if (value === null && best !== null && ((low !== null && best < low) || (high !== null && best > high))) {
      tell(at("best"), "range-reversed", `best (${best}) lies outside low and high`, "look the three up again");
    }
  });

const WHY = {
  missing: ["the words do not stand in the copy", "copy them exactly, or look for another copy"],
  elsewhere: ["the words stand in the copy, but not beside this prefix and suffix", "copy all of them from there"],
  "out of order": ["a part stands before the part that it follows here", "write the parts in the order of the copy"],
};

const quotations = ({ tree, body }, known, tell, copy) => {
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
    const parts = [quotation.text || []].flat();
    if (!parts.length || parts.some((part) => !part)) return;
    const at = (name) => ["quotations", number, name];
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
        const [one, other] = found.places.map((span) => span.join("-"));
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
      } else if (WHY[found.why]) tell(at("text"), "not-in-copy", ...WHY[found.why]);
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

/** The spans of `at`, which may stand without their list. */
export const spansOf = (at) => {
  if (!Array.isArray(at) || !at.length) return [];
  return (Array.isArray(at[0]) ? at : [at]).map((span) => span.map(Number));
};

/** Whether a text, or a part of it, stands whole between quotation marks of its own. */
export const ownMarks = (parts, marks) => [parts.join(" "), ...parts].some((text) => enclosed(text, marks));

const enclosed = (text, { pairs, stops, elided }) => {
  const signs = [...text.trim()];
  while (signs.length && stops.includes(signs.at(-1))) signs.pop();
  const [opening, closing] = [signs[0], signs.at(-1)];
  if (signs.length < 3 || !pairs[opening]?.includes(closing)) return false;
  const single = "'’".includes(closing);
  if (single && new RegExp(`^(?:${elided})`, "i").test(signs.join(""))) return false;
  let depth = 1;
  for (let at = 1; at < signs.length - 1; at += 1) {
    const within = single && [signs[at - 1], signs[at + 1]].every((sign) => /[\p{L}\p{N}]/u.test(sign));
    if ((signs[at] !== opening && signs[at] !== closing) || within) continue;
    if (opening === closing || !depth) return false; // a second quotation begins: “one” and “two”
    depth += signs[at] === opening ? 1 : -1;
  }
  return depth > 0 || single; // behind a single mark the closing one may be that of "the boys’ wall"
};

const wording = ({ tree }, known, tell) =>
  (tree.quotations || []).forEach((quotation, number) => {
    const parts = [quotation.text || []].flat().filter(Boolean);
    const at = (name) => ["quotations", number, name];
    if (ownMarks(parts, known.marks)) {
      tell(
        at("text"),
        "own-quotation-marks",
        "the text stands in quotation marks of its own",
        "take them off: the page sets them",
        "warning",
      );
    }
    if (["altered", "paraphrase"].includes(quotation.fidelity) && !quotation.note) {
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
      !known.passageRows.get(quotation.utterance)?.spoken.some((it) => it !== language)
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
    const maker = known.passageRows.get(quotation.utterance)?.speaker;
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

// Whose words they are: the speaker's whom the article names, or of whoever `really` said them; null where that is not known.
const saidBy = (quotation) => (quotation.really ? (quotation.really.speaker ?? null) : quotation.speaker);

// A position rests on words that are quoted here and are the holder's, or says what it was inferred from.
const grounds = ({ isNew, tree }, known, tell) => {
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
    // Older records may leave it open: there a strict check alone says so.
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
    const named = all.filter(({ id }) => (statement.quotations || []).includes(id));
    const person = (id) => known.get(id)?.kind === "person";
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

const bodyLinks = ({ tree, body }, known, tell) => {
  if (!body.trim()) tell(["body"], "no-body", "nothing stands below the annotation", "write a summary", "warning");
  const own = (tree.quotations || []).map((quotation) => quotation.id);
  const links = linksIn(body, known);
  for (const { target, shown: words } of links) {
    if (!target || target === "q:") {
      tell(["body"], "empty-link", "the link names nothing", "write an id between the brackets");
    } else if (target.startsWith("q:")) {
      if (!own.includes(target.slice(2))) {
        tell(
          ["body"],
          "unknown-quotation",
          `no quotation of this article has the id '${shown(target.slice(2))}'`,
          "look at the ids under quotations",
        );
      } else if (words) {
        tell(
          ["body"],
          "words-for-a-quotation",
          "a quotation is shown in its own words, and others stand here",
          `write [[${target}]]`,
        );
      }
    } else {
      const fault = known.referenceFault(target, EVERY);
      if (fault) {
        tell(
          ["body"],
          fault.code,
          fault.fault,
          own.includes(target) ? `the quotation is [[q:${target}]]` : fault.remedy,
        );
      }
    }
  }
  if (tree.rights?.text === "full") return;
  const closed = new Set(links.map(({ start }) => start));
  if ([...body.matchAll(/\[\[/g)].some(({ index }) => !closed.has(index))) {
    tell(
      ["body"],
      "link-not-closed",
      "a link opens here, and is not closed on this line",
      "write [[id]] or [[id|shown words]]",
    );
  }
};

const countWords = (text) => {
  const wide = (text.match(/[\u2e80-\u9fff]/g) || []).length;
  return text.split(/\s+/).filter(Boolean).length + Math.floor(wide / 2);
};

const share = ({ tree, body }, known, tell) => {
  const { status: code = "InC", text = "summary" } = tree.rights || {};
  const status = Object.hasOwn(known.rights, code) ? known.rights[code] : null;
  if (!status) {
    tell(
      ["rights", "status"],
      "unknown-rights",
      `no rights status is called '${shown(code)}'`,
      `site_config/archive.yml knows ${Object.keys(known.rights).join(", ")}`,
    );
    return;
  }
  if (text === "full" && !status.full) {
    tell(
      ["rights", "text"],
      "full-text-not-allowed",
      `the full text stands here, and ${code} (${status.label}) does not allow it`,
      "write a summary and `text: summary`",
    );
  }
  if (text !== "summary" || status.share === null) return;
  const quoted = (tree.quotations || [])
    .flatMap((it) => [it.text || []].flat())
    .reduce((sum, part) => sum + countWords(part), 0);
  let own = body;
  for (const link of linksIn(body, known).reverse()) {
    own = own.slice(0, link.start) + (link.shown || (link.target.startsWith("q:") ? "" : "x")) + own.slice(link.end);
  }
  const total = quoted + countWords(own);
  const part = total ? quoted / total : 0;
  if (part > status.share) {
    tell(
      ["quotations"],
      "too-much-quoted",
      `${Math.round(part * 100)}% of the words on this page are quoted, and ${code} allows ${Math.round(status.share * 100)}%`,
      "quote less, or say more in our own words",
      "warning",
    );
  }
};

const source = ({ id, isNew, tree }, known, tell) => {
  const { url, relays } = tree.source || {};
  const of = typeof relays === "string" ? relays : relays?.of;
  if (of && of === id) {
    tell(["source", "relays"], "relays-itself", "the article relays itself", "name the one that it copies");
  }
  const key = url && URL.canParse(url) ? keyOf(url, known.tracking) : null;
  const same = key && known.titles?.find((row) => row[4] === key && (isNew || row[0] !== id));
  if (same) {
    tell(
      ["source", "url"],
      "same-address",
      `the article '${same[0]}' has this address too`,
      "change that one instead",
      "warning",
    );
  }
};

const invisible = ({ tree, body }, known, tell) => {
  const never = new RegExp(known.unseen.never, "u");
  const look = (value, path) => {
    if (typeof value === "string") {
      const sign = value.match(never)?.[0];
      const code = sign && `U+${sign.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
      if (sign) {
        tell(
          path,
          "forbidden-character",
          `the invisible character ${known.unseen.names[sign] || code} cannot stand in a text`,
          "delete it",
        );
      }
    } else if (value && typeof value === "object") {
      Object.entries(value).forEach(([key, item]) => look(item, [...path, Array.isArray(value) ? Number(key) : key]));
    }
  };
  look(tree, []);
  look(body, ["body"]);
};

/** The signs of direction and of joining in a text that do nothing where they stand. As in generator/text/unseen.py. */
const idleSigns = (text, { rarely, rightToLeft, unjoined }) =>
  text.split("\n").flatMap((line) => {
    const bothWays = new RegExp(rightToLeft, "u").test(line);
    const letter = new RegExp(unjoined, "u");
    const idle = ({ 0: sign, index }) =>
      "\u200c\u200d".includes(sign) ? index > 0 && letter.test(line[index - 1]) : !bothWays;
    return [...line.matchAll(new RegExp(rarely, "gu"))].filter(idle).map(([sign]) => sign);
  });

/** Every text of a tree with the path to it. */
const textsOf = (value, path) => {
  if (typeof value === "string") return [[path, value]];
  if (!value || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([key, item]) =>
    textsOf(item, [...path, Array.isArray(value) ? Number(key) : key]),
  );
};

const doubtful = ({ tree, body }, known, tell) => {
  for (const texts of [textsOf(tree, []), [[["body"], body || ""]]]) {
    const found = new Map();
    for (const [path, text] of texts) {
      for (const sign of idleSigns(text, known.unseen)) {
        found.set(sign, { path, ...found.get(sign), times: (found.get(sign)?.times || 0) + 1 });
      }
    }
    for (const [sign, { path, times }] of found) {
      const more = times > 1 ? ` (${times.toLocaleString("en")} times here)` : "";
      const fault = `the invisible character ${known.unseen.names[sign]} stands here, and does nothing${more}`;
      tell(path, "needless-character", fault, "delete it", "warning");
    }
  }
};

// An address within a text would be published with its password; fields for addresses judge their own.
const disclosing = ({ tree, body }, known, tell) => {
  for (const [path, text] of [...textsOf(tree, []), [["body"], body || ""]]) {
    if (path.at(-1) === "url") continue;
    for (const [, host] of text.matchAll(new RegExp(known.withUser, "giu"))) {
      tell(
        path,
        "password-in-address",
        "a user name or password stands in the address, and would be published",
        `take out what stands before ${shown(host.replace(/(?<![.,;:!])[.,;:!]+$/, "")) || "the host"}, the @ included`,
      );
    }
  }
};

const merged = ({ body }, known, tell) => {
  const marker = body?.match(/^(?:<{7}|>{7}|\|{7})(?: .*)?$/m);
  if (marker) {
    tell(
      ["body"],
      "merge-conflict",
      `an unresolved merge: the line '${shown(marker[0])}' stands here`,
      "keep one of the two sides, and take out the lines that mark them",
    );
  }
};
