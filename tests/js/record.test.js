import assert from "node:assert/strict";
import { test } from "node:test";
import { hostOf, newFileAddress } from "../../generator/theme/assets/annotate/host.js";
import { Known } from "../../generator/theme/assets/annotate/known.js";
import {
  EMPTY,
  newPart,
  figureOf,
  titleOf,
  ownerOf,
  withFurther,
} from "../../generator/theme/assets/annotate/parts.js";
import { Draft, withValue, idOf, valueAt } from "../../generator/theme/assets/annotate/record.js";
import { copyOfText } from "../../generator/theme/assets/annotate/text.js";
import { told } from "./given.js";

const TEXT = "The dam held, Ada said. “The dam held,” said Ada. Some 10,000 to 12,000 fled.";
const known = new Known({ ...told, records: { person: [["ada-quill", "Ada Quill", [], "engineer"]] } }, () =>
  Promise.resolve([]),
);
const blank = () => new Draft(known, null);
const chosen = (copy, words, from = 0) => {
  const start = copy.shown.indexOf(words, from);
  return { start, end: start + words.length, words, at: copy.span(start, start + words.length) };
};

// --- values ---

test("a value is changed in a copy, and stands where it stood", () => {
  const tree = { title: "A", source: { url: "u", seen: "s" }, language: "en" };
  const other = withValue(tree, ["source", "url"], "v");
  assert.deepEqual(other, { title: "A", source: { url: "v", seen: "s" }, language: "en" });
  assert.deepEqual(Object.keys(other), ["title", "source", "language"]);
  assert.equal(tree.source.url, "u");
});

test("undefined takes a key out, and a path makes what it leads through", () => {
  assert.deepEqual(withValue({ a: 1, b: 2 }, ["a"], undefined), { b: 2 });
  assert.deepEqual(withValue(undefined, ["figures", 0, "value"], "3"), { figures: [{ value: "3" }] });
  assert.deepEqual(withValue(["a", "b"], [1], undefined), ["a", ""]); // an item keeps its place
});

test("what stands at a path is found, and nothing beyond a text", () => {
  assert.equal(valueAt({ a: [{ b: "c" }] }, ["a", 0, "b"]), "c");
  assert.equal(valueAt({ a: "text" }, ["a", "length"]), undefined);
  assert.equal(valueAt(null, ["a"]), undefined);
});

// --- a draft ---

test("a new record is named by its publisher and title until it is named by hand", () => {
  const draft = blank();
  draft.set(["title"], "The dam held");
  assert.equal(draft.id, "dam-held");
  draft.set(["published"], { edtf: "2019-04", words: "in April" });
  assert.equal(draft.path, "content/articles/2019/dam-held.md");
  draft.id = "my-own";
  draft.set(["title"], "The dam broke");
  assert.equal(draft.id, "my-own");
});

test("a quotation that gets another id by its words keeps those that name it", () => {
  const draft = blank();
  draft.add("quotations", { speaker: "ada-quill", text: "the dam held" });
  assert.equal(draft.tree.quotations[0].id, "dam-held");
  draft.add("statements", { holder: "ada-quill", quotations: ["dam-held"] });
  draft.body = "Ada: [[q:dam-held]]";
  draft.set(["quotations", 0, "text"], "the wall held");
  assert.equal(draft.tree.quotations[0].id, "wall-held");
  assert.deepEqual(draft.tree.statements[0].quotations, ["wall-held"]);
  assert.equal(draft.body, "Ada: [[q:wall-held]]");
});

test("an id that was given by hand stays when the words change", () => {
  const draft = blank();
  draft.add("quotations", { id: "mine", text: "the dam held" });
  draft.set(["quotations", 0, "text"], "the wall held");
  assert.equal(draft.tree.quotations[0].id, "mine");
});

test("two parts never get the same id", () => {
  const draft = blank();
  draft.add("quotations", { text: "the dam held" });
  draft.add("quotations", { text: "the dam held" });
  assert.deepEqual(
    draft.tree.quotations.map(({ id }) => id),
    ["dam-held", "dam-held-2"],
  );
});

test("a part that was removed comes back to its place, and the last one takes its list away", () => {
  const draft = blank();
  for (const text of ["one", "two", "three"]) draft.add("quotations", { text });
  const item = draft.remove("quotations", 1);
  draft.restore("quotations", 1, item);
  assert.deepEqual(
    draft.tree.quotations.map(({ text }) => text),
    ["one", "two", "three"],
  );
  const only = blank();
  only.add("events", "flood");
  only.remove("events", 0);
  assert.equal("events" in only.tree, false);
});

test("a short form is written out before one of its keys is set", () => {
  const draft = blank();
  draft.add("events", "flood");
  draft.set(["events", 0, "date", "edtf"], "2019");
  assert.deepEqual(draft.tree.events, [{ event: "flood", date: { edtf: "2019" } }]);
});

test("a text gives a new record its title and its hash, and takes the language back where it is another", async () => {
  const draft = blank();
  draft.read(await copyOfText(TEXT, told.alike), "The dam held");
  assert.equal(draft.tree.title, "The dam held");
  assert.equal(draft.tree.language, "en");
  assert.equal(draft.isRecordedCopy, true);
  const other = blank();
  other.read(await copyOfText("Плотина устояла", told.alike), "Плотина устояла");
  assert.equal("language" in other.tree, false);
});

test("where words stand is written down where the text tells, and taken back where it does not", async () => {
  const draft = blank();
  draft.read(await copyOfText(TEXT, told.alike), "T");
  draft.add("quotations", { text: "Some 10,000" });
  draft.set(["quotations", 0, "text"], "12,000 fled");
  assert.deepEqual(draft.tree.quotations[0].at, ["65", "76"]);
  draft.set(["quotations", 0, "text"], "The dam held"); // twice in the text
  assert.equal(draft.tree.quotations[0].at, undefined);
  draft.set(["quotations", 0, "suffix"], ", Ada said");
  assert.deepEqual(draft.tree.quotations[0].at, ["0", "12"]);
});

test("a draft that was kept goes on where it was, and knows a record that changed meanwhile", () => {
  const original = { path: "content/articles/2019/dam.md", yaml: "title: A\n", tree: { title: "A" }, body: "B\n" };
  const draft = new Draft(known, original);
  assert.equal(draft.isEmpty, true);
  draft.set(["title"], "Another");
  assert.equal(draft.id, "dam");
  const kept = JSON.parse(JSON.stringify(draft.toSave));
  const again = new Draft(known, original);
  again.resume(kept, null);
  assert.deepEqual([again.tree.title, again.isEmpty, again.isNewerThan(kept)], ["Another", false, false]);
  assert.equal(new Draft(known, { ...original, body: "C\n" }).isNewerThan(kept), true);
});

test("a record's text is its annotation and its body, which ends with one line's end", () => {
  const draft = blank();
  draft.set(["title"], "A");
  draft.body = "  A wall. \n\n";
  assert.match(draft.text, /^---\n(?:#.*\n)?title: A\n[^]*---\nA wall\.\n$/);
  assert.equal(idOf(draft.path), "a");
});

// --- what chosen words begin ---

test("a quotation has its place where the text is the copy, and its prefix where the words appear twice", async () => {
  const copy = await copyOfText(TEXT, told.alike);
  const draft = blank();
  draft.copy = copy;
  const second = chosen(copy, "The dam held", 20);
  assert.equal(newPart("quotations", second, draft).prefix, "held, Ada said. “");
  draft.read(copy, "T");
  assert.deepEqual(newPart("quotations", second, draft).at, ["25", "37"]);
});

test("a position rests on the quotations within the chosen words", async () => {
  const copy = await copyOfText(TEXT, told.alike);
  const draft = blank();
  draft.copy = copy;
  draft.add("quotations", { speaker: "ada-quill", text: "The dam held" });
  assert.deepEqual(newPart("statements", chosen(copy, "“The dam held,” said Ada"), draft), {
    holder: "ada-quill",
    quotations: ["dam-held"],
  });
  assert.deepEqual(newPart("statements", chosen(copy, "12,000 fled"), draft), { holder: undefined });
});

test("a figure reads one number or a range, with what stands before it", () => {
  assert.deepEqual(figureOf("Some 10,000 to 12,000 fled", blank()), {
    measure: undefined,
    low: "10000",
    high: "12000",
    by: [],
    qualifier: "Some",
  });
  assert.equal(figureOf("1.5 million people", blank()).value, "1500000");
  assert.equal(figureOf("12 thousand", blank()).value, "12000");
  assert.deepEqual(figureOf("many fled", blank()), { measure: undefined, by: [] });
});

test("further words join a quotation in the order of the text, where all are known to stand there", async () => {
  const copy = await copyOfText(TEXT, told.alike);
  const before = { text: "12,000 fled", at: ["65", "76"] };
  const hit = chosen(copy, "The dam held");
  assert.deepEqual(withFurther(before, hit, true), {
    text: ["The dam held", "12,000 fled"],
    at: [
      ["0", "12"],
      ["65", "76"],
    ],
  });
  assert.deepEqual(withFurther(before, hit, false), { text: ["The dam held", "12,000 fled"], at: undefined });
  assert.deepEqual(withFurther({ text: "12,000 fled" }, hit, true).text, ["12,000 fled", "The dam held"]);
  assert.deepEqual(withFurther({}, hit, true), { text: ["The dam held"], at: ["0", "12"] });
});

test("each part is called by what it says, and by whom", () => {
  const draft = blank();
  draft.add("quotations", { speaker: "ada-quill", text: ["one", "two"] });
  draft.add("figures", { measure: "depth", low: "1", high: "2", by: ["ada-quill", { unnamed: "an aide" }] });
  draft.add("statements", { stance: "denies", proposition: "dam-held" });
  const titles = ["quotations", "figures", "statements"].map((kind) => titleOf(draft.tree[kind][0], known));
  assert.deepEqual(titles, ["one […] two", "1 to 2, depth", "denies it: dam-held"]);
  assert.equal(ownerOf("quotations", 0, draft), "Ada Quill");
  assert.equal(ownerOf("figures", 0, draft), "Ada Quill, “an aide”");
  assert.equal(ownerOf("statements", 0, draft), "nobody yet");
  assert.equal(titleOf("", known), "not named yet");
  assert.equal(titleOf(EMPTY.figures, known), "?, not named yet");
});

// --- the code host ---

const root = new URL("https://archive.test/");

test("each code host makes and edits files at its own addresses", () => {
  const github = hostOf("https://github.test/o/r/", "edit/main/", root);
  assert.deepEqual(github, {
    name: "github.test",
    edit: "https://github.test/o/r/edit/main/",
    create: "https://github.test/o/r/new/main",
    fills: true,
    query: "filename",
  });
  assert.equal(hostOf("https://gitlab.test/r", "-/edit/main/", root)?.create, "https://gitlab.test/r/-/new/main");
  assert.equal(hostOf("", "edit/main/", root), null);
});

test("a new file is opened with its text, unless the address would be too long or the host takes none", () => {
  const github = hostOf("https://github.test/r", "edit/main/", root);
  assert.deepEqual(newFileAddress(github, "a b.md", "x&y"), {
    href: "https://github.test/r/new/main?filename=a%20b.md&value=x%26y",
    filled: true,
  });
  assert.deepEqual(newFileAddress(github, "a.md", "x".repeat(8000)), {
    href: "https://github.test/r/new/main?filename=a.md",
    filled: false,
  });
  const gitlab = hostOf("https://gitlab.test/r", "-/edit/main/", root);
  assert.deepEqual(newFileAddress(gitlab, "a.md", "x"), {
    href: "https://gitlab.test/r/-/new/main?file_name=a.md",
    filled: false,
  });
});
