import assert from "node:assert/strict";
import { test } from "node:test";
import { hasComments, segments, writer } from "../../generator/theme/assets/annotate/yaml.js";
import { told, vectors } from "./given.js";

const made = writer(told.form, told.style);

test("a record is written as the commands write it", () => {
  const differing = vectors("written").filter(({ tree, yaml }) => made.written(tree) !== yaml);
  assert.deepEqual(
    differing.map(({ tree, yaml }) => ({ command: yaml, page: made.written(tree) })),
    [],
  );
});

test("a key that did not change keeps its own text and its comment", () => {
  const yaml = "# why\ntitle: 'A'   # as printed\npublisher:   a\n# last\n";
  const tree = { title: "A", publisher: "a" };
  assert.equal(made.annotation(tree, { yaml, tree }), yaml);
  const changed = made.annotation({ ...tree, publisher: "b" }, { yaml, tree });
  assert.equal(changed, "# why\ntitle: 'A'   # as printed\npublisher: b\n# last\n");
});

test("of a list the items that did not change keep their lines", () => {
  const yaml = "authors:\n  - 'A'  # first\n  - B\n";
  const tree = { authors: ["A", "B"] };
  assert.equal(made.annotation({ authors: ["A", "C"] }, { yaml, tree }), "authors:\n  - 'A'  # first\n  - C\n");
});

test("a text whose keys cannot be told is written anew", () => {
  assert.equal(segments("{title: A}\n", { title: "A" }), null);
  const original = { yaml: "{title: A}\n", tree: { title: "A" } };
  assert.equal(made.annotation({ title: "B" }, original), "title: B\n");
});

test("a # within a value is no comment", () => {
  assert.equal(hasComments("title: a#b\n"), false);
  assert.equal(hasComments("title: a # b\n"), true);
  assert.equal(hasComments("# yaml-language-server: $schema=a.json\ntitle: a\n"), false);
});
