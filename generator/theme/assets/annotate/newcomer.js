// A new record that the article refers to, saved as a file of its own. Does not touch the page.
import { N_ } from "../lib/messages.js";
import { freshId, slugOf } from "./known.js";

/** @typedef {import("./known.js").Known} Known */
/** @typedef {import("./known.js").Row} Row */
/** @typedef {Record<string, unknown>} Tree */
/** @typedef {{ kind: string, id: string, tree: Tree }} Newcomer */

/** By kind, the offer to create a record with the typed name. @type {Record<string, string>} */
export const OFFERS = {
  person: N_("New person: {name}"),
  organisation: N_("New organisation: {name}"),
  place: N_("New place: {name}"),
  document: N_("New document: {name}"),
  event: N_("New event: {name}"),
  proposition: N_("New claim: {name}"),
  measure: N_("New figure: {name}"),
  topic: N_("New topic: {name}"),
};

/** By kind, the key that holds a record's name. @type {Record<string, string>} */
const NAME_KEY_OF = { proposition: "sentence", event: "what", topic: "title" };

/** A new record with this name. Its id is derived from the name if that has Latin letters. @param {string} kind @param {string} name @param {Known} known @returns {Newcomer} */
export const newcomer = (kind, name, known) => {
  let wanted = slugOf(name, known.ids.letters) || `new-${kind}`;
  if (known.windows.includes(wanted)) wanted = `${kind}-${wanted}`;
  return { kind, id: freshId(wanted, known.takenIds()), tree: { [NAME_KEY_OF[kind] ?? "name"]: name } };
};

/** A new record in the form that pickers use. @param {Newcomer} it @returns {Row} */
export const rowOf = ({ kind, id, tree }) => ({
  id,
  name: String(tree[NAME_KEY_OF[kind] ?? "name"] ?? "") || id,
  others: [],
  about: "",
  kind,
});

/** Calls `act` for every id in a part: the values of its fields that refer to records. @param {unknown} value @param {string} part @param {import("./yaml.js").Form} form @param {(id: string) => string} act  gives the id that is to stand there @returns {unknown} */
export const mapIds = (value, part, form, act) => {
  const { fields, short } = form[part];
  if (typeof value === "string") {
    const field = fields.find(({ key }) => key === short);
    return field?.type === "ref" ? act(value) : value;
  }
  if (!value || typeof value !== "object" || Array.isArray(value)) return value;
  /** @type {Tree} */
  const tree = { ...value };
  for (const field of fields) {
    const held = tree[field.key];
    /** @param {unknown} item */
    const one = (item) => {
      if (field.type === "ref") return typeof item === "string" ? act(item) : item;
      return field.part ? mapIds(item, field.part, form, act) : item;
    };
    if (held !== undefined && held !== null) tree[field.key] = Array.isArray(held) ? held.map(one) : one(held);
  }
  return tree;
};
