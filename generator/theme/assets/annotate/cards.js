// The parts of the record as cards, each with buttons to edit and to remove it.
import { make } from "../lib/dom.js";
import { button } from "./dom.js";
import { ALL, EMPTY, KINDS, titleOf, whose } from "./parts.js";

/** @typedef {import("./parts.js").Kind} Kind */

export class Cards {
  /** @param {import("./page.js").Desk} desk */
  constructor(desk) {
    this.desk = desk;
    this.undo = make("p", { class: "an-undo", hidden: true });
    this.inner = make("div", { class: "an-cards" });
    this.node = make(
      "section",
      { "aria-labelledby": "an-so-far" },
      make("h2", { id: "an-so-far" }, "What it says"),
      this.inner,
    );
  }

  draw() {
    const here = this.inner.contains(document.activeElement) ? document.activeElement : null;
    const focused = here?.getAttribute("data-edit") || here?.getAttribute("data-add");
    this.inner.replaceChildren(...ALL.map((kind) => this.kind(kind)));
    if (focused) this.focusOn(`[data-edit="${focused}"], [data-add="${focused}"]`);
  }

  /** @param {Kind} kind */
  kind(kind) {
    const { noun, button: name } = KINDS[kind];
    const cards = this.desk.draft.items(kind).map((_, number) => this.card(kind, number));
    return make(
      "div",
      { class: "an-kind" },
      make("h3", {}, `${name}s`, cards.length ? make("span", { class: "ar-soft" }, ` ${cards.length}`) : ""),
      cards.length ? make("ul", {}, cards) : null,
      button(
        `Add ${noun === "event" ? "an" : "a"} ${noun} by hand`,
        () => this.desk.add(kind, structuredClone(EMPTY[kind])),
        { class: "an-quiet", "data-add": kind },
      ),
    );
  }

  /** @param {Kind} kind @param {number} number */
  card(kind, number) {
    const { desk } = this;
    const { noun } = KINDS[kind];
    const words = titleOf(desk.draft.items(kind)[number], desk.known);
    const by = whose(kind, number, desk.draft);
    const bad = desk.problems.filter(
      ({ path, severity }) => path[0] === kind && path[1] === number && severity !== "notice",
    ).length;
    const of = () => make("span", { class: "ar-sr" }, ` the ${noun} ${words}`);
    return make(
      "li",
      { class: "an-card", "data-open": desk.open?.kind === kind && desk.open.number === number },
      make("p", { class: "an-card__words" }, kind === "quotations" ? `“${words}”` : words),
      make(
        "p",
        { class: "an-card__by" },
        by,
        bad ? make("span", { class: "an-bad" }, `${by ? " · " : ""}${bad} to mend`) : "",
      ),
      make(
        "div",
        { class: "an-tools" },
        button(["Edit", of()], () => desk.edit(kind, number), { "data-edit": `${kind}.${number}` }),
        button(["Remove", of()], () => desk.remove(kind, number), { class: "an-quiet" }),
      ),
    );
  }

  /** Offers to bring back what was removed. @param {Kind} kind @param {import("./parts.js").Item} item @param {() => void} act */
  offer(kind, item, act) {
    const bring = button("Bring it back", act);
    this.undo.replaceChildren(`The ${KINDS[kind].noun} “${titleOf(item, this.desk.known)}” was removed. `, bring);
    this.undo.hidden = false;
    bring.focus();
  }

  /** @param {string} selector */
  focusOn(selector) {
    const found = this.inner.querySelector(selector);
    if (found instanceof HTMLElement) found.focus();
  }
}
