// Asks the search of a built index, without a browser: prints for each query the addresses of what is found, best first.
// node --import …/assets/messages.js tests/search/ask.js SITE < queries, a JSON list. Of the site only pagefind/ is read.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const site = pathToFileURL(`${process.argv[2]}/`);

globalThis.window = globalThis;
globalThis.location = site;
globalThis.__md_scope = site;
globalThis.document = { head: { append() {} }, createElement: () => ({ setAttribute() {}, append() {} }) };
let moved = 0;
globalThis.fetch = (address) => {
  const body = readFileSync(new URL(String(address)));
  moved += body.length;
  return Promise.resolve(new Response(body));
};

const { findEntries, similarNames } = await import("./generator/theme/assets/search/answers.js");
const answers = [];
for (const query of JSON.parse(readFileSync(0, "utf-8"))) {
  const from = performance.now();
  moved = 0;
  const { results, close = [], some = false, notes = [], page } = await findEntries(query);
  const shown = await Promise.all(results.slice(0, 12).map((it) => it.data()));
  const took = performance.now() - from;
  const near = await Promise.all(close.slice(0, 12).map((it) => it.data()));
  answers.push({
    query,
    found: [...(page ? [page[1]] : []), ...shown.map(({ url }) => url.replace(/^\//, ""))],
    names: results.length || close.length ? [] : (await similarNames(query)).map(({ url }) => url),
    close: near.map(({ url }) => url.replace(/^\//, "")),
    many: results.length,
    some,
    notes,
    took,
    moved,
  });
}
process.stdout.write(JSON.stringify(answers));
