import assert from "node:assert/strict";
import { test } from "node:test";
import {
  PART,
  compareTexts,
  wordKeys,
  matchWords,
  splitPieces,
  searchWords,
} from "../../generator/theme/assets/check/closest.js";
import { fileNumberOf } from "../../generator/theme/assets/lib/hashes.js";
import { vectors } from "./given.js";

const given = vectors("closest");
const texts = Object.keys(given.texts);

test("words are compared by what the generator compares them by", () => {
  for (const [text, found] of Object.entries(given.texts)) assert.deepEqual(wordKeys(text), found, text);
});

test("a text is looked for by the same pieces", () => {
  for (const [text, found] of Object.entries(given.pieces)) assert.deepEqual(splitPieces(text), found, text);
});

test("the texts that are close are the same, and as close", () => {
  const all = texts.map(wordKeys);
  const weight = (word) => Math.log(1 + all.length / (1 + all.filter((words) => words.includes(word)).length));
  const rounded = (number) => Math.round(number * 1e9) / 1e9;
  for (const [asked, found] of Object.entries(given.closest)) {
    const words = wordKeys(asked);
    const wanted = searchWords(words, new Set());
    const close = all
      .map((text, number) => ({
        number,
        ...matchWords(words, text, weight),
        some: text.some((it) => wanted.includes(it)),
      }))
      .filter((it) => it.some && it.isClose)
      .sort((a, b) => 2 * (b.share - a.share) + b.whole - a.whole || a.number - b.number);
    assert.deepEqual(
      close.map((it) => [it.number, rounded(it.share), rounded(it.whole), it.words]),
      found,
      asked,
    );
  }
});

test("a word stands in the file in which the generator puts it", () => {
  assert.deepEqual(
    ["water", "вода", "水が", ""].map((word) => fileNumberOf(word, 97)),
    given.places,
  );
});

test("what the reference says beyond the words that are compared is left out and no difference", () => {
  const { one, shared, words } = compareTexts("We checked the dam in March, and it was safe", "the dam in March");
  assert.deepEqual([shared, words], [4, 4]);
  assert.ok(one.every(([, same]) => same));
});

test("words that only one has are told apart, and British spelling from American is not", () => {
  const { one, other, shared, words } = compareTexts("We honour the heroes", "We honor our heroes", true);
  assert.deepEqual([shared, words], [3, 4]);
  assert.deepEqual(
    one.filter(([, same]) => !same),
    [["the", false]],
  );
  assert.deepEqual(
    other.filter(([, same]) => !same),
    [["our", false]],
  );
});

test("what counts as a part is what the generator counts as one", () => {
  assert.deepEqual(PART, given.part);
});
