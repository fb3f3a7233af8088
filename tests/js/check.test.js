import assert from "node:assert/strict";
import { test } from "node:test";
import { isDeepStrictEqual } from "node:util";
import { linksIn } from "../../generator/theme/assets/annotate/body.js";
import { problemsOf } from "../../generator/theme/assets/annotate/check.js";
import { spansOf } from "../../generator/theme/assets/annotate/record.js";
import { Known } from "../../generator/theme/assets/annotate/known.js";
import { copyOfText } from "../../generator/theme/assets/annotate/text.js";
import { plain } from "../../generator/theme/assets/lib/messages.js";
import { told, vectors } from "./given.js";

const known = new Known(told, () => Promise.resolve([]));
const judged = (tree, more = {}, copy = null) =>
  problemsOf({ id: "wall", isNew: true, tree, body: "A wall.", ...more }, known, copy);

// A form folds no lines, and where a record is missing the page names the command that makes it.
const remedyOf = ([fault, remedy]) =>
  /^no .* has the id /.test(fault) ? "" : remedy.replace(", or fold it with >-", "");

test("of each field the page says what the command says", () => {
  const told = (errors) => errors.map((error) => `${error[0]}; ${remedyOf(error)} [${error[2]}]`).sort();
  const differing = vectors("records").flatMap(({ tree, errors }) => {
    const found = judged(tree)
      .filter(({ severity }) => severity === "error")
      .map(({ fault, remedy, code }) => [fault, remedy, code].map(plain)); // the commands isolate nothing
    return isDeepStrictEqual(told(found), told(errors)) ? [] : [{ tree, command: told(errors), page: told(found) }];
  });
  assert.deepEqual(differing, []);
});

test("errors come before warnings", () => {
  const quotation = { id: "q", speaker: { unnamed: "a" }, text: "“the wall”", fidelity: "altered" };
  const found = judged({ title: "A", language: "no language", quotations: [quotation] });
  const severities = found.map(({ severity }) => severity);
  assert.deepEqual(severities, [...severities].sort());
  assert.ok(severities.includes("error") && severities.includes("warning"));
});

test("words that do not stand in the copy are told, and those that do are not", async () => {
  const copy = await copyOfText("“The wall will stand,” he said.", told.alike);
  const faults = (text) => {
    const tree = { title: "A", quotations: [{ id: "q", speaker: { unnamed: "a" }, text }] };
    return judged(tree, {}, copy).filter(({ field }) => field === "quotations.0.text");
  };
  assert.deepEqual(faults("The wall will stand"), []);
  assert.equal(faults("The wall may stand")[0].fault, "the words are not in the copy");
});

test("links of a body are found with their words and their place", () => {
  const body = "See [[ada-lovelace|her]] and [[q:one]].";
  const found = linksIn(body, told);
  assert.deepEqual(
    found.map(({ target, shown }) => [target, shown]),
    [
      ["ada-lovelace", "her"],
      ["q:one", ""],
    ],
  );
  assert.equal(body.slice(found[0].start, found[0].end), "[[ada-lovelace|her]]");
});

test("one span may stand without its list", () => {
  assert.deepEqual(spansOf([1, "4"]), [[1, 4]]);
  assert.deepEqual(spansOf([[1, 4], [6, 9]]), [[1, 4], [6, 9]]); // prettier-ignore
  assert.deepEqual(spansOf(undefined), []);
});
