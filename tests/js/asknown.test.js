import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";

const script = readFileSync(new URL("../../generator/theme/assets/asknown.js", import.meta.url), "utf-8");

/** What the script gives to the others where this address is open and its page has not come yet. */
const known = (address) => {
  const window = { document$: { subscribe: () => {} } };
  vm.runInNewContext(script, { window, location: new URL(address), URL, URLSearchParams });
  return window.archiveKnown;
};

test("the day stands in the address, and what is none counts as none", () => {
  assert.equal(known("https://archive.test/?known=2024-12-31").day(), "2024-12-31");
  for (const text of ["", "2024", "2024-13-01", "2024-12-31T00:00", "yesterday", "%3Cscript%3E"]) {
    assert.equal(known(`https://archive.test/?known=${text}`).day(), "", text);
  }
  assert.equal(known("https://archive.test/").day(), "");
});

test("a link carries the day on, beside what else it asks for, and stays as it is without one", () => {
  const { link } = known("https://archive.test/people/?known=2024-12-31");
  assert.equal(link("../articles/?q=dam#q-one"), "https://archive.test/articles/?q=dam&known=2024-12-31#q-one");
  assert.equal(link("?known=2020-01-01"), "https://archive.test/people/?known=2024-12-31");
  assert.equal(known("https://archive.test/people/").link("../articles/"), "../articles/");
});
