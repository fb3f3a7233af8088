import assert from "node:assert/strict";
import { test } from "node:test";
import { daysIn, isDay, newIn, linkState, stateSince } from "../../generator/theme/assets/since/rows.js";

const rows = {
  own: ["2026-11-01", "2026-11-12"],
  of: {
    old: ["2026-10-01", "2026-10-01", 4, 1, 0, 0],
    elsewhere: ["2026-10-01", "2026-11-13", 2, 0, 0, 0],
    mended: [
      "2026-10-01",
      "2026-11-20",
      3,
      0,
      1,
      0,
      { "q-a": ["2026-11-13", "2026-11-13"], "f-b": ["2026-10-01", "2026-11-12"], "q-c": ["2026-10-02", "2026-10-02"] },
    ],
    first: ["2026-11-12", "2026-11-12", 2, 0, 1, 0],
    second: ["2026-11-14", "2026-11-15", 1, 1, 0, 1, { "q-d": ["2026-11-15", "2026-11-15"] }],
    its: ["2026-10-01", "2026-11-16", 0, 0, 0, 1],
  },
};

test("what was added and what was corrected is counted part by part, and the day itself is of both", () => {
  const { own, found, added, corrected } = newIn(rows, "2026-11-12");
  assert.equal(own, "corrected");
  assert.deepEqual(
    found.map(({ id, addedOn, correctedOn }) => [id, addedOn, correctedOn]),
    [
      ["its", "", "2026-11-16"],
      ["second", "2026-11-14", ""],
      ["mended", "2026-11-13", "2026-11-12"],
      ["first", "2026-11-12", ""],
    ],
  );
  assert.deepEqual(added, [4, 1, 1, 1]);
  assert.deepEqual(corrected, [0, 0, 1, 1]);
});

test("a link tells of the part that it leads to, and one to the article of what is new in it", () => {
  const { found } = newIn(rows, "2026-11-12");
  const of = (id) => found.find((it) => it.id === id);
  assert.deepEqual(
    ["q-a", "f-b", "q-c", "q-x", ""].map((anchor) => linkState(of("mended"), anchor)),
    ["added", "corrected", "", "", "corrected"],
  );
  assert.deepEqual(
    ["q-x", ""].map((anchor) => linkState(of("second"), anchor)),
    ["added", "added"],
  );
});

test("where nothing is new, nothing is found", () => {
  const { own, found, added, corrected } = newIn(rows, "2026-12-01");
  assert.deepEqual([own, found, added, corrected], ["", [], [0, 0, 0, 0], [0, 0, 0, 0]]);
  assert.equal(stateSince(rows.own, "2026-11-01"), "added");
  assert.equal(stateSince(daysIn("2026-11-12 2026-11-01"), "2026-11-02"), "corrected");
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
