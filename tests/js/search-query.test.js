import assert from "node:assert/strict";
import { test } from "node:test";
import { asksAnything, choicesOf, dayIn, orderOf, read, written } from "../../generator/theme/assets/search/address.js";
import { inRange, yearOf } from "../../generator/theme/assets/search/dates.js";
import { adjoin, haveAll, placeOf } from "../../generator/theme/assets/search/phrases.js";
import { isPhrase, partsOf, someOf, unquoted, wordsOfPhrase } from "../../generator/theme/assets/search/query.js";
import { hasAll, likenessTo, stemOf, wordsOf } from "../../generator/theme/assets/search/words.js";

const FACETS = ["kind", "speaker", "year"];
const nothing = read("", FACETS);

// --- words and phrases ---

test("words are folded: accents, case and curly apostrophes do not count, and 6,000 is one word", () => {
  assert.deepEqual(wordsOf("Čapek’s 6,000 men, 1.5 million"), ["capek", "s", "6000", "men", "15", "million"]);
  assert.deepEqual(wordsOf("… — “”"), []);
});

test("a query is its words, then its phrases, whatever quotation marks these have", () => {
  assert.deepEqual(partsOf("Kursk “North Korean troops” 2024"), ["Kursk 2024", '"North Korean troops"']);
  assert.deepEqual(partsOf("«боевые действия» „auf Befehl“"), ['"боевые действия"', '"auf Befehl"']);
  assert.equal(isPhrase(partsOf('"on orders"')[0]), true);
});

test("a quotation mark that is not closed makes no phrase", () => {
  assert.deepEqual(partsOf('Kursk "North Korean'), ["Kursk North Korean"]);
  assert.deepEqual(partsOf("“"), []);
  assert.deepEqual(partsOf('"" “ ”'), []);
});

test("a phrase of nothing but signs is none", () => {
  assert.deepEqual(partsOf('Kursk "…"'), ["Kursk"]);
});

test("words that stand everywhere are left out, unless there are no others", () => {
  assert.deepEqual(partsOf("the troops in Kursk"), ["troops Kursk"]);
  assert.deepEqual(partsOf("to be"), ["to be"]);
  assert.deepEqual(partsOf('to be "or not"'), ['"or not"']);
});

test("a hyphen joins no words, neither outside a phrase nor in one", () => {
  assert.deepEqual(partsOf("Kim Jong-un"), ["Kim Jong un"]);
  assert.deepEqual(wordsOfPhrase('"Kim Jong-un said"'), ["Kim", "Jong", "un", "said"]);
});

test("some of the words are looked for where there are several and no phrase", () => {
  assert.deepEqual(someOf(partsOf("troops Kursk")), ["troops", "Kursk"]);
  assert.deepEqual(someOf(partsOf("troops")), []);
  assert.deepEqual(someOf(partsOf('troops "in Kursk"')), []);
  assert.deepEqual(someOf(partsOf('"in Kursk"')), []);
  assert.deepEqual(someOf([]), []);
});

test("without its marks a phrase is words in any order", () => {
  assert.equal(unquoted(' “in Kursk” "now '), "in Kursk now");
});

test("a word fits one with another ending, and no word that begins with its first letters only", () => {
  assert.equal(stemOf("parties"), "part");
  assert.equal(stemOf("planned"), "plan");
  assert.equal(hasAll("Both parties send soldiers.", ["sending"]), true);
  assert.equal(hasAll("Both parties sent soldiers.", ["party", "soldier"]), true);
  assert.equal(hasAll("A kettle.", ["kursk"]), false);
  assert.equal(hasAll("In Kursk.", ["kursk", "troops"]), false);
});

test("names are rated by the pairs of letters that they share with a query", () => {
  const likeness = likenessTo("Shoigoo");
  assert.ok(likeness("Sergei Shoigu") > 0.45);
  assert.ok(likeness("Vladimir Putin") < 0.2);
  assert.equal(likenessTo("Kursk")("Kursk"), 1);
});

// --- words beside each other ---

test("words adjoin where each stands behind the one before it, or in its place", () => {
  const at = (...words) => ({ words, fields: [] });
  assert.equal(adjoin([at(3, 9), at(10), at(11)]), true);
  assert.equal(adjoin([at(3), at(5)]), false);
  assert.equal(adjoin([at(4), at(3)]), false);
  assert.equal(adjoin([at(7), at(7), at(8)]), true); // Jong-un said
});

test("beside the text words adjoin where one field has them all", () => {
  assert.equal(
    adjoin([
      { words: [1], fields: ["names"] },
      { words: [], fields: ["also", "names"] },
    ]),
    true,
  );
  assert.equal(
    adjoin([
      { words: [1], fields: ["names"] },
      { words: [], fields: ["also"] },
    ]),
    false,
  );
});

test("a phrase is found at its first place, and its last word may go on", () => {
  const words = "They sent troops, and sent troopships.".split(" ");
  assert.deepEqual(placeOf(words, ["sent", "troop"]), [1, 3]);
  assert.deepEqual(placeOf(words, ["and", "sent"]), [3, 5]);
  assert.equal(placeOf(words, ["sen", "troops"]), null);
  assert.deepEqual(placeOf("Kim Jong-un said".split(" "), ["jong", "un", "said"]), [1, 3]);
});

test("a phrase stands in a text whole, between words; in scripts without spaces also within", () => {
  assert.equal(haveAll(["They sent troops."], ['"sent troops"']), true);
  assert.equal(haveAll(["They sent troopships."], ['"sent troop"']), false);
  assert.equal(haveAll(["They sent", "troops."], ['"sent troops"']), false);
  assert.equal(haveAll(["조선인민군은"], ['"조선인민군"']), true);
  assert.equal(haveAll(["They sent troops.", "Kim"], ['"sent troops"', '"kim"']), true);
});

// --- the address ---

test("what an address asks for is what was written into it", () => {
  const asked = {
    q: "“on orders” & more",
    from: "2024-10-01",
    to: "2025-01-31",
    sort: "oldest",
    chosen: { kind: ["Quotation", "Article"], speaker: ["Kim Jong Un"], year: [] },
  };
  assert.deepEqual(read(written(asked, "2025-02-01"), FACETS), asked);
  assert.match(written(asked, "2025-02-01"), /&known=2025-02-01$/);
});

test("an address that asks for nothing has no query", () => {
  assert.equal(written(nothing, ""), "");
  assert.equal(asksAnything(nothing), false);
});

test("what an address has of no facet, of no order and of no day is left out", () => {
  assert.deepEqual(read("?sort=best&from=yesterday&to=2025-1-1&colour=red", FACETS), nothing);
  assert.deepEqual(["2025-01-31", "12025-01-31", "2025", "", null].map(dayIn), [
    "2025-01-31",
    "12025-01-31",
    "",
    "",
    "",
  ]);
});

test("without words the newest comes first, with words the best; an order that is chosen holds", () => {
  assert.equal(orderOf(nothing), "");
  assert.equal(orderOf(read("?kind=Article", FACETS)), "newest");
  assert.equal(orderOf(read("?q=Kursk&kind=Article", FACETS)), "");
  assert.equal(orderOf(read("?q=Kursk&sort=oldest", FACETS)), "oldest");
  assert.equal(orderOf(read("?q=%22&year=2024", FACETS)), "newest");
});

test("each choice is named, with what takes it back alone", () => {
  const asked = read("?kind=Article&kind=Event&from=2025-01-01", FACETS);
  const found = choicesOf(asked, { kind: "Kind", speaker: "Speaker", year: "Year" });
  assert.deepEqual(
    found.map(({ words }) => words),
    ["Kind: Article", "Kind: Event", "from 2025-01-01"],
  );
  assert.deepEqual({ ...asked, ...found[0].without }.chosen.kind, ["Event"]);
  assert.equal({ ...asked, ...found[2].without }.from, "");
});

// --- dates ---

const range = (from, to, ...year) => ({ from, to, chosen: { year } });

test("a date is in a range in which some of it lies", () => {
  assert.equal(inRange("2025-01-01/2025-01-31", range("2025-01-31", "")), true);
  assert.equal(inRange("2025-01-01/2025-01-31", range("2025-02-01", "")), false);
  assert.equal(inRange("2025-01-01/2025-01-31", range("", "2025-01-01")), true);
  assert.equal(inRange("2025-01-01", range("", "2024-12-31")), false);
});

test("nothing is in a range that ends before it begins", () => {
  assert.equal(inRange("2025-01-01/2025-12-31", range("2025-06-02", "2025-06-01")), false);
});

test("years before the year 0 lie before it", () => {
  assert.equal(inRange("-0044-03-15", range("", "0001-01-01")), true);
  assert.equal(inRange("-0044-03-15", range("0001-01-01", "")), false);
});

test("a date belongs to the year in which it begins", () => {
  assert.equal(yearOf("-0044-03-15"), "-0044");
  assert.equal(inRange("2024-12-31/2025-01-02", range("", "", "2024")), true);
  assert.equal(inRange("2024-12-31/2025-01-02", range("", "", "2025")), false);
});
