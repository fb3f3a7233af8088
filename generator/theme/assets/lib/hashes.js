// Hashes of texts, as computed in Python too. Does not touch the page.

/** The number of the file that has a word, by the hash used in generator/exports/checked.py. @param {string} word @param {number} spread */
export const fileNumberOf = (word, spread) => {
  let value = 0;
  for (const byte of new TextEncoder().encode(word)) value = (Math.imul(value, 31) + byte) >>> 0;
  return value % spread;
};

/** The CRC-32 of the letters and digits of a text, as in generator/exports/saved.py. @param {string} words */
export const digest = (words) => {
  let sum = ~0;
  for (const byte of new TextEncoder().encode(words.replace(/[^\p{L}\p{N}]/gu, ""))) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
};
