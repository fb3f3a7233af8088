import assert from "node:assert/strict";
import { test } from "node:test";

globalThis.window = { __md_scope: new URL("https://archive.example/site/") };
globalThis.location = new URL("https://archive.example/site/quotations/2025/?speaker=Ada");
const { FORMS, formOf, fileNameOf: nameOf } = await import("../../generator/theme/assets/take/files.js");

const taken = {
  archive: "Floods",
  state: "2026-11-29",
  known: "",
  address: globalThis.location.href,
  asked: { page: "Quotations", Speaker: "Ada" },
  rows: [{ kind: "quotation", words: "=1+1", who: "", address: "https://archive.example/site/articles/one/#q-a" }],
  works: [{ id: "one", title: "One" }],
};

test("a file in CSV says of each row where it was asked and of which day the archive is, and has no formula", () => {
  const [head, row] = FORMS.csv.text(taken).split("\r\n");
  assert.equal(head.split(",").slice(-4).join(), "address,query,state,known");
  assert.equal(row.split(",").slice(-4).join(), `${taken.rows[0].address},${taken.address},2026-11-29,`);
  assert.ok(row.startsWith("quotation,,'=1+1,"));
});

test("a file in JSON has what was asked, and of a row nothing that is not known", () => {
  const { works, ...asked } = taken;
  assert.deepEqual(JSON.parse(FORMS.json.text(taken)), {
    ...asked,
    rows: [{ kind: "quotation", words: "=1+1", address: taken.rows[0].address }],
  });
});

test("a bibliography says at its head what was asked, and where there is nothing to cite it says so", () => {
  assert.match(
    FORMS.bib.text(taken),
    /^% Floods\n% page: Quotations\n% Speaker: Ada\n% https:.*\n% state of 2026-11-29\n\n@online\{one,/,
  );
  assert.match(FORMS.bib.text({ ...taken, works: [] }), /% No article supports what is shown\.\n$/);
});

test("a file is named by its page and the day", () => {
  assert.equal(nameOf(taken, "csv"), "quotations-2025-2026-11-29.csv");
  assert.equal(nameOf({ ...taken, known: "2024-12-31" }, "bib"), "quotations-2025-2024-12-31.bib");
});

test("no other element stands for a form", () => {
  globalThis.HTMLButtonElement = class {};
  assert.equal(formOf(null), undefined);
});
