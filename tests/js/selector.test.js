import assert from "node:assert/strict";
import { test } from "node:test";
import { copyOfText, find, nextQuoted, trimmed } from "../../generator/theme/assets/annotate/text.js";
import { told, vectors } from "./given.js";

test("words stand in a copy where the command finds them, or are not found for its reason", async () => {
  for (const { copy, parts, prefix, suffix, ...wanted } of vectors("places")) {
    const found = (await copyOfText(copy, told.alike)).find(parts, prefix, suffix);
    const keys = Object.keys(found).filter((key) => found[key] !== undefined);
    assert.deepEqual(Object.fromEntries(keys.map((key) => [key, found[key]])), wanted, copy);
  }
});

test("places that overlap are all seen, and a text that repeats itself takes no time", () => {
  assert.equal(find("aaaa", ["aa"]).times, 3);
  const began = performance.now();
  assert.equal(find("ab".repeat(100_000), ["ab".repeat(50_000)]).why, "ambiguous");
  assert.ok(performance.now() - began < 5_000);
});

test("a choice of words is taken without the marks and white space around it", () => {
  const text = "He said: “It rose,” and left.";
  const chosen = (start, end, how) => text.slice(...trimmed(text, start, end, told.alike, how));
  const [start, end] = [text.indexOf(" “"), text.indexOf(" and")];
  assert.equal(chosen(start, end), "It rose,");
  assert.equal(chosen(start, end, { quotation: true }), "It rose");
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
