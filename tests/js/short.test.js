import assert from "node:assert/strict";
import { test } from "node:test";
import { labelOf, sizeOf } from "../../generator/theme/assets/annotate/labels.js";
import { longForm, withKey } from "../../generator/theme/assets/annotate/short.js";
import { told } from "./given.js";

const { AgentRef, Article, Attribution, Date: When, Step } = told.form;

test("a short form is read as the mapping that it stands for", () => {
  assert.deepEqual(longForm("2019-04", When), { edtf: "2019-04" });
  assert.deepEqual(longForm({ edtf: "2019", words: "in 2019" }, When), { edtf: "2019", words: "in 2019" });
  assert.deepEqual([longForm(undefined, When), longForm(null, When)], [{}, {}]);
  assert.deepEqual(longForm("text", Article), {}); // it has no short form
});

test("a mapping is written in its least form", () => {
  assert.equal(withKey(undefined, "Date", When, "edtf", "2019"), "2019");
  assert.deepEqual(withKey("2019", "Date", When, "words", "in 2019"), { edtf: "2019", words: "in 2019" });
  assert.equal(withKey({ edtf: "2019", words: "in 2019" }, "Date", When, "words", undefined), "2019");
  assert.deepEqual(withKey("2019", "Date", When, "edtf", undefined), undefined);
  assert.deepEqual(withKey(undefined, "AgentRef", AgentRef, "unnamed", "an aide"), { unnamed: "an aide" });
});

test("of several carriers the list stays, of one its id alone", () => {
  assert.equal(withKey(undefined, "Step", Step, "by", ["ada-quill"]), "ada-quill");
  assert.deepEqual(withKey("ada-quill", "Step", Step, "by", ["ada-quill", "ben-moss"]), {
    by: ["ada-quill", "ben-moss"],
  });
});

test("a key that is demanded and may be null says so beside the others, and does not stand alone", () => {
  const given = withKey(undefined, "Attribution", Attribution, "basis", "the letter");
  assert.deepEqual(given, { basis: "the letter", speaker: null });
  assert.equal(withKey(given, "Attribution", Attribution, "basis", undefined), undefined);
});

test("nothing is changed in place", () => {
  const before = { edtf: "2019", words: "in 2019" };
  withKey(before, "Date", When, "words", undefined);
  assert.deepEqual(before, { edtf: "2019", words: "in 2019" });
});

test("every field of a record has a label that is no key", () => {
  for (const [part, { fields }] of Object.entries(told.form)) {
    for (const field of fields) {
      assert.match(labelOf(part, field.key), /^[A-Z]/, `${part}.${field.key}`);
      assert.doesNotMatch(labelOf(part, field.key), /_/);
      assert.ok([null, "half", "third"].includes(sizeOf(field)));
    }
  }
});
