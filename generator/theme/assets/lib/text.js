// Text for comparing; does not touch the page.

/** The text for comparing, so that "capek" finds "Čapek", and the ' of a keyboard finds ’. @param {string} text */
export const foldText = (text) =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[‘’]/g, "'").toLocaleLowerCase();
