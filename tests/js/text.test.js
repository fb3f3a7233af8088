import assert from "node:assert/strict";
import { test } from "node:test";
import { freshId, slugOf } from "../../generator/theme/assets/annotate/known.js";
import { hasOwnMarks } from "../../generator/theme/assets/annotate/marks.js";
import { copyOf, copyOfText, folded, lengthOf } from "../../generator/theme/assets/annotate/text.js";
import { told, vectors } from "./given.js";

test("characters are counted as code points", () => {
  assert.deepEqual(["", "abc", "é", "e\u0301", "😀", "👩\u200d🚀"].map(lengthOf), [0, 3, 1, 2, 1, 3]);
});

test("white space is folded as Python folds it: separators are white space, the byte order mark is none", () => {
  assert.equal(folded(" a\u00a0\u2003b\x1c\n c "), "a b c");
  assert.equal(folded("a\ufeffb"), "a\ufeffb");
});

test("offsets count characters of the copy, where Windows ends a line with two", async () => {
  const copy = await copyOfText("😀 one\r\ntwo", told.alike);
  const start = copy.shown.indexOf("two");
  const span = copy.span(start, start + 3);
  assert.deepEqual(span, [7, 10]);
  assert.equal(copy.slice(span), "two");
  assert.deepEqual(copy.findParts(["two"]), { spans: [[7, 10]] });
});

test("the hash is that of the bytes, and bytes that are not UTF-8 are refused", async () => {
  const { sha256 } = await copyOfText("abc", told.alike);
  assert.equal(sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  await assert.rejects(copyOf(new Uint8Array([0xff, 0xfe]), told.alike));
});

test("marks of a text's own are noticed as by the command", () => {
  const { own, none } = vectors("marks");
  for (const parts of own) assert.equal(hasOwnMarks(parts, told.marks), true, parts.join(" "));
  for (const parts of none) assert.equal(hasOwnMarks(parts, told.marks), false, parts.join(" "));
});

test("an id is made of a text's Latin letters, and is one that none has yet", () => {
  assert.equal(slugOf("Čapek’s Válka, 2nd"), "capeks-valka-2nd");
  assert.equal(slugOf("말"), "");
  assert.equal(slugOf("old‑quay–2"), "old-quay-2");
  assert.equal(slugOf("index"), "");
  assert.equal(freshId("a", ["a", "a-2"]), "a-3");
});
