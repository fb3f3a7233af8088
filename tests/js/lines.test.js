import assert from "node:assert/strict";
import { test } from "node:test";
import { keysOf, nameKey, numberKey, numbersIn } from "../../generator/theme/assets/check/lines.js";
import { vectors } from "./given.js";

const given = vectors("lookups");

test("names and numbers have the keys that the generator gives them", () => {
  for (const [name, key] of Object.entries(given.names)) assert.equal(nameKey(name), key, name);
  for (const [number, key] of given.numbers) assert.equal(numberKey(number), key);
});

test("a number is read in any grouping and in the digits of any script", () => {
  for (const text of ["10,000", "10 000", "10.000", "10’000", "10000", "10\u202f000", "١٠٬٠٠٠", "１０,０００"]) {
    assert.equal(numbersIn(text)[0], 10_000, text);
  }
  assert.deepEqual(numbersIn("1.5"), [1.5]);
  assert.deepEqual(numbersIn("1.500"), [1500, 1.5]); // either, and both are looked up
  assert.deepEqual(numbersIn("1,234,567"), [1_234_567]);
  assert.deepEqual(numbersIn("1.234,5"), [1234.5]);
  for (const text of ["1.2.3", "", "ten", "10 men", ","]) assert.deepEqual(numbersIn(text), [], text);
});

test("a line is an address, a number or else a name", () => {
  assert.deepEqual(keysOf("www.herald.example/one/?utm_source=x", "utm_.*"), ["address herald.example/one"]);
  assert.deepEqual(keysOf("herald.example/one", ""), ["address herald.example/one"]);
  assert.deepEqual(keysOf("https://[", ""), []);
  assert.deepEqual(keysOf("10,000", ""), ["number 10000", "number 10"]);
  assert.deepEqual(keysOf("Kim Jong-un", ""), ["name kim jong un"]);
});
