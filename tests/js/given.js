// What the tests are given: vectors, which Python writes, and what the page for annotating knows of an archive without records.
import { readFileSync } from "node:fs";

const read = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf-8"));

/** The vectors of a name in tests/vectors. */
export const vectors = (name) => read(`../vectors/${name}.json`);

/** known.json as the generator writes it. */
export const told = read("known.json");
