import assert from "node:assert/strict";
import { test } from "node:test";
import { daysIn, isDay, newIn, newsOf } from "../../generator/theme/assets/since/rows.js";

const rows = {
  own: ["2026-11-01", "2026-11-12"],
  of: {
    old: ["2026-10-01", "2026-10-01", 4, 1, 0, 0],
    mended: ["2026-10-01", "2026-11-13", 2, 0, 0, 0],
    first: ["2026-11-12", "2026-11-12", 2, 0, 1, 0],
    second: ["2026-11-14", "2026-11-15", 1, 1, 0, 1],
  },
};

test("what was added is counted, what was corrected named, and the day itself is of both", () => {
  const { own, found, counts, corrected } = newIn(rows, "2026-11-12");
  assert.equal(own, "corrected");
  assert.deepEqual(
    found.map(({ id, news }) => [id, news]),
    [
      ["second", "added"],
      ["mended", "corrected"],
      ["first", "added"],
    ],
  );
  assert.deepEqual([counts, corrected], [[3, 1, 1, 1], 1]);
});

test("where nothing is new, nothing is found", () => {
  const { own, found, counts } = newIn(rows, "2026-12-01");
  assert.deepEqual([own, found, counts], ["", [], [0, 0, 0, 0]]);
  assert.equal(newsOf(rows.own, "2026-11-01"), "added");
  assert.equal(newsOf(daysIn("2026-11-12 2026-11-01"), "2026-11-02"), "corrected");
});

test("a day is one of the calendar, in full", () => {
  assert.deepEqual(["2026-11-12", "2026-13-12", "2026", "", null, "2026-11-12x"].map(isDay), [
    true,
    false,
    false,
    false,
    false,
    false,
  ]);
});
