import assert from "node:assert/strict";
import { test } from "node:test";
import { cache, forget } from "../../generator/theme/assets/search/cache.js";
import {
  emphasised,
  excerptOf,
  piecesOf,
  piecesWithEnds,
  reason,
} from "../../generator/theme/assets/search/excerpts.js";
import {
  byYear,
  countsIn,
  listed,
  listsIn,
  namingOf,
  narrowed,
  ordered,
} from "../../generator/theme/assets/search/numbers.js";

const results = (...numbers) => numbers.map((number) => ({ number }));
const of = (some) => some.map(({ number }) => number);
const kinds = listsIn({ Article: [0, 2, 1], Event: [1, 3] });

// --- names of entries ---

test("an entry is named by its number", () => {
  const { nameOf, numberOf } = namingOf({ name: "0a1b2", digits: 5, number: 300, dated: 0 });
  assert.equal(nameOf(299), "0a1b20012b");
  assert.equal(numberOf("0a1b20012b"), 299);
  assert.equal(numberOf("0a1b2000012b"), 299); // Pagefind had a longer name for it
  assert.equal(numberOf("ffffff0012b"), -1); // of another index
});

test("an entry is named as Pagefind names it where its names are listed", () => {
  const { nameOf, numberOf } = namingOf({ name: "0a1b2", number: 2, dated: 0, names: ["en_f00d123", "en_beef456a"] });
  assert.deepEqual([nameOf(0), nameOf(1)], ["en_f00d123", "en_beef456a"]);
  assert.deepEqual([numberOf("en_f00d123"), numberOf("en_beef456a")], [0, 1]);
  assert.equal(numberOf("0a1b200000"), -1);
});

// --- counting and ordering ---

test("lists are read from the distances between their numbers", () => {
  assert.deepEqual(
    [...kinds],
    [
      ["Article", [0, 2, 3]],
      ["Event", [1, 4]],
    ],
  );
});

test("a filter leaves what has one of its values, several filters what has one of each", () => {
  const years = listsIn({ 2024: [3, 1], 2025: [0] });
  const all = results(4, 3, 2, 1, 0);
  assert.deepEqual(of(narrowed(all, [{ lists: kinds, values: ["Article"] }], 5)), [3, 2, 0]);
  assert.deepEqual(of(narrowed(all, [{ lists: kinds, values: ["Article", "Event"] }], 5)), [4, 3, 2, 1, 0]);
  const both = [
    { lists: kinds, values: ["Article"] },
    { lists: years, values: ["2024"] },
  ];
  assert.deepEqual(of(narrowed(all, both, 5)), [3]);
  assert.deepEqual(of(narrowed(all, [{ lists: kinds, values: ["Person"] }], 5)), []);
  assert.deepEqual(of(narrowed(all, [], 5)), [4, 3, 2, 1, 0]);
});

test("values are counted in the results, also those that none has", () => {
  assert.deepEqual(countsIn(results(0, 1, 2), kinds, 5), [
    ["Article", 2],
    ["Event", 1],
  ]);
  assert.deepEqual(countsIn([], kinds, 5), [
    ["Article", 0],
    ["Event", 0],
  ]);
});

test("years are counted of the dates that begin in them and lie in the range", () => {
  const counts = [
    ["2024-12-31/2025-01-02", 2],
    ["2024-02", 0],
    ["2025-01-01", 3],
    ["2025-06-01", 4],
  ];
  const asked = { from: "", to: "2025-01-31", chosen: { year: [] } };
  assert.deepEqual(byYear([counts[0], ...counts.slice(2)], asked), [
    ["2024", 2],
    ["2025", 3],
  ]);
});

test("by date the newest or the oldest come first, and the undated last", () => {
  const found = results(4, 1, 0, 2); // 0 to 2 are dated, the newest first
  assert.deepEqual(of(ordered(found, "newest", 3)), [0, 1, 2, 4]);
  assert.deepEqual(of(ordered(found, "oldest", 3)), [2, 1, 0, 4]);
  assert.deepEqual(of(ordered(found, "", 3)), [4, 1, 0, 2]);
});

test("values are listed by their counts, years from the latest, what is chosen first", () => {
  const counts = [
    ["2023", 5],
    ["2025", 1],
    ["2024", 9],
    ["2022", 0],
  ];
  const names = (facet, chosen, nothing = false) => listed(counts, facet, chosen, nothing).map(([value]) => value);
  assert.deepEqual(names("year", []), ["2025", "2024", "2023"]);
  assert.deepEqual(names("topic", []), ["2024", "2023", "2025"]);
  assert.deepEqual(names("topic", ["2025", "2022"]), ["2025", "2022", "2024", "2023"]);
  assert.deepEqual(names("topic", ["2022"], true), ["2022"]);
});

// --- what is shown of a text ---

test("an excerpt marks the words between two places, and escapes what the text has", () => {
  const words = "They <b> sent troops".split(" ");
  assert.deepEqual(excerptOf(words, 1, 2, 4), {
    plain_excerpt: "<b> sent troops",
    excerpt: "&lt;b&gt; <mark>sent</mark> <mark>troops</mark>",
  });
  assert.equal(excerptOf(Array(100).fill("a"), 0).plain_excerpt.split(" ").length, 32);
});

test("the pieces of an excerpt are its text, marked or not", () => {
  assert.deepEqual(piecesOf("a &lt; <mark>b</mark> c", "a < b c"), [
    ["a < ", false],
    ["b", true],
    [" c", false],
  ]);
});

test("a text that says &lt; itself is shown in its own words", () => {
  const text = piecesOf("write &lt; for <mark>&lt;</mark>", "write &lt; for <");
  assert.equal(text.map(([piece]) => piece).join(""), "write &lt; for <");
});

test("an ellipsis stands where an excerpt is not the beginning or the end of its text", () => {
  const content = "one two three four five six seven eight nine ten";
  const shown = (plain_excerpt) =>
    piecesWithEnds({ content, plain_excerpt, excerpt: plain_excerpt })
      .map(([text]) => text)
      .join("");
  assert.equal(shown(content), content);
  assert.equal(shown("three four five six"), "… three four five six …");
});

test("words are marked that begin with a word of the query, whatever accents they have", () => {
  assert.deepEqual(
    emphasised("Čapek wrote", "cap").filter(([, marked]) => marked),
    [["Čapek", true]],
  );
  assert.equal(
    emphasised("Čapek wrote", "pek").some(([, marked]) => marked),
    false,
  );
});

test("where no word is marked, the place in what is known beside the words is shown", () => {
  assert.equal(reason("said at a parade", "no mark", "parades"), "said at a parade");
  assert.equal(reason("said at a parade", "a <mark>parade</mark>", "parades"), null);
  assert.equal(reason("said at a parade", "no mark", "Kursk"), null);
  assert.match(reason(`${"word ".repeat(40)}parade ${"word ".repeat(40)}`, "", "parade"), /^… .*parade.* …$/);
});

// --- what was promised before ---

test("a promise is made once, and again after it failed or was forgotten", async () => {
  const held = cache();
  let made = 0;
  const work = () => Promise.resolve(++made);
  assert.deepEqual([await held("a", work), await held("a", work)], [1, 1]);
  await assert.rejects(held("b", () => Promise.reject(new Error("once"))));
  assert.equal(await held("b", work), 2);
  forget();
  assert.equal(await held("a", work), 3);
});

test("of so many at most, those that were asked for last are held", async () => {
  const held = cache(2);
  const asked = [];
  const ask = (key) => held(key, () => Promise.resolve(asked.push(key)));
  for (const key of ["a", "b", "a", "c", "a", "b"]) await ask(key);
  assert.deepEqual(asked, ["a", "b", "c", "b"]);
});
