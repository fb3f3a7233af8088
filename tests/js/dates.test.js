import assert from "node:assert/strict";
import { test } from "node:test";
import { dateFault, findDate } from "../../generator/theme/assets/annotate/dates.js";
import {
  dayOf,
  isoDay,
  monthAfter,
  monthLength,
  ordinal,
  read,
  readable,
} from "../../generator/theme/assets/annotate/edtf.js";
import { formatInEnglish } from "../../generator/theme/assets/annotate/date-words.js";
import { plain } from "../../generator/theme/assets/lib/messages.js";
import { told, vectors } from "./given.js";

test("of each date the page says what the command says", () => {
  for (const [text, said] of Object.entries(vectors("dates"))) {
    const wrong = dateFault(text, told.dates);
    assert.deepEqual(wrong && [wrong.fault, wrong.remedy].map(plain), said, text); // the commands isolate nothing
  }
});

test("a day has one number, and a number one day, also before the year 1 and over the end of an era", () => {
  for (let number = -800_000; number < 800_000; number += 997) assert.equal(ordinal(dayOf(number)), number);
  assert.equal(ordinal([1, 1, 1]), 1);
  assert.equal(isoDay(dayOf(ordinal([2000, 2, 28]) + 1)), "2000-02-29");
  assert.equal(isoDay(dayOf(ordinal([1900, 2, 28]) + 1)), "1900-03-01");
  assert.equal(isoDay(dayOf(ordinal([0, 12, 31]) + 1)), "0001-01-01");
});

test("February has 29 days in each fourth year, but for the centuries that 400 does not divide", () => {
  const february = (year) => monthLength(year, 2);
  assert.deepEqual([2024, 2023, 1900, 2000, 0, -4].map(february), [29, 28, 28, 29, 29, 29]);
});

test("months are counted over the end of a year, either way", () => {
  assert.deepEqual(monthAfter(2024, 12, 1), [2025, 1]);
  assert.deepEqual(monthAfter(2025, 1, -1), [2024, 12]);
  assert.deepEqual(monthAfter(2025, 1, -25), [2022, 12]);
});

test("a date is said in words", () => {
  const said = (text) => formatInEnglish(read(text));
  assert.equal(said("2025-04-28"), "28 April 2025");
  assert.equal(said("-0043-03-15"), "15 March 44 BC");
  assert.equal(said("2025-05-29/2025-05-31"), "29–31 May 2025");
  assert.equal(said("2025~"), "about 2025");
});

test("what names no date is none, and reading it fails in no other way", () => {
  for (const text of ["", "[]", "/", "..", "2025-13", "2025-02-30", "[2025..2024]", "toString", "__proto__"]) {
    assert.equal(readable(text), false, text);
  }
});

test("a date is taken out of words only where they give one day alone", () => {
  assert.equal(findDate("The wall rose on 28 April 2025, she said.").edtf, "2025-04-28");
  assert.equal(findDate("The wall rose.").edtf, "");
});
