// Numbers of texts, as Python works them out too; needs no page.

/** The number of the file, of so many: by a hash that generator/exports/checked.py makes too. @param {string} word @param {number} spread */
export const fileNumberOf = (word, spread) => {
  let value = 0;
  for (const byte of new TextEncoder().encode(word)) value = (Math.imul(value, 31) + byte) >>> 0;
  return value % spread;
};

/** A number that differs where letters or digits of the words do: their CRC-32, as generator/exports/saved.py has it. @param {string} words */
export const digest = (words) => {
  let sum = ~0;
  for (const byte of new TextEncoder().encode(words.replace(/[^\p{L}\p{N}]/gu, ""))) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
};
