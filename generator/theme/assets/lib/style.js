// Style sheets that only some pages need.
import { make } from "./dom.js";

/**
 * Loads a style sheet of assets/css, once. The promise resolves when it is loaded, or has failed.
 * @param {string} name @param {string} module  the address of who asks, whose version it takes
 * @returns {Promise<void>}
 */
export const loadStyle = (name, module) =>
  new Promise((done) => {
    const { search } = new URL(module);
    const { href } = new URL(`../css/${name}.css${search}`, module);
    const link = make("link", { rel: "stylesheet", href, onload: () => done(), onerror: () => done() });
    if (document.querySelector(`link[href="${href}"]`)) done();
    else document.head.append(link);
  });
