import assert from "node:assert/strict";
import { test } from "node:test";
import {
  asKnownOn,
  asksAnything,
  choicesOf,
  dayIn,
  orderOf,
  fromAddress,
  toQuery,
} from "../../generator/theme/assets/search/address.js";
import { inRange, yearOf } from "../../generator/theme/assets/search/dates.js";
import { adjacentPlaces, containsAll } from "../../generator/theme/assets/search/phrases.js";
import { hasPhrase, hasWords, parseQuery, withoutQuotes } from "../../generator/theme/assets/search/query.js";
import { parseQuestion, joinSplitVerbs } from "../../generator/theme/assets/search/questions.js";
import { foldPiece, similarityTo, piecesOf, allowedSlips, wordsOf } from "../../generator/theme/assets/search/words.js";
import { vectors } from "./given.js";

const FACETS = ["kind", "speaker", "year"];
const nothing = fromAddress("", FACETS);

// --- words and phrases ---

test("words are searched by what the generator searches them by", () => {
  for (const [word, pieces] of Object.entries(vectors("searched"))) {
    assert.deepEqual(piecesOf(word).map(foldPiece), pieces, word);
  }
});

test("numbers are one word however their groups are set apart", () => {
  assert.deepEqual(wordsOf("11,000 11.000 11’000 11 000"), ["11000", "11000", "11000", "11000"]);
  assert.deepEqual(wordsOf("… — “”"), []);
});

test("a question leaves out what does not say what is looked for, in the language that it is asked in", () => {
  const left = (query) => {
    const asked = parseQuestion(query);
    return query.split(" ").filter((it) => asked?.leaves(it));
  };
  assert.deepEqual(left("Who denied the war first?"), ["Who", "the", "first?"]); // war is no verb in English
  assert.deepEqual(left("wer war zuerst in Kursk"), ["wer", "war", "zuerst", "in"]);
  assert.deepEqual(left("¿Quién negó antes la guerra?"), ["¿Quién", "antes", "la"]);
  assert.deepEqual(left("누가 먼저 부인했나"), ["누가", "먼저"]);
  assert.deepEqual(left("من نفى أولا"), ["من", "أولا"]);
  for (const none of ["first anniversary", "WHO says", "who", ""]) assert.equal(parseQuestion(none), null, none);
});

test("a word that may open a question makes one only there, and a question mark makes one anywhere", () => {
  for (const one of ["has Russia denied", "hat Russland dementiert", "la Russie a-t-elle nié", "Peskov ha negado?"]) {
    assert.notEqual(parseQuestion(one), null, one);
  }
  for (const none of ["war in Ukraine", "no comment", "a son of Kim", "troops that were sent"]) {
    assert.equal(parseQuestion(none), null, none);
  }
});

test("a German verb in two parts is sought as one, in a question", () => {
  assert.equal(joinSplitVerbs("wann gab Kim zu, dass es Truppen gab"), "wann zugab Kim, dass es Truppen gab");
  assert.equal(joinSplitVerbs("wer wies das zurück?"), "wer zurückwies das?");
  assert.equal(joinSplitVerbs("gab es zu viele Tote"), "gab es zu viele Tote");
});

test("what is asked of the whole archive is told from what is asked of a record", () => {
  const asked = {
    "which outlet altered most": "altered",
    "welche Zeitung hat am meisten verändert": "altered",
    "who is quoted most": "quoted",
    "какие страны отрицали": "countries",
    "qué no se sabe": "unknown",
    "who denied it": undefined,
    "in what words did he praise them, and who altered it": undefined,
  };
  for (const [query, whole] of Object.entries(asked)) assert.equal(parseQuestion(query)?.whole, whole, query);
});

test("a question asks for a number by its own words", () => {
  for (const one of [
    "how many killed",
    "wie viele Tote",
    "combien de morts",
    "скільки вбито",
    "몇 명 사망",
    "كم قتيلا",
  ]) {
    assert.equal(parseQuestion(one)?.counts, true, one);
  }
  assert.equal(parseQuestion("who counted them")?.counts, false);
});

test("a question asks what was said by its own words", () => {
  for (const one of [
    "what did he say",
    "was sagte wer",
    "qui a dit",
    "quién dijo",
    "хто сказав",
    "누가 말했나",
    "من قال",
  ]) {
    assert.equal(parseQuestion(one)?.says, true, one);
  }
  assert.equal(parseQuestion("who denied it")?.says, false);
});

const textsOf = (query) =>
  parseQuery(query).all.map((parts) => parts.map(({ text, phrase }) => (phrase ? `"${text}"` : text)));

test("a query is its words and its phrases, whatever quotation marks these have", () => {
  assert.deepEqual(textsOf("Kursk “North Korean troops” 2024"), [["Kursk"], ['"North Korean troops"'], ["2024"]]);
  assert.deepEqual(textsOf("«боевые действия» „auf Befehl“"), [['"боевые действия"'], ['"auf Befehl"']]);
  assert.equal(hasPhrase('Kursk "on orders"'), true);
  assert.equal(hasPhrase("Kursk on orders"), false);
});

test("a quotation mark that is not closed makes no phrase, which is said", () => {
  assert.deepEqual(textsOf('Kursk "North Korean'), [["Kursk"], ["North"], ["Korean"]]);
  assert.deepEqual([...parseQuery('Kursk "North Korean').notes], ["mark"]);
  assert.equal(hasWords("“"), false);
  assert.deepEqual(textsOf('Kursk "…"'), [["Kursk"]]);
});

test("a minus before a word or a phrase leaves it out, and none within a word does", () => {
  const { all, none, notes } = parseQuery('Kim -Jong -"North Korea" Son-hui – 2024');
  assert.deepEqual(
    all.map(([it]) => it.text),
    ["Kim", "Son-hui", "2024"],
  );
  assert.deepEqual(
    none.map((it) => it.text),
    ["Jong", "North Korea"],
  );
  assert.equal(notes.size, 0);
  assert.equal(hasWords("-Kim"), true);
  for (const minus of "−–") {
    assert.deepEqual(parseQuery(`Kim ${minus}Jong ${minus}"North Korea"`).none, none, minus); // as phones write it
  }
});

test("a minus alone and a word behind an exclamation mark are noted, and a dash between words is not", () => {
  assert.deepEqual([...parseQuery("Kursk - Moscow").notes], ["minus"]);
  assert.deepEqual([...parseQuery("-").notes], ["minus"]);
  assert.deepEqual([...parseQuery("Kursk !Moscow").notes], ["shout"]);
  assert.deepEqual([...parseQuery("Kursk – Moscow!").notes], []);
});

test("words with an OR between them are one part, of which one is enough", () => {
  assert.deepEqual(textsOf('missiles OR howitzers OR "rocket launchers" 2024'), [
    ["missiles", "howitzers", '"rocket launchers"'],
    ["2024"],
  ]);
  assert.deepEqual(textsOf("this or that"), [["this"], ["or"], ["that"]]);
});

test("what means nothing is noted, and its words are searched for all the same", () => {
  const noted = {
    "(Kim Putin)": "bracket",
    "Kim*": "star",
    "speaker:Kim": "field",
    "OR Kim": "or",
    "Kim OR": "or",
    "Kim NOT": "not",
  };
  for (const [query, note] of Object.entries(noted)) {
    assert.deepEqual([...parseQuery(query).notes], [note], query);
    assert.equal(hasWords(query), true);
  }
  for (const query of ["https://example.org/a", "2+2", "Kim AND Putin", "Kim & Putin", "19:30"]) {
    assert.equal(parseQuery(query).notes.size, 0, query);
  }
});

test("without its marks a phrase is words in any order", () => {
  assert.equal(withoutQuotes(' “in Kursk” "now '), "in Kursk now");
});

test("slips are counted: a letter more, less, other or in another place", () => {
  assert.equal(allowedSlips("putln", "putin", 2), 1);
  assert.equal(allowedSlips("casulties", "casualties", 2), 1);
  assert.equal(allowedSlips("ptuin", "putin", 2), 1);
  assert.equal(allowedSlips("kursk", "kursk", 1), 0);
  assert.ok(allowedSlips("kursk", "kurier", 1) > 1);
  assert.ok(allowedSlips("a", "abcd", 2) > 2);
});

test("names are rated by the pairs of letters that they share with a query", () => {
  const likeness = similarityTo("Shoigoo");
  assert.ok(likeness("Sergei Shoigu") > 0.45);
  assert.ok(likeness("Vladimir Putin") < 0.2);
  assert.equal(similarityTo("Kursk")("Kursk"), 1);
});

// --- words beside each other ---

test("words adjoin where each stands behind the one before it, or in its place, and it is told where", () => {
  const at = (...words) => ({ "": words });
  assert.deepEqual(adjacentPlaces([at(3, 9), at(10), at(11)]), { "": [9, 10, 11] });
  assert.equal(adjacentPlaces([at(3), at(5)]), null);
  assert.equal(adjacentPlaces([at(4), at(3)]), null);
  assert.deepEqual(adjacentPlaces([at(7), at(7), at(8)]), { "": [7, 8] }); // Jong-un said
});

test("beside the text words adjoin within one field", () => {
  assert.deepEqual(
    adjacentPlaces([
      { "": [1], names: [4] },
      { also: [2], names: [5] },
    ]),
    { names: [4, 5] },
  );
  assert.equal(adjacentPlaces([{ "": [1], names: [4] }, { also: [2] }]), null);
});

test("a phrase stands in a text whole, between words; in scripts without spaces also within", () => {
  assert.equal(containsAll(["They sent troops."], ['"sent troops"']), true);
  assert.equal(containsAll(["They sent troopships."], ['"sent troop"']), false);
  assert.equal(containsAll(["They sent", "troops."], ['"sent troops"']), false);
  assert.equal(containsAll(["조선인민군은"], ['"조선인민군"']), true);
  assert.equal(containsAll(["ກຳແພງທ່າເຮືອຍັງແຂງແຮງ"], ["ທ່າເຮືອ"]), true);
  assert.equal(containsAll(["ជញ្ជាំងកំពង់ផែននៅរឹងមាំ"], ["កំពង់ផែន"]), true);
  assert.equal(containsAll(["ဆိပ်ကမ်းနံရံသည်ခိုင်ခံ့သည်"], ["နံရံ"]), true);
  assert.equal(containsAll(["They sent troops.", "Kim"], ['"sent troops"', '"kim"']), true);
});

// --- the address ---

test("what an address asks for is what was written into it", () => {
  const asked = {
    q: "“on orders” & more",
    from: "2024-10-01",
    to: "2025-01-31",
    sort: "oldest",
    since: "",
    chosen: { kind: ["Quotation", "Article"], speaker: ["Kim Jong Un"], year: [] },
    not: [],
  };
  assert.deepEqual(fromAddress(toQuery(asked, "2025-02-01"), FACETS), asked);
  assert.match(toQuery(asked, "2025-02-01"), /&known=2025-02-01$/);
  const news = { ...asked, since: "2026-11-12" };
  assert.deepEqual(fromAddress(toQuery(news, ""), FACETS), news);
  assert.deepEqual(fromAddress(toQuery(news, "2025-02-01"), FACETS), asked); // what came when is of today, not of an earlier state
});

test("an address that asks for nothing has no query", () => {
  assert.equal(toQuery(nothing, ""), "");
  assert.equal(toQuery({ ...nothing, q: "dam" }, "", "2026-11-20"), "?q=dam&archive=2026-11-20");
  assert.equal(asksAnything(nothing), false);
});

test("what an address has of no facet, of no order and of no day is left out", () => {
  assert.deepEqual(fromAddress("?sort=best&from=yesterday&to=2025-1-1&colour=red", FACETS), nothing);
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
  assert.equal(orderOf(fromAddress("?kind=Article", FACETS)), "newest");
  assert.equal(orderOf(fromAddress("?q=Kursk&kind=Article", FACETS)), "");
  assert.equal(orderOf(fromAddress("?q=Kursk&sort=oldest", FACETS)), "oldest");
  assert.equal(orderOf(fromAddress("?q=%22&year=2024", FACETS)), "newest");
});

test("each choice is named, with what takes it back alone", () => {
  const asked = fromAddress("?kind=Article&kind=Event&from=2025-01-01", FACETS);
  const found = choicesOf(asked, { kind: "Kind", speaker: "Speaker", year: "Year" });
  assert.deepEqual(
    found.map(({ words }) => words),
    ["Kind: Article", "Kind: Event", "from 2025-01-01"],
  );
  assert.deepEqual({ ...asked, ...found[0].without }.chosen.kind, ["Event"]);
  assert.equal({ ...asked, ...found[2].without }.from, "");
});

test("a filter may be turned round: it says so, and the address keeps it while something of it is chosen", () => {
  const asked = fromAddress("?kind=Article&not=kind&not=speaker&not=colour", FACETS);
  assert.deepEqual(asked.not, ["kind", "speaker"]);
  assert.equal(toQuery(asked, ""), "?kind=Article&not=kind");
  const labels = { kind: "Kind", speaker: "Speaker", year: "Year" };
  assert.deepEqual(
    choicesOf(asked, labels).map(({ words }) => words),
    ["Kind is not Article"],
  );
});

// --- dates ---

test("years that results may not have leave the others", () => {
  const asked = { ...range("", "", "2024"), not: ["year"] };
  assert.deepEqual(
    ["2024-01-01", "2025-01-01"].map((day) => inRange(day, asked)),
    [false, true],
  );
});

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

test("what became of a source is no filter of what was known by a day", () => {
  const facets = [...FACETS, "status"];
  const asked = fromAddress("?q=dam&status=withdrawn&kind=Article", facets);
  assert.deepEqual(asked.chosen.status, ["withdrawn"]);
  const known = fromAddress("?q=dam&status=withdrawn&kind=Article&known=2025-02-01", facets);
  assert.deepEqual(known.chosen, { kind: ["Article"], speaker: [], year: [], status: [] });
  assert.deepEqual(asKnownOn(asked), known);
});
