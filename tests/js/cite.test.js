import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import {
  accessNote,
  edtfOf,
  inProse,
  completeItem,
  withUndividedNames,
} from "../../generator/theme/assets/cite/item.js";
import { ris } from "../../generator/theme/assets/cite/ris.js";
import { templateDate, wikipedia, wikitext } from "../../generator/theme/assets/cite/wikipedia.js";
import { csv } from "../../generator/theme/assets/take/csv.js";
import { address, bibtex, dateOf, tex } from "../../generator/theme/assets/take/bibtex.js";

const vectors = JSON.parse(readFileSync(new URL("../vectors/citations.json", import.meta.url), "utf8"));

test("texts, addresses, dates and references are written as the commands write them", () => {
  const rules = { tex, address, day: dateOf };
  for (const [name, rule] of Object.entries(rules)) {
    for (const [text, said] of Object.entries(vectors[name])) assert.equal(rule(text), said, `${name} of ${text}`);
  }
  for (const { item, issued, ris: said } of vectors.items) {
    assert.equal(edtfOf(item, "issued"), issued);
    assert.equal(ris(item), said);
  }
});

const article = {
  item: vectors.items[0].item,
  at: "https://archive.test/articles/flood/",
  archive: "Floods [2025]",
  state: "2026-11-30",
  commit: "0123456789ab",
  day: "28 April 2025",
  archived: [["https://web.test/1", "2025-06-01"]],
};
const quotation = {
  ...article,
  at: "https://archive.test/articles/flood/#q-held",
  quoted: { words: "it | held", who: "Mira Okonjo", way: "Mira Okonjo, quoted by TASS", day: "27 April 2025" },
};

test("words, speaker, way, article, address and state are in every form of a quotation", () => {
  for (const text of [
    inProse(quotation),
    completeItem(quotation).note,
    wikipedia(quotation),
    bibtex([{ ...completeItem(quotation), title: "" }]),
  ]) {
    for (const part of ["Mira Okonjo, quoted by TASS", "2026-11-30", "0123456789ab", "archive.test/articles/flood/"]) {
      assert.ok(text.includes(part), `${part} in ${text}`);
    }
    assert.match(text, /it (\||&#124;) held/);
  }
  assert.equal(
    inProse(quotation),
    "“it | held” (Mira Okonjo, quoted by TASS, 27 April 2025), in: Ada Lind, Reed, Tom and Sons, “A <i>dam</i>  breaks\n& {more}”, " +
      "Herald & Sons, 28 April 2025, https://herald.test/a_b. Consulted in Floods [2025], https://archive.test/articles/flood/#q-held, " +
      "state of 2026-11-30 (commit 0123456789ab).",
  );
  assert.equal(completeItem(quotation).id, "flood-held");
});

test("in a file no name is between isolates, as it is in a sentence that is shown", () => {
  const hebrew = { ...quotation, archive: "שלום (3)", quoted: { ...quotation.quoted, way: "נעה" } };
  assert.match(inProse(hebrew), /\u2068שלום \(3\)\u2069/);
  for (const text of [completeItem(hebrew).note, wikipedia(hebrew), ris(completeItem(hebrew))]) {
    assert.doesNotMatch(text, /[\u2068\u2069]/);
  }
  assert.equal(csv([[inProse(hebrew)]]), csv([[inProse(hebrew).replace(/[\u2068\u2069]/g, "")]]));
});

test("of an archive without history no state is said", () => {
  assert.equal(
    accessNote({ ...article, state: "", commit: "" }),
    "Consulted in Floods [2025], https://archive.test/articles/flood/.",
  );
});

test("a reference for Wikipedia has the archived copy with its day, and no sign is taken for wikitext", () => {
  assert.equal(
    wikipedia(article),
    "{{cite news |author=Ada Lind |author2=Reed, Tom and Sons |title=A &#60;i&#62;dam&#60;/i&#62; breaks &#38; &#123;more&#125; " +
      "|work=Herald &#38; Sons |date=28 April 2025 |url=https://herald.test/a_b |access-date=May 2025 |archive-url=https://web.test/1 " +
      "|archive-date=1 June 2025 |language=en |via=Floods &#91;2025&#93;}} [https://archive.test/articles/flood/ Floods &#91;2025&#93;] " +
      "(2026-11-30, 0123456789ab)",
  );
  assert.ok(!/archive-url/.test(wikipedia({ ...article, archived: [["https://web.test/1", ""]] })));
  assert.equal(
    wikitext("''[[a|b]]'' {{c}} ~~~~ __TOC__"),
    "&#39;&#39;&#91;&#91;a&#124;b&#93;&#93;&#39;&#39; &#123;&#123;c&#125;&#125; &#126;&#126;&#126;&#126; &#95;&#95;TOC&#95;&#95;",
  );
});

test("a name is divided only where a record says how", () => {
  const names = [{ family: "van Dijk", given: "Jana" }, { literal: "Kim Min" }];
  const cited = { ...article, item: { ...article.item, author: names } };
  assert.match(wikipedia(cited), / \|last=van Dijk \|first=Jana \|author2=Kim Min \|/);
  assert.match(ris(cited.item), /AU {2}- van Dijk, Jana\r\nAU {2}- Kim Min,\r\n/);
  assert.match(inProse(cited), /Jana van Dijk, Kim Min/);
  assert.match(
    bibtex([{ id: "a", title: "A", authors: [names[0], "Kim Min"] }]),
    / author = \{\{van Dijk\}, \{Jana\} and \{Kim Min\}\},/,
  );
});

test("a date is written as the templates take it, or not at all", () => {
  const said = { "2025-04-28": "28 April 2025", "2025-04": "April 2025", "2025-04~": "c. 2025", "2024/2025": "2024–2025",
    "2025-04-28/2025-04-30": "28 April 2025 – 30 April 2025", "[2025-05-29..2025-05-31]": "May 2025", "": "", "-0044": "" }; // prettier-ignore
  for (const [text, date] of Object.entries(said)) assert.equal(templateDate(text), date, text);
});

test("each kind of source has its template, and who published it", () => {
  const base = { id: "a", title: "Парад", language: "ru-RU", URL: "https://a.test/", publisher: "Первый канал" };
  const of = (/** @type {object} */ item) =>
    wikipedia({ ...article, archived: [], item: { ...base, ...item } }).replace(/ \|url=.*/, "");
  assert.equal(
    of({ type: "report", genre: "Press release" }),
    "{{cite press release |script-title=ru:Парад |publisher=Первый канал",
  );
  assert.equal(
    of({ type: "broadcast", "container-title": "Время" }),
    "{{cite episode |script-title=ru:Парад |series=Время |network=Первый канал",
  );
  assert.equal(of({ type: "motion_picture" }), "{{cite AV media |script-title=ru:Парад |publisher=Первый канал");
  assert.equal(of({ type: "document", language: "en" }), "{{cite web |title=Парад |publisher=Первый канал");
  assert.equal(
    of({ type: "report", title: undefined }),
    "{{cite report |title=&#91;no title&#93; |publisher=Первый канал",
  );
});

const processor = new URL("../../.ci/node_modules/citeproc/", import.meta.url);

test("a family name is written as the record sorts it", { skip: !existsSync(processor) && "needs citeproc" }, () => {
  const CSL = createRequire(import.meta.url)(processor.pathname);
  const read = (name) => readFileSync(new URL(`../../generator/exports/cite/${name}`, import.meta.url), "utf8");
  const item = withUndividedNames({
    id: "x",
    type: "article-newspaper",
    title: "A dam",
    author: [{ family: "van der Meer", given: "Jan" }, { literal: "Plato" }],
  });
  const words = read("locales-en-US.xml");
  const engine = new CSL.Engine(
    { retrieveLocale: () => words, retrieveItem: () => item },
    read("chicago.csl"),
    "en-US",
    true,
  );
  engine.updateItems(["x"]);
  assert.match(engine.makeBibliography()[1][0], />van der Meer, Jan and Plato\./);
});
