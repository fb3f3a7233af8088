// Controls for lists of parts: the steps of a chain, archived copies.
import { get, make } from "../lib/dom.js";
import { orNothing, picker, textsOf } from "./controls.js";
import { button, newId } from "./dom.js";
import { framed, group } from "./frame.js";
import { labelOf } from "./labels.js";

/** @typedef {import("./controls.js").Control} Control */
/** @typedef {import("./fields.js").Fields} Fields */
/** @typedef {import("./record.js").Path} Path */

/** @type {Record<string, string>} */
const NOUNS = { Step: "carrier", Capture: "archived copy" };

/** @param {Control} control */
export const rows = ({ fields, field, label, path }) => {
  const { part = "" } = field;
  const place = make("div", { class: "an-rows" });
  const noun = NOUNS[part] || "row";
  /** @returns {unknown[]} */
  const now = () => [fields.get(path) ?? []].flat();
  /** @param {number} number */
  const row = (number) => {
    const drop = () => {
      fields.set(path, orNothing(now().filter((_, at) => at !== number)));
      draw();
      get(place, ".an-add", HTMLButtonElement).focus();
    };
    const steps = [...path, number];
    return make(
      "fieldset",
      { class: "an-group an-grid an-row", "data-field": steps.join(".") },
      make("legend", {}, `${noun[0].toUpperCase()}${noun.slice(1)} ${number + 1}`),
      part === "Step" ? carrier(fields, steps) : fields.part(part, steps),
      make("p", { class: "an-fault", hidden: true }),
      button(`Take ${noun} ${number + 1} out`, drop, { class: "an-quiet" }),
    );
  };
  const add = () => {
    fields.set(path, [...now(), part === "Step" ? "" : {}]);
    draw();
    get(place, ".an-row:last-of-type input", HTMLInputElement).focus();
  };
  const draw = () => {
    place.replaceChildren(
      ...now().map((_, number) => row(number)),
      button(`Add ${noun[0] === "a" ? "an" : "a"} ${noun}`, add, { class: "an-quiet an-add" }),
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
    framed({ key: "", type: "", what }, labelOf("Step", "by"), [...path, "by"], input, id),
    make("label", { class: "an-tick" }, box, make("span", {}, labelOf("Step", "implied"))),
    ...fields.part("Step", path, { without: ["by", "implied"] }),
  ];
};
