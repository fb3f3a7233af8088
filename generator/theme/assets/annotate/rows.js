// Controls for lists of parts: the steps of a chain, archived copies.
import { get, make } from "../lib/dom.js";
import { N_, _ } from "../lib/messages.js";
import { undefinedIfEmpty, picker, textsOf } from "./controls.js";
import { button, newId } from "./dom.js";
import { labelledField, group } from "./frame.js";
import { labelOf } from "./labels.js";

/** @typedef {import("./controls.js").Control} Control */
/** @typedef {import("./fields.js").Fields} Fields */
/** @typedef {import("./record.js").Path} Path */

/** By key, the labels of the rows. @type {Record<string, { title: string, add: string, drop: string }>} */
const WORDS = {
  Alias: { title: N_("Other name {n}"), add: N_("Add another name"), drop: N_("Remove other name {n}") },
  Step: { title: N_("Step {n}"), add: N_("Add a step"), drop: N_("Remove step {n}") },
  Capture: { title: N_("Archived copy {n}"), add: N_("Add an archived copy"), drop: N_("Remove archived copy {n}") },
  Author: { title: N_("Author {n}"), add: N_("Add an author"), drop: N_("Remove author {n}") },
  Turn: {
    title: N_("Word or phrase {n}"),
    add: N_("Add a word or phrase"),
    drop: N_("Remove word or phrase {n}"),
  },
};
const OTHER = { title: N_("Row {n}"), add: N_("Add a row"), drop: N_("Remove row {n}") };

/** @param {Control} control */
export const rows = ({ fields, field, label, path }) => {
  const { part = "" } = field;
  const place = make("div", { class: "an-rows" });
  const said = WORDS[part] ?? OTHER;
  /** @returns {unknown[]} */
  const now = () => [fields.get(path) ?? []].flat();
  /** @param {number} number */
  const row = (number) => {
    const drop = () => {
      fields.set(path, undefinedIfEmpty(now().filter((_, at) => at !== number)));
      draw();
      get(place, ".an-add", HTMLButtonElement).focus();
    };
    const steps = [...path, number];
    return make(
      "fieldset",
      { class: "an-group an-grid an-row", "data-field": steps.join(".") },
      make("legend", {}, _(said.title, { n: number + 1 })),
      part === "Step" ? carrier(fields, steps) : fields.part(part, steps),
      make("p", { class: "an-fault", hidden: true }),
      button(_(said.drop, { n: number + 1 }), drop, { class: "an-quiet" }),
    );
  };
  const add = () => {
    fields.set(path, [...now(), part === "Step" ? "" : {}]);
    draw();
    get(place, ".an-row:last-of-type :is(input, textarea)", HTMLElement).focus();
  };
  const draw = () => {
    place.replaceChildren(
      ...now().map((_, number) => row(number)),
      button(_(said.add), add, { class: "an-quiet an-add" }),
    );
  };
  draw();
  return group(label, path, [place]);
};

// A carrier is nearly always one id. Further fields are for several, or an unnamed one.
/** @param {Fields} fields @param {Path} path */
const carrier = (fields, path) => {
  const { read, write } = fields.inside(path, "Step");
  const id = newId("by");
  const by = () => textsOf(read("by"));
  const { what, kinds = [] } = fields.known.form.Step.fields.find(({ key }) => key === "by") ?? {};
  const choose = (/** @type {string} */ it) => {
    const others = by().slice(1);
    write("by", others.length ? [it, ...others] : it || (read("unnamed") ? undefined : ""));
  };
  const input = picker(fields, { id, kinds, value: by()[0] ?? "", choose });
  const turn = () => {
    write("implied", box.checked ? "true" : undefined);
  };
  const box = make("input", { type: "checkbox", onchange: turn });
  box.checked = read("implied") === "true";
  return [
    labelledField({ key: "", type: "", what }, labelOf("Step", "by"), [...path, "by"], input, id),
    make("label", { class: "an-tick" }, box, make("span", {}, labelOf("Step", "implied"))),
    ...fields.part("Step", path, { without: ["by", "implied"] }),
  ];
};
