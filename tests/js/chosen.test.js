// What is read from words that an author has chosen in the text: numbers, stances, names and days.
import assert from "node:assert/strict";
import { test } from "node:test";
import { findDate } from "../../generator/theme/assets/annotate/dates.js";
import { Known } from "../../generator/theme/assets/annotate/known.js";
import { amountIn } from "../../generator/theme/assets/annotate/numerals.js";
import { newPart, figureOf } from "../../generator/theme/assets/annotate/parts.js";
import { Draft } from "../../generator/theme/assets/annotate/record.js";
import { stanceIn } from "../../generator/theme/assets/annotate/stances.js";
import { copyOfText } from "../../generator/theme/assets/annotate/text.js";
import { told, vectors } from "./given.js";

const people = [
  ["sergei-shoigu", "Sergei Shoigu", ["Сергей Шойгу", "shoygu"], ""],
  ["kim-jong-un", "Kim Jong Un", [], ""],
  ["jan-de-wit", "Jan de Wit", [], ""],
  ["ann-hill", "Ann Hill", [], ""],
  ["bob-hill", "Bob Hill", [], ""],
];
const organisations = [["river-board", "River Board", ["the Board of the River"], ""]];
const known = new Known(
  { ...told, records: { person: people, organisation: organisations, event: [["flood", "The flood", [], ""]] } },
  () => Promise.resolve([]),
);
const blank = () => new Draft(known, null);

test("numbers are read as the command reads them", () => {
  for (const [language, text, value, low, high] of vectors("numerals")) {
    const { at: _, ...found } = amountIn(text, told.numerals, language);
    assert.deepEqual(found, { value, low, high }, `${language}: ${text}`);
  }
});

test("chosen words fill in a figure: its number, and what stands before it", () => {
  const draft = blank();
  assert.deepEqual(figureOf("about eleven thousand", draft), {
    measure: undefined,
    value: "11000",
    by: [],
    qualifier: "about",
  });
  assert.deepEqual(figureOf("between ten and twelve thousand", draft), {
    measure: undefined,
    low: "10000",
    high: "12000",
    by: [],
  });
  assert.equal("qualifier" in figureOf("half a million", draft), false);
});

test("a verb names the stance, and one that is turned into its opposite names none", () => {
  const cases = {
    denied: "denies",
    "Peskov flatly denied that anyone had said so": "denies",
    "refused to comment": "declines",
    "declined to confirm or deny": "declines",
    "has confirmed": "confirms",
    "took back": "retracts",
    said: "asserts",
    "did not deny": null,
    "didn’t say": null,
    "the dam": null,
    "": null,
  };
  for (const [words, stance] of Object.entries(cases)) assert.equal(stanceIn(words, told.stances, "en"), stance, words);
  assert.equal(stanceIn("не подтвердил", told.stances, "ru"), null);
  assert.equal(stanceIn("подтвердил", told.stances, "ru"), "confirms");
  assert.equal(stanceIn("El portavoz negó todo", told.stances, "es"), "denies");
  assert.equal(stanceIn("대변인은 부인했다", told.stances, "ko"), "denies");
  assert.equal(stanceIn("نفت الوزارة", told.stances, "ar"), "denies");
  assert.equal(stanceIn("denied", told.stances, "ja"), "denies"); // of a language that is not known, the English words
});

test("the archive’s people are found by their names, a family name where it tells who is meant", () => {
  const ids = (text) => known.namesIn(text).map((it) => [text.slice(it.start, it.end), ...it.ids]);
  assert.deepEqual(ids("Shoigu’s words reached the River Board, said Сергей Шойгу."), [
    ["Shoigu", "sergei-shoigu"],
    ["River Board", "river-board"],
    ["Сергей Шойгу", "sergei-shoigu"],
  ]);
  assert.deepEqual(ids("Kim met de Wit and Wit"), [
    ["Kim", "kim-jong-un"],
    ["Wit", "jan-de-wit"],
    ["Wit", "jan-de-wit"],
  ]);
  assert.deepEqual(ids("Hill spoke. Bob Hill answered. Hill left."), [
    ["Hill", "ann-hill", "bob-hill"],
    ["Bob Hill", "bob-hill"],
    ["Hill", "bob-hill"],
  ]);
  assert.deepEqual(ids("a hill by the river. Board"), []);
});

test("a position takes its holder, its stance and its ground from the chosen words", async () => {
  const draft = blank();
  const words = "Shoigu denied it";
  draft.copy = await copyOfText(words, told.alike);
  assert.deepEqual(newPart("statements", { start: 0, end: words.length, words, at: [0, words.length] }, draft), {
    holder: "sergei-shoigu",
    stance: "denies",
    rests_on: "verb",
  });
});

test("an event is taken by its name, and left open where no event has it", () => {
  const hit = (words) => ({ start: 0, end: words.length, words, at: [0, words.length] });
  assert.equal(newPart("events", hit("the Flood"), blank()), "flood");
  assert.equal(newPart("events", hit("the drought"), blank()), "");
});

test("a day is read as the command reads it in a text, with the day of publication", () => {
  for (const [words, published, edtf, basis] of vectors("chosen-days")) {
    assert.deepEqual(
      findDate(words, told.dates, published),
      basis ? { edtf, basis } : { edtf: edtf ?? "" },
      `${words}, ${published}`,
    );
  }
});

test("a quotation from a text in pages says on which it stands, where its kind of source has pages", async () => {
  const words = "He fled";
  const of = async (/** @type {string} */ text, kind = "article") => {
    const draft = blank();
    draft.read(await copyOfText(text, told.alike), "T");
    draft.set(["source", "kind"], kind);
    const start = text.lastIndexOf(words);
    const hit = { start, end: start + words.length, words, at: /** @type {[number, number]} */ ([start, start + 7]) };
    return /** @type {import("../../generator/theme/assets/annotate/record.js").Quotation} */ (
      newPart("quotations", hit, draft)
    ).where;
  };
  assert.deepEqual(await of("He fled.\fAnd then\fHe fled."), { page: "3" });
  assert.deepEqual(await of("He fled.\f"), { page: "1" });
  assert.equal(await of("He fled."), undefined);
  assert.equal(await of("A\fHe fled.", "post"), undefined);
});
