// The labels of fields, and their layout.

/** @typedef {import("./known.js").Field} Field */

/** @type {Record<string, string>} */
const LABELS = {
  publisher: "Publisher",
  url: "Web address",
  seen: "Day on which the copy was read",
  copy: "Copy",
  sha256: "Hash of the copy",
  relays: "Copies or rewrites",
  archived: "Archived copies",
  status: "Rights",
  text: "Words",
  cue: "Reporting verb, as printed",
  said: "When it was said",
  to: "To whom",
  via: "Who carried it, nearest the speaker first",
  role: "Speaker’s role, as printed",
  translated: "Translated",
  utterance: "Passage of an utterance",
  fidelity: "Fidelity, an editor’s finding",
  context: "What the words are about",
  note: "Note for readers",
  prefix: "Words directly before",
  suffix: "Words directly behind",
  at: "Where it stands in the text",
  really: "Whose words they really are, where the article errs",
  rests_on: "What it rests on",
  holder: "Who takes the position",
  stance: "Position",
  proposition: "Proposition",
  quotations: "Quotations that carry it",
  as_of: "Time for which it holds",
  by: "Given by",
  qualifier: "Qualifier, as printed",
  misreads: "Measure that the source counted",
  measure: "What is counted",
  value: "Number",
  low: "Lower end",
  high: "Upper end",
  best: "Best estimate",
  edtf: "Date",
  words: "As printed",
  basis: "Basis of an inference",
  id: "Name within the article",
  unnamed: "Unnamed source, in the article’s words",
  implied: "Not named by the article itself",
  article: "The carrier’s own article",
  channel: "Where it was carried",
  of: "Article or organisation",
  captured: "Captured",
  supplied_title: "A title of our own, where the copy shows none",
  deck: "In one sentence: what this copy is",
  notes: "Notes on the copy",
  review: "Review",
  authors: "Authors, one a line",
};
/** @type {Record<string, string>} */
const IN_PART = {
  "Article.text": "How much of the text is kept",
  "Rights.text": "How much of the text is kept",
  "Step.by": "Carrier",
  "Step.unnamed": "Unnamed carrier, in the article’s words",
  "Attribution.speaker": "Who really said it; empty where nobody knows",
  "Attribution.basis": "How one knows",
  "Statement.basis": "On what, in words; an inference needs it",
  "Occurrence.date": "The article’s own date",
  "Statement.date": "When it was taken",
  "Step.date": "When this carrier had it",
};

/** Fields that are folded away as long as they are empty. @type {Record<string, string[]>} */
export const RARE = {
  Quotation: ["really", "context", "language", "fidelity", "note", "prefix", "suffix", "review"],
  Statement: ["note", "review"],
  Figure: ["best", "misreads", "quotations", "note", "review"],
  Occurrence: ["note"],
  Step: ["unnamed", "article", "date", "channel", "note"],
  Article: ["review", "notes"],
  Provenance: ["archived", "sha256"],
};

/** The label of a field. @param {string} part @param {string} key */
export const labelOf = (part, key) =>
  IN_PART[`${part}.${key}`] || LABELS[key] || key[0].toUpperCase() + key.slice(1).replaceAll("_", " ");

/** How much of a line a field takes: a third, half, or null for all of it. @param {Field} field */
export const sizeOf = ({ key, type }) => {
  if (type === "edtf" || type === "number" || ["basis", "words"].includes(key)) return "third";
  return ["choice", "truth", "language", "line", "ref", "passage", "id"].includes(type) &&
    !["title", "supplied_title", "deck"].includes(key)
    ? "half"
    : null;
};
