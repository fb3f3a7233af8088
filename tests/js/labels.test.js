import assert from "node:assert/strict";
import { test } from "node:test";
import { choiceOf, labelOf, placeOf } from "../../generator/theme/assets/annotate/labels.js";
import { Known } from "../../generator/theme/assets/annotate/known.js";
import { told } from "./given.js";

const fields = Object.entries(told.form).flatMap(([part, { fields: all }]) =>
  all.map((field) => ({ ...field, owner: part })),
);

test("every field has a label of its own, which begins with a capital letter", () => {
  const bare = fields.filter(({ owner, key }) => !/^\p{Lu}/u.test(labelOf(owner, key)));
  assert.deepEqual(bare, []);
  assert.equal(labelOf("Rights", "text"), "How much of the text is kept");
  assert.equal(labelOf("Quotation", "text"), "Words");
});

test("where a value stands is said by the labels of its fields, and left to its keys where one has none", () => {
  assert.equal(placeOf(["quotations", 1, "speaker"], told.form), "Quotation 2 · Who said it");
  assert.equal(placeOf(["source", "url"], told.form), "Source · Web address");
  assert.equal(placeOf(["body"], told.form), "The summary");
  assert.equal(placeOf(["newcomers", 0, "country"], told.form), null);
});

test("every value to choose from has a label, and what is no such value is shown as it is written", () => {
  assert.equal(choiceOf("rests_on", "words"), "in their own words");
  assert.equal(choiceOf("copy", "whole"), "whole");
  assert.equal(choiceOf("copy", "half"), "half");
  const choices = fields.flatMap(({ key, choices: all = [] }) => all.map((value) => choiceOf(key, value)));
  assert.ok(choices.length > 15 && choices.every(Boolean));
});

test("of each kind of record that a field takes, a sentence says that none has an id", async () => {
  const known = new Known(told, () => Promise.resolve([]));
  await known.articles();
  const kinds = fields.filter(({ type, kinds: wanted }) => type === "ref" && wanted).map((field) => field.kinds);
  assert.ok(kinds.length > 8);
  for (const wanted of kinds) {
    const { fault } = known.referenceFault("nobody", wanted);
    assert.match(fault, /^no .* has the id 'nobody'$/);
    assert.doesNotMatch(fault, /record/, wanted.join());
  }
  assert.equal(
    known.referenceFault("nobody", ["person", "place", "document", "event", "topic", "measure"]).fault,
    "no record has the id 'nobody'",
  );
});
