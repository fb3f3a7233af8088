// The terms that readers see, by the values of the search's filters and of records. They are those of generator/text/terms.py; a
// test compares them.
import { N_, _ } from "./messages.js";

/** Kinds of records in the singular, by the search's names. @type {Record<string, string>} */
export const KINDS = {
  Article: N_("article"),
  Person: N_("person"),
  Organisation: N_("organisation"),
  Place: N_("place"),
  Document: N_("document"),
  Utterance: N_("statement"),
  Proposition: N_("claim"),
  Measure: N_("figure"),
  Event: N_("event"),
  Topic: N_("topic"),
  Story: N_("story"),
  Quotation: N_("quotation"),
};

/** The term for a kind of record, by its name in records. @type {(kind: string) => string} */
export const nounOf = (kind) => {
  const noun = KINDS[kind[0].toUpperCase() + kind.slice(1)];
  return noun ? _(noun) : kind.toLowerCase();
};

/** @param {string} label @param {string} glyph */
const findingTerm = (label, glyph) => ({
  get label() {
    return _(label);
  },
  glyph,
});

/** Findings on a quotation's wording. @type {Record<string, { label: string, glyph: string }>} */
export const FINDINGS = {
  Verbatim: findingTerm(N_("word for word"), "="),
  Translation: findingTerm(N_("faithful translation"), "⇄"),
  Altered: findingTerm(N_("altered"), "≠"),
  Paraphrase: findingTerm(N_("paraphrase in quotation marks"), "≈"),
  "Not yet judged": findingTerm(N_("not yet checked"), "?"),
};

/** Stances on a claim. @type {Record<string, string>} */
export const STANCES = {
  asserts: N_("says so"),
  confirms: N_("confirms it"),
  denies: N_("denies it"),
  declines: N_("won’t say"),
  retracts: N_("takes it back"),
  doubts: N_("doubts it"),
};

/** The grounds of a stance. @type {Record<string, string>} */
export const GROUNDS = {
  words: N_("in their own words"),
  verb: N_("in the reporter’s words"),
  headline: N_("in a headline"),
  inferred: N_("inferred by us"),
};

/** Kinds of sources. @type {Record<string, string>} */
export const SOURCES = {
  article: N_("article"),
  post: N_("post"),
  video: N_("video"),
  audio: N_("audio recording"),
  broadcast: N_("broadcast"),
  transcript: N_("transcript"),
  "press release": N_("press release"),
  report: N_("report"),
  document: N_("document"),
  interview: N_("interview"),
};

/** Statuses of a source. @type {Record<string, string>} */
export const STATUSES = {
  corrected: N_("corrected by its publisher"),
  updated: N_("updated by its publisher"),
  withdrawn: N_("withdrawn by its publisher"),
  gone: N_("no longer at its address"),
};

/** Values of the search's filters for unnamed people. @type {Record<string, string>} */
const NOBODY = { "Unnamed source": N_("Unnamed source"), "No publisher named": N_("No publisher named") };

/** A word of a table, or the value itself. @param {Record<string, string>} table @param {string} value */
const wordFrom = (table, value) => (Object.hasOwn(table, value) ? _(table[value]) : value);

/** The term for a value of a record's key. @type {(key: string, value: string) => string} */
export const choiceOf = (key, value) => {
  if (key === "fidelity") return FINDINGS[value[0].toUpperCase() + value.slice(1)]?.label ?? value;
  if (key === "rests_on") return wordFrom(GROUNDS, value);
  if (key === "kind") return wordFrom(SOURCES, value);
  if (key === "is") return wordFrom(STATUSES, value);
  return key === "stance" ? wordFrom(STANCES, value) : value;
};

/** The term for a value of a filter. @type {(facet: string, value: string) => string} */
export const valueOf = (facet, value) => {
  if (facet === "kind") {
    const noun = wordFrom(KINDS, value);
    return noun.charAt(0).toUpperCase() + noun.slice(1);
  }
  if (facet === "fidelity") return FINDINGS[value]?.label ?? value;
  if (facet === "status") return wordFrom(STATUSES, value);
  return facet === "stance" ? wordFrom(STANCES, value) : wordFrom(NOBODY, value);
};
