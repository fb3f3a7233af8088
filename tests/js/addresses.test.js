import assert from "node:assert/strict";
import { test } from "node:test";
import { addressFault, keyOf } from "../../generator/theme/assets/annotate/addresses.js";
import { told, vectors } from "./given.js";

test("all addresses of a page have its one key", () => {
  for (const { key, of } of vectors("addresses")) {
    for (const address of of) assert.equal(keyOf(address, told.tracking), key, address);
  }
});

test("of each address the page says what the command says", () => {
  for (const [address, said] of Object.entries(vectors("address-faults"))) {
    assert.deepEqual(addressFault(address), said, address);
  }
});
