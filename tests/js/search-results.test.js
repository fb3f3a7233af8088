import assert from "node:assert/strict";
import { test } from "node:test";
import { cache, clearCaches } from "../../generator/theme/assets/lib/cache.js";
import { markWhole, excerptOf } from "../../generator/theme/assets/search/excerpts.js";
import { decodeCbor } from "../../generator/theme/assets/search/packed.js";
import {
  addYearCounts,
  countValues,
  sortValues,
  readLists,
  fileNamer,
  filterNumbers,
  sortByDate,
} from "../../generator/theme/assets/search/numbers.js";

const results = (...numbers) => numbers.map((number) => ({ number }));
const of = (some) => some.map(({ number }) => number);
const kinds = readLists({ Article: [0, 2, 1], Event: [1, 3] });

// --- names of entries ---

test("an entry is named by its number", () => {
  assert.equal(fileNamer({ name: "0a1b2", digits: 5 })(299), "0a1b20012b");
});

test("the files of the index are read: numbers, texts and lists", () => {
  const bytes = [0x84, 0x18, 0xff, 0x38, 0x18, 0x82, 0x19, 0x01, 0x00, 0x1a, 0, 1, 0, 0, 0x62, 0xd0, 0xb0];
  assert.deepEqual(decodeCbor(Uint8Array.from(bytes)), [255, -25, [256, 65536], "а"]);
  assert.throws(() => decodeCbor(Uint8Array.from([0xf6])), /CBOR/);
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
  const years = readLists({ 2024: [3, 1], 2025: [0] });
  const all = results(4, 3, 2, 1, 0);
  assert.deepEqual(of(filterNumbers(all, [{ lists: kinds, values: ["Article"] }], 5)), [3, 2, 0]);
  assert.deepEqual(of(filterNumbers(all, [{ lists: kinds, values: ["Article", "Event"] }], 5)), [4, 3, 2, 1, 0]);
  const both = [
    { lists: kinds, values: ["Article"] },
    { lists: years, values: ["2024"] },
  ];
  assert.deepEqual(of(filterNumbers(all, both, 5)), [3]);
  assert.deepEqual(of(filterNumbers(all, [{ lists: kinds, values: ["Person"] }], 5)), []);
  assert.deepEqual(of(filterNumbers(all, [], 5)), [4, 3, 2, 1, 0]);
  assert.deepEqual(of(filterNumbers(all, [{ lists: kinds, values: ["Article"], not: true }], 5)), [4, 1]);
});

test("values are counted in the results, also those that none has", () => {
  assert.deepEqual(countValues(results(0, 1, 2), kinds, 5), [
    ["Article", 2],
    ["Event", 1],
  ]);
  assert.deepEqual(countValues([], kinds, 5), [
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
  assert.deepEqual(addYearCounts([counts[0], ...counts.slice(2)], asked), [
    ["2024", 2],
    ["2025", 3],
  ]);
});

test("by date the newest or the oldest come first, and the undated last", () => {
  const found = results(4, 1, 0, 2); // 0 to 2 are dated, the newest first
  assert.deepEqual(of(sortByDate(found, "newest", 3)), [0, 1, 2, 4]);
  assert.deepEqual(of(sortByDate(found, "oldest", 3)), [2, 1, 0, 4]);
  assert.deepEqual(of(sortByDate(found, "", 3)), [4, 1, 0, 2]);
});

test("values are listed by their counts, years from the latest, what is chosen first", () => {
  const counts = [
    ["2023", 5],
    ["2025", 1],
    ["2024", 9],
    ["2022", 0],
  ];
  const names = (facet, chosen, nothing = false) => sortValues(counts, facet, chosen, nothing).map(([value]) => value);
  assert.deepEqual(names("year", []), ["2025", "2024", "2023"]);
  assert.deepEqual(names("topic", []), ["2024", "2023", "2025"]);
  assert.deepEqual(names("topic", ["2025", "2022"]), ["2025", "2022", "2024", "2023"]);
  assert.deepEqual(names("topic", ["2022"], true), ["2022"]);
  assert.deepEqual(names("kind", []), ["2024", "2023", "2025", "2022"]);
  assert.deepEqual(sortValues([["Claim", 3]], "kind", [], true), [["Claim", 0]]);
});

// --- what is shown of a text ---

const textOf = (pieces) => pieces.map(([text]) => text).join("");
const marksOf = (pieces) => pieces.filter(([, marked]) => marked).map(([text]) => text);

test("an excerpt marks the words at some places, without the signs around them, and shows what the text has", () => {
  const shown = excerptOf("They <b> “sent” troops &lt; home", [2, 3]);
  assert.equal(textOf(shown), "They <b> “sent” troops &lt; home");
  assert.deepEqual(marksOf(shown), ["sent", "troops"]);
});

test("of a long text the part with most of what was found is shown, with an ellipsis at each end that is cut", () => {
  const words = Array.from({ length: 100 }, (_, n) => `w${n}`);
  const shown = excerptOf(words.join("\n"), [3, 60, 62, 64]);
  assert.deepEqual(marksOf(shown), ["w60", "w62", "w64"]);
  assert.match(textOf(shown), /^… w52 .* w83 …$/);
  assert.match(textOf(excerptOf(words.join(" "))), /^w0 .* w31 …$/);
  assert.match(textOf(excerptOf(words.join(" "), [99])), /^… w68 .* w99$/);
});

test("of a sentence without spaces the part around what was found is shown, and that alone is marked", () => {
  const sentence = `${"北".repeat(80)}軍隊${"南".repeat(80)}`;
  const shown = excerptOf(sentence, [0], ["軍隊"]);
  assert.deepEqual(marksOf(shown), ["軍隊"]);
  assert.equal(textOf(shown), `…${"北".repeat(24)}軍隊${"南".repeat(24)}…`);
  assert.deepEqual(marksOf(excerptOf("北韓軍隊", [0], ["軍隊"])), ["軍隊"]);
});

test("a title is shown whole", () => {
  const shown = markWhole("Čapek wrote a play", [0]);
  assert.deepEqual(marksOf(shown), ["Čapek"]);
  assert.equal(textOf(shown), "Čapek wrote a play");
});

// --- what was promised before ---

test("a promise is made once, and again after it failed or was forgotten", async () => {
  const held = cache();
  let made = 0;
  const work = () => Promise.resolve(++made);
  assert.deepEqual([await held("a", work), await held("a", work)], [1, 1]);
  await assert.rejects(held("b", () => Promise.reject(new Error("once"))));
  assert.equal(await held("b", work), 2);
  clearCaches();
  assert.equal(await held("a", work), 3);
});

test("of so many at most, those that were asked for last are held", async () => {
  const held = cache(2);
  const asked = [];
  const ask = (key) => held(key, () => Promise.resolve(asked.push(key)));
  for (const key of ["a", "b", "a", "c", "a", "b"]) await ask(key);
  assert.deepEqual(asked, ["a", "b", "c", "b"]);
});
