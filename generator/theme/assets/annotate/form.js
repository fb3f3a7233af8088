// The form for the open part of the article, or for a mention, which goes into the summary.
import { all as every, get, make } from "../lib/dom.js";
import { _, listed, ngettext } from "../lib/messages.js";
import { REDRAW, picker } from "./controls.js";
import { button, focusShown, keyed, newId } from "./dom.js";
import { faultAndRemedy } from "./rule.js";
import { addFurtherWords, addTurn } from "./marking.js";
import { verbNear } from "./nearby.js";
import { KINDS, partyOf } from "./parts.js";
import { wordsOf } from "./record.js";

/** @typedef {import("./parts.js").Kind} Kind */

const MENTIONED = [
  "person",
  "organisation",
  "place",
  "document",
  "event",
  "proposition",
  "measure",
  "topic",
  "utterance",
];

/** Keys that quotations of one speaker often have in common. @type {["speaker", "said", "to", "via", "translated"]} */
const COMMON = ["speaker", "said", "to", "via", "translated"];

/** The values of this quotation that the next one may share. @param {import("./record.js").Quotation | undefined} quotation @returns {import("./record.js").Quotation} */
const inCommon = (quotation) =>
  Object.fromEntries(COMMON.flatMap((key) => (quotation?.[key] ? [[key, structuredClone(quotation[key])]] : [])));

export class Form {
  /** @param {import("./page.js").Desk} desk */
  constructor(desk) {
    this.desk = desk;
    this.node = make("div", { class: "an-opened" });
    this.hint = make("p", { class: "an-hint", "aria-hidden": "true" });
    /** The element that shows who passed on the words of the open quotation. @type {HTMLElement | null} */
    this.way = null;
  }

  clear() {
    this.node.replaceChildren();
  }

  /** Shows who passed the words of the open quotation on, from their speaker to the article's publisher. */
  showWay() {
    const { draft, known, open } = this.desk;
    if (!this.way || open?.kind !== "quotations") return;
    const { speaker, via = [] } = draft.items("quotations")[open.number] ?? {};
    /** @param {string} name @param {boolean} implied */
    const step = (name, implied) => make("span", { class: implied ? "an-implied" : null }, name);
    const steps = via.map((it) => {
      const { by, unnamed, implied } = typeof it === "string" ? { by: it } : it;
      const names = unnamed ? [partyOf({ unnamed }, known)] : [by ?? []].flat().map((id) => partyOf(id, known));
      return { name: listed(names.filter(Boolean)), implied: `${implied}` === "true" };
    });
    this.way.replaceChildren(
      ...[
        { name: partyOf(speaker, known) || "?", implied: false },
        ...steps.filter(({ name }) => name),
        { name: partyOf(draft.tree.publisher ?? undefined, known) || _("this article"), implied: false },
      ].map(({ name, implied }) => step(name, implied)),
    );
  }

  /** Shown while no part is open: what can be opened. */
  invite() {
    if (this.node.querySelector("form")) return;
    const { desk } = this;
    const left = desk.reader.unfilledPassages().length;
    const words = left
      ? ngettext(
          "{n} quotation is found and not yet filled in.",
          "{n} quotations are found and not yet filled in.",
          left,
        )
      : _("Select words in the text and say what they are, or open a part that is there already.");
    this.node.replaceChildren(
      make(
        "div",
        { class: "an-invite" },
        make("p", {}, words),
        left ? button(_("Fill in the next one"), () => desk.next(), { class: "an-main" }) : null,
      ),
    );
  }

  /** Focuses the first field for a selector that is shown. @param {string} selector */
  focusOn(selector) {
    focusShown(every(this.node, selector, HTMLElement));
  }

  /** @param {Kind} kind @param {number} number */
  edit(kind, number, { focus = true } = {}) {
    const { desk } = this;
    const { part, title, first, remove } = KINDS[kind];
    desk.open = { kind, number };
    const path = [kind, number];
    const ofText = kind === "quotations" && desk.draft.copy;
    const more = ofText
      ? [
          keyed(_("Add the selected words as a further part"), "a", () => addFurtherWords(desk)),
          keyed(_("The selected words change the meaning"), "t", () => addTurn(desk)),
        ]
      : null;
    const left = kind === "quotations" ? desk.reader.unfilledPassages().length : 0;
    const all = desk.draft.items(kind).length;
    const found = kind === "quotations" && desk.reader.passagesOf(desk.draft.items(kind)[number]).length > 0;
    const quotation = () => desk.draft.items("quotations")[number];
    this.way = kind === "quotations" ? make("p", { class: "an-way" }) : null;
    const known =
      kind === "quotations" && Object.keys(desk.known.quoted).length // otherwise there is no page for comparing
        ? make(
            "p",
            { class: "an-known" },
            make(
              "a",
              {
                href: new URL("check/", desk.root).href,
                target: "_blank",
                rel: "noopener",
                // After a #, which browsers do not send.
                onclick: ({ currentTarget }) => {
                  const asked = new URLSearchParams({ q: wordsOf(quotation()).join(" ") });
                  /** @type {HTMLAnchorElement} */ (currentTarget).hash = `${asked}`;
                },
              },
              _("Does the archive have these words already?"),
            ),
          )
        : null;
    this.node.replaceChildren(
      make(
        "form",
        { class: "an-form an-grid", "aria-label": _(title), onsubmit: (event) => event.preventDefault() },
        make(
          "h3",
          {},
          kind === "quotations" ? _("Quotation {n} of {all}", { n: number + 1, all: all + left }) : _(title),
        ),
        kind === "quotations" ? this.offered(number) : null,
        desk.fields.part(part, path),
        this.way,
        known,
        this.hint,
        more ? make("div", { class: "an-tools" }, more) : null,
        make(
          "div",
          { class: "an-tools an-foot" },
          left
            ? button([_("Next quotation"), make("kbd", { "aria-hidden": "true" }, "Ctrl ↵")], () => desk.next(), {
                class: "an-main",
                "aria-keyshortcuts": "Control+Enter",
              })
            : null,
          button(_("Done"), () => desk.closePart(), { class: left ? null : "an-main" }),
          button(found ? _("Not a quotation") : _(remove), () => desk.remove(kind, number)),
        ),
      ),
    );
    this.hint.textContent = "";
    this.showWay();
    if (focus) this.focusOn(`[data-field="${[...path, first].join(".")}"] input`);
    desk.verdict.showBesideFields();
  }

  /** Suggestions for a quotation: from the text around it, and from the previous quotation. @param {number} number */
  offered(number) {
    const { desk } = this;
    const { draft, known, reader } = desk;
    const items = draft.items("quotations");
    const quotation = items[number];
    const path = ["quotations", number];
    /** @param {import("./record.js").Quotation} more */
    const fill = (more) => {
      for (const [key, value] of Object.entries(more)) desk.set([...path, key], value);
      this.edit("quotations", number);
    };
    const named = quotation.speaker ? [] : desk.namedNear(number);
    const verb =
      !quotation.cue && draft.copy
        ? verbNear(known, draft.language, draft.copy.shown, reader.placesOf(quotation), reader.passages())
        : "";
    const before = quotation.speaker ? {} : inCommon(items[number - 1]);
    if (!named.length && !verb && !before.speaker) return null;
    return make(
      "div",
      { class: "an-near" },
      named.length || verb ? make("p", {}, _("Next to these words in the text:")) : null,
      ...named.map((id) => button(partyOf(id, known), () => fill({ speaker: id }), { "data-near": id })),
      verb ? button(_("“{words}”", { words: verb }), () => fill({ cue: verb }), { "data-near": "cue" }) : null,
      before.speaker
        ? button(
            _("As in the quotation before: {name}", { name: partyOf(before.speaker, known) }),
            () => fill({ ...before, ...inCommon(quotation) }),
            { class: "an-quiet", "data-near": "before" },
          )
        : null,
    );
  }

  /** Opens a mention of these words. @param {string} words */
  mention(words) {
    const { desk } = this;
    const { known } = desk;
    desk.open = { kind: "mention", number: 0 };
    const [who, said] = [newId("mention"), newId("shown")];
    let chosen = known.findByName(MENTIONED, words)?.id || "";
    const pick = picker(desk.fields, {
      id: who,
      kinds: MENTIONED,
      value: chosen,
      choose: (id) => {
        chosen = id;
        tell();
      },
    });
    const shown = make("input", { id: said, type: "text" });
    shown.value = words;
    const fault = make("p", { class: "an-fault", id: `${who}-fault`, hidden: true });
    const tell = () => {
      const wrong = chosen ? known.referenceFault(chosen, MENTIONED) : null;
      fault.hidden = !wrong;
      fault.textContent = wrong ? faultAndRemedy(wrong) : "";
    };
    const put = () => {
      if (!chosen) {
        this.focusOn("input");
        return;
      }
      const others = shown.value.replace(/[[\]|\n]/g, " ").trim();
      desk.insert(others && others !== known.get(chosen)?.name ? `[[${chosen}|${others}]]` : `[[${chosen}]]`);
    };
    this.node.replaceChildren(
      make(
        "form",
        {
          class: "an-form an-grid",
          "aria-label": _("Mention"),
          onsubmit: (event) => {
            event.preventDefault();
            put();
          },
        },
        make("h3", {}, _("Mention")),
        make(
          "div",
          { class: "an-field" },
          make("label", { for: who }, _("Who or what is named")),
          pick,
          make("span", { class: "ar-sr", id: `${who}-hint` }, _("Type a name, and choose with the arrow keys.")),
          fault,
        ),
        make("div", { class: "an-field" }, make("label", { for: said }, _("Shown words")), shown),
        make(
          "div",
          { class: "an-tools" },
          button(_("Put into the summary"), put, { class: "an-main" }),
          button(_("Leave it"), () => desk.closePart(), { class: "an-quiet" }),
        ),
      ),
    );
    this.focusOn("input");
    tell();
  }

  /** Updates the derived fields of a part: the place of its words, and the words unless they are being typed. @param {Kind} kind @param {number} number */
  redraw(kind, number) {
    for (const node of this.node.querySelectorAll("[data-redraw]")) {
      const [key, at, name] = (node.getAttribute("data-redraw") ?? "").split(".");
      if (key !== kind || Number(at) !== number) continue;
      if (!(name === "text" && node.contains(document.activeElement))) {
        node.dispatchEvent(new Event(REDRAW));
      }
    }
  }

  /** Shows the present ids of parts in the fields for ids. @param {Kind} kind */
  showIds(kind) {
    for (const field of this.node.querySelectorAll("[data-field$='.id']")) {
      const [key, number] = (field.getAttribute("data-field") ?? "").split(".");
      const input = get(field, "input", HTMLInputElement);
      if (key === kind && document.activeElement !== input) {
        input.value = String(this.desk.draft.get([key, Number(number), "id"]) ?? "");
      }
    }
  }

  /** Explains the focused field. @param {EventTarget | null} target */
  hintFor(target) {
    if (!(target instanceof Element) || !this.node.contains(target)) return;
    this.hint.textContent = target.closest("[data-hint]")?.getAttribute("data-hint") || "";
  }
}
