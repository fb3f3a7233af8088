import assert from "node:assert/strict";
import { test } from "node:test";
import { anchorOf, fieldsChangedSince, stateOf } from "../../generator/theme/assets/history/then.js";

const known = {
  days: ["2026-11-01", "2026-11-12", "2026-11-20"],
  of: { old: [0, 0], altered: [0, 1], later: [1, 2], "altered#q-new": [2, 2], "altered#s-other": [0, 2] },
};

test("what came after a day is told from what was altered after it, part by part", () => {
  /** @param {string} id @param {string} anchor @param {string} day */
  const state = (id, anchor, day) => stateOf(/** @type {any} */ (known), id, anchor, day);
  assert.equal(state("old", "", "2026-11-01"), "");
  assert.equal(state("altered", "", "2026-11-11"), "altered");
  assert.equal(state("altered", "", "2026-11-12"), "");
  assert.equal(state("later", "", "2026-11-11"), "later");
  assert.equal(state("later", "q-any", "2026-11-11"), "later");
  assert.equal(state("altered", "q-new", "2026-11-19"), "later");
  assert.equal(state("altered", "s-other", "2026-11-19"), "altered");
  assert.equal(state("altered", "f-as-it-was", "2026-11-01"), "");
  assert.equal(state("altered", "sources", "2026-11-01"), "altered");
  assert.equal(state("toString", "", "2026-11-01"), "");
});

test("of a field that was altered twice its value on the day and that of today are told", () => {
  /** @param {string} day @param {[string, string | null, string | null][]} altered */
  const change = (day, altered) => [day, "Ann", "abc", "Why", altered, 0];
  const row = /** @type {any} */ ({
    added: ["2026-11-01", "Ann", "abc", "Why"],
    changes: [
      change("2026-11-20", [
        ["name", "B", "C"],
        ["sort", "x", "y"],
        ["quotations.q.text", "Rain", "Snow"],
      ]),
      change("2026-11-12", [
        ["name", "A", "B"],
        ["sort", "y", "x"],
        ["quotations.q", null, "Rain"],
      ]),
    ],
  });
  assert.deepEqual(fieldsChangedSince(row, "2026-11-20"), []);
  assert.deepEqual(fieldsChangedSince(row, "2026-11-12"), [
    ["name", "B", "C"],
    ["sort", "x", "y"],
    ["quotations.q.text", "Rain", "Snow"],
  ]);
  assert.deepEqual(fieldsChangedSince(row, "2026-11-11"), [
    ["name", "A", "C"],
    ["quotations.q", null, "Rain"],
  ]);
});

test("a field of a part of an article leads to it", () => {
  assert.equal(anchorOf("quotations.own-land.text"), "q-own-land");
  assert.equal(anchorOf("figures.dead"), "f-dead");
  assert.equal(anchorOf("source.url"), "");
});
