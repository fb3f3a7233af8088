// Reads the text and metadata of a PDF with PDF.js, which is loaded with the first PDF. Nothing is sent.

/** @typedef {import("./webpage.js").Saved} Saved */
/** @typedef {{ saved: Saved } | { fault: "locked" | "damaged" | "letters" }} Read  `letters`: it names a table of letters that is not here */

/** @typedef {{ str?: string, hasEOL?: boolean }} Piece */

/**
 * The content of a PDF. Each page but the last ends with a form feed, as in `archive add`.
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {URL} root  the site's own address
 * @param {(page: number, all: number) => void} reached  is told of each page
 * @returns {Promise<Read>}
 */
export const read = async (bytes, root, reached) => {
  const reader = await import(new URL("contributing/pdf/pdf.mjs", root).href);
  reader.GlobalWorkerOptions.workerSrc = new URL("contributing/pdf/pdf.worker.mjs", root).href;
  let letters = false;
  // Character maps and fonts. Neither is fetched from elsewhere; without character maps, words would be missing.
  class Nothing {
    /** @param {{ kind: string, filename: string }} wanted */
    fetch({ kind, filename }) {
      letters ||= kind === "cMapUrl";
      return Promise.reject(new Error(`not here: ${filename}`));
    }
  }
  const task = reader.getDocument({
    data: bytes,
    BinaryDataFactory: Nothing,
    useWorkerFetch: false,
    disableFontFace: true,
    verbosity: 0,
  });
  try {
    const pdf = await task.promise;
    const { info } = await pdf.getMetadata();
    const pages = [];
    for (let number = 1; number <= pdf.numPages; number += 1) {
      reached(number, pdf.numPages);
      const page = await pdf.getPage(number);
      pages.push(pageText((await page.getTextContent()).items));
      page.cleanup();
    }
    if (letters) return { fault: "letters" };
    const text = pages.join("\f");
    const author = line(info?.Author);
    const none = { url: null, published: null, outlet: null, language: null };
    return { saved: { ...none, text, title: line(info?.Title), authors: author ? [author] : [] } };
  } catch (fault) {
    console.warn(fault);
    return { fault: fault instanceof Error && fault.name === "PasswordException" ? "locked" : "damaged" };
  } finally {
    await task.destroy();
  }
};

/** The text of a page, line by line. @param {Piece[]} pieces */
const pageText = (pieces) =>
  pieces
    .map(({ str = "", hasEOL }) => (hasEOL ? `${str}\n` : str))
    .join("")
    .replaceAll("\0", "");

/** A text on one line; null if it is empty. @param {unknown} value */
const line = (value) => (typeof value === "string" && value.trim().replace(/\s+/g, " ").slice(0, 500)) || null;
