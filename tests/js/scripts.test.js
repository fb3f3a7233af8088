// What the scripts of every page know without a page. They are no modules, since they also run on a page that is opened from disk: what
// they keep to themselves is handed out at their end, in a place in which no page comes.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";

/** These values of a script, where this address is open. */
const within = (name, names, address = "https://archive.test/") => {
  const script = readFileSync(new URL(`../../generator/theme/assets/${name}.js`, import.meta.url), "utf-8");
  const end = script.lastIndexOf("})();");
  const window = { document$: { subscribe: () => {} } };
  const document = { addEventListener: () => {}, createElement: () => ({}) };
  const { archive } = globalThis;
  const place = {
    window,
    document,
    archive,
    location: new URL(address),
    addEventListener: () => {},
    URL,
    URLSearchParams,
  };
  return vm.runInNewContext(`${script.slice(0, end)}return { ${names.join(", ")} };\n})();`, place);
};
const plain = (value) => JSON.parse(JSON.stringify(value));

// --- as known on a day ---

test("the day stands in the address, and what is none counts as none", () => {
  const day = (query) => within("asknown", ["dayInAddress"], `https://archive.test/${query}`).dayInAddress();
  assert.equal(day("?known=2024-12-31"), "2024-12-31");
  for (const text of ["", "2024", "2024-13-01", "2024-12-31T00:00", "yesterday", "%3Cscript%3E"]) {
    assert.equal(day(`?known=${text}`), "", text);
  }
  assert.equal(day(""), "");
});

test("a link carries the day on, beside what else it asks for, and stays as it is without one", () => {
  const { link } = within("asknown", ["link"], "https://archive.test/people/?known=2024-12-31");
  assert.equal(link("../articles/?q=dam#q-one"), "https://archive.test/articles/?q=dam&known=2024-12-31#q-one");
  assert.equal(link("?known=2020-01-01"), "https://archive.test/people/?known=2024-12-31");
  const { link: without } = within("asknown", ["link"]);
  assert.equal(without("../articles/"), "../articles/");
});

test("words are out from their day on, those of the site always, and those of no known day never", () => {
  const { isPublished } = within("asknown", ["isPublished"]);
  assert.deepEqual(
    ["2024-10-31", "2024-11-01", "always", "", undefined].map((published) => isPublished(published, "2024-10-31")),
    [true, false, true, false, false],
  );
});

// --- the map's time ---

test("stretches are bins and how much lies in them, and what has no date lies in none", () => {
  const { parseSpans } = within("drawn", ["parseSpans"]);
  assert.deepEqual(plain(parseSpans("3-3:2 4-6:1")), [
    [3, 3, 2],
    [4, 6, 1],
  ]);
  const [[first, last, number]] = parseSpans("x:1");
  assert.deepEqual([first, last, number], [NaN, NaN, 1]);
});

test("a year is its January where time begins, and its December where it ends; also before the year 0", () => {
  const { monthOf } = within("drawn", ["monthOf"]);
  assert.equal(monthOf("2025-03", false), 2025 * 12 + 2);
  assert.equal(monthOf("2025", true) - monthOf("2025", false), 11);
  assert.equal(monthOf("-0044-02", false) - monthOf("-0044-01", false), 1);
  for (const text of ["", "2025-13", "25", "soon"]) assert.deepEqual(monthOf(text, false), NaN, text);
});

// --- the card of a link ---

test("a text is cut between words, or between letters where a word is very long", () => {
  const { excerpt } = within("preview", ["excerpt"]);
  assert.equal(excerpt("The dam  held.", 20), "The dam held.");
  assert.equal(excerpt("The dam held, said Ada.", 15), "The dam held…");
  assert.equal(excerpt("水".repeat(30), 10), `${"水".repeat(9)}…`);
  assert.equal(excerpt("😀".repeat(5), 5), "😀".repeat(5));
  assert.equal([...excerpt("😀".repeat(6), 5)].length, 5);
});

test("as much of a page is read as its card needs: its head, or all up to the words", () => {
  const { hasEnough } = within("preview", ["hasEnough"]);
  const head = '<header></header><header class="ar-head"><h1>A</h1>';
  assert.equal(hasEnough(head, ""), false);
  assert.equal(hasEnough(`${head}</header>`, ""), true);
  const quotation = '<details><div id="q-one"><blockquote>B</blockquote></div>';
  assert.equal(hasEnough(quotation, "q-one"), false);
  assert.equal(hasEnough(`${quotation}</details>`, "q-one"), true);
  assert.equal(hasEnough(`${quotation}</details>`, "q-two"), false);
  assert.equal(hasEnough('<h3 id="p-two"></h3><blockquote>B</blockquote>', "p-two"), true);
});
