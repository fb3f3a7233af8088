// Text for comparing and counting; needs no page.

/** The text for comparing, so that "capek" finds "Čapek", and the ' of a keyboard finds ’. @param {string} text */
export const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[‘’]/g, "'").toLocaleLowerCase();

/** "1,200 results", "1 result". @param {number} number @param {string} noun @param {string} [nouns] */
export const counted = (number, noun, nouns = `${noun}s`) =>
  `${number.toLocaleString("en")} ${number === 1 ? noun : nouns}`;
