// The filters of the search page: the values of each with their counts, and what is chosen.
import { all, get, make } from "../lib/dom.js";
import { _, ngettext, number as written } from "../lib/messages.js";
import { valueOf } from "../lib/terms.js";
import { choicesOf } from "./address.js";
import { facetCounts } from "./answers.js";
import { sortValues } from "./numbers.js";

/** @typedef {import("./address.js").Asked} Asked */

const MAX_VALUES = 8; // values of a filter before "more"
const FURTHER = 40; // with each "more"

/**
 * The filters of a page, in its `details[data-facet]`.
 * @param {HTMLElement} place
 */
export const filtersIn = (place) => {
  const nodes = all(place, "details[data-facet]", HTMLDetailsElement);
  const facets = nodes.map((node) => ({ node, facet: node.dataset.facet || "" }));
  /** @type {Map<string, number>} */
  const wide = new Map(); // by facet, how many values are shown

  /** @param {HTMLDetailsElement} node @param {string} facet @param {[string, number][]} values @param {string[]} chosen */
  const drawFacet = (node, facet, values, chosen) => {
    const box = get(node, "[data-values]", HTMLElement);
    const here = document.activeElement;
    const focused = box.contains(here) && (here instanceof HTMLInputElement || here instanceof HTMLButtonElement);
    const value = focused ? here.value || "more" : null;
    const limit = Math.max(wide.get(facet) || MAX_VALUES, chosen.length);
    /** @type {HTMLElement[]} */
    const rows = values.slice(0, limit).map(([value, number]) => {
      const tick = make("input", { type: "checkbox", name: facet, value });
      tick.checked = chosen.includes(value);
      tick.disabled = !number && !tick.checked;
      const count = make("span", { class: "ar-facet__count" }, written(number));
      return make("label", { class: "ar-facet__value" }, tick, make("span", {}, valueOf(facet, value)), count);
    });
    const rest = values.slice(limit).filter(([, number]) => number > 0).length;
    if (rest) {
      const words = ngettext("{n} more", "{n} more", rest);
      const further = make("button", { type: "button", value: "more" }, words);
      further.addEventListener("click", () => {
        wide.set(facet, limit + FURTHER);
        drawFacet(node, facet, values, chosen);
      });
      rows.push(further);
    }
    if (!values.length) rows.push(make("p", { class: "ar-soft" }, _("none")));
    box.replaceChildren(...rows);
    if (value === null) return;
    const stops = [...all(box, "input", HTMLInputElement), ...all(box, "button", HTMLButtonElement)];
    (stops.find((it) => it.value === value) || get(node, "summary", HTMLElement)).focus();
  };

  return {
    /** The label of each filter. */
    labels: Object.fromEntries(nodes.map(({ dataset }) => [dataset.facet || "", dataset.label || ""])),

    /** Opens the filters with chosen values, with their "is" or "is not". @param {Asked} asked */
    open: ({ chosen, not }) => {
      for (const { node, facet } of facets) {
        if (chosen[facet].length) node.open = true;
        get(node, "select", HTMLSelectElement).value = not.includes(facet) ? "not" : "";
      }
    },

    /** Calls `act` when a filter is opened. @param {() => void} act */
    onOpen: (act) => {
      for (const node of nodes) {
        node.addEventListener("toggle", () => {
          if (node.open) act();
        });
      }
    },

    /**
     * Draws the values of open filters, unless the query has changed meanwhile. `nothing`: whether nothing was found.
     * @param {Asked} asked
     * @param {boolean} nothing
     * @param {() => boolean} current
     */
    draw: async (asked, nothing, current) => {
      const counts = await Promise.all(facets.map(({ node, facet }) => (node.open ? facetCounts(asked, facet) : null)));
      if (!current()) return;
      facets.forEach(({ node, facet }, number) => {
        const chosen = asked.chosen[facet];
        node.classList.toggle("ar-facet--chosen", chosen.length > 0);
        const own = counts[number];
        if (own) drawFacet(node, facet, sortValues(own, facet, chosen, nothing), chosen);
      });
    },
  };
};

/**
 * Draws the chosen values as buttons that remove them. `drop` is called with the change.
 * @param {HTMLElement} list
 * @param {Asked} asked
 * @param {Record<string, string>} labels
 * @param {(change: Partial<Asked>) => void} drop
 */
export const drawChosen = (list, asked, labels, drop) => {
  const found = choicesOf(asked, labels);
  list.replaceChildren(
    ...found.map(({ words, without }) =>
      make(
        "li",
        {},
        make(
          "button",
          { type: "button", "aria-label": _("Remove {filter}", { filter: words }), onclick: () => drop(without) },
          words,
        ),
      ),
    ),
  );
  if (found.length > 1) {
    const none = {
      from: "",
      to: "",
      since: "",
      not: [],
      chosen: Object.fromEntries(Object.keys(labels).map((facet) => [facet, []])),
    };
    const all = make("button", { type: "button", class: "ar-chosen__all", onclick: () => drop(none) }, _("Remove all"));
    list.append(make("li", {}, all));
  }
  list.hidden = !found.length;
};
