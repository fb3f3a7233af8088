// What both pages for looking up share: the text is in the address after a #, so that a view can be linked to.
import { loadStyle } from "../lib/style.js";

/**
 * Shows the page once its style is there, and calls `ask` for the text in the address: now, when the address changes, and when another
 * day is chosen.
 * @param {HTMLElement} box
 * @param {HTMLTextAreaElement} field
 * @param {() => void} ask
 */
export const askFromAddress = (box, field, ask) => {
  const askAgain = () => {
    if (box.isConnected && field.value) ask();
  };
  const read = () => {
    if (box.isConnected) field.value = new URLSearchParams(location.hash.slice(1)).get("q") ?? field.value;
    askAgain();
  };
  addEventListener("hashchange", read);
  document.addEventListener("ar-known", askAgain);
  loadStyle("check", import.meta.url).then(() => {
    box.hidden = false; // so that nothing is shown without its style
    read();
  });
};
