// The fields of a record and its parts, made from the archive's description of the keys. A field reads its value from the record when
// it is made, and passes on every change. It knows nothing of the page around it.
import { make } from "../lib/dom.js";
import { _ } from "../lib/messages.js";
import * as controls from "./controls.js";
import { group } from "./frame.js";
import { RARE, choiceOf, labelOf } from "./labels.js";
import { partyControl, partiesControl } from "./parties.js";
import { rows } from "./rows.js";
import { longForm, withKey } from "./short.js";

/** @typedef {import("./known.js").Field} Field */
/** @typedef {import("./record.js").Path} Path */

export class Fields {
  /**
   * `get` reads a value of the record and `set` changes it; undefined removes the key. `quotations` lists those of the article with
   * their labels, `near` the ids of those who are named around the words of the part at a path, and `create` creates a new
   * record of a kind and returns its id.
   * @param {{ known: import("./known.js").Known, get: (path: Path) => unknown, set: (path: Path, value: unknown) => void,
   *   quotations?: () => { id: string, words: string }[], near?: (path: Path) => string[], create?: (kind: string, name: string) => string }} how
   */
  constructor({ known, get, set, quotations = () => [], near = () => [], create }) {
    this.known = known;
    this.get = get;
    this.set = set;
    this.quotations = quotations;
    this.near = near;
    this.create = create;
  }

  /** Reads and writes the keys of a part that has a short form: reads the long form, writes the shortest. @param {Path} path @param {string} name */
  inside(path, name) {
    const part = this.known.form[name];
    return {
      /** @param {string} key */
      read: (key) => longForm(this.get(path), part)[key],
      /** @param {string} key @param {unknown} value */
      write: (key, value) => this.set(path, withKey(this.get(path), name, part, key, value)),
    };
  }

  /**
   * All fields of a part of the record, or `only` some, in their order. Rare fields are folded away while they are empty.
   * @param {string} name
   * @param {Path} path
   * @param {{ only?: string[], without?: string[] }} [which]
   * @returns {HTMLElement[]}
   */
  part(name, path, { only, without = [] } = {}) {
    const all = this.known.form[name].fields;
    const { read, write } = this.inside(path, name);
    /** @param {Field} field */
    const draw = (field) =>
      this.control(name, {
        fields: this,
        field,
        label: labelOf(name, field.key),
        path: [...path, field.key],
        value: { read: () => read(field.key), write: (value) => write(field.key, value) },
      });
    if (only) return only.flatMap((key) => all.filter((field) => field.key === key)).map(draw);
    /** @param {Field} field */
    const last = ({ key }) => key === "id" || key === "at"; // they are derived from the other fields
    const shown = [...all.filter((field) => !last(field)), ...all.filter(last)].filter(
      ({ key }) => !without.includes(key),
    );
    const rare = RARE[name] || [];
    const folded = shown.filter(({ key }) => rare.includes(key));
    const drawn = shown.filter((field) => !folded.includes(field)).map(draw);
    if (!folded.length) return drawn;
    const filled = folded.some(({ key }) => read(key) !== undefined);
    const more = make("div", { class: "an-grid" }, folded.map(draw));
    return [...drawn, make("details", { class: "an-more", open: filled }, make("summary", {}, _("More")), more)];
  }

  /** The control for a field of this part. @param {string} owner @param {controls.Control} control @returns {HTMLElement} */
  control(owner, control) {
    const { field, label, path } = control;
    if (owner !== "AgentRef" && field.type === "part") {
      if (field.part === "AgentRef") return field.many ? partiesControl(control) : partyControl(control);
      return field.many ? rows(control) : group(label, path, this.part(field.part ?? "", path));
    }
    if (field.key === "text" && field.many) return controls.words(control);
    if (field.key === "quotations") return controls.ticks(control);
    if (field.type === "spans") return controls.spans(control);
    if (field.many) return field.type === "ref" ? controls.chips(control) : controls.lines(control);
    if (field.type === "ref" || field.type === "passage") return controls.choice(control);
    const choices = this.choicesOf(field);
    return choices ? controls.select(control, choices) : controls.line(control);
  }

  /** The values to choose from, with their labels; null for a field without such values. @param {Field} field @returns {[value: string, words: string][] | null} */
  choicesOf({ key, type, choices = [] }) {
    if (key === "status") {
      return Object.entries(this.known.rights).map(([code, { label }]) => [
        code,
        _("{name} ({code})", { name: label, code }),
      ]);
    }
    if (type === "choice") return choices.map((it) => [it, choiceOf(key, it)]);
    return type === "truth" ? ["true", "false", "unknown"].map((it) => [it, choiceOf(key, it)]) : null;
  }
}
