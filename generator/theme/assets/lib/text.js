// Text as a reader types it and as a page counts it; nothing here knows a page.

/** So that "Čapek" is found by "capek", and ’ by the ' of a keyboard. @param {string} text */
export const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[‘’]/g, "'").toLocaleLowerCase();

/** "1,200 results", "1 result". @param {number} number @param {string} noun @param {string} [nouns] */
export const counted = (number, noun, nouns = `${noun}s`) =>
  `${number.toLocaleString("en")} ${number === 1 ? noun : nouns}`;
