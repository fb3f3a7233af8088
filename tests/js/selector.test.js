import assert from "node:assert/strict";
import { test } from "node:test";
import {
  allQuoted,
  copyOfText,
  findInText,
  nextQuoted,
  trimSelection,
} from "../../generator/theme/assets/annotate/text.js";
import { told, vectors } from "./given.js";
import { stepsOf } from "./operations.js";

test("words stand in a copy where the command finds them, or are not found for its reason", async () => {
  for (const { copy, parts, prefix, suffix, ...wanted } of vectors("places")) {
    const found = (await copyOfText(copy, told.alike)).findParts(parts, prefix, suffix);
    const keys = Object.keys(found).filter((key) => found[key] !== undefined);
    assert.deepEqual(Object.fromEntries(keys.map((key) => [key, found[key]])), wanted, copy);
  }
});

test("places that overlap are all seen", () => {
  assert.equal(findInText("aaaa", ["aa"]).times, 3);
  assert.equal(findInText("ab".repeat(1_000), ["ab".repeat(500)]).why, "ambiguous");
});

const many = (size, ...parts) => Array.from({ length: size }, (_, at) => parts[at % parts.length]);
const HOSTILE = {
  "a letter everywhere": (n) => ["e".repeat(n), ["e"]],
  "a long prefix everywhere": (n) => ["e".repeat(n), ["e"], "e".repeat(n / 2)],
  "a long suffix everywhere": (n) => ["e".repeat(n), ["e"], "", "e".repeat(n / 2)],
  "white space before each place": (n) => [" \n \n e".repeat(n / 6), ["e"], "e", "e"],
  "words that repeat themselves": (n) => ["ab".repeat(n / 2), ["ab".repeat(n / 4)]],
  "words that nearly stand everywhere": (n) => ["a".repeat(n), [`${"a".repeat(n / 4)}b`]],
  "a part before the one it follows": (n) => [`${"e".repeat(n)}y`, ["y", "e"]],
  "a part that all follow": (n) => [`y${"e ".repeat(n / 2)}`, ["e", "y"]],
  "many parts, each everywhere": (n) => ["e ".repeat(n / 2), many(n / 20, "e")],
  "many parts, each once": (n) => ["e, ".repeat(n / 3), many(n / 3, "e")],
  "many parts in turn": (n) => ["e, y, ".repeat(n / 6), many(n / 6, "e", "y")],
  "many parts, and no such suffix": (n) => ["e, y, ".repeat(n / 6), many(n / 6, "e", "y"), "", "x"],
  "marks that nothing closes": (n) => ["“e ".repeat(n / 3), ["e", "e"], "“"],
};

test("the work of finding words grows with the text and the parts", () => {
  for (const [name, given] of Object.entries(HOSTILE)) {
    const work = (size) => stepsOf("annotate/text.js", () => findInText(...given(size)));
    work(1_200); // what is done once alone
    const [few, more] = [work(6_000), work(12_000)];
    assert.ok(few > 1_000, `${name}: ${few}`);
    assert.ok(more < 2.3 * few, `${name}: ${few}, ${more}`);
  }
});

test("the next quoted words are sought in one pass, whatever marks nothing closes", () => {
  for (const marks of ["“", "«", "「", "「『", "「«"]) assert.equal(nextQuoted(marks.repeat(50_000), 1), null);
});

test("a choice of words is taken without the marks and white space around it", () => {
  const text = "He said: “It rose,” and left.";
  const chosen = (start, end, how) => text.slice(...trimSelection(text, start, end, told.alike, how));
  const [start, end] = [text.indexOf(" “"), text.indexOf(" and")];
  assert.equal(chosen(start, end), "It rose,");
  assert.equal(chosen(start, end, { quotation: true }), "It rose");
});

test("a choice of words holds whole characters, and no signs of direction at its edges", () => {
  const chosen = (text, start, end) => text.slice(...trimSelection(text, start, end, told.alike));
  assert.equal(chosen("a 😀😀 b", 3, 5), "😀😀");
  assert.equal(chosen("قال \u200fالسد سليم (2024)\u200f اليوم", 4, 22), "السد سليم (2024)");
  assert.equal(chosen("\ud800 a", 0, 3), "\ud800 a");
});

test("the next words in quotation marks are found, and from the end on the first", () => {
  const text = "“One” and «two» and 「three」.";
  const next = (from) => text.slice(...nextQuoted(text, from));
  assert.deepEqual([next(0), next(4), next(14), next(text.length)], ["One", "two", "three", "One"]);
  assert.equal(nextQuoted("no marks", 0), null);
  const inner = "「他說『好』。」";
  assert.equal(inner.slice(...nextQuoted(inner, 0)), "他說『好』。");
  assert.equal(nextQuoted("「『".repeat(3), 0), null);
});

test("all words in quotation marks are found, in the order of the text", () => {
  const words = (text) => allQuoted(text).map((span) => text.slice(...span));
  assert.deepEqual(words('“One” and «two», "three" and 「four」.'), ["One", "two", "three", "four"]);
  assert.deepEqual(words("「他說『好』。」 and „fünf“"), ["他說『好』。", "fünf"]);
  assert.deepEqual(words("no marks, but an apostrophe’s"), []);
  for (const marks of ["“", "«", "「", "「『", "‘a "]) assert.deepEqual(allQuoted(marks.repeat(50_000)), []);
  assert.deepEqual(words("»Die Mauer hält«, sagte Eva. »Sie ist alt.«"), ["Die Mauer hält", "Sie ist alt."]);
  assert.deepEqual(words("»Muuri kestää», sanoi Eva. »Se on vanha», sanoi Tom."), ["Muuri kestää", "Se on vanha"]);
  assert.deepEqual(words("”Muren håller”, sade Eva. ”Den är gammal”, sade Tom."), ["Muren håller", "Den är gammal"]);
  assert.deepEqual(words("‹Die Mauer hält›, sagte Eva."), ["Die Mauer hält"]);
  assert.deepEqual(words("‚Die Mauer hält‘, sagte Eva."), ["Die Mauer hält"]);
  assert.deepEqual(words("‘The boys’ wall isn’t old,’ he said."), ["The boys’ wall isn’t old,"]);
  assert.deepEqual(words("'The boys' wall isn't old,' he said. The dog's."), ["The boys' wall isn't old,"]);
  assert.deepEqual(words("The dog's bone, the boys' wall."), []);
});
