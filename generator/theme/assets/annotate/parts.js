// The parts of an article, and how they are made from selected words. Does not touch the page.
import { N_, _ } from "../lib/messages.js";
import { choiceOf } from "../lib/terms.js";
import { amountIn } from "./numerals.js";
import { spansAsWritten, spansOf, wordsOf } from "./record.js";
import { joinWithCommas } from "./rule.js";
import { stanceIn } from "./stances.js";
import { folded } from "./text.js";

/** @typedef {import("./record.js").Draft} Draft */
/** @typedef {import("./record.js").Item} Item */
/** @typedef {import("./record.js").Kind} Kind */
/** @typedef {{ start: number, end: number, words: string, at: [number, number] }} Chosen  words of the text: in the shown text, and in its characters */
/** @typedef {{ part: string, key: string, first: string, who: string, date: string }} Way  the letter that begins one, the field to begin with, who is behind it, and its date */
/** @typedef {{ title: string, titles: string, begun: string, add: string, edit: string, remove: string, drop: string, removed: string, dated: string }} Words */

/** The kinds of parts, with their labels and messages. @type {Record<Kind, Way & Words>} */
export const KINDS = {
  quotations: {
    part: "Quotation",
    key: "q",
    first: "speaker",
    who: "speaker",
    date: "said",
    title: N_("Quotation"),
    titles: N_("Quotations"),
    begun: N_("Quotation started: “{words}”."),
    add: N_("Add a quotation by hand"),
    edit: N_("Edit the quotation {words}"),
    remove: N_("Remove this quotation"),
    drop: N_("Remove the quotation {words}"),
    removed: N_("The quotation “{words}” was removed."),
    dated: N_("“{words}” is taken as the date of this quotation."),
  },
  statements: {
    part: "Statement",
    key: "s",
    first: "holder",
    who: "holder",
    date: "date",
    title: N_("Stance"),
    titles: N_("Stances"),
    begun: N_("Stance started: “{words}”."),
    add: N_("Add a stance by hand"),
    edit: N_("Edit the stance {words}"),
    remove: N_("Remove this stance"),
    drop: N_("Remove the stance {words}"),
    removed: N_("The stance “{words}” was removed."),
    dated: N_("“{words}” is taken as the date of this stance."),
  },
  figures: {
    part: "Figure",
    key: "f",
    first: "measure",
    who: "by",
    date: "as_of",
    title: N_("Figure"),
    titles: N_("Figures"),
    begun: N_("Figure started: “{words}”."),
    add: N_("Add a figure by hand"),
    edit: N_("Edit the figure {words}"),
    remove: N_("Remove this figure"),
    drop: N_("Remove the figure {words}"),
    removed: N_("The figure “{words}” was removed."),
    dated: N_("“{words}” is taken as the date of this figure."),
  },
  events: {
    part: "Occurrence",
    key: "e",
    first: "event",
    who: "",
    date: "date",
    title: N_("Event"),
    titles: N_("Events"),
    begun: N_("Event started: “{words}”."),
    add: N_("Add an event by hand"),
    edit: N_("Edit the event {words}"),
    remove: N_("Remove this event"),
    drop: N_("Remove the event {words}"),
    removed: N_("The event “{words}” was removed."),
    dated: N_("“{words}” is taken as the date of this event."),
  },
};

export const ALL = /** @type {Kind[]} */ (Object.keys(KINDS));

/** The kind of a part by its key; undefined for other keys. @param {unknown} key */
export const kindOf = (key) => ALL.find((kind) => kind === key);

/** By kind, an empty part. @type {Record<Kind, Item>} */
export const EMPTY = {
  quotations: { speaker: undefined, text: undefined },
  statements: {},
  figures: { by: [] },
  events: "",
};

/** A new part made from selected words. @param {Kind} kind @param {Chosen} hit @param {Draft} draft */
export const newPart = (kind, hit, draft) => {
  if (kind === "quotations") return quotation(hit, draft);
  if (kind === "statements") return statement(hit, draft);
  if (kind === "figures") return figureOf(hit.words, draft);
  return draft.known.findByName(["event"], hit.words)?.id ?? "";
};

/** @param {Chosen} hit @param {Draft} draft */
const quotation = (hit, draft) => {
  /** @type {import("./record.js").Quotation} */
  const item = { speaker: undefined, text: hit.words };
  if (draft.isRecordedCopy) item.at = spansAsWritten([hit.at]);
  else if (draft.copy?.findParts([hit.words])?.why === "ambiguous") {
    item.prefix = wordsBefore(draft.copy.shown, hit.start, draft.known);
  }
  const page = pageOf(hit, draft);
  if (page) item.where = { page };
  return item;
};

/** The page number of words, if the text has pages, as that of a PDF does. @param {Chosen} hit @param {Draft} draft */
const pageOf = ({ start }, { copy, known, tree }) => {
  const feeds = copy?.shown.split("\f") ?? [];
  if (feeds.length < 2 || !known.spots.page.includes(tree.source?.kind ?? "article")) return null;
  let at = 0;
  const page = feeds.findIndex(({ length }) => (at += length + 1) > start);
  return String(page + 1);
};

/** The few words before a place in a text. @param {string} text @param {number} start @param {import("./known.js").Known} known */
const wordsBefore = (text, start, known) =>
  known
    .wordsOf(text.slice(Math.max(0, start - 60), start))
    .split(" ")
    .slice(-4)
    .join(" ");

// A position that rests on the quotations within the selected words, or around them; else on the verb that they have.
/** @param {Chosen} hit @param {Draft} draft */
const statement = (hit, draft) => {
  const { known } = draft;
  const carried = draft
    .items("quotations")
    .filter(
      (it) =>
        spansOf(it.at).some(([start, end]) => start < hit.at[1] && hit.at[0] < end) ||
        wordsOf(it).some((part) => part && hit.words.includes(part)),
    );
  const [named] = known.namesIn(hit.words);
  const stance = stanceIn(hit.words, known.stances, draft.language);
  /** @type {import("./record.js").Statement} */
  const item = { holder: carried[0]?.speaker ?? (named?.ids.length === 1 ? named.ids[0] : undefined) };
  if (stance && !(stance === "asserts" && carried.length)) item.stance = stance; // "said" introduces the words, but is not a stance
  if (carried.length) item.quotations = carried.map((it) => it.id ?? "");
  else if (stance) item.rests_on = "verb";
  return item;
};

/** A figure read from words: "some 10,000 to 12,000", "eleven thousand". @param {string} words @param {Draft} draft */
export const figureOf = (words, { known, language }) => {
  const { value, low, high, at } = amountIn(words, known.numerals, language);
  /** @type {import("./record.js").Figure} */
  const item = { measure: undefined };
  for (const [key, number] of Object.entries({ value, low, high })) {
    if (number !== null) Object.assign(item, { [key]: String(number) });
  }
  item.by = [];
  const before = folded(words.slice(0, Math.max(0, at)).replace(/(?:^|\s)(?:between|from|an?)\s*$/i, ""));
  if (before.length >= 3 && before.length <= 30 && /^[\p{L} ]+$/u.test(before)) item.qualifier = before;
  return item;
};

/**
 * Adds words to a quotation as another part, in the order of the text if all places are known. For a quotation interrupted by
 * a reporting clause.
 * @param {import("./record.js").Quotation} quotation
 * @param {Chosen} hit
 * @param {boolean} recorded  whether places in the text count
 */
export const withFurther = (quotation, hit, recorded) => {
  const spans = spansOf(quotation.at);
  /** @type {{ words: string, at: [number, number] | undefined }[]} */
  const before = wordsOf(quotation).map((words, number) => ({ words, at: spans[number] }));
  const parts = [...before, { words: hit.words, at: hit.at }];
  const placed = parts.flatMap(({ words, at }) => (at ? [{ words, at }] : []));
  if (placed.length < parts.length) return { text: parts.map(({ words }) => words), at: undefined };
  placed.sort((one, other) => one.at[0] - other.at[0]);
  return {
    text: placed.map(({ words }) => words),
    at: recorded ? spansAsWritten(placed.map(({ at }) => at)) : undefined,
  };
};

/** The label of a part in a list: its words, or a description. @param {Item} item @param {import("./known.js").Known} known */
export const titleOf = (item, known) => {
  /** @param {string | undefined} id */
  const name = (id) => (id && known.get(id)?.name) || id;
  /** @param {string} text */
  const short = (text) => (text.length > 90 ? `${text.slice(0, 89)}…` : text);
  if (typeof item === "string") return short(name(item) || _("not named yet"));
  if ("text" in item && item.text !== undefined) return short([item.text].flat().join(" […] "));
  if (("proposition" in item && item.proposition !== undefined) || ("stance" in item && item.stance)) {
    const { stance, proposition } = /** @type {import("./record.js").Statement} */ (item);
    const taken = stance ? choiceOf("stance", stance) : "?";
    return short(_("{stance}: {claim}", { stance: taken, claim: name(proposition) || "?" }));
  }
  if ("event" in item && item.event !== undefined) return short(name(item.event) || _("not named yet"));
  const { value, low, high, measure } = /** @type {import("./record.js").Figure} */ (item);
  const number = value || (low && high ? _("{low} to {high}", { low, high }) : low || high || "?");
  return short(_("{number}, {figure}", { number, figure: name(measure) || _("not named yet") }));
};

/** The name of a party. @param {import("./record.js").Agent | undefined} agent @param {import("./known.js").Known} known */
export const partyOf = (agent, known) => {
  if (typeof agent === "string") return known.get(agent)?.name || agent;
  return agent?.unnamed ? _("“{words}”", { words: agent.unnamed }) : "";
};

/** The speaker, holder or source of a part, in words. @param {Kind} kind @param {number} number @param {Draft} draft */
export const ownerOf = (kind, number, draft) => {
  const { known } = draft;
  if (kind === "quotations") return partyOf(draft.items(kind)[number].speaker, known) || _("nobody yet");
  if (kind === "statements") return partyOf(draft.items(kind)[number].holder, known) || _("nobody yet");
  if (kind === "events") return "";
  return joinWithCommas((draft.items(kind)[number].by || []).map((by) => partyOf(by, known)));
};
