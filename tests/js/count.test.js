import assert from "node:assert/strict";
import { test } from "node:test";
import {
  ALL,
  EARLIER,
  NONE,
  OTHERS,
  axisGroups,
  countCells,
  haveOverlap,
  rowsIn,
} from "../../generator/theme/assets/table/count.js";
import { csv } from "../../generator/theme/assets/take/csv.js";

const say = (key, name) => name || key;
const SPEAKERS = {
  values: [
    ["ada", "Ada"],
    ["ida", "Ida"],
    ["uno", "Uno"],
  ],
  of: [0, 0, 1, -1, [0, 2]],
};
const DAYS = { values: ["2024-10", "2024-12-31", "2025", "2025-01-02"], of: [0, 1, 2, 3, 3] };
const rows = [0, 1, 2, 3, 4];
const speakers = (most = 20) => axisGroups({ column: SPEAKERS, field: { key: "speaker" }, grain: "", rows, most, say });
const months = (most = 20) =>
  axisGroups({ column: DAYS, field: { key: "said", dated: 1 }, grain: "month", rows, most, say });
const shown = ({ groups }) => groups.map((it) => [it.key, it.rows, it.many]);

test("those with most come first, and what is not known is a group of its own", () => {
  assert.deepEqual(shown(speakers()), [
    ["ada", 3, 1],
    ["ida", 1, 1],
    ["uno", 1, 1],
    [NONE, 1, 1],
  ]);
});

test("behind the first values the others stand together, and say how many they are", () => {
  assert.deepEqual(shown(speakers(1)), [
    ["ada", 3, 1],
    [OTHERS, 2, 2],
    [NONE, 1, 1],
  ]);
});

test("every month stands between the first and the last, and a bare year is in no month", () => {
  assert.deepEqual(shown(months()), [
    ["2024-10", 1, 1],
    ["2024-11", 0, 1],
    ["2024-12", 1, 1],
    ["2025-01", 2, 1],
    [NONE, 1, 1],
  ]);
});

test("months before the last that there is room for stand together before these", () => {
  assert.deepEqual(shown(months(2)), [
    [EARLIER, 1, 1],
    ["2024-12", 1, 1],
    ["2025-01", 2, 1],
    [NONE, 1, 1],
  ]);
});

test("a year has every date within it", () => {
  const years = axisGroups({ column: DAYS, field: { key: "said", dated: 1 }, grain: "year", rows, most: 20, say });
  assert.deepEqual(shown(years), [
    ["2024", 2, 1],
    ["2025", 3, 1],
  ]);
});

test("a row with two values is in two cells, once in each, and the whole counts it once", () => {
  const [by, and] = [speakers(), months()];
  const counted = countCells(rows, by, and);
  assert.equal(counted.get("ada,2025-01"), 1);
  assert.equal(counted.get("uno,2025-01"), 1);
  assert.equal(counted.get(`${NONE},2025-01`), 1);
  assert.deepEqual(
    [...counted.values()].reduce((a, b) => a + b),
    6,
  );
  assert.deepEqual(rowsIn(rows, by, and, "ada,2025-01"), [4]);
  assert.deepEqual(rowsIn(rows, by, and, `${ALL},2025-01`), [3, 4]);
  assert.deepEqual([haveOverlap(by, 5), haveOverlap(and, 5)], [true, false]);
});

test("what a row's article is gives its group where the field is the article's", () => {
  const outlets = { values: [["herald", "The Herald"]], of: [0, -1] };
  const by = axisGroups({
    column: outlets,
    field: { key: "outlet" },
    grain: "",
    rows,
    rowOf: [0, 0, 0, 1, 1],
    most: 20,
    say,
  });
  assert.deepEqual(shown(by), [
    ["herald", 3, 1],
    [NONE, 2, 1],
  ]);
});

test("a cell of a file in CSV is quoted where it must be, and is no formula", () => {
  assert.equal(
    csv([
      ["a, b", 'say "no"', 3, null],
      ["=1+1", "-", -4, "x\ny"],
    ]),
    '"a, b","say ""no""",3,\r\n\'=1+1,\'-,-4,"x\ny"\r\n',
  );
});
