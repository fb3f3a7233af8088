import assert from "node:assert/strict";
import { test } from "node:test";
import { earlierSide, rowsOf, compareWords } from "../../generator/theme/assets/compare/rows.js";

const thing = (kind, ...items) => ({ kind, title: "One", known: "2025-01-01", items });
const quotation = (words, more = {}) => ({
  sort: "quotation",
  words,
  language: "en",
  who: "Ada",
  at: "x/",
  known: "2025-01-01",
  ...more,
});
const stance = (key, stance, more = {}) => ({
  sort: "stance",
  key,
  stance,
  of: key,
  at: "x/",
  known: "2025-01-01",
  ...more,
});
const sizes = (rows) => Object.fromEntries(Object.entries(rows).map(([name, some]) => [name, some.length]));

test("what has the same key stands together, and is the same where it says the same", () => {
  const rows = rowsOf(
    thing("person", stance("held", "denies"), stance("safe", "asserts"), stance("dry", "doubts")),
    thing("person", stance("held", "confirms"), stance("safe", "asserts"), stance("wet", "asserts")),
  );
  assert.deepEqual(sizes(rows), { differs: 1, same: 1, first: 1, second: 1 });
  assert.equal(rows.differs[0].first[0].key, "held");
  assert.equal(rows.second[0].second[0].key, "wet");
});

test("an item stands beside all that the other has of its key", () => {
  const rows = rowsOf(
    thing("person", stance("held", "denies"), stance("held", "confirms")),
    thing("person", stance("held", "confirms")),
  );
  assert.equal(rows.differs[0].first.length, 2);
});

test("a sentence that no record names is known by its words, of two articles alone", () => {
  const one = thing("article", quotation("The dam was safe, they said on Monday"), quotation("Nobody knew of it"));
  const other = thing(
    "article",
    quotation("The dam was unsafe, they said on Monday"),
    quotation("Rain, and more rain"),
  );
  assert.deepEqual(sizes(rowsOf(one, other)), { differs: 1, same: 0, first: 1, second: 1 });
  const people = rowsOf({ ...one, kind: "person" }, { ...other, kind: "person" });
  assert.deepEqual(sizes(people), { differs: 0, same: 0, first: 2, second: 2 });
});

test("words of another speaker, or of another sentence by the records, are not the same sentence", () => {
  const words = "The dam was safe, they said on Monday";
  const ada = thing("article", quotation(words, { key: "talk/one" }));
  assert.equal(rowsOf(ada, thing("article", quotation(words, { key: "talk/two" }))).same.length, 0);
  const near = thing("article", quotation("The dam was safe, they said on Tuesday", { who: "Tom" }));
  assert.equal(rowsOf(thing("article", quotation(words)), near).differs.length, 0);
});

test("capitals and full stops are no difference; a language is", () => {
  const one = thing("article", quotation("It held.", { key: "k" }));
  assert.equal(rowsOf(one, thing("article", quotation("it held", { key: "k" }))).same.length, 1);
  const russian = quotation("Выдержала", { key: "k", language: "ru" });
  assert.equal(rowsOf(one, thing("article", russian)).differs.length, 1);
  assert.equal(compareWords(one.items[0], russian), null);
});

test("what was not known by a day is left out, and so is what has no day", () => {
  const one = thing(
    "person",
    stance("held", "denies", { known: "2025-03-01" }),
    stance("safe", "denies", { known: undefined }),
  );
  const other = thing("person", stance("held", "denies"));
  assert.deepEqual(sizes(rowsOf(one, other, "2025-02-01")), { differs: 0, same: 0, first: 0, second: 1 });
  assert.deepEqual(sizes(rowsOf(one, other, "2025-03-01")), { differs: 0, same: 1, first: 0, second: 0 });
});

test("who was first is said only where days prove it", () => {
  const at = (when, till) => stance("held", "denies", { when, till });
  assert.equal(earlierSide({ first: [at("2025-01-01")], second: [at("2025-01-02")] }), "first");
  assert.equal(earlierSide({ first: [at("2025-01-03")], second: [at("2025-01-02")] }), "second");
  assert.equal(earlierSide({ first: [at("2025-01-01", "2025-01-31")], second: [at("2025-01-02")] }), "");
  assert.equal(earlierSide({ first: [at("2025-01-01")], second: [at("2025-01-01")] }), "");
  assert.equal(earlierSide({ first: [at(undefined)], second: [at("2025-01-01")] }), "");
  assert.equal(earlierSide({ first: [at("2025-01-01")], second: [] }), "");
});
