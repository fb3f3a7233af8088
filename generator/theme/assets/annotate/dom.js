// Small elements that all views of the annotator share.
import { make } from "../lib/dom.js";
import { _ } from "../lib/messages.js";

export { make };

/** @typedef {import("../lib/dom.js").Inside} Inside */
/** @typedef {import("../lib/dom.js").Attributes} Attributes */
/** @typedef {{ id: string, name: string, about?: string }} Row */

/** A button with an action. @param {Inside | Inside[]} words @param {() => unknown} act @param {Attributes} [attributes] */
export const button = (words, act, attributes = {}) =>
  make("button", { type: "button", onclick: act, ...attributes }, words);

/** A button that shows its keyboard shortcut. @param {string} words @param {string} key @param {() => unknown} act */
export const keyed = (words, key, act) =>
  button([words, make("kbd", { "aria-hidden": "true" }, key)], act, { "aria-keyshortcuts": key });

/** Focuses the first of these fields that is visible: for an unnamed speaker that is not the list of names. @param {HTMLElement[]} fields */
export const focusShown = (fields) => fields.find((it) => it.checkVisibility())?.focus();

let number = 0;
/** An id that no other element has. @param {string} name */
export const newId = (name) => {
  number += 1;
  return `an-${name}-${number}`;
};

/**
 * An input with a list of suggestions: a combobox (WAI-ARIA 1.2, list autocomplete). `search` returns rows for the typed text;
 * `choose` gets the chosen id, or the typed text if it is not an id; with `many` several can be chosen, one after another.
 * `offers` are the records that can be created with the typed text, listed below the rows.
 * @param {{ id: string, describedby: string, value: string, search: (typed: string) => Row[], choose: (id: string) => void, prepare?: () => Promise<unknown>, nameOf: (id: string) => string | undefined, many?: boolean, offers?: (typed: string) => { name: string, begin: () => string }[] }} how
 */
export const combobox = ({ id, describedby, value, search, choose, prepare, nameOf, many = false, offers }) => {
  const list = make("ul", { role: "listbox", id: `${id}-list`, "aria-label": _("Matching records"), hidden: true });
  const input = make("input", {
    id,
    type: "text",
    role: "combobox",
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: "false",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": list.id,
    "aria-describedby": describedby,
  });
  const named = make("span", { class: "an-named" });
  /** @type {(Row & { begin?: () => string })[]} */
  let rows = [];
  let active = -1;
  let last = value || "";
  /** @param {string} it */
  const hand = (it) => {
    // leaving a field as it was changes nothing
    if (!many && it === last) return;
    last = it;
    choose(it);
  };

  const show = () => {
    named.textContent = many ? "" : nameOf(input.value.trim()) || "";
  };
  const close = () => {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  /** @param {number} to */
  const move = (to) => {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = rows.length ? (to + rows.length) % rows.length : -1;
    const option = list.children[active];
    if (!option) return;
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", option.id);
  };
  const open = () => {
    const typed = input.value.trim();
    const begun = typed.length > 1 ? (offers?.(typed) ?? []) : [];
    rows = [...search(input.value), ...begun.map((it) => ({ id: "", ...it }))];
    list.replaceChildren(
      ...rows.map((row, at) =>
        make(
          "li",
          {
            role: "option",
            id: `${id}-${at}`,
            "aria-selected": "false",
            onpointerdown: (event) => event.preventDefault(), // the input keeps the focus
            onclick: () => take(row),
          },
          make("span", {}, row.name),
          make("small", {}, [row.id, row.about].filter(Boolean).join(" · ")),
        ),
      ),
    );
    active = -1;
    input.removeAttribute("aria-activedescendant");
    list.hidden = !rows.length;
    input.setAttribute("aria-expanded", String(rows.length > 0));
  };
  /** @param {Row & { begin?: () => string }} row */
  const take = (row) => {
    const taken = row.begin?.() ?? row.id;
    input.value = many ? "" : taken;
    close();
    show();
    hand(taken);
    input.focus();
  };
  const settle = () => {
    const typed = input.value.trim();
    if (many && !typed) return;
    const row = search(typed).find(
      (it) => it.id === typed || it.name.toLocaleLowerCase() === typed.toLocaleLowerCase(),
    );
    if (many) input.value = "";
    else if (row) input.value = row.id;
    show();
    hand(row ? row.id : typed);
  };

  input.addEventListener("focus", async () => {
    await prepare?.();
    if (document.activeElement === input && !list.hidden) open();
  });
  input.addEventListener("input", () => {
    open();
    if (!many) hand(input.value.trim());
    show();
  });
  input.addEventListener("blur", () => {
    close();
    settle();
  });
  input.addEventListener("click", open);
  input.addEventListener("keydown", (event) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step) {
      event.preventDefault();
      if (list.hidden) open();
      move(active < 0 && step < 0 ? rows.length - 1 : active + step);
    } else if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      if (active >= 0) take(rows[active]);
      else {
        close();
        settle();
      }
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  });
  input.value = value || "";
  show();
  return make("div", { class: "an-combo" }, input, list, named);
};
