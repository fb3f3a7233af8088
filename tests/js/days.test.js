import assert from "node:assert/strict";
import { test } from "node:test";
import { problemsOf } from "../../generator/theme/assets/annotate/check.js";
import { doubtsOf } from "../../generator/theme/assets/annotate/days.js";
import { Known } from "../../generator/theme/assets/annotate/known.js";
import { told, vectors } from "./given.js";

test("of each day the page doubts what the command doubts", () => {
  for (const { tree, today, doubts } of vectors("days")) {
    const found = doubtsOf(tree, told.form, today).map(({ code, path, fault, remedy }) => [
      path.join("."),
      fault,
      remedy,
      code,
    ]);
    assert.deepEqual(found.map(String).sort(), doubts.map(String).sort(), JSON.stringify(tree));
  }
});

test("a doubt about a day is a warning, and one that cannot be read an error alone", () => {
  const known = new Known(told, () => Promise.resolve([]));
  const judged = (published) =>
    problemsOf({ id: "wall", isNew: false, tree: { title: "A", published }, body: "A wall." }, known)
      .filter(({ field }) => field === "published")
      .map(({ code, severity }) => [code, severity]);
  assert.deepEqual(judged("5785-02-03"), [["future-date", "warning"]]);
  assert.deepEqual(judged("5785-02-33"), [["bad-date", "error"]]);
  assert.deepEqual(judged("2025-02-03"), []);
});
