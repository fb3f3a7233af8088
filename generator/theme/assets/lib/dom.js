// Makes and finds elements. Text is inserted as text, never as HTML.

/** @typedef {string | number | boolean | null | undefined} Value */
/** @typedef {"action" | "autocapitalize" | "autocomplete" | "checked" | "class" | "cols" | "crossorigin" | "dir" | "disabled" | "download" | "enterkeyhint" | "for" | "hidden" | "href" | "id" | "inputmode" | "lang" | "list" | "max" | "maxlength" | "min" | "multiple" | "name" | "open" | "pattern" | "placeholder" | "readonly" | "rel" | "required" | "role" | "rows" | "scope" | "selected" | "spellcheck" | "tabindex" | "target" | "title" | "type" | "value" | "as" | "accept"} Name */
/** @typedef {{ [K in keyof HTMLElementEventMap as `on${K}`]?: (event: HTMLElementEventMap[K]) => unknown }} Handlers */
/** @typedef {Partial<Record<Name, Value>> & { [name: `${"data" | "aria"}-${string}`]: Value } & Handlers} Attributes */
/** @typedef {Node | string | false | null | undefined} Inside */

/**
 * Makes an element with its content. An attribute that is true gets no value; one that is false, null or undefined is left out, as is
 * empty content. A function under `onclick` or the like becomes a listener.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Attributes} [attributes]
 * @param {(Inside | Inside[])[]} inside
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export const make = (tag, attributes = {}, ...inside) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, String(value));
  }
  for (const it of inside.flat()) if (it) node.append(it);
  return node;
};

/**
 * The first element for a selector. Throws if the template has none of this kind.
 * @template {Element} Kind
 * @param {ParentNode} within
 * @param {string} selector
 * @param {abstract new () => Kind} kind
 * @returns {Kind}
 */
export const get = (within, selector, kind) => {
  const found = within.querySelector(selector);
  if (found instanceof kind) return found;
  throw new Error(`${selector} is not in the page`);
};

/**
 * All elements for a selector that are of a kind.
 * @template {Element} Kind
 * @param {ParentNode} within
 * @param {string} selector
 * @param {abstract new () => Kind} kind
 * @returns {Kind[]}
 */
export const all = (within, selector, kind) =>
  [...within.querySelectorAll(selector)].flatMap((it) => (it instanceof kind ? [it] : []));

/** The element of an event's target; null if that is no element, such as the document. @param {EventTarget | null} target */
export const elementOf = (target) => (target instanceof Element ? target : null);

/** The step of an arrow key in a list: 1 down, -1 up, 0 for other keys. @param {KeyboardEvent} event */
export const stepOf = ({ key }) => (key === "ArrowDown" ? 1 : key === "ArrowUp" ? -1 : 0);
