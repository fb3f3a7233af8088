// The parts of the record as cards, each with buttons to edit and to remove it.
import { make } from "../lib/dom.js";
import { _, ngettext, number as written } from "../lib/messages.js";
import { button } from "./dom.js";
import { ALL, EMPTY, KINDS, titleOf, ownerOf } from "./parts.js";

/** @typedef {import("./parts.js").Kind} Kind */

const MAX_SHOWN = 20; // passages listed before "more"

export class Cards {
  /** @param {import("./page.js").Desk} desk */
  constructor(desk) {
    this.desk = desk;
    this.undo = make("p", { class: "an-undo", hidden: true });
    this.inner = make("div", { class: "an-cards" });
    this.node = make(
      "section",
      { "aria-labelledby": "an-so-far" },
      make("h2", { id: "an-so-far" }, _("What it says")),
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
    const { titles, add } = KINDS[kind];
    const cards = this.desk.draft.items(kind).map((_, number) => this.card(kind, number));
    return make(
      "div",
      { class: "an-kind" },
      make("h3", {}, _(titles), cards.length ? make("span", { class: "ar-soft" }, ` ${written(cards.length)}`) : ""),
      cards.length ? make("ul", {}, cards) : null,
      kind === "quotations" ? this.unfilledPassages() : null,
      button(_(add), () => this.desk.add(kind, structuredClone(EMPTY[kind])), { class: "an-quiet", "data-add": kind }),
    );
  }

  /** @param {Kind} kind @param {number} number */
  card(kind, number) {
    const { desk } = this;
    const { edit, drop } = KINDS[kind];
    const words = titleOf(desk.draft.items(kind)[number], desk.known);
    const by = ownerOf(kind, number, desk.draft);
    const bad = desk.problems.filter(
      ({ path, severity }) => path[0] === kind && path[1] === number && severity !== "notice",
    ).length;
    return make(
      "li",
      { class: "an-card", "data-open": desk.open?.kind === kind && desk.open.number === number },
      make("p", { class: "an-card__words" }, kind === "quotations" ? _("“{words}”", { words }) : words),
      make(
        "p",
        { class: "an-card__by" },
        by,
        by && bad ? " · " : "",
        bad ? make("span", { class: "an-bad" }, ngettext("{n} to correct", "{n} to correct", bad)) : "",
      ),
      make(
        "div",
        { class: "an-tools" },
        button(_("Edit"), () => desk.edit(kind, number), {
          "data-edit": `${kind}.${number}`,
          "aria-label": _(edit, { words }),
        }),
        button(_("Remove"), () => desk.remove(kind, number), { class: "an-quiet", "aria-label": _(drop, { words }) }),
      ),
    );
  }

  /** The passages between quotation marks that are not annotated yet. */
  unfilledPassages() {
    const { desk } = this;
    const { copy } = desk.draft;
    const left = desk.reader.unfilledPassages();
    if (!copy || !left.length) return null;
    const rows = left.slice(0, MAX_SHOWN).map((span) => {
      const words = copy.shown.slice(...span);
      const aside = () => {
        desk.dismiss([span]);
        desk.refresh();
      };
      return make(
        "li",
        { class: "an-found" },
        make("p", { class: "an-card__words" }, _("“{words}”", { words })),
        make(
          "div",
          { class: "an-tools" },
          button(_("Fill in"), () => desk.fill(span), {
            "data-add": `found.${span[0]}`,
            "aria-label": _("Fill in: “{words}”", { words }),
          }),
          button(_("Not a quotation"), aside, {
            class: "an-quiet",
            "aria-label": _("Not a quotation: “{words}”", { words }),
          }),
        ),
      );
    });
    const more = left.length - rows.length;
    return make(
      "div",
      {},
      make("h4", {}, _("Found, not yet filled in")),
      make("ul", {}, rows),
      more ? make("p", { class: "ar-small ar-soft" }, ngettext("And {n} more.", "And {n} more.", more)) : null,
    );
  }

  /** Offers to restore a removed part. @param {Kind} kind @param {import("./parts.js").Item} item @param {() => void} act */
  offerRestore(kind, item, act) {
    const bring = button(_("Bring it back"), act);
    this.undo.replaceChildren(_(KINDS[kind].removed, { words: titleOf(item, this.desk.known) }), " ", bring);
    this.undo.hidden = false;
    bring.focus();
  }

  /** @param {string} selector */
  focusOn(selector) {
    const found = this.inner.querySelector(selector);
    if (found instanceof HTMLElement) found.focus();
  }
}
