import assert from "node:assert/strict";
import { test } from "node:test";
import { digest } from "../../generator/theme/assets/lib/hashes.js";
import {
  RefusedFile,
  bibtexWorks,
  backupFile,
  recordsOf,
  csvOf,
  bibliographyText,
} from "../../generator/theme/assets/saved/file.js";
import { MAX_RECORDS, mergeRecords, openStore, parseTags } from "../../generator/theme/assets/saved/store.js";

const NOW = "2026-11-30T10:00:00.000Z";
const LATER = "2026-11-30T11:00:00.000Z";
const record = (more = {}) => ({ title: "One", tags: [], note: "", saved: NOW, changed: NOW, ...more });

const told = {
  archive: "Floods",
  state: "2026-11-29",
  status: (address) => (address.startsWith("articles/one") ? "withdrawn" : ""),
  became: (address) => (address.startsWith("articles/one") ? "withdrawn on 1 June 2026" : ""),
};

/** A storage as browsers have one, in which so many letters have room. */
const storage = (room = Infinity) => {
  const held = new Map();
  return {
    get length() {
      return held.size;
    },
    key: (index) => [...held.keys()][index] ?? null,
    getItem: (key) => held.get(key) ?? null,
    setItem: (key, value) => {
      if (value.length > room) throw new DOMException("no room", "QuotaExceededError");
      held.set(key, value);
    },
    removeItem: (key) => held.delete(key),
  };
};

test("records come last saved first, and what other scripts and archives keep there is none of them", () => {
  const held = storage();
  const store = openStore(held, "saved / ");
  store.write("articles/one", record());
  store.write("people/ada", record({ saved: LATER }));
  held.setItem("draft", "{}");
  held.setItem("saved /other/ articles/two", JSON.stringify(record()));
  held.setItem("saved / articles/broken", "{");
  held.setItem("saved / articles/false", '{"title": 1}');
  assert.deepEqual(
    store.all().map(([at]) => at),
    ["people/ada", "articles/one"],
  );
});

test("two open pages do not undo each other's tags and notes", () => {
  const store = openStore(storage(), "saved / ");
  store.write("articles/one", record({ tags: ["war", "peace"], note: "first" }));
  const before = store.read("articles/one");
  store.edit("articles/one", { tags: ["war", "peace", "dam"], note: "here" }, before, NOW);
  let seen = before;
  for (const note of ["t", "th", "there"]) {
    store.edit("articles/one", { tags: ["war"], note }, seen, LATER);
    seen = { tags: ["war"], note };
  }
  const { tags, note, changed } = store.read("articles/one");
  assert.deepEqual([tags, note, changed], [["war", "dam"], "here\n\nthere", LATER]);
  store.remove("articles/one");
  assert.equal(store.edit("articles/one", { note: "late" }, seen, LATER), null);
});

test("where there is no room, that is thrown and what was there stays", () => {
  const store = openStore(storage(200), "saved / ");
  store.write("articles/one", record());
  const own = store.read("articles/one");
  assert.throws(() => store.edit("articles/one", { note: "x".repeat(300) }, own, NOW), DOMException);
  assert.deepEqual(store.read("articles/one"), own);
});

test("two records of one address lose nothing, in whichever order they come", () => {
  const one = record({ tags: ["a"], note: "mine", saved: LATER });
  const other = record({ title: "Renamed", tags: ["b"], note: "theirs", changed: LATER });
  for (const { title, tags, note, saved } of [mergeRecords(one, other), mergeRecords(other, one)]) {
    assert.equal(title, "Renamed");
    assert.deepEqual(tags.toSorted(), ["a", "b"]);
    assert.deepEqual(note.split("\n\n").toSorted(), ["mine", "theirs"]);
    assert.equal(saved, NOW);
  }
  assert.deepEqual(mergeRecords(one, one), one);
});

test("tags stand between commas of any script", () => {
  assert.deepEqual(parseTags(" war,  the   dam ،حرب、戦,,war"), ["war", "the dam", "حرب", "戦"]);
  assert.equal(parseTags("x".repeat(300))[0].length, MAX_RECORDS.tag);
});

test("a file gives back what was put into it", () => {
  const records = [
    [
      "articles/one#q-first",
      record({ words: "“The dam” […] “safe”", speaker: "Ada", tags: ["a"], note: "line\nline" }),
    ],
    ["people/ada", record({ title: "Ada" })],
  ];
  assert.deepEqual([...recordsOf(backupFile(records, told, NOW))], records);
  assert.deepEqual([...recordsOf(`\uFEFF${backupFile(records, told, NOW)}`)], records);
});

test("a file that is broken, of something else or hostile is refused, with the place", () => {
  const file = (records, more = {}) =>
    JSON.stringify({ format: "research-archive/saved", version: 1, records, ...more });
  const at = "articles/one";
  const cases = [
    ["", /line 1 cannot be read/],
    ['{\n"format":\n,}', /line 3 cannot be read/],
    ["null", /holds no saved records/],
    ["[]", /holds no saved records/],
    [file([], { format: "other" }), /holds no saved records/],
    [file({}), /holds no saved records/],
    [file([], { version: 2 }), /newer version/],
    [file([{ at, ...record() }, null]), /Record 2 of the file cannot be read: look at “at”/],
    [file([{ at: "javascript:alert(1)", ...record() }]), /Record 1 .* “at”/],
    [file([{ at: "../../evil", ...record() }]), /“at”/],
    [file([{ at, ...record({ note: 5 }) }]), /“note”/],
    [file([{ at, ...record({ tags: "war" }) }]), /“tags”/],
    [file([{ at, ...record({ tags: [{}] }) }]), /“tags”/],
    [file([{ at, ...record({ saved: "yesterday" }) }]), /“saved”/],
    [file([{ at, ...record({ note: "x".repeat(30_000) }) }]), /“note”/],
    [file([{ at, ...record({ authors: "Ada" }) }]), /“authors”/],
    [file(Array(20_001).fill(0)), /too large/],
  ];
  for (const [text, said] of cases) {
    assert.throws(
      () => recordsOf(text),
      (fault) => fault instanceof RefusedFile && said.test(fault.message),
      text.slice(0, 90),
    );
  }
  const [[, taken]] = recordsOf(file([{ at, __proto__: { note: "no" }, onclick: "evil", ...record() }]));
  assert.deepEqual(taken, record());
});

test("a bibliography has the quotations below their article, with what the reader wrote", () => {
  const at = (address) => `https://floods.example/${address}`;
  const records = [
    [
      "articles/one#q-a",
      record({ words: "The dam was safe", speaker: "Ada", said: "1 May", note: "key", authors: ["B"] }),
    ],
    ["people/ada", record({ title: "Ada", tags: ["x", "y"] })],
    ["articles/one#q-b", record({ words: "Nobody knew" })],
  ];
  assert.equal(
    bibliographyText(records, at, told),
    "Floods, state of 2026-11-29\n\nB. One\nwithdrawn on 1 June 2026\nhttps://floods.example/articles/one\n\n  “The dam was safe”\n    Ada, 1 May\n    https://floods.example/articles/one#q-a\n" +
      "    key\n\n  “Nobody knew”\n    https://floods.example/articles/one#q-b\n\nAda\nhttps://floods.example/people/ada\nTags: x; y\n",
  );
});

test("for BibTeX a work has the quotations from it, and what is no article is a page of the archive", () => {
  const more = {
    words: "Der Damm",
    language: "de",
    speaker: "Ada",
    date: "2025-04-28",
    url: "https://herald.example/1",
  };
  const text = bibtexWorks(
    [
      ["articles/one#q-a", record(more)],
      ["people/ada", record({ title: "Ada {Lind}" })],
    ],
    (address) => `https://floods.example/${address}`,
    told,
  );
  assert.match(
    text,
    /@online\{one,\n {2}title = \{\{One\}\},\n {2}date = \{2025-04-28\},\n {2}url = \{https:\/\/herald.example\/1\},/,
  );
  assert.match(text, /^% Floods\n% state of 2026-11-29\n/);
  assert.match(text, /note = \{“Der Damm” \(Ada\); withdrawn on 1 June 2026\}/);
  assert.doesNotMatch(text, /german/); // the language of the words is not known to be that of the article
  assert.match(
    text,
    /@online\{ada,[^@]+organization = \{\{Floods\}\},\n {2}url = \{https:\/\/floods.example\/people\/ada\}/,
  );
});

test("a cell of the table is no formula", () => {
  const [, row] = csvOf([["people/ada", record({ title: "=cmd()", note: 'a "b"' })]], (it) => it, told).split("\r\n");
  assert.match(row, /^person,'=cmd\(\),/);
  assert.match(row, /,people\/ada,,2026-11-29$/);
  assert.match(row, /"a ""b"""/);
});

test("a digest of words is theirs, whatever stands between their letters, and the one that Python makes", () => {
  assert.equal(digest("“Дамба” […] “was safe, 5”"), 3766209614);
  assert.equal(digest("Дамба was safe 5"), 3766209614);
});
