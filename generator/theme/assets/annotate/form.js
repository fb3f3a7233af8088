// The form for the open part of the article, or for a mention, which goes into the summary.
import { get, make } from "../lib/dom.js";
import { REDRAW, picker } from "./controls.js";
import { button, keyed, newId } from "./dom.js";
import { further } from "./marking.js";
import { KINDS } from "./parts.js";

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

export class Form {
  /** @param {import("./page.js").Desk} desk */
  constructor(desk) {
    this.desk = desk;
    this.node = make("div", { class: "an-opened" });
    this.hint = make("p", { class: "an-hint", "aria-hidden": "true" });
  }

  clear() {
    this.node.replaceChildren();
  }

  /** Focuses the first field for a selector. @param {string} selector */
  focusOn(selector) {
    const field = this.node.querySelector(selector);
    if (field instanceof HTMLElement) field.focus();
  }

  /** @param {Kind} kind @param {number} number */
  edit(kind, number, { focus = true } = {}) {
    const { desk } = this;
    const { part, noun, button: name, first } = KINDS[kind];
    desk.open = { kind, number };
    const path = [kind, number];
    const more =
      kind === "quotations" && desk.draft.copy
        ? keyed("Add the chosen words as a further part", "a", () => further(desk))
        : null;
    this.node.replaceChildren(
      make(
        "form",
        { class: "an-form an-grid", "aria-label": `A ${noun}`, onsubmit: (event) => event.preventDefault() },
        make("h3", {}, name),
        desk.fields.part(part, path),
        this.hint,
        make(
          "div",
          { class: "an-tools" },
          button("Done", () => desk.shut(), { class: "an-main" }),
          more,
          button(`Remove this ${noun}`, () => desk.remove(kind, number), { class: "an-quiet" }),
        ),
      ),
    );
    this.hint.textContent = "";
    if (focus) this.focusOn(`[data-field="${[...path, first].join(".")}"] input`);
    desk.verdict.faults();
  }

  /** Opens a mention of these words. @param {string} words */
  mention(words) {
    const { desk } = this;
    const { known } = desk;
    desk.open = { kind: "mention", number: 0 };
    const [who, said] = [newId("mention"), newId("shown")];
    let chosen = known.named(MENTIONED, words)?.id || "";
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
      fault.textContent = wrong ? `${wrong.fault}; ${wrong.remedy}` : "";
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
          "aria-label": "A mention",
          onsubmit: (event) => {
            event.preventDefault();
            put();
          },
        },
        make("h3", {}, "Mention"),
        make(
          "div",
          { class: "an-field" },
          make("label", { for: who }, "Who or what is named"),
          pick,
          make("span", { class: "ar-sr", id: `${who}-hint` }, "Type a name, and choose with the arrow keys."),
          fault,
        ),
        make("div", { class: "an-field" }, make("label", { for: said }, "Shown words"), shown),
        make(
          "div",
          { class: "an-tools" },
          button("Put into the summary", put, { class: "an-main" }),
          button("Leave it", () => desk.shut(), { class: "an-quiet" }),
        ),
      ),
    );
    this.focusOn("input");
    tell();
  }

  /** Shows what follows from other fields of a part: the place of its words, and the words unless they are being typed. @param {Kind} kind @param {number} number */
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
