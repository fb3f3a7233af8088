// The labels of fields and of what may stand in them, and their layout.
import { N_, _, number } from "../lib/messages.js";
import { choiceOf as termOf } from "../lib/terms.js";
import { KINDS, kindOf } from "./parts.js";

/** @typedef {import("./known.js").Field} Field */

/** @type {Record<string, string>} */
const LABELS = {
  title: N_("Title"),
  language: N_("Language"),
  published: N_("Published"),
  source: N_("Source"),
  kind: N_("What was published"),
  programme: N_("Programme or series"),
  account: N_("Account, as the site writes it"),
  number: N_("Number of the post, report or issue"),
  pages: N_("Pages, as printed"),
  rights: N_("Rights"),
  topics: N_("Topics"),
  statements: N_("Stances"),
  figures: N_("Figures"),
  events: N_("Events"),
  event: N_("Event"),
  publisher: N_("Publisher"),
  url: N_("Web address"),
  seen: N_("Day on which the copy was read"),
  copy: N_("How much of the source was read"),
  sha256: N_("Fingerprint of the copy (SHA-256)"),
  relays: N_("Copies or rewrites"),
  archived: N_("Archived copies"),
  status: N_("Rights"),
  text: N_("Words"),
  cue: N_("Reporting verb, as printed"),
  said: N_("When it was said"),
  to: N_("To whom"),
  via: N_("Who passed it on, nearest the speaker first"),
  role: N_("As what, as printed"),
  translated: N_("Translated"),
  utterance: N_("Sentence of a statement"),
  fidelity: N_("How it is worded, an editor’s finding"),
  context: N_("What the words are about"),
  note: N_("Note for readers"),
  prefix: N_("Words directly before"),
  suffix: N_("Words directly after"),
  where: N_("Where readers find it in the source"),
  time: N_("From, in minutes and seconds"),
  until: N_("Until"),
  page: N_("Page of the file"),
  paragraph: N_("Paragraph"),
  post: N_("Which post"),
  at: N_("Where it is in the text"),
  really: N_("Whose words they really are, if the article is wrong"),
  rests_on: N_("What it rests on"),
  speaker: N_("Who said it"),
  holder: N_("Who takes the stance"),
  stance: N_("Stance"),
  proposition: N_("Claim"),
  quotations: N_("Quotations that it rests on"),
  as_of: N_("Time that the number is about"),
  by: N_("Given by"),
  qualifier: N_("Qualifier, as printed"),
  misreads: N_("Figure that the source counted"),
  measure: N_("What is counted"),
  value: N_("Number"),
  low: N_("Lower end"),
  high: N_("Upper end"),
  best: N_("Best estimate"),
  edtf: N_("Date"),
  words: N_("As printed"),
  basis: N_("How it was inferred"),
  id: N_("Name within the article"),
  unnamed: N_("Unnamed source, in the article’s words"),
  implied: N_("Not credited in the article"),
  article: N_("Their own article"),
  channel: N_("Where they published it"),
  of: N_("Article or organisation"),
  captured: N_("Captured"),
  supplied_title: N_("A title of our own, where the copy shows none"),
  deck: N_("In one sentence: what this copy is"),
  notes: N_("Notes on the copy"),
  review: N_("Review"),
  authors: N_("Authors"),
  also: N_("Other names and spellings"),
  abbr: N_("It is an abbreviation"),
  country: N_("Country, as a code of two letters"),
  site: N_("Its website"),
  summary: N_("In one or two sentences of ours"),
  sentence: N_("The claim, as one neutral sentence"),
  counts: N_("What exactly is counted, and what is not"),
  unit: N_("Unit"),
  what: N_("What happened"),
  headline: N_("What matters most here, in one line of ours"),
  turns: N_("Words that change the meaning, an editor’s finding"),
  why: N_("What they change, in one line of ours"),
};
/** @type {Record<string, string>} */
const IN_PART = {
  "Person.name": N_("Name"),
  "Organisation.name": N_("Name"),
  "Place.name": N_("Name"),
  "Document.name": N_("Name"),
  "Measure.name": N_("What is counted, in a few words"),
  "Alias.name": N_("Another name"),
  "Organisation.kind": N_("What it is: newspaper, agency, ministry …"),
  "Event.date": N_("When it happened"),
  "Document.date": N_("Its date"),
  "Article.text": N_("How much of the text is kept"),
  "Rights.text": N_("How much of the text is kept"),
  "Provenance.channel": N_("Channel, station or network"),
  "Author.name": N_("Name, as printed"),
  "Author.by": N_("Who that is, where the archive has them"),
  "Quotation.readings": N_("Second readings"),
  "Statement.readings": N_("Second readings"),
  "FidelityReading.by": N_("Read by"),
  "StanceReading.by": N_("Read by"),
  "FidelityReading.on": N_("When"),
  "StanceReading.on": N_("When"),
  "Article.annotated": N_("Annotated by"),
  "Article.reviewed": N_("Reviewed by"),
  "Article.reliability": N_("How credible, in our judgement"),
  "Organisation.reliability": N_("How reliable, in our judgement"),
  "Reliability.code": N_("Code of the scheme"),
  "Reliability.basis": N_("Why the archive judges so"),
  "Reliability.by": N_("Handle or name"),
  "Reliability.on": N_("When"),
  "Deed.by": N_("Handle or name"),
  "Deed.on": N_("When"),
  "Provenance.versions": N_("Versions of the source"),
  "SourceVersion.id": N_("Name of the version"),
  "SourceVersion.seen": N_("Read on"),
  "SourceVersion.captured": N_("Captured on"),
  "SourceVersion.archived": N_("Address of the capture"),
  "SourceVersion.changed": N_("What it changed in the version before"),
  "Quotation.version": N_("In which versions of the source"),
  "Provenance.status": N_("What became of it"),
  "SourceStatus.is": N_("Since then it is"),
  "SourceStatus.on": N_("Since when"),
  "SourceStatus.basis": N_("How we know"),
  "Step.by": N_("Who passed it on"),
  "Step.unnamed": N_("Or somebody unnamed, in the article’s words"),
  "Turn.words": N_("The words, as they are in the quotation"),
  "Attribution.speaker": N_("Who really said it; empty where nobody knows"),
  "Attribution.basis": N_("How we know"),
  "Statement.basis": N_("How we know, in words; an inference needs it"),
  "Occurrence.date": N_("The article’s own date"),
  "Statement.date": N_("When it was taken"),
  "Step.date": N_("When they had it"),
};

/** Labels of choices that lib/terms.js does not have. @type {Record<string, string>} */
const CHOICES = {
  needed: N_("needed"),
  whole: N_("whole"),
  excerpt: N_("excerpt"),
  summary: N_("summary"),
  full: N_("full"),
  true: N_("true"),
  false: N_("false"),
  unknown: N_("unknown"),
};

/** The label of a choice. @param {string} key @param {string} value */
export const choiceOf = (key, value) => (Object.hasOwn(CHOICES, value) ? _(CHOICES[value]) : termOf(key, value));

/** Fields that are folded away while they are empty. @type {Record<string, string[]>} */
export const RARE = {
  Quotation: [
    "really",
    "context",
    "language",
    "fidelity",
    "turns",
    "readings",
    "note",
    "prefix",
    "suffix",
    "where",
    "version",
    "review",
  ],
  Statement: ["readings", "note", "review"],
  Figure: ["best", "misreads", "quotations", "note", "review"],
  Occurrence: ["note"],
  Step: ["unnamed", "article", "date", "channel", "note"],
  Article: ["annotated", "reviewed", "reliability", "review", "notes"],
  Provenance: ["channel", "programme", "account", "number", "pages", "archived", "sha256", "versions", "status"],
};

/** The label of a field. @param {string} part @param {string} key */
export const labelOf = (part, key) => _(IN_PART[`${part}.${key}`] ?? LABELS[key] ?? key);

/**
 * The place of a value in words, from the labels of its fields: "Quotation 2 · Who said it"; null if one of the fields has no label.
 * @param {(string | number)[]} path @param {import("./yaml.js").Form} form
 */
export const placeOf = (path, form) => {
  let part = "Article";
  /** @type {string[]} */
  const found = [];
  for (const step of path) {
    if (typeof step === "number") {
      found.push(`${found.pop()} ${number(step + 1)}`);
      continue;
    }
    const kind = found.length ? undefined : kindOf(step);
    const label = kind ? _(KINDS[kind].title) : step === "body" ? _("The summary") : labelOf(part, step);
    if (label === step) return null;
    found.push(label);
    part = form[part]?.fields.find(({ key }) => key === step)?.part ?? part;
  }
  return found.join(" · ");
};

/** How much of a line a field takes: a third, half, or null for all of it. @param {Field} field */
export const sizeOf = ({ key, type }) => {
  if (type === "edtf" || type === "number" || key === "basis" || (key === "words" && type === "line")) return "third";
  return ["choice", "truth", "language", "line", "ref", "passage", "id", "time", "ordinal"].includes(type) &&
    !["title", "supplied_title", "headline", "deck", "why"].includes(key)
    ? "half"
    : null;
};
